package org.glia.compute.sparse;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

import org.glia.compute.vector.Species;

/// [SparseRows] with vectors: the columns of the result are the lanes.
final class VectorRows {

    private static final VectorSpecies<Double> S = Species.DOUBLE;
    private static final int L = Species.DOUBLES;

    private VectorRows() {
    }

    static void combine(double[] values, int[] indices, int from, int to, double[] b, int bAt, int bStride, double[] row) {
        int j = 0;
        for (; j <= row.length - 4 * L; j += 4 * L) {
            four(values, indices, from, to, b, bAt + j, bStride, row, j);
        }
        for (; j <= row.length - L; j += L) {
            one(values, indices, from, to, b, bAt + j, bStride, row, j);
        }
        if (j < row.length) {
            rest(values, indices, from, to, b, bAt + j, bStride, row, j);
        }
    }

    private static void four(double[] values, int[] indices, int from, int to, double[] b, int bAt, int bStride,
                             double[] row, int at) {
        var sum0 = DoubleVector.zero(S);
        var sum1 = sum0;
        var sum2 = sum0;
        var sum3 = sum0;
        for (int k = from; k < to; k++) {
            var value = DoubleVector.broadcast(S, values[k]);
            int place = bAt + indices[k] * bStride;
            sum0 = value.fma(DoubleVector.fromArray(S, b, place), sum0);
            sum1 = value.fma(DoubleVector.fromArray(S, b, place + L), sum1);
            sum2 = value.fma(DoubleVector.fromArray(S, b, place + 2 * L), sum2);
            sum3 = value.fma(DoubleVector.fromArray(S, b, place + 3 * L), sum3);
        }
        sum0.intoArray(row, at);
        sum1.intoArray(row, at + L);
        sum2.intoArray(row, at + 2 * L);
        sum3.intoArray(row, at + 3 * L);
    }

    private static void one(double[] values, int[] indices, int from, int to, double[] b, int bAt, int bStride,
                            double[] row, int at) {
        var sum = DoubleVector.zero(S);
        for (int k = from; k < to; k++) {
            var factors = DoubleVector.fromArray(S, b, bAt + indices[k] * bStride);
            sum = DoubleVector.broadcast(S, values[k]).fma(factors, sum);
        }
        sum.intoArray(row, at);
    }

    private static void rest(double[] values, int[] indices, int from, int to, double[] b, int bAt, int bStride,
                             double[] row, int at) {
        var columns = S.indexInRange(at, row.length);
        var sum = DoubleVector.zero(S);
        for (int k = from; k < to; k++) {
            var factors = DoubleVector.fromArray(S, b, bAt + indices[k] * bStride, columns);
            sum = DoubleVector.broadcast(S, values[k]).fma(factors, sum);
        }
        sum.intoArray(row, at, columns);
    }
}
