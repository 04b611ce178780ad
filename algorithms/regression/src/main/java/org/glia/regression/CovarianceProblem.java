package org.glia.regression;

import java.util.Arrays;
import java.util.OptionalDouble;

import org.glia.api.data.Dataset;
import org.glia.api.run.Chunks;
import org.glia.api.run.Parallel;
import org.glia.api.run.Run;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.dense.VectorProducts;
import org.glia.regression.ColumnMoments.Moments;

/// The covariance updates of Friedman, Hastie and Tibshirani 2010: products of the columns are summed once, and then an update
/// costs as many operations as there are columns, however many rows there are.
final class CovarianceProblem extends PenalisedSquares {

    /// Rows that are multiplied at a time; they stay in a core's caches.
    private static final int TILE = 256;
    /// Rows that make a piece of work worth sums of its own,
    private static final int STRETCH = 4096;
    /// of which there are never more than so many, nor do they take more than so many numbers.
    private static final int MOST_PARTS = 16;
    private static final long MOST_NUMBERS = 1 << 24;

    private final Chunks<Block> chunks;
    private final Moments moments;
    private final double[] shift;
    private final double target;
    private final boolean intercept;
    private final int d;
    /// `d x d`, divided by the total weight.
    private final double[] covariances;
    private final double[] first;
    private final double targetSquares;
    private final double[] b;
    private final double[] slopes;
    private ElasticNetPenalty penalty = new ElasticNetPenalty(0, 0, false);

    CovarianceProblem(Dataset data, Chunks<Block> chunks, Moments moments, boolean intercept, double[] shift, double target,
                      Run run) {
        this.chunks = chunks;
        this.moments = moments;
        this.shift = shift;
        this.target = target;
        this.intercept = intercept;
        this.d = shift.length;
        this.b = new double[d];
        var sums = sums(data, run.parallel());
        this.covariances = sums.covariances;
        this.first = sums.products;
        this.targetSquares = sums.squares;
        this.slopes = first.clone();
    }

    /// Of columns with each other, of columns with the target, and of the target with itself.
    private static final class Sums {

        private final double[] covariances;
        private final double[] products;
        private double squares;

        Sums(int d) {
            this.covariances = new double[Math.multiplyExact(d, d)];
            this.products = new double[d];
        }

        Sums plus(Sums other) {
            Doubles.axpy(1, other.covariances, 0, covariances, 0, covariances.length);
            Doubles.axpy(1, other.products, 0, products, 0, products.length);
            squares += other.squares;
            return this;
        }
    }

    private Sums sums(Dataset data, Parallel parallel) {
        int n = data.rows();
        var features = data.features();
        var targets = data.numericTarget().values();
        var weights = data.weights();
        long parts = Math.clamp(Math.min(Math.ceilDiv(n, STRETCH), MOST_NUMBERS / Math.max(1, (long) d * d)), 1, MOST_PARTS);
        return parallel.reduce(n, (int) Math.ceilDiv(n, parts), (part, from, to) -> {
            var sums = new Sums(d);
            var x = new double[Math.min(TILE, to - from) * d];
            var y = new double[Math.min(TILE, to - from)];
            for (int start = from; start < to; start += TILE) {
                int rows = Math.min(TILE, to - start);
                features.read(start, start + rows, x, 0);
                for (int i = 0; i < rows; i++) {
                    double weight = weights.isPresent() ? weights.get()[start + i] : 1;
                    double root = Math.sqrt(weight / moments.weight());
                    // rows without weight may hold anything
                    Doubles.axpby(root == 0 ? 0 : -root, shift, 0, root, x, i * d, d);
                    if (root == 0) {
                        Arrays.fill(x, i * d, (i + 1) * d, 0);
                    }
                    y[i] = root == 0 ? 0 : root * (targets[start + i] - target);
                }
                var tile = Strided.of(rows, d, x).transpose();
                MatrixProducts.syrk(1, tile, 1, Strided.of(d, d, sums.covariances), Parallel.sequential());
                VectorProducts.gemv(1, tile, y, 0, 1, sums.products, 0, Parallel.sequential());
                sums.squares += Doubles.sumOfSquares(y, 0, rows);
            }
            return sums;
        }, Sums::plus);
    }

    @Override
    public int coordinates() {
        return d;
    }

    @Override
    public double update(int j, double slack) {
        double curvature = covariances[j * d + j];
        if (intercept && moments.isConstant(j) || curvature == 0) {
            return RESTS;
        }
        double old = b[j];
        double slope = slopes[j];
        double unit = Math.sqrt(curvature);
        double fresh = penalty.rest(slope + curvature * old, curvature);
        if (old == 0 && fresh == 0) {
            return penalty.spare(slope) / unit > slack ? RESTS : 0;
        }
        double violation = penalty.violation(old, slope) / unit;
        if (fresh != old) {
            b[j] = fresh;
            Doubles.axpy(old - fresh, covariances, j * d, slopes, 0, d);
        }
        return violation;
    }

    @Override
    public double value() {
        return 0.5 * squares() + penalty.value(b);
    }

    @Override
    double squares() {
        return Math.max(0, targetSquares - Doubles.dot(b, 0, first, 0, d) - Doubles.dot(b, 0, slopes, 0, d));
    }

    @Override
    public OptionalDouble gap() {
        return OptionalDouble.of(penalty.gap(b, slopes, squares(), targetSquares - Doubles.dot(b, 0, first, 0, d)));
    }

    @Override
    boolean isFinite() {
        return Double.isFinite(Doubles.largest(covariances, 0, covariances.length));
    }

    @Override
    double nothing() {
        return 0.5 * targetSquares;
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

    @Override
    void refresh() {
        var sums = chunks.aggregate(new SquaredLoss(shift, Arrays.copyOf(b, d + 1), target));
        for (int j = 0; j < d; j++) {
            slopes[j] = sums[j] / moments.weight();
        }
    }
}
