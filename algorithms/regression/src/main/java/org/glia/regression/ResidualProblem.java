package org.glia.regression;

import java.util.Arrays;
import java.util.OptionalDouble;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.run.Parallel;
import org.glia.api.run.Run;
import org.glia.compute.dense.Doubles;
import org.glia.compute.sparse.SparseProducts;
import org.glia.regression.ColumnMoments.Moments;

/// Updates that keep the residuals: each reads one column, which lie one after the other. Rows are multiplied by the root of
/// their share of the weight. Sparse columns are centred in thought.
final class ResidualProblem extends PenalisedSquares {

    /// Columns of a piece of work.
    private static final int PIECE = 64;
    /// Rows and columns of a block that is turned at a time.
    private static final int TURNED = 32;

    private final Parallel parallel;
    private final Columns columns;
    private final int d;
    private final double[] shift;
    private final double[] targets;
    private final double[] curvatures;
    private final double[] first;
    private final double[] b;
    private final Remainder residuals;
    private final double[] slopes;
    /// Whether no coefficient has moved since the slopes were computed.
    private boolean still = true;
    private ElasticNetPenalty penalty = new ElasticNetPenalty(0, 0, false);

    /// @param moments of the target and of sparse features; dense ones are centred here
    ResidualProblem(Dataset data, Moments moments, boolean intercept, double target, Run run) {
        this.parallel = run.parallel();
        int n = data.rows();
        this.d = data.features().columns();
        this.shift = new double[d];
        this.curvatures = new double[d];
        this.first = new double[d];
        var roots = new double[n];
        var weights = data.weights();
        Arrays.setAll(roots, i -> Math.sqrt((weights.isPresent() ? weights.get()[i] : 1) / moments.weight()));
        this.targets = data.numericTarget().values();
        for (int i = 0; i < n; i++) {
            targets[i] = roots[i] == 0 ? 0 : roots[i] * (targets[i] - target);
        }
        var features = data.features();
        if (features.isSparse() && intercept) {
            Arrays.setAll(shift, moments::centre);
        }
        this.columns = features.isSparse() ? sparse(features.csr(), roots, shift) : dense(features, parallel);
        this.residuals = new Remainder(targets.clone());
        this.b = new double[d];
        parallel.chunked(d, PIECE, (chunk, from, to) -> {
            for (int j = from; j < to; j++) {
                boolean constant = columns instanceof Dense dense ? dense.centre(j, roots, intercept, shift)
                        : intercept && moments.isConstant(j);
                curvatures[j] = constant ? 0 : columns.squares(j);
                first[j] = constant ? 0 : columns.product(j, residuals);
            }
        });
        this.slopes = first.clone();
    }

    /// What is left of the target: `stored + constant * root of the row's weight`.
    private static final class Remainder {

        private final double[] stored;
        private double constant;

        Remainder(double[] stored) {
            this.stored = stored;
        }
    }

    /// Centred columns.
    private sealed interface Columns {

        double squares(int j);

        double product(int j, Remainder residuals);

        /// Adds a column times a factor to the residuals.
        void add(int j, double factor, Remainder residuals);

        double squares(Remainder residuals);
    }

    /// @param x `d x n`, row-major
    private record Dense(double[] x, int n) implements Columns {

        /// Takes the weighted mean from a column and multiplies it by the roots of the weights; whether it never changes.
        boolean centre(int j, double[] roots, boolean intercept, double[] shift) {
            int at = j * n;
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            double mean = 0;
            for (int i = 0; i < n; i++) {
                double value = roots[i] == 0 ? 0 : x[at + i];
                mean = Math.fma(roots[i] * roots[i], value, mean);
                least = roots[i] == 0 ? least : Math.min(least, value);
                most = roots[i] == 0 ? most : Math.max(most, value);
            }
            boolean constant = intercept && ColumnMoments.isConstant(least, most);
            shift[j] = !intercept ? 0 : Double.isFinite(mean) ? mean : 0.5 * least + 0.5 * most;
            for (int i = 0; i < n; i++) {
                x[at + i] = roots[i] == 0 ? 0 : roots[i] * (x[at + i] - shift[j]);
            }
            return constant;
        }

        @Override
        public double squares(int j) {
            return Doubles.sumOfSquares(x, j * n, n);
        }

        @Override
        public double product(int j, Remainder residuals) {
            return Doubles.dot(x, j * n, residuals.stored, 0, n);
        }

        @Override
        public void add(int j, double factor, Remainder residuals) {
            Doubles.axpy(factor, x, j * n, residuals.stored, 0, n);
        }

        @Override
        public double squares(Remainder residuals) {
            return Doubles.sumOfSquares(residuals.stored, 0, n);
        }
    }

    private static Dense dense(Matrix features, Parallel parallel) {
        int n = features.rows();
        int d = features.columns();
        var x = new double[Math.multiplyExact(n, d)];
        parallel.chunked(n, TURNED, (chunk, from, to) -> {
            var tile = new double[(to - from) * d];
            features.read(from, to, tile, 0);
            for (int left = 0; left < d; left += TURNED) {
                int right = Math.min(d, left + TURNED);
                for (int j = left; j < right; j++) {
                    for (int i = from; i < to; i++) {
                        x[j * n + i] = tile[(i - from) * d + j];
                    }
                }
            }
        });
        return new Dense(x, n);
    }

