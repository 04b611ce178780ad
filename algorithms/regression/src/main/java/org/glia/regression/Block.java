package org.glia.regression;

import java.util.Arrays;
import java.util.Optional;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.run.Opening;

/// A chunk of rows as the passes of a fit read it. Dense features stay where they are and are read by tiles; sparse ones
/// are held as their stored elements.
final class Block {

    /// Numbers in a tile: it stays in a core's nearest caches.
    private static final int TILE = 1 << 12;

    private final Matrix features;
    private final Optional<CsrMatrix> sparse;
    private final double[] weights;
    private final double[] numbers;
    private final int[] codes;

    private Block(Matrix features, double[] weights, double[] numbers, int[] codes) {
        this.features = features;
        this.sparse = features.isSparse() ? Optional.of(features.csr()) : Optional.empty();
        this.weights = weights;
        this.numbers = numbers;
        this.codes = codes;
    }

    record Open() implements Opening<Block> {

        @Override
        public Block open(Dataset chunk) {
            var weights = chunk.weights().orElseGet(() -> {
                var ones = new double[chunk.rows()];
                Arrays.fill(ones, 1);
                return ones;
            });
            return switch (chunk.target()) {
                case NumericColumn target -> new Block(chunk.features(), weights, target.values(), new int[0]);
                case NominalColumn target -> new Block(chunk.features(), weights, new double[0], target.codes());
                default -> throw new IllegalArgumentException("targets are numeric or nominal");
            };
        }
    }

    int rows() {
        return weights.length;
    }

    /// d
    int columns() {
        return features.columns();
    }

    /// One for each row.
    double[] weights() {
        return weights;
    }

    /// The numeric target, empty where it is nominal.
    double[] numbers() {
        return numbers;
    }

    /// The codes of the nominal target, empty where it is numeric.
    int[] codes() {
        return codes;
    }

    Optional<CsrMatrix> sparse() {
        return sparse;
    }

    /// Rows `from` to `to` of a tile, row-major at the beginning of `values`.
    @FunctionalInterface
    interface TileBody {
        void run(int from, int to, double[] values);
    }

    /// All features, dense, a few rows at a time. The array is reused and may be written to.
    void tiles(TileBody body) {
        tiles(features, body);
    }

    static void tiles(Matrix features, TileBody body) {
        int d = features.columns();
        int rows = features.rows();
        int size = Math.clamp(TILE / Math.max(1, d), 1, Math.max(1, rows));
        var values = new double[size * d];
        for (int from = 0; from < rows; from += size) {
            int to = Math.min(rows, from + size);
            features.read(from, to, values, 0);
            body.run(from, to, values);
        }
    }
}
