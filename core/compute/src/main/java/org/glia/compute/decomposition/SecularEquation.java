package org.glia.compute.decomposition;

import org.glia.api.run.Parallel;

/// The equation `1/rho + sum of z[i]² / (D[i] - x) = 0`, whose k roots are the eigenvalues of `diag(D) + rho z z'`.
/// Each root lies between its pole and the next; the last one behind the last pole.
///
/// A root is found as a distance from the pole that is nearest, so that its distances from all poles are known to full
/// relative accuracy, by interpolation with two poles (Li 1994, "the middle way") kept between bounds. From the roots
/// follow weights for which they are exact, and from these vectors that are orthogonal however close roots are (Gu and
/// Eisenstat 1994).
///
/// Poles are `d[i]`, or their squares, for singular values: differences are then products `(d[i] - d[j])(d[i] + d[j])`,
/// and nothing is lost.
///
/// O(k²) for all roots.
final class SecularEquation {

    private static final double EPSILON = 0x1p-53;
    private static final int MOST_STEPS = 400;
    /// Roots that one thread finds at a time.
    private static final int CHUNK = 32;

    private final double[] d;
    private final double[] z;
    private final double[] squares;
    private final int k;
    private final double rho;
    private final boolean squared;

    /// @param d       k numbers that rise, not negative where poles are squares
    /// @param z       k numbers other than zero
    /// @param rho     positive
    /// @param squared whether poles are squares of d
    SecularEquation(double[] d, double[] z, int k, double rho, boolean squared) {
        this.d = d;
        this.z = z;
        this.k = k;
        this.rho = rho;
        this.squared = squared;
        squares = new double[k];
        for (int i = 0; i < k; i++) {
            squares[i] = z[i] * z[i];
        }
    }

    private double difference(int i, int j) {
        return squared ? (d[i] - d[j]) * (d[i] + d[j]) : d[i] - d[j];
    }

    /// Finds all roots.
    ///
    /// @param roots       becomes the roots, rising; their square roots where poles are squares
    /// @param differences becomes `D[i] - x[j]` at `at + j * k + i`
    void solve(double[] roots, double[] differences, int at, Parallel parallel) {
        parallel.chunked(k, CHUNK, (chunk, from, to) -> {
            var values = new double[4];
            for (int j = from; j < to; j++) {
                roots[j] = root(j, differences, at + j * k, values);
            }
        });
    }

