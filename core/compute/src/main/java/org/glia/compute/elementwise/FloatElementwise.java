package org.glia.compute.elementwise;

import org.glia.compute.vector.Width;

/// Elementary functions of whole arrays of floats: `y[yAt + i] = f(x[xAt + i])` for i from 0 to n - 1; x and y may be
/// the same stretch of the same array. Each result has the bits that [FloatElementary] gives, for the full range of arguments.
public final class FloatElementwise {

    /// Fewer elements than this are not worth vectors.
    private static final int MANY = 64;
    /// Multiplications that take about as long as one function.
    private static final long COST = 16;

    private FloatElementwise() {
    }

    /// e to the power of each element; at most 1 ulp away.
    public static void exp(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : FloatVectorElementwise.exp(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = FloatElementary.exp(x[xAt + i]);
        }
    }

    /// exp(x) - 1, accurate near zero too; at most 2 ulp away.
    public static void expm1(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : FloatVectorElementwise.expm1(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = FloatElementary.expm1(x[xAt + i]);
        }
    }

    /// The natural logarithm; at most 1 ulp away. -infinity for zeros, NaN for negative numbers.
    public static void log(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : FloatVectorElementwise.log(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = FloatElementary.log(x[xAt + i]);
        }
    }

    /// log(1 + x), accurate near zero too; at most 2 ulp away.
    public static void log1p(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : FloatVectorElementwise.log1p(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = FloatElementary.log1p(x[xAt + i]);
        }
    }

    /// The hyperbolic tangent; at most 2 ulp away.
    public static void tanh(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : FloatVectorElementwise.tanh(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = FloatElementary.tanh(x[xAt + i]);
        }
    }

    /// 1 / (1 + exp(-x)), the logistic sigmoid; at most 3 ulp away.
    public static void logistic(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : FloatVectorElementwise.logistic(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = FloatElementary.logistic(x[xAt + i]);
        }
    }

    /// log(1 + exp(x)); at most 2 ulp away.
    public static void softplus(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : FloatVectorElementwise.softplus(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = FloatElementary.softplus(x[xAt + i]);
        }
    }

    /// The probability that a standard normal variate is at most x; at most 5 ulp away, in the lower tail too.
    public static void normalCdf(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = n < MANY || !Width.pays(COST * n) ? 0 : FloatVectorElementwise.normalCdf(x, xAt, y, yAt, n); i < n; i++) {
            y[yAt + i] = FloatElementary.normalCdf(x[xAt + i]);
        }
    }
}
