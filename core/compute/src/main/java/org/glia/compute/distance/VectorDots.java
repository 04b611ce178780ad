package org.glia.compute.distance;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import org.glia.compute.vector.Species;

/// Inner products of rows and points, which are the lanes, for bounds of distances.
final class VectorDots {

    private static final VectorSpecies<Double> S = Species.DOUBLE;
    private static final int L = Species.DOUBLES;
    /// How many rows are taken at once.
    static final int ROWS = 8;

    private VectorDots() {
    }

    /// How many numbers a feature of `k` packed points takes.
    static int stride(int k) {
        return Math.ceilDiv(k, L) * L;
    }

    /// Packs points that lie one after the other: feature `j` of point `c` is put at `j * stride + c`. There are zeros behind
    /// the last point.
    static double[] pack(double[] points, int at, int k, int width) {
        int stride = stride(k);
        var packed = new double[stride * width];
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < width; j++) {
                packed[j * stride + c] = points[at + c * width + j];
            }
        }
        return packed;
    }

    /// `dots[r * stride + c]` of the rows that begin at `places` of `x` and all packed points.
    static void dots(double[] x, int[] places, double[] packed, int stride, int width, double[] dots) {
        int c = 0;
        for (; c <= stride - 2 * L; c += 2 * L) {
            twoVectors(x, places, packed, c, stride, width, dots);
        }
        if (c < stride) {
            oneVector(x, places, packed, c, stride, width, dots);
        }
    }

    // Broadcast numbers of rows, not vectors of them: vectors mostly straddle two lines of the cache, and cost twice as much.
    private static void twoVectors(double[] x, int[] places, double[] packed, int c, int stride, int width,
                                  double[] dots) {
        int x0 = places[0];
        int x1 = places[1];
        int x2 = places[2];
        int x3 = places[3];
        int x4 = places[4];
        int x5 = places[5];
        int x6 = places[6];
        int x7 = places[7];
        var s00 = DoubleVector.zero(S);
        var s01 = s00;
        var s10 = s00;
        var s11 = s00;
        var s20 = s00;
        var s21 = s00;
        var s30 = s00;
        var s31 = s00;
        var s40 = s00;
        var s41 = s00;
        var s50 = s00;
        var s51 = s00;
        var s60 = s00;
        var s61 = s00;
        var s70 = s00;
        var s71 = s00;
        for (int j = 0, at = c; j < width; j++, at += stride) {
            var a0 = DoubleVector.fromArray(S, packed, at);
            var a1 = DoubleVector.fromArray(S, packed, at + L);
            var row = DoubleVector.broadcast(S, x[x0 + j]);
            s00 = row.fma(a0, s00);
            s01 = row.fma(a1, s01);
            row = DoubleVector.broadcast(S, x[x1 + j]);
            s10 = row.fma(a0, s10);
            s11 = row.fma(a1, s11);
            row = DoubleVector.broadcast(S, x[x2 + j]);
            s20 = row.fma(a0, s20);
            s21 = row.fma(a1, s21);
            row = DoubleVector.broadcast(S, x[x3 + j]);
            s30 = row.fma(a0, s30);
            s31 = row.fma(a1, s31);
            row = DoubleVector.broadcast(S, x[x4 + j]);
            s40 = row.fma(a0, s40);
            s41 = row.fma(a1, s41);
            row = DoubleVector.broadcast(S, x[x5 + j]);
            s50 = row.fma(a0, s50);
            s51 = row.fma(a1, s51);
            row = DoubleVector.broadcast(S, x[x6 + j]);
            s60 = row.fma(a0, s60);
            s61 = row.fma(a1, s61);
            row = DoubleVector.broadcast(S, x[x7 + j]);
            s70 = row.fma(a0, s70);
            s71 = row.fma(a1, s71);
        }
        s00.intoArray(dots, c);
        s01.intoArray(dots, c + L);
        s10.intoArray(dots, stride + c);
        s11.intoArray(dots, stride + c + L);
        s20.intoArray(dots, 2 * stride + c);
        s21.intoArray(dots, 2 * stride + c + L);
        s30.intoArray(dots, 3 * stride + c);
        s31.intoArray(dots, 3 * stride + c + L);
        s40.intoArray(dots, 4 * stride + c);
        s41.intoArray(dots, 4 * stride + c + L);
        s50.intoArray(dots, 5 * stride + c);
        s51.intoArray(dots, 5 * stride + c + L);
        s60.intoArray(dots, 6 * stride + c);
        s61.intoArray(dots, 6 * stride + c + L);
        s70.intoArray(dots, 7 * stride + c);
        s71.intoArray(dots, 7 * stride + c + L);
    }

    private static void oneVector(double[] x, int[] places, double[] packed, int c, int stride, int width,
                                  double[] dots) {
        int x0 = places[0];
        int x1 = places[1];
        int x2 = places[2];
        int x3 = places[3];
        int x4 = places[4];
        int x5 = places[5];
        int x6 = places[6];
        int x7 = places[7];
        var s00 = DoubleVector.zero(S);
        var s10 = s00;
        var s20 = s00;
        var s30 = s00;
        var s40 = s00;
        var s50 = s00;
        var s60 = s00;
        var s70 = s00;
        for (int j = 0, at = c; j < width; j++, at += stride) {
            var a0 = DoubleVector.fromArray(S, packed, at);
            var row = DoubleVector.broadcast(S, x[x0 + j]);
            s00 = row.fma(a0, s00);
            row = DoubleVector.broadcast(S, x[x1 + j]);
            s10 = row.fma(a0, s10);
            row = DoubleVector.broadcast(S, x[x2 + j]);
            s20 = row.fma(a0, s20);
            row = DoubleVector.broadcast(S, x[x3 + j]);
            s30 = row.fma(a0, s30);
            row = DoubleVector.broadcast(S, x[x4 + j]);
            s40 = row.fma(a0, s40);
            row = DoubleVector.broadcast(S, x[x5 + j]);
            s50 = row.fma(a0, s50);
            row = DoubleVector.broadcast(S, x[x6 + j]);
            s60 = row.fma(a0, s60);
            row = DoubleVector.broadcast(S, x[x7 + j]);
            s70 = row.fma(a0, s70);
        }
        s00.intoArray(dots, c);
        s10.intoArray(dots, stride + c);
        s20.intoArray(dots, 2 * stride + c);
        s30.intoArray(dots, 3 * stride + c);
        s40.intoArray(dots, 4 * stride + c);
        s50.intoArray(dots, 5 * stride + c);
        s60.intoArray(dots, 6 * stride + c);
        s70.intoArray(dots, 7 * stride + c);
    }

    /// Turns the inner products of a row into `|c|^2 - 2 x.c`, and returns the least of these; NaN is passed over.
    ///
    /// @param squares squared lengths, infinite behind the last point
    static double toScores(double[] scores, int at, double[] squares, double[] lanes) {
        var least = DoubleVector.broadcast(S, Double.POSITIVE_INFINITY);
        for (int c = 0; c < squares.length; c += L) {
            var score = DoubleVector.fromArray(S, squares, c).sub(DoubleVector.fromArray(S, scores, at + c).mul(2));
            score.intoArray(scores, at + c);
            least = least.blend(score, score.lt(least));
        }
        least.intoArray(lanes, 0);
        return least(lanes);
    }

    /// The least score of a row; NaN is passed over.
    static double least(double[] scores, int at, int stride, double[] lanes) {
        var least = DoubleVector.broadcast(S, Double.POSITIVE_INFINITY);
        for (int c = 0; c < stride; c += L) {
            var score = DoubleVector.fromArray(S, scores, at + c);
            least = least.blend(score, score.lt(least));
        }
        least.intoArray(lanes, 0);
        return least(lanes);
    }

    private static double least(double[] lanes) {
        double even = lanes[0];
        double odd = lanes[1];
        for (int l = 2; l < L; l += 2) {
            even = lanes[l] < even ? lanes[l] : even;
            odd = lanes[l + 1] < odd ? lanes[l + 1] : odd;
        }
        return odd < even ? odd : even;
    }

    /// Finds the scores of a row that are not above `limit`, NaN among them.
    ///
    /// @param found takes their numbers, rising
    /// @return how many there are
    static int notAbove(double limit, double[] scores, int at, int stride, int[] found) {
        int count = 0;
        for (int c = 0; c < stride; c += L) {
            long left = DoubleVector.fromArray(S, scores, at + c).compare(VectorOperators.GT, limit).not().toLong();
            for (; left != 0; left &= left - 1) {
                found[count++] = c + Long.numberOfTrailingZeros(left);
            }
        }
        return count;
    }
}
