package org.glia.compute.decomposition;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.Width;

/// Systems with triangular matrices. Of the matrix only the triangle is read, the diagonal with it; a transpose is a
/// view, so `solveUpper(l.transpose(), b, parallel)` solves `L' X = B`, and `solveLower(l, x.transpose(), parallel)`
/// solves `X L' = B`.
///
/// Substitution by blocks, whose work is products of matrices: `n^2` operations for each right side, next to no memory;
/// errors are those of a triangle that differs by a few units in the last place from the given one (Higham 2002,
/// chapter 8). A zero on the diagonal is not refused: it gives infinities or NaN, as division does.
public final class Triangular {

    /// Rows of a triangle that are substituted one by one.
    private static final int BLOCK = 32;
    /// A smaller triangle is not worth the loading of vector code.
    private static final int SMALL = 8;
    /// Right sides that are substituted together.
    private static final int STRIP = 32;
    /// Fewer right sides than this are taken one by one.
    private static final int FEW = 4;
    /// Right sides that a thread takes at a time.
    private static final int STRETCH = 8 * STRIP;
    private static final int MOST_ESTIMATES = 5;

    private Triangular() {
    }

    /// Solves `L X = B`; X takes the place of B.
    ///
    /// @param l `n x n`, lower
    /// @param b `n x p`
    /// @throws IllegalArgumentException if the shapes do not fit
    public static void solveLower(Strided l, Strided b, Parallel parallel) {
        requireFit(l, b);
        if (b.columns() < FEW) {
            oneByOne(l, b, true);
        } else {
            lower(l, b, parallel);
        }
    }

    /// Solves `U X = B`; X takes the place of B.
    ///
    /// @param u `n x n`, upper
    /// @param b `n x p`
    /// @throws IllegalArgumentException if the shapes do not fit
    public static void solveUpper(Strided u, Strided b, Parallel parallel) {
        requireFit(u, b);
        if (b.columns() < FEW) {
            oneByOne(u, b, false);
        } else {
            upper(u, b, parallel);
        }
    }

    /// The inverse of a lower triangle, itself lower, with zeros above. `n^3 / 3` operations.
    ///
    /// @param l `n x n`
    /// @throws IllegalArgumentException if it is not square
    public static Strided invertLower(Strided l, Parallel parallel) {
        var inverse = Strided.zeros(l.rows(), l.rows());
        requireFit(l, inverse);
        for (int i = 0; i < l.rows(); i++) {
            inverse.set(i, i, 1);
        }
        invert(l, inverse, parallel);
        return inverse;
    }

