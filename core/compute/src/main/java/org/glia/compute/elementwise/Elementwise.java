package org.glia.compute.elementwise;

import org.glia.compute.vector.Width;

/// Elementary functions of whole arrays of doubles: `y[yAt + i] = f(x[xAt + i])` for i from 0 to n - 1; x and y may be
/// the same stretch of the same array. Each result has the bits that [Elementary] gives, for the full range of arguments.
public final class Elementwise {

    /// Fewer elements than this are not worth vectors.
    private static final int MANY = 64;
    /// Multiplications that take about as long as one function.
    private static final long COST = 16;

    private Elementwise() {
    }

    /// e to the power of each element; at most 1 ulp away.
    public static void exp(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : VectorElementwise.exp(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = Elementary.exp(x[xAt + i]);
        }
    }

    /// exp(x) - 1, accurate near zero too; at most 2 ulp away.
    public static void expm1(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : VectorElementwise.expm1(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = Elementary.expm1(x[xAt + i]);
        }
    }

    /// The natural logarithm; at most 1 ulp away. -infinity for zeros, NaN for negative numbers.
    public static void log(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : VectorElementwise.log(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = Elementary.log(x[xAt + i]);
        }
    }

    /// log(1 + x), accurate near zero too; at most 2 ulp away.
    public static void log1p(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : VectorElementwise.log1p(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = Elementary.log1p(x[xAt + i]);
        }
    }

    /// The hyperbolic tangent; at most 2 ulp away.
    public static void tanh(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : VectorElementwise.tanh(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = Elementary.tanh(x[xAt + i]);
        }
    }

    /// 1 / (1 + exp(-x)), the logistic sigmoid; at most 3 ulp away.
    public static void logistic(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : VectorElementwise.logistic(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = Elementary.logistic(x[xAt + i]);
        }
    }

    /// log(1 + exp(x)); at most 2 ulp away.
    public static void softplus(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : VectorElementwise.softplus(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = Elementary.softplus(x[xAt + i]);
        }
    }

    /// The probability that a standard normal variate is at most x; at most 5 ulp away, in the lower tail too.
    public static void normalCdf(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : VectorElementwise.normalCdf(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = Elementary.normalCdf(x[xAt + i]);
        }
    }
}
