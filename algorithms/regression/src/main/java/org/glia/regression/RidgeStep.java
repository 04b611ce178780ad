package org.glia.regression;

import java.util.Arrays;

import org.glia.api.data.Dataset;
import org.glia.api.run.Opening;
import org.glia.api.run.Step;

/// The passes of ridge regression over the rows. Features are centred and scaled; sparse ones, which cannot be centred
/// without being filled, are read densely here: the normal equations fill them all the same.
sealed interface RidgeStep<A> extends Step<RidgeStep.Rows, A> {

    /// A chunk of rows, read and scaled once.
    ///
    /// @param x scaled features
    /// @param t the target
    /// @param w weights
    record Rows(Design.Dense x, double[] t, double[] w) {
    }

    /// Scales rows by moments of the whole.
    record Open(Moments moments) implements Opening<Rows> {

        @Override
        public Rows open(Dataset chunk) {
            var dense = new Design.Dense(chunk.features().toArray(), moments.means().length);
            return new Rows((Design.Dense) dense.scaled(moments), chunk.numericTarget().values(), Moments.weights(chunk));
        }
    }

    /// The weighted sum of the target, and of the weights.
    record TargetSum() implements RidgeStep<double[]> {

        @Override
        public double[] accumulate(Dataset chunk, Rows rows) {
            var sums = new double[2];
            for (int i = 0; i < rows.t().length; i++) {
                sums[0] += rows.w()[i] * rows.t()[i];
                sums[1] += rows.w()[i];
            }
            return sums;
        }

        @Override
        public double[] merge(double[] left, double[] right) {
            return Moments.add(left, right);
        }
    }

    /// The lower triangle of Z'WZ, row-major `d x d`.
    record Gram(int d) implements RidgeStep<double[]> {

        @Override
        public double[] accumulate(Dataset chunk, Rows rows) {
            var gram = new double[d * d];
            var x = rows.x().x();
            int n = rows.w().length;
            int i = 0;
            // Four rows at a time: the triangle is read and written once for four products.
            for (; i + 4 <= n; i += 4) {
                int r0 = i * d;
                int r1 = r0 + d;
                int r2 = r1 + d;
                int r3 = r2 + d;
                for (int a = 0; a < d; a++) {
                    double x0 = rows.w()[i] * x[r0 + a];
                    double x1 = rows.w()[i + 1] * x[r1 + a];
                    double x2 = rows.w()[i + 2] * x[r2 + a];
                    double x3 = rows.w()[i + 3] * x[r3 + a];
                    for (int b = 0, at = a * d; b <= a; b++, at++) {
                        gram[at] += x0 * x[r0 + b] + x1 * x[r1 + b] + (x2 * x[r2 + b] + x3 * x[r3 + b]);
                    }
                }
            }
            for (; i < n; i++) {
                for (int a = 0; a < d; a++) {
                    double xa = rows.w()[i] * x[i * d + a];
                    for (int b = 0; b <= a; b++) {
                        gram[a * d + b] += xa * x[i * d + b];
                    }
                }
            }
            return gram;
        }

        @Override
        public double[] merge(double[] left, double[] right) {
            return Moments.add(left, right);
        }
    }

    /// Z'W (t - mean - Z g).
    record Slope(double[] solution, double mean) implements RidgeStep<double[]> {

        @Override
        public double[] accumulate(Dataset chunk, Rows rows) {
            var slope = new double[solution.length];
            for (int i = 0; i < rows.t().length; i++) {
                double residual = rows.t()[i] - mean - rows.x().dot(i, solution, 0);
                rows.x().addTo(i, rows.w()[i] * residual, slope, 0);
            }
            return slope;
        }

        @Override
        public double[] merge(double[] left, double[] right) {
            return Moments.add(left, right);
        }
    }

    /// Rows and targets one below the other.
    ///
    /// @param v `W^(1/2) Z D^(-1/2)`, row-major
    /// @param t `W^(1/2) (t - mean)`
    record Stack(double[] v, double[] t) {
    }

    /// All rows in one place.
    record All(double[] penalties, double mean) implements RidgeStep<Stack> {

        @Override
        public Stack accumulate(Dataset chunk, Rows rows) {
            int d = penalties.length;
            var v = rows.x().x().clone();
            var t = rows.t().clone();
            for (int i = 0; i < t.length; i++) {
                double root = Math.sqrt(rows.w()[i]);
                t[i] = root * (t[i] - mean);
                for (int j = 0; j < d; j++) {
                    v[i * d + j] *= root / Math.sqrt(penalties[j]);
                }
            }
            return new Stack(v, t);
        }

        @Override
        public Stack merge(Stack left, Stack right) {
            return new Stack(concat(left.v(), right.v()), concat(left.t(), right.t()));
        }

        private static double[] concat(double[] left, double[] right) {
            var both = Arrays.copyOf(left, Math.addExact(left.length, right.length));
            System.arraycopy(right, 0, both, left.length, right.length);
            return both;
        }
    }
}