    /// Estimates the reciprocal of the condition of an upper triangle, `1 / (|U| |U^-1|)` in the norm of largest column
    /// sums; 0 if it is singular. The estimate is seldom more than three times too large and never too small but for
    /// rounding (Hager 1984; Higham 1988). About five solutions, `5 n^2` operations.
    ///
    /// @param u `n x n`
    /// @throws IllegalArgumentException if it is not square
    public static double reciprocalCondition(Strided u) {
        int n = u.rows();
        requireFit(u, u);
        double largest = 0;
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = 0; i <= j; i++) {
                sum += Math.abs(u.get(i, j));
            }
            largest = Math.max(largest, sum);
            if (u.get(j, j) == 0) {
                return 0;
            }
        }
        var sequential = Parallel.sequential();
        return reciprocalCondition(largest, norm(n, x -> solveUpper(u, Strided.of(n, 1, x), sequential),
                x -> solveLower(u.transpose(), Strided.of(n, 1, x), sequential)));
    }

    /// From the norms of a matrix and its inverse; 1 if they have no rows.
    static double reciprocalCondition(double norm, double inverseNorm) {
        if (norm == 0 && inverseNorm == 0) {
            return 1;
        }
        double reciprocal = 1 / inverseNorm / norm;
        return reciprocal >= 0 ? Math.min(1, reciprocal) : 0;
    }

    /// Puts the product of a matrix and `x` in the place of `x`.
    @FunctionalInterface
    interface Product {
        void apply(double[] x);
    }

    /// Estimates the largest column sum of an `n x n` matrix by its products with a few vectors: climbs from corner to
    /// corner of the unit ball. Infinite where a product is not finite.
    static double norm(int n, Product matrix, Product transposed) {
        if (n == 0) {
            return 0;
        }
        var x = new double[n];
        Arrays.fill(x, 1.0 / n);
        matrix.apply(x);
        double estimate = absoluteSum(x);
        var signs = new double[n];
        int corner = -1;
        for (int round = 0; round < MOST_ESTIMATES && n > 1 && estimate < Double.POSITIVE_INFINITY; round++) {
            boolean same = true;
            for (int i = 0; i < n; i++) {
                double sign = x[i] >= 0 ? 1 : -1;
                same &= sign == signs[i];
                signs[i] = sign;
            }
            x = signs.clone();
            transposed.apply(x);
            int next = largestMagnitude(x);
            if (same || next == corner) {
                break;
            }
            corner = next;
            Arrays.fill(x, 0);
            x[corner] = 1;
            matrix.apply(x);
            double sum = absoluteSum(x);
            if (sum <= estimate) {
                break;
            }
            estimate = sum;
        }
        if (n > 1) { // a vector that is not fooled where signs cancel
            for (int i = 0; i < n; i++) {
                x[i] = (i % 2 == 0 ? 1 : -1) * (1 + i / (n - 1.0));
            }
            matrix.apply(x);
            estimate = Math.max(estimate, 2 * absoluteSum(x) / (3.0 * n));
        }
        return Double.isNaN(estimate) ? Double.POSITIVE_INFINITY : estimate;
    }

    private static double absoluteSum(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += Math.abs(value);
        }
        return sum;
    }

    private static int largestMagnitude(double[] x) {
        int largest = 0;
        for (int i = 1; i < x.length; i++) {
            if (Math.abs(x[i]) > Math.abs(x[largest])) {
                largest = i;
            }
        }
        return largest;
    }

    private static void requireFit(Strided triangle, Strided b) {
        if (triangle.rows() != triangle.columns() || b.rows() != triangle.rows()) {
            throw new IllegalArgumentException("a triangle of %d x %d does not fit %d x %d; give n x n and n x p"
                    .formatted(triangle.rows(), triangle.columns(), b.rows(), b.columns()));
        }
    }

    private static void lower(Strided l, Strided b, Parallel parallel) {
        int n = l.rows();
        if (n <= BLOCK) {
            substitute(l, b, true, parallel);
            return;
        }
        int top = half(n);
        int rest = n - top;
        var upperPart = b.block(0, 0, top, b.columns());
        var lowerPart = b.block(top, 0, rest, b.columns());
        lower(l.block(0, 0, top, top), upperPart, parallel);
        MatrixProducts.gemm(-1, l.block(top, 0, rest, top), upperPart, 1, lowerPart, parallel);
        lower(l.block(top, top, rest, rest), lowerPart, parallel);
    }

    private static void upper(Strided u, Strided b, Parallel parallel) {
        int n = u.rows();
        if (n <= BLOCK) {
            substitute(u, b, false, parallel);
            return;
        }
        int top = half(n);
        int rest = n - top;
        var upperPart = b.block(0, 0, top, b.columns());
        var lowerPart = b.block(top, 0, rest, b.columns());
        upper(u.block(top, top, rest, rest), lowerPart, parallel);
        MatrixProducts.gemm(-1, u.block(0, top, top, rest), lowerPart, 1, upperPart, parallel);
        upper(u.block(0, 0, top, top), upperPart, parallel);
    }

    /// `inverse` holds the identity where `l` has its triangle, and zeros below.
    private static void invert(Strided l, Strided inverse, Parallel parallel) {
        int n = l.rows();
        if (n <= BLOCK) {
            substitute(l, inverse, true, parallel);
            return;
        }
        int top = half(n);
        int rest = n - top;
        var first = inverse.block(0, 0, top, top);
        var corner = inverse.block(top, 0, rest, top);
        invert(l.block(0, 0, top, top), first, parallel);
        invert(l.block(top, top, rest, rest), inverse.block(top, top, rest, rest), parallel);
        MatrixProducts.gemm(-1, l.block(top, 0, rest, top), first, 0, corner, parallel);
        solveLower(l.block(top, top, rest, rest), corner, parallel);
    }

    /// About half of n: a power of two times the block, so that the inner blocks are whole.
    static int half(int n) {
        int half = BLOCK;
        while (2 * half < n) {
            half *= 2;
        }
        return half;
    }

    /// Copies a strip of right sides to where they are close together, substitutes there, and copies back. An upper
    /// triangle is read from its end, which makes it a lower one.
    private static void substitute(Strided triangle, Strided b, boolean forward, Parallel parallel) {
        int n = triangle.rows();
        var packed = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                packed[i * n + j] = forward ? -triangle.get(i, j) : -triangle.get(n - 1 - i, n - 1 - j);
            }
            packed[i * n + i] = forward ? triangle.get(i, i) : triangle.get(n - 1 - i, n - 1 - i);
        }
        if (b.columns() <= STRETCH) {
            substituteStretch(packed, n, b, forward);
        } else {
            parallel.chunked(b.columns(), STRETCH,
                    (chunk, from, to) -> substituteStretch(packed, n, b.block(0, from, n, to - from), forward));
        }
    }

    private static void substituteStretch(double[] packed, int n, Strided b, boolean forward) {
        var x = new double[n * STRIP];
        for (int from = 0; from < b.columns(); from += STRIP) {
            var strip = b.block(0, from, n, Math.min(STRIP, b.columns() - from));
            exchange(strip, x, forward, true);
            if (n >= SMALL && Width.pays((long) n * n * STRIP)) {
                VectorTriangles.substitute(packed, n, x, STRIP);
            } else {
                ScalarTriangles.substitute(packed, n, x, STRIP);
            }
            exchange(strip, x, forward, false);
        }
    }

    private static void exchange(Strided strip, double[] x, boolean forward, boolean in) {
        int n = strip.rows();
        int width = strip.columns();
        var array = strip.array();
        for (int i = 0; i < n; i++) {
            int row = strip.at(forward ? i : n - 1 - i, 0);
            int to = i * STRIP;
            if (strip.columnStride() == 1) {
                if (in) {
                    System.arraycopy(array, row, x, to, width);
                } else {
                    System.arraycopy(x, to, array, row, width);
                }
            } else {
                for (int j = 0, at = row; j < width; j++, at += strip.columnStride()) {
                    if (in) {
                        x[to + j] = array[at];
                    } else {
                        array[at] = x[to + j];
                    }
                }
            }
        }
    }

    /// By rows of the triangle where they lie in one piece, else by columns.
    private static void oneByOne(Strided triangle, Strided b, boolean forward) {
        int n = triangle.rows();
        boolean byRows = triangle.columnStride() == 1;
        var whole = byRows ? triangle : triangle.rowStride() == 1 ? triangle : triangle.copy();
        var x = new double[n];
        for (int column = 0; column < b.columns(); column++) {
            for (int i = 0; i < n; i++) {
                x[i] = b.get(i, column);
            }
            if (whole.columnStride() == 1) {
                substituteByRows(whole, x, forward);
            } else {
                substituteByColumns(whole, x, forward);
            }
            for (int i = 0; i < n; i++) {
                b.set(i, column, x[i]);
            }
        }
    }

    private static void substituteByRows(Strided triangle, double[] x, boolean forward) {
        int n = x.length;
        var array = triangle.array();
        for (int step = 0; step < n; step++) {
            int i = forward ? step : n - 1 - step;
            int from = forward ? 0 : i + 1;
            double known = Doubles.dot(array, triangle.at(i, from), x, from, step);
            x[i] = (x[i] - known) / array[triangle.at(i, i)];
        }
    }

    private static void substituteByColumns(Strided triangle, double[] x, boolean forward) {
        int n = x.length;
        var array = triangle.array();
        for (int step = 0; step < n; step++) {
            int j = forward ? step : n - 1 - step;
            x[j] /= array[triangle.at(j, j)];
            int from = forward ? j + 1 : 0;
            Doubles.axpy(-x[j], array, triangle.at(from, j), x, from, n - 1 - step);
        }
    }
}
