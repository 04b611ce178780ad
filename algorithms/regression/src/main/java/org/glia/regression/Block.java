package org.glia.regression;

import java.util.Arrays;
import java.util.Optional;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.run.Opening;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.dense.VectorProducts;
import org.glia.compute.sparse.SparseProducts;

/// A chunk of rows as the passes of a fit read it. Dense features stay where they are and are read by tiles, or, for fits of
/// many passes, are kept as one array; sparse ones are held as their stored elements.
final class Block {

    /// Numbers in a tile: it stays in a core's nearest caches.
    private static final int TILE = 1 << 12;

    private final Matrix features;
    private final Optional<CsrMatrix> sparse;
    private final double[] weights;
    private final double[] numbers;
    private final int[] codes;
    /// Centred features that are kept, row-major; empty where they are not.
    private double[] kept = new double[0];

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

    /// Keeps the centred features with each chunk for the passes to come: reading them anew each time, through what was done to
    /// them before, takes longer than using them. It changes no bits.
    ///
    /// @param shift what is subtracted from each feature
    record Keep(double[] shift) implements Pass<Integer> {

        /// Of the memory that the process may have.
        private static final double SHARE = 0.25;

        /// Whether there is room for the features of the data.
        static boolean hasRoomFor(Dataset data) {
            return 8.0 * data.rows() * data.schema().featureWidth() < SHARE * Runtime.getRuntime().maxMemory();
        }

        /// @return how many rows were kept
        @Override
        public Integer accumulate(Dataset chunk, Block block) {
            if (block.sparse.isPresent()) {
                return 0;
            }
            block.kept = block.centred(shift);
            return block.rows();
        }

        @Override
        public Integer merge(Integer left, Integer right) {
            return left + right;
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

    /// Adds products of the rows, centred, with some vectors to `scores`: `outputs x rows`, so that those of a vector lie together.
    /// Sparse rows are centred in thought. Rows of weight 0 count as rows of zeros.
    ///
    /// @param shift   what is subtracted from each feature
    /// @param vectors `outputs x d`, row-major
    void addScores(double[] shift, double[] vectors, double[] scores) {
        int n = rows();
        int d = columns();
        int outputs = d == 0 ? 0 : vectors.length / d;
        if (sparse.isPresent()) {
            for (int k = 0; k < outputs; k++) {
                double constant = -Doubles.dot(shift, 0, vectors, k * d, d);
                for (int i = k * n; i < (k + 1) * n; i++) {
                    scores[i] += constant;
                }
            }
            if (outputs == 1) {
                SparseProducts.times(1, sparse.get(), vectors, 0, 1, scores, 0, Parallel.sequential());
            } else {
                SparseProducts.times(1, sparse.get(), Strided.of(outputs, d, vectors).transpose(), 1,
                        Strided.of(outputs, n, scores).transpose(), Parallel.sequential());
            }
        } else if (outputs == 1) {
            VectorProducts.gemv(1, Strided.of(n, d, centred(shift)), vectors, 0, 1, scores, 0, Parallel.sequential());
        } else {
            // Rows times few vectors is quickest where the rows stay as they are: the scores are turned afterwards.
            var byRows = new double[outputs * n];
            MatrixProducts.gemm(1, Strided.of(n, d, centred(shift)), Strided.of(outputs, d, vectors).transpose(), 0,
                    Strided.of(n, outputs, byRows), Parallel.sequential());
            for (int k = 0; k < outputs; k++) {
                for (int i = 0; i < n; i++) {
                    scores[k * n + i] += byRows[i * outputs + k];
                }
            }
        }
    }

    /// Writes sums over the centred rows, each times its factor, to the beginning of `sums`: `outputs x d`, row-major.
    ///
    /// @param shift   what is subtracted from each feature
    /// @param factors `outputs x rows`, 0 where the row has the weight 0
    /// @param totals  the sum of each output's factors
    void sumRows(double[] shift, double[] factors, double[] totals, double[] sums) {
        int n = rows();
        int d = columns();
        int outputs = totals.length;
        if (sparse.isPresent()) {
            if (outputs == 1) {
                SparseProducts.timesTransposed(1, sparse.get(), factors, 0, 0, sums, 0, Parallel.sequential());
            } else {
                SparseProducts.timesTransposed(1, sparse.get(), Strided.of(outputs, n, factors).transpose(), 0,
                        Strided.of(outputs, d, sums).transpose(), Parallel.sequential());
            }
            for (int k = 0; k < outputs; k++) {
                Doubles.axpy(-totals[k], shift, 0, sums, k * d, d);
            }
        } else if (outputs == 1) {
            VectorProducts.gemv(1, Strided.of(n, d, centred(shift)).transpose(), factors, 0, 0, sums, 0, Parallel.sequential());
        } else {
            MatrixProducts.gemm(1, Strided.of(outputs, n, factors), Strided.of(n, d, centred(shift)), 0,
                    Strided.of(outputs, d, sums), Parallel.sequential());
        }
    }

    /// The dense features, centred, `rows x d` and row-major; zeros in rows of weight 0. Only for reading, always with the same shift.
    private double[] centred(double[] shift) {
        int d = columns();
        if (kept.length > 0) {
            return kept;
        }
        var x = new double[Math.multiplyExact(rows(), d)];
        features.read(0, rows(), x, 0);
        for (int i = 0; i < rows(); i++) {
            if (weights[i] == 0) {
                Arrays.fill(x, i * d, (i + 1) * d, 0);
            } else {
                Doubles.axpy(-1, shift, 0, x, i * d, d);
            }
        }
        return x;
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
