package org.glia.svm;

import java.util.Arrays;
import java.util.Optional;

import org.glia.api.run.Parallel;
import org.glia.compute.decomposition.Cholesky;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.optimise.ConjugateGradients;
import org.glia.compute.optimise.Convergence;
import org.glia.compute.optimise.Convergence.End;
import org.glia.compute.optimise.LinearSystem;
import org.glia.compute.optimise.Minimum;
import org.glia.compute.optimise.Watcher;

/// The objective of the weights with the squared loss, minimised by Newton's method (Mangasarian 2002; Keerthi and DeCoste 2005). Its
/// slope has no jumps, and it bends as `1 + X'CX` of the rows that lose anything: where a step changes no more which rows do, the
/// minimum is found. Steps are as long as lowers the objective most, which is exact, for along a line it is made of parabolas.
final class LinearPrimal {

    /// Numbers of rows that make a piece of work.
    private static final int PIECE = 1 << 16;
    /// So many weights at most have their Hessian written down.
    private static final int FEW = 1024;
    /// Hessians of stretches of rows at most.
    private static final int STRETCHES = 8;
    private static final int TILE_ROWS = 256;
    /// The slope along the line that is left, as a share of that at its beginning.
    private static final double LINE = 1e-3;

    private final LinearDual problem;
    private final LinearRows rows;
    private final Parallel parallel;
    /// Weights, that of the constant included.
    private final int size;
    private final int chunk;
    /// Of each row, where the objective was evaluated last.
    private final double[] scores;
    private final double[] slopes;
    private final double[] curvatures;
    /// What a step adds to the scores.
    private final double[] changes;

    LinearPrimal(LinearDual problem, Parallel parallel) {
        this.problem = problem;
        this.rows = problem.rows();
        this.parallel = parallel;
        this.size = rows.columns() + 1;
        this.chunk = Math.max(64, PIECE / size);
        this.scores = new double[rows.rows()];
        this.slopes = new double[rows.rows()];
        this.curvatures = new double[rows.rows()];
        this.changes = new double[rows.rows()];
    }

    /// @param tolerance stop when no slope is larger
    Minimum minimise(double[] start, double tolerance, int maxSteps, Watcher watcher) {
        var weights = start.clone();
        var gradient = new double[size];
        double value = evaluate(weights, gradient);
        double first = Doubles.norm(gradient, 0, size);
        for (int step = 0; ; step++) {
            double largest = Doubles.largest(gradient, 0, size);
            watcher.iterated(step, value, largest);
            if (largest <= tolerance || step == maxSteps) {
                return minimum(weights, largest <= tolerance ? End.CONVERGED : End.ITERATIONS, step, value, largest);
            }
            var direction = direction(gradient, Math.min(0.1, Math.sqrt(Doubles.norm(gradient, 0, size) / first)));
            var there = weights.clone();
            Doubles.axpy(stride(weights, direction), direction, 0, there, 0, size);
            var gradientThere = new double[size];
            double next = evaluate(there, gradientThere);
            if (!(next < value)) {
                boolean nearer = next == value && Doubles.largest(gradientThere, 0, size) < largest;
                return minimum(nearer ? there : weights, Double.isFinite(next) ? End.ROUNDING : End.UNDEFINED, step + 1, value, largest);
            }
            weights = there;
            gradient = gradientThere;
            value = next;
        }
    }

    private static Minimum minimum(double[] weights, End end, int steps, double value, double largest) {
        return new Minimum(weights, new Convergence(end, steps, steps + 1, 0, value, largest));
    }

    /// The largest slope where all weights are 0, less where one side has few rows, as in LIBLINEAR.
    double unit() {
        var gradient = new double[size];
        evaluate(new double[size], gradient);
        return problem.share() * Doubles.largest(gradient, 0, size);
    }

    // ---- sums over rows

    /// What a row adds to sums.
    @FunctionalInterface
    private interface Addend {
        void add(LinearRows own, int i, double[] sums);
    }

    /// Sums over rows in chunks that the data fix.
    private double[] sums(int count, Addend addend) {
        return parallel.reduce(rows.rows(), chunk, (number, from, to) -> {
            var own = rows.own();
            var sums = new double[count];
            for (int i = from; i < to; i++) {
                addend.add(own, i, sums);
            }
            return sums;
        }, LinearPrimal::added);
    }

    private static double[] added(double[] a, double[] b) {
        Doubles.axpy(1, b, 0, a, 0, a.length);
        return a;
    }

    double evaluate(double[] weights, double[] gradient) {
        var sums = sums(size + 1, (own, i, sum) -> {
            scores[i] = own.dot(i, weights);
            slopes[i] = problem.slope(i, scores[i]);
            curvatures[i] = problem.curvature(i, scores[i]);
            sum[size] += problem.loss(i, scores[i]);
            if (slopes[i] != 0) {
                own.add(slopes[i], i, sum);
            }
        });
        for (int j = 0; j < size; j++) {
            gradient[j] = weights[j] + sums[j];
        }
        return 0.5 * Doubles.sumOfSquares(weights, 0, size) + sums[size];
    }

