package org.glia.compute.elementwise;

import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.glia.compute.dense.FloatStrided;
import org.glia.compute.vector.Species;
import org.glia.compute.vector.Width;

/// [FloatSoftmax] of narrow rows with vectors, whose lanes are rows.
final class FloatVectorSoftmax {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT;
    private static final int L = Species.FLOATS;

    /// Rows that are served together; element j of row i stands at place `j BLOCK + i`.
    private static final int BLOCK = 64;

    /// Narrower vectors are not gathered by every machine.
    private static final boolean GATHERS = Width.chosen() == Width.BITS_512;

    private FloatVectorSoftmax() {
    }

    /// Serves as many rows as fill whole vectors and returns how many that were.
    static int rows(FloatStrided a, FloatSoftmax.Output output, float[] logSums, int at) {
        int k = a.columns();
        int most = a.rows() - a.rows() % L;
        var shifted = new float[k * BLOCK];
        var exps = new float[k * BLOCK];
        var shifts = new float[BLOCK];
        var sums = new float[BLOCK];
        var places = new int[L];
        for (int lane = 0; lane < L; lane++) {
            places[lane] = lane * a.rowStride();
        }
        for (int from = 0; from < most; from += BLOCK) {
            int n = Math.min(BLOCK, most - from);
            for (int j = 0; j < k; j++) {
                if (GATHERS && a.rowStride() != 1) {
                    gather(a.array(), a.at(from, j), a.rowStride(), n, places, shifted, j * BLOCK);
                } else {
                    read(a.array(), a.at(from, j), a.rowStride(), n, shifted, j * BLOCK);
                }
            }
            shift(shifted, n, k, shifts);
            for (int j = 0; j < k; j++) {
                FloatVectorElementwise.exp(shifted, j * BLOCK, exps, j * BLOCK, n);
            }
            sum(exps, n, k, sums);
            if (output == FloatSoftmax.Output.PROBABILITIES) {
                scale(exps, n, k, sums);
                write(exps, a, from, n);
            }
            if (output == FloatSoftmax.Output.LOGARITHMS || logSums.length > 0) {
                FloatVectorElementwise.log(sums, 0, sums, 0, n);
            }
            if (output == FloatSoftmax.Output.LOGARITHMS) {
                subtract(shifted, n, k, sums);
                write(shifted, a, from, n);
            }
            for (int i = 0; i < n && logSums.length > 0; i++) {
                logSums[at + from + i] = shifts[i] + sums[i];
            }
        }
        return most;
    }

    private static void gather(float[] array, int at, int stride, int n, int[] places, float[] column, int columnAt) {
        for (int i = 0; i < n; i += L) {
            FloatVector.fromArray(SPECIES, array, at + i * stride, places, 0).intoArray(column, columnAt + i);
        }
    }

    private static void read(float[] array, int at, int stride, int n, float[] column, int columnAt) {
        for (int i = 0; i < n; i++) {
            column[columnAt + i] = array[at + i * stride];
        }
    }

    private static void write(float[] columns, FloatStrided a, int from, int n) {
        for (int j = 0; j < a.columns(); j++) {
            write(columns, j * BLOCK, n, a.array(), a.at(from, j), a.rowStride());
        }
    }

    private static void write(float[] column, int columnAt, int n, float[] array, int at, int stride) {
        for (int i = 0; i < n; i++) {
            array[at + i * stride] = column[columnAt + i];
        }
    }

    /// Takes the greatest of each row away, if it is finite.
    private static void shift(float[] columns, int n, int k, float[] shifts) {
        for (int i = 0; i < n; i += L) {
            var most = FloatVector.fromArray(SPECIES, columns, i);
            for (int j = 1; j < k; j++) {
                most = most.max(FloatVector.fromArray(SPECIES, columns, j * BLOCK + i));
            }
            var shift = FloatVector.zero(SPECIES).blend(most, most.abs().compare(LT, Float.POSITIVE_INFINITY));
            shift.intoArray(shifts, i);
            for (int j = 0; j < k; j++) {
                FloatVector.fromArray(SPECIES, columns, j * BLOCK + i).sub(shift).intoArray(columns, j * BLOCK + i);
            }
        }
    }

    private static void sum(float[] columns, int n, int k, float[] sums) {
        for (int i = 0; i < n; i += L) {
            var sum = FloatVector.fromArray(SPECIES, columns, i);
            for (int j = 1; j < k; j++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, columns, j * BLOCK + i));
            }
            sum.intoArray(sums, i);
        }
    }

    private static void scale(float[] columns, int n, int k, float[] sums) {
        for (int i = 0; i < n; i += L) {
            var share = FloatVector.broadcast(SPECIES, 1).div(FloatVector.fromArray(SPECIES, sums, i));
            for (int j = 0; j < k; j++) {
                FloatVector.fromArray(SPECIES, columns, j * BLOCK + i).mul(share).intoArray(columns, j * BLOCK + i);
            }
        }
    }

    private static void subtract(float[] columns, int n, int k, float[] logSums) {
        for (int i = 0; i < n; i += L) {
            var logSum = FloatVector.fromArray(SPECIES, logSums, i);
            for (int j = 0; j < k; j++) {
                FloatVector.fromArray(SPECIES, columns, j * BLOCK + i).sub(logSum).intoArray(columns, j * BLOCK + i);
            }
        }
    }
}
