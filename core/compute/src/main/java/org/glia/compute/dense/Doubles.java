package org.glia.compute.dense;

import java.util.Arrays;

import org.glia.compute.vector.Width;

/// Operations on stretches of arrays of doubles: `n` elements from place `xAt` of `x`, and from `yAt` of `y`.
///
/// Sums have one order, for any vector width and without vectors: element i goes to lane i mod 32 by fused multiply-adds,
/// the last n mod 8 elements to a sum of their own. Of the lanes the first quarter is added to the second, the third to
/// the fourth, then both; what is left is halved by adding the upper half to the lower one, again and again; the sum of
/// the last elements comes at the end. So an element goes through at most about n / 32 + 13 roundings.
///
/// All take O(n) time and no memory to speak of.
public final class Doubles {

    /// Fewer elements than this are not worth vectors.
    private static final int MANY = Width.chosen().bits() >= 256 ? 8 : 32;
    /// Sums of squares in this range have neither overflowed nor lost digits to underflow.
    private static final double SAFE_LEAST = Double.MIN_NORMAL / Math.ulp(1.0);
    private static final double SAFE_MOST = Double.MAX_VALUE;

    private Doubles() {
    }

    /// The inner product of x and y.
    public static double dot(double[] x, int xAt, double[] y, int yAt, int n) {
        return n < MANY || !Width.pays(n) ? ScalarDoubles.dot(x, xAt, y, yAt, n) : VectorDoubles.dot(x, xAt, y, yAt, n);
    }

    /// Inner products of `rows` rows of n elements, `stride` apart, with x.
    static void dots(double[] a, int at, int stride, int rows, int n, double[] x, int xAt, double[] sums) {
        if (n < ScalarDoubles.LANES && rows >= MANY && Width.pays((long) rows * n) && VectorDoubles.GROUPED) {
            VectorDoubles.shortDots(a, at, stride, rows, n, x, xAt, sums);
        } else {
            for (int i = 0; i < rows; i++) {
                sums[i] = dot(a, at + i * stride, x, xAt, n);
            }
        }
    }

    /// The sum of x.
    public static double sum(double[] x, int at, int n) {
        return n < MANY || !Width.pays(n) ? ScalarDoubles.sum(x, at, n) : VectorDoubles.sum(x, at, n);
    }

    /// The sum of the absolute values of x.
    public static double sumOfAbsolutes(double[] x, int at, int n) {
        return n < MANY || !Width.pays(n) ? ScalarDoubles.sumOfAbsolutes(x, at, n)
                : VectorDoubles.sumOfAbsolutes(x, at, n);
    }

    /// The inner product of x with itself.
    public static double sumOfSquares(double[] x, int at, int n) {
        return dot(x, at, x, at, n);
    }

    /// The sum of the squared differences of x from `center`: n times the variance, where `center` is the mean.
    public static double squaredDeviations(double[] x, int at, double center, int n) {
        return n < MANY || !Width.pays(n) ? ScalarDoubles.squaredDeviations(x, at, center, n)
                : VectorDoubles.squaredDeviations(x, at, center, n);
    }

    /// The square of the Euclidean distance of x and y.
    public static double squaredDistance(double[] x, int xAt, double[] y, int yAt, int n) {
        return n < MANY || !Width.pays(n) ? ScalarDoubles.squaredDistance(x, xAt, y, yAt, n)
                : VectorDoubles.squaredDistance(x, xAt, y, yAt, n);
    }

    /// The Euclidean norm of x, without overflow or underflow on the way.
    public static double norm(double[] x, int at, int n) {
        double squares = sumOfSquares(x, at, n);
        if (squares >= SAFE_LEAST && squares <= SAFE_MOST) {
            return Math.sqrt(squares);
        }
        double largest = largest(x, at, n);
        if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
            return largest;
        }
        // a power of two, so that scaling is exact
        int exponent = Math.max(Math.getExponent(largest), Double.MIN_EXPONENT);
        var scaled = new double[n];
        for (int i = 0; i < n; i++) {
            scaled[i] = Math.scalb(x[at + i], -exponent);
        }
        return Math.scalb(Math.sqrt(sumOfSquares(scaled, 0, n)), exponent);
    }

    /// The largest absolute value in x: 0 of nothing, NaN where there is a NaN.
    public static double largest(double[] x, int at, int n) {
        return n < MANY || !Width.pays(n) ? ScalarDoubles.largest(x, at, n) : VectorDoubles.largest(x, at, n);
    }

    /// The greatest value in x: -infinity of nothing, NaN where there is a NaN.
    public static double max(double[] x, int at, int n) {
        return n < MANY || !Width.pays(n) ? ScalarDoubles.max(x, at, n) : VectorDoubles.max(x, at, n);
    }

    /// The least value in x: infinity of nothing, NaN where there is a NaN.
    public static double min(double[] x, int at, int n) {
        return n < MANY || !Width.pays(n) ? ScalarDoubles.min(x, at, n) : VectorDoubles.min(x, at, n);
    }

    /// How many elements stand before the first of the greatest ones: NaNs are passed over, -1 where there is nothing else.
    public static int indexOfMax(double[] x, int at, int n) {
        int best = -1;
        for (int i = 0; i < n; i++) {
            double value = x[at + i];
            if (best < 0 ? value == value : value > x[at + best]) {
                best = i;
            }
        }
        return best;
    }

    /// How many elements stand before the first of the least ones: NaNs are passed over, -1 where there is nothing else.
    public static int indexOfMin(double[] x, int at, int n) {
        int best = -1;
        for (int i = 0; i < n; i++) {
            double value = x[at + i];
            if (best < 0 ? value == value : value < x[at + best]) {
                best = i;
            }
        }
        return best;
    }

    /// `y = alpha x + y`.
    public static void axpy(double alpha, double[] x, int xAt, double[] y, int yAt, int n) {
        if (n < MANY || !Width.pays(n)) {
            ScalarDoubles.axpy(alpha, x, xAt, y, yAt, n);
        } else {
            VectorDoubles.axpy(alpha, x, xAt, y, yAt, n);
        }
    }

    /// `y = alpha x + beta y`, where `beta y` is rounded first; y is not read where `beta` is 0.
    public static void axpby(double alpha, double[] x, int xAt, double beta, double[] y, int yAt, int n) {
        if (n < MANY || !Width.pays(n)) {
            ScalarDoubles.axpby(alpha, x, xAt, beta, y, yAt, n);
        } else {
            VectorDoubles.axpby(alpha, x, xAt, beta, y, yAt, n);
        }
    }

    /// `x = alpha x`; zeros, whatever x was, where `alpha` is 0.
    public static void scale(double alpha, double[] x, int at, int n) {
        if (alpha == 0) {
            Arrays.fill(x, at, at + n, 0);
        } else if (n < MANY || !Width.pays(n)) {
            ScalarDoubles.scale(alpha, x, at, n);
        } else {
            VectorDoubles.scale(alpha, x, at, n);
        }
    }

    /// `y = x * y`, element by element.
    public static void multiply(double[] x, int xAt, double[] y, int yAt, int n) {
        if (n < MANY || !Width.pays(n)) {
            ScalarDoubles.multiply(x, xAt, y, yAt, n);
        } else {
            VectorDoubles.multiply(x, xAt, y, yAt, n);
        }
    }
}
