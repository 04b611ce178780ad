package org.glia.compute.elementwise;

import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.Species;
import org.glia.compute.vector.Width;

/// [Softmax] of narrow rows with vectors, whose lanes are rows.
final class VectorSoftmax {

    private static final VectorSpecies<Double> SPECIES = Species.DOUBLE;
    private static final int L = Species.DOUBLES;

    /// Rows that are served together; element j of row i stands at place `j BLOCK + i`.
    private static final int BLOCK = 64;

    /// Narrower vectors are not gathered by every machine.
    private static final boolean GATHERS = Width.chosen() == Width.BITS_512;

    private VectorSoftmax() {
    }

    /// Serves as many rows as fill whole vectors and returns how many that were.
    static int rows(Strided a, Softmax.Output output, double[] logSums, int at) {
        int k = a.columns();
        int most = a.rows() - a.rows() % L;
        var shifted = new double[k * BLOCK];
        var exps = new double[k * BLOCK];
        var shifts = new double[BLOCK];
        var sums = new double[BLOCK];
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
                VectorElementwise.exp(shifted, j * BLOCK, exps, j * BLOCK, n);
            }
            sum(exps, n, k, sums);
            if (output == Softmax.Output.PROBABILITIES) {
                scale(exps, n, k, sums);
                write(exps, a, from, n);
            }
            if (output == Softmax.Output.LOGARITHMS || logSums.length > 0) {
                VectorElementwise.log(sums, 0, sums, 0, n);
            }
            if (output == Softmax.Output.LOGARITHMS) {
                subtract(shifted, n, k, sums);
                write(shifted, a, from, n);
            }
            for (int i = 0; i < n && logSums.length > 0; i++) {
                logSums[at + from + i] = shifts[i] + sums[i];
            }
        }
        return most;
    }

    private static void gather(double[] array, int at, int stride, int n, int[] places, double[] column, int columnAt) {
        for (int i = 0; i < n; i += L) {
            DoubleVector.fromArray(SPECIES, array, at + i * stride, places, 0).intoArray(column, columnAt + i);
        }
    }

    private static void read(double[] array, int at, int stride, int n, double[] column, int columnAt) {
        for (int i = 0; i < n; i++) {
            column[columnAt + i] = array[at + i * stride];
        }
    }

    private static void write(double[] columns, Strided a, int from, int n) {
        for (int j = 0; j < a.columns(); j++) {
            write(columns, j * BLOCK, n, a.array(), a.at(from, j), a.rowStride());
        }
    }

    private static void write(double[] column, int columnAt, int n, double[] array, int at, int stride) {
        for (int i = 0; i < n; i++) {
            array[at + i * stride] = column[columnAt + i];
        }
    }

    /// Takes the greatest of each row away, if it is finite.
    private static void shift(double[] columns, int n, int k, double[] shifts) {
        for (int i = 0; i < n; i += L) {
            var most = DoubleVector.fromArray(SPECIES, columns, i);
            for (int j = 1; j < k; j++) {
                most = most.max(DoubleVector.fromArray(SPECIES, columns, j * BLOCK + i));
            }
            var shift = DoubleVector.zero(SPECIES).blend(most, most.abs().compare(LT, Double.POSITIVE_INFINITY));
            shift.intoArray(shifts, i);
            for (int j = 0; j < k; j++) {
                DoubleVector.fromArray(SPECIES, columns, j * BLOCK + i).sub(shift).intoArray(columns, j * BLOCK + i);
            }
        }
    }

    private static void sum(double[] columns, int n, int k, double[] sums) {
        for (int i = 0; i < n; i += L) {
            var sum = DoubleVector.fromArray(SPECIES, columns, i);
            for (int j = 1; j < k; j++) {
                sum = sum.add(DoubleVector.fromArray(SPECIES, columns, j * BLOCK + i));
            }
            sum.intoArray(sums, i);
        }
    }

    private static void scale(double[] columns, int n, int k, double[] sums) {
        for (int i = 0; i < n; i += L) {
            var share = DoubleVector.broadcast(SPECIES, 1).div(DoubleVector.fromArray(SPECIES, sums, i));
            for (int j = 0; j < k; j++) {
                DoubleVector.fromArray(SPECIES, columns, j * BLOCK + i).mul(share).intoArray(columns, j * BLOCK + i);
            }
        }
    }

    private static void subtract(double[] columns, int n, int k, double[] logSums) {
        for (int i = 0; i < n; i += L) {
            var logSum = DoubleVector.fromArray(SPECIES, logSums, i);
            for (int j = 0; j < k; j++) {
                DoubleVector.fromArray(SPECIES, columns, j * BLOCK + i).sub(logSum).intoArray(columns, j * BLOCK + i);
            }
        }
    }
}