    /// The Hessian at the last point times `v`.
    void times(double[] v, double[] product) {
        var sums = sums(size, (own, i, sum) -> {
            if (curvatures[i] != 0) {
                own.add(curvatures[i] * own.dot(i, v), i, sum);
            }
        });
        for (int j = 0; j < size; j++) {
            product[j] = v[j] + sums[j];
        }
    }

    double[] diagonal() {
        var diagonal = sums(size, (own, i, sum) -> {
            if (curvatures[i] != 0) {
                own.addSquares(curvatures[i], i, sum);
            }
        });
        Arrays.setAll(diagonal, j -> 1 + diagonal[j]);
        return diagonal;
    }

    // ---- steps

    private double[] direction(double[] gradient, double tolerance) {
        var down = gradient.clone();
        Doubles.scale(-1, down, 0, size);
        if (size <= FEW && !(rows instanceof LinearRows.Sparse)) {
            try {
                return Cholesky.of(hessian(), parallel).solve(down);
            } catch (Cholesky.NotPositiveDefinite e) {
                // numbers so large that the 1 in the diagonal is lost: conjugate gradients go as far as they can
            }
        }
        var diagonal = diagonal();
        return new ConjugateGradients(tolerance, 250).solve(new LinearSystem() {

            @Override
            public void residual(double[] x, double[] residual) {
                LinearPrimal.this.times(x, residual);
                for (int j = 0; j < size; j++) {
                    residual[j] = down[j] - residual[j];
                }
            }

            @Override
            public void times(double[] v, double[] product) {
                LinearPrimal.this.times(v, product);
            }

            @Override
            public Optional<double[]> diagonal() {
                return Optional.of(diagonal);
            }
        }, new double[size], Watcher.NONE).x();
    }

    private Strided hessian() {
        int stretch = Math.max(chunk, Math.ceilDiv(rows.rows(), STRETCHES));
        var sum = parallel.reduce(rows.rows(), stretch, (number, from, to) -> {
            var own = rows.own();
            var products = Strided.zeros(size, size);
            var tile = new double[TILE_ROWS * size];
            int filled = 0;
            for (int i = from; i < to; i++) {
                if (curvatures[i] != 0) {
                    Arrays.fill(tile, filled * size, (filled + 1) * size, 0);
                    own.copy(Math.sqrt(curvatures[i]), i, tile, filled++ * size);
                }
                if (filled == TILE_ROWS || i == to - 1 && filled > 0) {
                    MatrixProducts.syrk(1, new Strided(tile, 0, filled, size, size, 1).transpose(), 1, products, Parallel.sequential());
                    filled = 0;
                }
            }
            return products.array();
        }, LinearPrimal::added);
        for (int j = 0; j < size; j++) {
            sum[j * size + j] += 1;
        }
        return Strided.of(size, size, sum);
    }

    /// How many times the direction to go: where the slope along it is 0.
    private double stride(double[] weights, double[] direction) {
        double ahead = Doubles.dot(weights, 0, direction, 0, size);
        double square = Doubles.sumOfSquares(direction, 0, size);
        parallel.chunked(rows.rows(), chunk, (number, from, to) -> {
            var own = rows.own();
            for (int i = from; i < to; i++) {
                changes[i] = own.dot(i, direction);
            }
        });
        double first = along(0, ahead, square)[0];
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double t = 1;
        for (int trial = 0; trial < 60; trial++) {
            var slope = along(t, ahead, square);
            if (Math.abs(slope[0]) <= LINE * Math.abs(first)) {
                break;
            }
            if (slope[0] > 0) {
                high = t;
            } else {
                low = t;
            }
            t -= slope[0] / slope[1];
            if (!(t > low && t < high)) {
                t = Double.isInfinite(high) ? 2 * low : 0.5 * (low + high);
            }
        }
        return t;
    }

    /// The first and second derivative along the direction.
    private double[] along(double t, double ahead, double square) {
        var sums = sums(2, (own, i, sum) -> {
            double score = Math.fma(t, changes[i], scores[i]);
            sum[0] = Math.fma(problem.slope(i, score), changes[i], sum[0]);
            sum[1] = Math.fma(problem.curvature(i, score) * changes[i], changes[i], sum[1]);
        });
        sums[0] += Math.fma(t, square, ahead);
        sums[1] += square;
        return sums;
    }

    /// The sum of `factors` times the rows.
    static double[] combination(LinearRows rows, double[] factors) {
        var sum = new double[rows.columns() + 1];
        for (int i = 0; i < factors.length; i++) {
            if (factors[i] != 0) {
                rows.add(factors[i], i, sum);
            }
        }
        return sum;
    }
}
