package org.glia.compute.dense;

import java.util.Arrays;

import org.glia.compute.vector.Width;

/// Operations on stretches of arrays of floats: `n` elements from place `xAt` of `x`, and from `yAt` of `y`.
///
/// Sums have one order, for any vector width and without vectors: element i goes to lane i mod 64 by fused multiply-adds,
/// the last n mod 16 elements to a sum of their own. Of the lanes the first quarter is added to the second, the third to
/// the fourth, then both; what is left is halved by adding the upper half to the lower one, again and again; the sum of
/// the last elements comes at the end. So an element goes through at most about n / 64 + 22 roundings.
///
/// All take O(n) time and no memory to speak of.
public final class Floats {

    /// Fewer elements than this are not worth vectors.
    private static final int MANY = Width.chosen().bits() >= 256 ? 8 : 32;
    /// Sums of squares in this range have neither overflowed nor lost digits to underflow.
    private static final float SAFE_LEAST = Float.MIN_NORMAL / Math.ulp(1.0f);
    private static final float SAFE_MOST = Float.MAX_VALUE;

    private Floats() {
    }

    /// The inner product of x and y.
    public static float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        return n < MANY || !Width.pays(n) ? ScalarFloats.dot(x, xAt, y, yAt, n) : VectorFloats.dot(x, xAt, y, yAt, n);
    }

    /// Inner products of `rows` rows of n elements, `stride` apart, with x.
    static void dots(float[] a, int at, int stride, int rows, int n, float[] x, int xAt, float[] sums) {
        if (n < ScalarFloats.LANES && rows >= MANY && Width.pays((long) rows * n) && VectorFloats.GROUPED) {
            VectorFloats.shortDots(a, at, stride, rows, n, x, xAt, sums);
        } else {
            for (int i = 0; i < rows; i++) {
                sums[i] = dot(a, at + i * stride, x, xAt, n);
            }
        }
    }

    /// The sum of x.
    public static float sum(float[] x, int at, int n) {
        return n < MANY || !Width.pays(n) ? ScalarFloats.sum(x, at, n) : VectorFloats.sum(x, at, n);
    }

    /// The sum of the absolute values of x.
    public static float sumOfAbsolutes(float[] x, int at, int n) {
        return n < MANY || !Width.pays(n) ? ScalarFloats.sumOfAbsolutes(x, at, n)
                : VectorFloats.sumOfAbsolutes(x, at, n);
    }

    /// The inner product of x with itself.
    public static float sumOfSquares(float[] x, int at, int n) {
        return dot(x, at, x, at, n);
    }

    /// The sum of the squared differences of x from `center`: n times the variance, where `center` is the mean.
    public static float squaredDeviations(float[] x, int at, float center, int n) {
        return n < MANY || !Width.pays(n) ? ScalarFloats.squaredDeviations(x, at, center, n)
                : VectorFloats.squaredDeviations(x, at, center, n);
    }

    /// The square of the Euclidean distance of x and y.
    public static float squaredDistance(float[] x, int xAt, float[] y, int yAt, int n) {
        return n < MANY || !Width.pays(n) ? ScalarFloats.squaredDistance(x, xAt, y, yAt, n)
                : VectorFloats.squaredDistance(x, xAt, y, yAt, n);
    }

    /// The Euclidean norm of x, without overflow or underflow on the way.
    public static float norm(float[] x, int at, int n) {
        float squares = sumOfSquares(x, at, n);
        if (squares >= SAFE_LEAST && squares <= SAFE_MOST) {
            return (float) Math.sqrt(squares);
        }
        float largest = largest(x, at, n);
        if (!(largest > 0 && largest < Float.POSITIVE_INFINITY)) {
            return largest;
        }
        // a power of two, so that scaling is exact
        int exponent = Math.max(Math.getExponent(largest), Float.MIN_EXPONENT);
        var scaled = new float[n];
        for (int i = 0; i < n; i++) {
            scaled[i] = Math.scalb(x[at + i], -exponent);
        }
        return Math.scalb((float) Math.sqrt(sumOfSquares(scaled, 0, n)), exponent);
    }

    /// The largest absolute value in x: 0 of nothing, NaN where there is a NaN.
    public static float largest(float[] x, int at, int n) {
        return n < MANY || !Width.pays(n) ? ScalarFloats.largest(x, at, n) : VectorFloats.largest(x, at, n);
    }

    /// The greatest value in x: -infinity of nothing, NaN where there is a NaN.
    public static float max(float[] x, int at, int n) {
        return n < MANY || !Width.pays(n) ? ScalarFloats.max(x, at, n) : VectorFloats.max(x, at, n);
    }

    /// The least value in x: infinity of nothing, NaN where there is a NaN.
    public static float min(float[] x, int at, int n) {
        return n < MANY || !Width.pays(n) ? ScalarFloats.min(x, at, n) : VectorFloats.min(x, at, n);
    }

    /// How many elements stand before the first of the greatest ones: NaNs are passed over, -1 where there is nothing else.
    public static int indexOfMax(float[] x, int at, int n) {
        int best = -1;
        for (int i = 0; i < n; i++) {
            float value = x[at + i];
            if (best < 0 ? value == value : value > x[at + best]) {
                best = i;
            }
        }
        return best;
    }

    /// How many elements stand before the first of the least ones: NaNs are passed over, -1 where there is nothing else.
    public static int indexOfMin(float[] x, int at, int n) {
        int best = -1;
        for (int i = 0; i < n; i++) {
            float value = x[at + i];
            if (best < 0 ? value == value : value < x[at + best]) {
                best = i;
            }
        }
        return best;
    }

    /// `y = alpha x + y`.
    public static void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        if (n < MANY || !Width.pays(n)) {
            ScalarFloats.axpy(alpha, x, xAt, y, yAt, n);
        } else {
            VectorFloats.axpy(alpha, x, xAt, y, yAt, n);
        }
    }

    /// `y = alpha x + beta y`, where `beta y` is rounded first; y is not read where `beta` is 0.
    public static void axpby(float alpha, float[] x, int xAt, float beta, float[] y, int yAt, int n) {
        if (n < MANY || !Width.pays(n)) {
            ScalarFloats.axpby(alpha, x, xAt, beta, y, yAt, n);
        } else {
            VectorFloats.axpby(alpha, x, xAt, beta, y, yAt, n);
        }
    }

    /// `x = alpha x`; zeros, whatever x was, where `alpha` is 0.
    public static void scale(float alpha, float[] x, int at, int n) {
        if (alpha == 0) {
            Arrays.fill(x, at, at + n, 0);
        } else if (n < MANY || !Width.pays(n)) {
            ScalarFloats.scale(alpha, x, at, n);
        } else {
            VectorFloats.scale(alpha, x, at, n);
        }
    }

    /// `y = x * y`, element by element.
    public static void multiply(float[] x, int xAt, float[] y, int yAt, int n) {
        if (n < MANY || !Width.pays(n)) {
            ScalarFloats.multiply(x, xAt, y, yAt, n);
        } else {
            VectorFloats.multiply(x, xAt, y, yAt, n);
        }
    }
}
