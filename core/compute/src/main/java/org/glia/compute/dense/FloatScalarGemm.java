package org.glia.compute.dense;

import java.util.Arrays;

/// The products of [FloatVectorGemm] without vectors: the same terms of each element in the same order.
final class FloatScalarGemm {

    private FloatScalarGemm() {
    }

    /// As [FloatVectorGemm#multiply].
    static void multiply(float alpha, FloatStrided a, FloatStrided b, float beta, FloatStrided c, boolean lower, int below) {
        var rows = b.columnStride() == 1 ? b : b.copy();
        var sums = new float[c.columns()];
        for (int i = 0; i < c.rows(); i++) {
            int width = lower ? Math.clamp(below + i + 1L, 0, c.columns()) : c.columns();
            for (int first = 0; first < a.columns(); first += FloatMatrixProducts.INNER) {
                int last = Math.min(a.columns(), first + FloatMatrixProducts.INNER);
                Arrays.fill(sums, 0, width, 0);
                for (int p = first; p < last; p++) {
                    add(a.get(i, p), rows.array(), rows.at(p, 0), sums, width);
                }
                float share = first == 0 ? beta : 1;
                for (int j = 0; j < width; j++) {
                    int element = c.at(i, j);
                    float before = share == 0 ? 0 : share * c.array()[element];
                    c.array()[element] = Math.fma(alpha, sums[j], before);
                }
            }
        }
    }

    private static void add(float factor, float[] row, int at, float[] sums, int width) {
        for (int j = 0; j < width; j++) {
            sums[j] = Math.fma(factor, row[at + j], sums[j]);
        }
    }
}
