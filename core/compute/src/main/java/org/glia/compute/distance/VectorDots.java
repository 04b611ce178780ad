package org.glia.compute.distance;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import org.glia.compute.vector.Species;

/// Inner products of few rows and many points, both as they lie in memory, for bounds of distances: their last bits depend on
/// the width of the vectors, so nothing but a decision that holds for all roundings may be made of them.
final class VectorDots {

    private static final VectorSpecies<Double> S = Species.DOUBLE;
    private static final int L = Species.DOUBLES;
    static final int ROWS = 4;

    private VectorDots() {
    }

    /// `dots[r * k + c]`, for four rows that begin at `places` of `x` and all k points, one after the other from `at` on.
    static void dots(double[] x, int[] places, int from, double[] points, int at, int k, int width, double[] dots) {
        int x0 = places[from];
        int x1 = places[from + 1];
        int x2 = places[from + 2];
        int x3 = places[from + 3];
        int c = 0;
        for (; c <= k - 4; c += 4) {
            int y = at + c * width;
            byFour(x, x0, x1, x2, x3, points, y, y + width, y + 2 * width, y + 3 * width, width, dots, c, k);
        }
        if (c <= k - 2) {
            int y = at + c * width;
            byTwo(x, x0, x1, x2, x3, points, y, y + width, width, dots, c, k);
            c += 2;
        }
        if (c < k) {
            int y = at + c * width;
            byTwo(x, x0, x1, x2, x3, points, y, y, width, dots, c, k);
        }
    }

    private static void byFour(double[] x, int x0, int x1, int x2, int x3, double[] y, int y0, int y1, int y2, int y3,
                               int width, double[] dots, int c, int k) {
        var s00 = DoubleVector.zero(S);
        var s01 = s00;
        var s02 = s00;
        var s03 = s00;
        var s10 = s00;
        var s11 = s00;
        var s12 = s00;
        var s13 = s00;
        var s20 = s00;
        var s21 = s00;
        var s22 = s00;
        var s23 = s00;
        var s30 = s00;
        var s31 = s00;
        var s32 = s00;
        var s33 = s00;
        int j = 0;
        for (; j <= width - L; j += L) {
            var a = DoubleVector.fromArray(S, y, y0 + j);
            var b = DoubleVector.fromArray(S, y, y1 + j);
            var d = DoubleVector.fromArray(S, y, y2 + j);
            var e = DoubleVector.fromArray(S, y, y3 + j);
            var row = DoubleVector.fromArray(S, x, x0 + j);
            s00 = row.fma(a, s00);
            s01 = row.fma(b, s01);
            s02 = row.fma(d, s02);
            s03 = row.fma(e, s03);
            row = DoubleVector.fromArray(S, x, x1 + j);
            s10 = row.fma(a, s10);
            s11 = row.fma(b, s11);
            s12 = row.fma(d, s12);
            s13 = row.fma(e, s13);
            row = DoubleVector.fromArray(S, x, x2 + j);
            s20 = row.fma(a, s20);
            s21 = row.fma(b, s21);
            s22 = row.fma(d, s22);
            s23 = row.fma(e, s23);
            row = DoubleVector.fromArray(S, x, x3 + j);
            s30 = row.fma(a, s30);
            s31 = row.fma(b, s31);
            s32 = row.fma(d, s32);
            s33 = row.fma(e, s33);
        }
        if (j < width) {
            var left = S.indexInRange(j, width);
            var a = DoubleVector.fromArray(S, y, y0 + j, left);
            var b = DoubleVector.fromArray(S, y, y1 + j, left);
            var d = DoubleVector.fromArray(S, y, y2 + j, left);
            var e = DoubleVector.fromArray(S, y, y3 + j, left);
            var row = DoubleVector.fromArray(S, x, x0 + j, left);
            s00 = row.fma(a, s00);
            s01 = row.fma(b, s01);
            s02 = row.fma(d, s02);
            s03 = row.fma(e, s03);
            row = DoubleVector.fromArray(S, x, x1 + j, left);
            s10 = row.fma(a, s10);
            s11 = row.fma(b, s11);
            s12 = row.fma(d, s12);
            s13 = row.fma(e, s13);
            row = DoubleVector.fromArray(S, x, x2 + j, left);
            s20 = row.fma(a, s20);
            s21 = row.fma(b, s21);
            s22 = row.fma(d, s22);
            s23 = row.fma(e, s23);
            row = DoubleVector.fromArray(S, x, x3 + j, left);
            s30 = row.fma(a, s30);
            s31 = row.fma(b, s31);
            s32 = row.fma(d, s32);
            s33 = row.fma(e, s33);
        }
        dots[c] = sum(s00);
        dots[c + 1] = sum(s01);
        dots[c + 2] = sum(s02);
        dots[c + 3] = sum(s03);
        dots[k + c] = sum(s10);
        dots[k + c + 1] = sum(s11);
        dots[k + c + 2] = sum(s12);
        dots[k + c + 3] = sum(s13);
        dots[2 * k + c] = sum(s20);
        dots[2 * k + c + 1] = sum(s21);
        dots[2 * k + c + 2] = sum(s22);
        dots[2 * k + c + 3] = sum(s23);
        dots[3 * k + c] = sum(s30);
        dots[3 * k + c + 1] = sum(s31);
        dots[3 * k + c + 2] = sum(s32);
        dots[3 * k + c + 3] = sum(s33);
    }