    /// With the weighted means m of the columns, the product of a centred column with residuals that sum to 0 is that of the
    /// column itself; what was added to all residuals on the way is kept apart as one number.
    ///
    /// @param x      `d x n`, each element multiplied by its row's root
    /// @param shift  what is subtracted from each column; 0 without an intercept
    /// @param roots  of the weights
    private record Sparse(CsrMatrix x, double[] shift, double[] roots) implements Columns {

        @Override
        public double squares(int j) {
            double squares = 0;
            for (int k = x.rowStarts()[j]; k < x.rowStarts()[j + 1]; k++) {
                double root = roots[x.columnIndices()[k]];
                double centred = x.values()[k] - root * shift[j];
                squares += centred * centred - root * shift[j] * (root * shift[j]);
            }
            return Math.max(0, squares + shift[j] * shift[j]);
        }

        @Override
        public double product(int j, Remainder residuals) {
            return Math.fma(residuals.constant, shift[j], SparseProducts.dot(x, j, residuals.stored, 0));
        }

        @Override
        public void add(int j, double factor, Remainder residuals) {
            var rows = x.columnIndices();
            var values = x.values();
            for (int k = x.rowStarts()[j]; k < x.rowStarts()[j + 1]; k++) {
                residuals.stored[rows[k]] = Math.fma(factor, values[k], residuals.stored[rows[k]]);
            }
            residuals.constant -= factor * shift[j];
        }

        @Override
        public double squares(Remainder residuals) {
            double squares = 0;
            for (int i = 0; i < roots.length; i++) {
                double residual = Math.fma(roots[i], residuals.constant, residuals.stored[i]);
                squares = Math.fma(residual, residual, squares);
            }
            return squares;
        }
    }

    private static Columns sparse(CsrMatrix features, double[] roots, double[] shift) {
        var turned = SparseProducts.transpose(features);
        var values = new double[turned.values().length];
        for (int k = 0; k < values.length; k++) {
            double root = roots[turned.columnIndices()[k]];
            values[k] = root == 0 ? 0 : root * turned.values()[k];
        }
        var scaled = new CsrMatrix(turned.rows(), turned.columns(), turned.rowStarts(), turned.columnIndices(), values);
        return new Sparse(scaled, shift, roots);
    }

    @Override
    public int coordinates() {
        return d;
    }

    @Override
    public double update(int j, double slack) {
        double curvature = curvatures[j];
        if (curvature == 0) {
            return RESTS;
        }
        double old = b[j];
        double slope = columns.product(j, residuals);
        double unit = Math.sqrt(curvature);
        double fresh = penalty.rest(slope + curvature * old, curvature);
        if (old == 0 && fresh == 0) {
            return penalty.spare(slope) / unit > slack ? RESTS : 0;
        }
        double violation = penalty.violation(old, slope) / unit;
        if (fresh != old) {
            b[j] = fresh;
            columns.add(j, old - fresh, residuals);
            still = false;
        }
        return violation;
    }

    @Override
    public double value() {
        return 0.5 * squares() + penalty.value(b);
    }

    /// The value, where all other coefficients are 0.
    double value(int[] coordinates, int count) {
        double absolutes = 0;
        double squares = 0;
        for (int k = 0; k < count; k++) {
            double coefficient = b[coordinates[k]];
            absolutes += Math.abs(coefficient);
            squares = Math.fma(coefficient, coefficient, squares);
        }
        return 0.5 * squares() + penalty.l1() * absolutes + 0.5 * penalty.l2() * squares;
    }

    /// How far the conditions of a coefficient were violated when the gap was computed last, in the unit of [#update].
    double violation(int j) {
        return curvatures[j] == 0 ? 0 : penalty.violation(b[j], slopes[j]) / Math.sqrt(curvatures[j]);
    }

    boolean isZero(int j) {
        return b[j] == 0;
    }

    double[] shift() {
        return shift;
    }

    @Override
    double squares() {
        return columns.squares(residuals);
    }

    @Override
    public OptionalDouble gap() {
        if (!still) {
            parallel.chunked(d, PIECE, (chunk, from, to) -> {
                for (int j = from; j < to; j++) {
                    slopes[j] = curvatures[j] == 0 ? 0 : columns.product(j, residuals);
                }
            });
            still = true;
        }
        double squares = squares();
        // mean of residual times target: the target is residual + X b
        return OptionalDouble.of(penalty.gap(b, slopes, squares, squares + Doubles.dot(b, 0, slopes, 0, d)));
    }

    @Override
    boolean isFinite() {
        return Double.isFinite(Doubles.largest(curvatures, 0, d));
    }

    @Override
    double nothing() {
        return 0.5 * Doubles.sumOfSquares(targets, 0, targets.length);
    }

    @Override
    double[] firstSlopes() {
        return first;
    }

    @Override
    void penalise(ElasticNetPenalty with) {
        penalty = with;
    }

    @Override
    double[] coefficients() {
        return b.clone();
    }

    /// Residuals carry the rounding of all updates so far: they are begun anew.
    @Override
    void refresh() {
        still = false;
        System.arraycopy(targets, 0, residuals.stored, 0, targets.length);
        residuals.constant = 0;
        for (int j = 0; j < d; j++) {
            if (b[j] != 0) {
                columns.add(j, -b[j], residuals);
            }
        }
    }
}
