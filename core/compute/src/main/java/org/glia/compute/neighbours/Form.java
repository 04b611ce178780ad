package org.glia.compute.neighbours;

/// How a metric is computed. Searches compare *sums*, which grow with the distance but save its root: squares for Euclidean,
/// p-th powers for Minkowski.
///
/// @param kind   what the sum is of
/// @param p      the exponent of a term; infinite for the largest
/// @param halved whether half the sum is the distance, rather than its p-th root: cosine
record Form(Kind kind, double p, boolean halved) {

    enum Kind {
        SQUARES, ABSOLUTES, LARGEST, POWERS
    }

    private static final int MOST_HALVES = 32;
    /// What rounding 1/p does to a root, relatively, times p: half a unit in the last place for each power of e in the sum.
    private static final double ROOT = 1024 * 0x1p-53;

    static Form of(Metric metric) {
        return switch (metric) {
            case Metric.Euclidean() -> new Form(Kind.SQUARES, 2, false);
            case Metric.Manhattan() -> new Form(Kind.ABSOLUTES, 1, false);
            case Metric.Chebyshev() -> new Form(Kind.LARGEST, Double.POSITIVE_INFINITY, false);
            case Metric.Cosine() -> new Form(Kind.SQUARES, 2, true);
            case Metric.Minkowski(double p) -> p == 1 ? of(new Metric.Manhattan())
                    : p == 2 ? of(new Metric.Euclidean())
                    : p == Double.POSITIVE_INFINITY ? of(new Metric.Chebyshev())
                    : new Form(Kind.POWERS, p, false);
        };
    }

    /// The distance that people see.
    double reported(double sum) {
        return halved ? 0.5 * sum : root(sum);
    }

    /// The distance that keeps the triangle inequality.
    double root(double sum) {
        return switch (kind) {
            case SQUARES -> Math.sqrt(sum);
            case ABSOLUTES, LARGEST -> sum;
            case POWERS -> StrictMath.pow(sum, 1 / p);
        };
    }

    /// The sum of which `distance` is the root.
    double power(double distance) {
        return switch (kind) {
            case SQUARES -> distance * distance;
            case ABSOLUTES, LARGEST -> distance;
            case POWERS -> term(distance);
        };
    }

    /// The p-th power of a non-negative number: by multiplication where 2p is whole and small.
    double term(double x) {
        double halves = 2 * p;
        if (halves > MOST_HALVES || halves != Math.rint(halves)) {
            return StrictMath.pow(x, p);
        }
        int twice = (int) halves;
        double result = (twice & 1) == 0 ? 1 : Math.sqrt(x);
        double square = x;
        for (int rest = twice >> 1; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    /// No sum above this one is reported as `radius` or less; some below it may be more.
    double sumWithin(double radius) {
        double sum = halved ? 2 * radius : power(radius);
        double slack = kind == Kind.POWERS ? ROOT + p * 0x1p-50 : 0x1p-50;
        return sum + sum * slack + 2 * Double.MIN_VALUE;
    }

    /// How much a sum over `d` features, or what is computed from it, may be off, relatively; generous.
    double error(int d) {
        return (d + 16) * (kind == Kind.POWERS ? 4 * p + 4 : 4) * 0x1p-53 + (kind == Kind.POWERS ? ROOT : 0);
    }

    /// How much the root of a sum over `d` features may be off because terms lost digits next to zero.
    double lost(int d) {
        return 4 * root(Double.MIN_NORMAL * (d + 1));
    }
}