    /// The second of the points may be the first again.
    private static void byTwo(double[] x, int x0, int x1, int x2, int x3, double[] y, int y0, int y1, int width,
                              double[] dots, int c, int k) {
        var s00 = DoubleVector.zero(S);
        var s01 = s00;
        var s10 = s00;
        var s11 = s00;
        var s20 = s00;
        var s21 = s00;
        var s30 = s00;
        var s31 = s00;
        int j = 0;
        for (; j <= width - L; j += L) {
            var a = DoubleVector.fromArray(S, y, y0 + j);
            var b = DoubleVector.fromArray(S, y, y1 + j);
            var row = DoubleVector.fromArray(S, x, x0 + j);
            s00 = row.fma(a, s00);
            s01 = row.fma(b, s01);
            row = DoubleVector.fromArray(S, x, x1 + j);
            s10 = row.fma(a, s10);
            s11 = row.fma(b, s11);
            row = DoubleVector.fromArray(S, x, x2 + j);
            s20 = row.fma(a, s20);
            s21 = row.fma(b, s21);
            row = DoubleVector.fromArray(S, x, x3 + j);
            s30 = row.fma(a, s30);
            s31 = row.fma(b, s31);
        }
        if (j < width) {
            var left = S.indexInRange(j, width);
            var a = DoubleVector.fromArray(S, y, y0 + j, left);
            var b = DoubleVector.fromArray(S, y, y1 + j, left);
            var row = DoubleVector.fromArray(S, x, x0 + j, left);
            s00 = row.fma(a, s00);
            s01 = row.fma(b, s01);
            row = DoubleVector.fromArray(S, x, x1 + j, left);
            s10 = row.fma(a, s10);
            s11 = row.fma(b, s11);
            row = DoubleVector.fromArray(S, x, x2 + j, left);
            s20 = row.fma(a, s20);
            s21 = row.fma(b, s21);
            row = DoubleVector.fromArray(S, x, x3 + j, left);
            s30 = row.fma(a, s30);
            s31 = row.fma(b, s31);
        }
        dots[c] = sum(s00);
        dots[k + c] = sum(s10);
        dots[2 * k + c] = sum(s20);
        dots[3 * k + c] = sum(s30);
        if (y0 != y1) {
            dots[c + 1] = sum(s01);
            dots[k + c + 1] = sum(s11);
            dots[2 * k + c + 1] = sum(s21);
            dots[3 * k + c + 1] = sum(s31);
        }
    }

    private static double sum(DoubleVector lanes) {
        return lanes.reduceLanes(VectorOperators.ADD); // in any order: see above
    }

    /// Turns inner products into `|c|^2 - 2 x.c`, and returns the smallest of these, NaN where one is.
    static double toScores(double[] scores, int at, double[] squares) {
        int k = squares.length;
        double smallest = Double.POSITIVE_INFINITY;
        int c = 0;
        if (k >= L) {
            var lanes = DoubleVector.broadcast(S, smallest);
            for (; c <= k - L; c += L) {
                var score = DoubleVector.fromArray(S, scores, at + c).mul(-2).add(DoubleVector.fromArray(S, squares, c));
                score.intoArray(scores, at + c);
                lanes = lanes.min(score);
            }
            smallest = lanes.reduceLanes(VectorOperators.MIN);
        }
        for (; c < k; c++) {
            scores[at + c] = squares[c] - 2 * scores[at + c];
            smallest = Math.min(smallest, scores[at + c]);
        }
        return smallest;
    }
}
