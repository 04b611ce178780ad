package org.glia.compute.dense;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.glia.compute.vector.Species;

/// The kernels of [FloatColumnSweeps] with vectors, whose lanes are rows. The last vector runs past the last row, into the next
/// column: what it computes there is of no meaning. Only where the array ends before are rows left, from the number on
/// that a kernel returns.
final class FloatVectorSweeps {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT;
    private static final int L = Species.FLOATS;

    private FloatVectorSweeps() {
    }

    /// The rows of whole vectors that lie in the array.
    private static int rows(float[] a, int at, int stride, int n, int columns) {
        int room = a.length - at - Math.max(0, (columns - 1) * stride);
        return Math.min(n + L - 1, room) / L * L;
    }

    /// Serves whole blocks of columns, as long as vectors stay in the array, and returns how many columns that were.
    static int productsOfBlocks(float[] a, int at, int stride, int n, int columns, float[] x, int xAt, float[] sums) {
        int past = Math.ceilDiv(n, L) * L;
        int j = 0;
        for (; j <= columns - FloatColumnSweeps.BLOCK; j += FloatColumnSweeps.BLOCK) {
            int block = at + j * stride;
            if (Math.max(block, block + 7 * stride) + past > a.length) {
                return j;
            }
            var x0 = FloatVector.broadcast(SPECIES, x[xAt + j]);
            var x1 = FloatVector.broadcast(SPECIES, x[xAt + j + 1]);
            var x2 = FloatVector.broadcast(SPECIES, x[xAt + j + 2]);
            var x3 = FloatVector.broadcast(SPECIES, x[xAt + j + 3]);
            var x4 = FloatVector.broadcast(SPECIES, x[xAt + j + 4]);
            var x5 = FloatVector.broadcast(SPECIES, x[xAt + j + 5]);
            var x6 = FloatVector.broadcast(SPECIES, x[xAt + j + 6]);
            var x7 = FloatVector.broadcast(SPECIES, x[xAt + j + 7]);
            for (int i = 0; i < past; i += L) {
                int row = block + i;
                var sum = FloatVector.fromArray(SPECIES, a, row).mul(x0);
                sum = FloatVector.fromArray(SPECIES, a, row + stride).fma(x1, sum);
                sum = FloatVector.fromArray(SPECIES, a, row + 2 * stride).fma(x2, sum);
                sum = FloatVector.fromArray(SPECIES, a, row + 3 * stride).fma(x3, sum);
                sum = FloatVector.fromArray(SPECIES, a, row + 4 * stride).fma(x4, sum);
                sum = FloatVector.fromArray(SPECIES, a, row + 5 * stride).fma(x5, sum);
                sum = FloatVector.fromArray(SPECIES, a, row + 6 * stride).fma(x6, sum);
                sum = FloatVector.fromArray(SPECIES, a, row + 7 * stride).fma(x7, sum);
                FloatVector.fromArray(SPECIES, sums, i).add(sum).intoArray(sums, i);
            }
        }
        return j;
    }

    /// Serves one block of columns, perhaps a smaller one.
    static int products(float[] a, int at, int stride, int n, int columns, float[] x, int xAt, float[] sums) {
        int rows = rows(a, at, stride, n, columns);
        for (int i = 0; i < rows; i += L) {
            var sum = FloatVector.fromArray(SPECIES, a, at + i).mul(x[xAt]);
            for (int j = 1; j < columns; j++) {
                var factor = FloatVector.broadcast(SPECIES, x[xAt + j]);
                sum = FloatVector.fromArray(SPECIES, a, at + i + j * stride).fma(factor, sum);
            }
            FloatVector.fromArray(SPECIES, sums, i).add(sum).intoArray(sums, i);
        }
        return rows;
    }

    static int squares(float[] a, int at, int stride, int n, int columns, float[] centers, int row, float[] sums) {
        int rows = rows(a, at, stride, n, columns);
        for (int i = 0; i < rows; i += L) {
            var center = FloatVector.fromArray(SPECIES, centers, row + i);
            var sum = FloatVector.zero(SPECIES);
            for (int j = 0; j < columns; j++) {
                var deviation = FloatVector.fromArray(SPECIES, a, at + i + j * stride).sub(center);
                sum = deviation.fma(deviation, sum);
            }
            FloatVector.fromArray(SPECIES, sums, i).add(sum).intoArray(sums, i);
        }
        return rows;
    }

    static int greatest(float[] a, int at, int stride, int n, int columns, float sign, float[] greatest) {
        int rows = rows(a, at, stride, n, columns);
        for (int i = 0; i < rows; i += L) {
            var most = FloatVector.fromArray(SPECIES, greatest, i);
            for (int j = 0; j < columns; j++) {
                most = most.max(FloatVector.fromArray(SPECIES, a, at + i + j * stride).mul(sign));
            }
            most.intoArray(greatest, i);
        }
        return rows;
    }
}
