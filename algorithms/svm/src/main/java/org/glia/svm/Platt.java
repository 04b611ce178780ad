package org.glia.svm;

import org.glia.compute.elementwise.Elementary;

/// A probability for each decision value: `1 / (1 + exp(a f + b))`, fitted by maximum likelihood against targets that
/// are drawn in from 0 and 1 a little (Platt 2000), by Newton's method with backtracking (Lin, Lin and Weng 2007,
/// algorithm 1).
///
/// @param a slope, mostly negative
/// @param b constant
record Platt(double a, double b) {

    private static final int MOST_ITERATIONS = 100;
    private static final double SHORTEST_STEP = 1e-10;
    /// Added to the diagonal of Hesse's matrix, so that it is positive definite.
    private static final double RIDGE = 1e-12;
    private static final double TOLERANCE = 1e-9;

    /// @param positive whether each row is of the class whose probability is wanted
    static Platt fit(double[] decisions, boolean[] positive, double[] weights) {
        double ones = 0;
        double zeros = 0;
        for (int i = 0; i < positive.length; i++) {
            ones += positive[i] ? weights[i] : 0;
            zeros += positive[i] ? 0 : weights[i];
        }
        double high = (ones + 1) / (ones + 2);
        double low = 1 / (zeros + 2);
        double a = 0;
        double b = Elementary.log((zeros + 1) / (ones + 1));
        double loss = loss(decisions, positive, weights, high, low, a, b);
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            double haa = RIDGE;
            double hbb = RIDGE;
            double hab = 0;
            double ga = 0;
            double gb = 0;
            for (int i = 0; i < decisions.length; i++) {
                double p = probability(decisions[i], a, b);
                double f = decisions[i];
                double curve = weights[i] * p * (1 - p);
                haa += f * f * curve;
                hbb += curve;
                hab += f * curve;
                double error = weights[i] * ((positive[i] ? high : low) - p);
                ga += f * error;
                gb += error;
            }
            double scale = Math.max(1, ones + zeros);
            if (Math.abs(ga) < TOLERANCE * scale && Math.abs(gb) < TOLERANCE * scale) {
                break;
            }
            double determinant = haa * hbb - hab * hab;
            double da = -(hbb * ga - hab * gb) / determinant;
            double db = -(haa * gb - hab * ga) / determinant;
            double slope = ga * da + gb * db;
            double step = 1;
            for (; step >= SHORTEST_STEP; step /= 2) {
                double next = loss(decisions, positive, weights, high, low, a + step * da, b + step * db);
                if (next < loss + 1e-4 * step * slope) {
                    a += step * da;
                    b += step * db;
                    loss = next;
                    break;
                }
            }
            if (step < SHORTEST_STEP) {
                break;
            }
        }
        return new Platt(a, b);
    }

    /// The negative logarithm of the likelihood, in a form that neither overflows nor cancels.
    private static double loss(double[] decisions, boolean[] positive, double[] weights, double high, double low, double a,
                               double b) {
        double loss = 0;
        for (int i = 0; i < decisions.length; i++) {
            double z = decisions[i] * a + b;
            double target = positive[i] ? high : low;
            loss += weights[i] * (z >= 0 ? target * z + Elementary.log1p(Elementary.exp(-z))
                    : (target - 1) * z + Elementary.log1p(Elementary.exp(z)));
        }
        return loss;
    }

    static double probability(double decision, double a, double b) {
        double z = decision * a + b;
        double e = Elementary.exp(-Math.abs(z));
        return z >= 0 ? e / (1 + e) : 1 / (1 + e);
    }
}