    /// The weights, with the signs of z, for which the roots are exact.
    double[] weights(double[] differences, int at, Parallel parallel) {
        var weights = new double[k];
        parallel.chunked(k, 8 * CHUNK, (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                weights[i] = differences[at + i * k + i];
            }
            for (int j = 0; j < k; j++) {
                multiply(weights, j, from, Math.min(to, j), differences, at + j * k);
                multiply(weights, j, Math.max(from, j + 1), to, differences, at + j * k);
            }
            for (int i = from; i < to; i++) {
                weights[i] = Math.copySign(Math.sqrt(Math.max(0, -weights[i] / rho)), z[i]);
            }
        });
        return weights;
    }

    private void multiply(double[] weights, int j, int from, int to, double[] differences, int at) {
        double pole = d[j];
        if (squared) {
            for (int i = from; i < to; i++) {
                weights[i] *= differences[at + i] / ((d[i] - pole) * (d[i] + pole));
            }
        } else {
            for (int i = from; i < to; i++) {
                weights[i] *= differences[at + i] / (d[i] - pole);
            }
        }
    }

    /// Root j; its distances from all poles are left in `delta`.
    private double root(int j, double[] delta, int at, double[] values) {
        int left = Math.min(j, Math.max(0, k - 2)); // poles that the interpolation uses
        int right = Math.min(left + 1, k - 1);
        boolean last = j == k - 1;
        int origin;
        double low; // the root's distance from the origin is between these
        double high;
        double distance;
        if (last) {
            origin = j;
            low = 0;
            high = 0;
            for (int i = 0; i < k; i++) {
                high += squares[i];
            }
            high *= rho * (1 + 8 * EPSILON * k);
            distance = k == 1 ? rho * squares[0] : high / 2;
        } else {
            double gap = difference(right, left);
            distance = gap / 2;
            fillDifferences(delta, at, left);
            evaluate(j, distance, delta, at, values);
            double f = 1 / rho + values[0] + values[1];
            // what the two poles leave, taken for constant, gives the first guess
            double rest = f - squares[left] / -distance - squares[right] / (gap - distance);
            double both = squares[left] + squares[right];
            if (f > 0) {
                origin = left;
                low = 0;
                high = distance;
                distance = smallerRoot(rest, rest * gap + both, squares[left] * gap);
            } else {
                origin = right;
                low = -distance;
                high = 0;
                distance = -smallerRoot(-rest, -rest * gap + both, squares[right] * gap);
            }
        }
        if (k > 1) {
            fillDifferences(delta, at, origin);
            distance = iterate(j, left, right, low, high, distance, delta, at, values);
        } else {
            delta[at] = 0;
        }
        for (int i = 0; i < k; i++) {
            delta[at + i] -= distance;
        }
        if (!squared) {
            return d[origin] + distance;
        }
        double pole = d[origin];
        return pole + distance / (pole + Math.sqrt(Math.max(0, Math.fma(pole, pole, distance))));
    }

    private void fillDifferences(double[] delta, int at, int origin) {
        for (int i = 0; i < k; i++) {
            delta[at + i] = difference(i, origin);
        }
    }

    private double iterate(int j, int left, int right, double low, double high, double guess, double[] delta, int at,
            double[] values) {
        boolean last = j == k - 1;
        int before = last ? k - 2 : j;
        double x = inside(guess, low, high) ? guess : middle(low, high);
        double previous = Double.POSITIVE_INFINITY;
        int slow = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            evaluate(before, x, delta, at, values);
            double psi = values[0];
            double phi = values[1];
            double psiSlope = values[2];
            double phiSlope = values[3];
            double f = 1 / rho + psi + phi;
            double slope = psiSlope + phiSlope;
            double size = 8 * (Math.abs(psi) + Math.abs(phi)) + 1 / rho + Math.abs(x) * slope;
            if (Math.abs(f) <= EPSILON * size) {
                return x;
            }
            if (f < 0) {
                low = x;
            } else {
                high = x;
            }
            slow = Math.abs(f) > 0.25 * previous ? slow + 1 : 0;
            previous = Math.abs(f);

            double toLeft = delta[at + left] - x;
            double toRight = delta[at + right] - x;
            // two poles whose slopes are those of the sums on either side; every other slow step one keeps its own weight
            double constant = f - toLeft * psiSlope - toRight * phiSlope;
            if (slow % 2 == 1) {
                constant = Math.abs(toLeft) < Math.abs(toRight)
                        ? f - toRight * slope - (toLeft - toRight) * (squares[left] / toLeft / toLeft)
                        : f - toLeft * slope - (toRight - toLeft) * (squares[right] / toRight / toRight);
            }
            double a = (toLeft + toRight) * f - toLeft * toRight * slope;
            double b = toLeft * toRight * f;
            double next = x + (last ? largerRoot(Math.abs(constant), a, b) : smallerRoot(constant, a, b));
            if (!inside(next, low, high) || slow > 6 && slow % 3 == 0) {
                next = middle(low, high);
            }
            if (next == x || !inside(next, low, high)) {
                return x;
            }
            x = next;
        }
        return x;
    }

    private static boolean inside(double x, double low, double high) {
        return x > low && x < high;
    }

    /// Between two bounds; by size, where they differ much.
    private static double middle(double low, double high) {
        double sign = high > 0 ? 1 : -1;
        double small = Math.min(Math.abs(low), Math.abs(high));
        double large = Math.max(Math.abs(low), Math.abs(high));
        if (small == 0) {
            return sign * large * 0x1p-8;
        }
        return large / small > 4 ? sign * Math.sqrt(small) * Math.sqrt(large) : low / 2 + high / 2;
    }

    /// `(a - sqrt(a² - 4bc)) / 2c`, a root of `c x² - a x + b`.
    private static double smallerRoot(double c, double a, double b) {
        double root = Math.sqrt(Math.abs(Math.fma(a, a, -4 * b * c)));
        return a <= 0 ? (a - root) / (2 * c) : 2 * b / (a + root);
    }

    /// The other root.
    private static double largerRoot(double c, double a, double b) {
        double root = Math.sqrt(Math.abs(Math.fma(a, a, -4 * b * c)));
        return a >= 0 ? (a + root) / (2 * c) : 2 * b / (a - root);
    }

    /// The sums over the poles up to `before`, and over those behind, at x; then their derivatives.
    private void evaluate(int before, double x, double[] delta, int at, double[] values) {
        sum(0, before + 1, x, delta, at, values, 0);
        sum(before + 1, k, x, delta, at, values, 1);
    }

    /// Even and odd terms apart: neither waits for the other.
    private void sum(int from, int to, double x, double[] delta, int at, double[] values, int side) {
        double even = 0;
        double odd = 0;
        double evenSlope = 0;
        double oddSlope = 0;
        int i = from;
        for (; i + 1 < to; i += 2) {
            double inverse = 1 / (delta[at + i] - x);
            double term = squares[i] * inverse;
            even += term;
            evenSlope = Math.fma(term, inverse, evenSlope);
            double nextInverse = 1 / (delta[at + i + 1] - x);
            double nextTerm = squares[i + 1] * nextInverse;
            odd += nextTerm;
            oddSlope = Math.fma(nextTerm, nextInverse, oddSlope);
        }
        if (i < to) {
            double inverse = 1 / (delta[at + i] - x);
            double term = squares[i] * inverse;
            even += term;
            evenSlope = Math.fma(term, inverse, evenSlope);
        }
        values[side] = even + odd;
        values[2 + side] = evenSlope + oddSlope;
    }
}
