package org.glia.selforganizing;

import java.util.Arrays;

import org.glia.api.data.Dataset;
import org.glia.api.run.Parallel;
import org.glia.api.run.Step;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.dense.Tile;
import org.glia.compute.distance.Centres;
import org.glia.compute.distance.PairwiseDistances;

/// The passes over all rows that the algorithms of this family make.
///
/// @param <A> what they sum up
sealed interface MapStep<A> extends Step<MapRows, A> {

    /// Where the rows lie.
    record Extent() implements MapStep<Extent.Sums> {

        /// @param weight  of the rows
        /// @param means   one for each feature
        /// @param squares the weighted squared distances of the rows to the means
        /// @param lows    the least value of each feature among the rows of weight
        /// @param highs   the greatest
        record Sums(double weight, double[] means, double squares, double[] lows, double[] highs) {

            /// The mean squared distance of a row to the means.
            double variance() {
                return squares / weight;
            }
        }

        @Override
        public Sums accumulate(Dataset chunk, MapRows rows) {
            int width = rows.width();
            var means = new double[width];
            var lows = new double[width];
            var highs = new double[width];
            Arrays.fill(lows, Double.POSITIVE_INFINITY);
            Arrays.fill(highs, Double.NEGATIVE_INFINITY);
            UnitLength.each(rows.cells(), rows.unit(), (from, cells) -> {
                for (int r = 0; r < cells.rows(); r++) {
                    double weight = rows.weights()[from + r];
                    Doubles.axpy(weight, cells.array(), r * width, means, 0, width);
                    for (int j = 0; weight > 0 && j < width; j++) {
                        lows[j] = Math.min(lows[j], cells.array()[r * width + j]);
                        highs[j] = Math.max(highs[j], cells.array()[r * width + j]);
                    }
                }
            });
            double weight = Doubles.sum(rows.weights(), 0, rows.rows());
            for (int j = 0; j < width && weight > 0; j++) {
                means[j] /= weight;
            }
            var squares = new double[1];
            UnitLength.each(rows.cells(), rows.unit(), (from, cells) -> {
                for (int r = 0; r < cells.rows(); r++) {
                    squares[0] += rows.weights()[from + r] * Doubles.squaredDistance(cells.array(), r * width, means, 0, width);
                }
            });
            return new Sums(weight, means, squares[0], lows, highs);
        }

        /// As Chan, Golub and LeVeque (1983) join them.
        @Override
        public Sums merge(Sums left, Sums right) {
            double weight = left.weight + right.weight;
            if (!(right.weight > 0) || !(left.weight > 0)) {
                return right.weight > 0 ? right : left;
            }
            double share = right.weight / weight;
            double apart = Doubles.squaredDistance(left.means, 0, right.means, 0, left.means.length);
            for (int j = 0; j < left.means.length; j++) {
                left.means[j] += (right.means[j] - left.means[j]) * share;
                left.lows[j] = Math.min(left.lows[j], right.lows[j]);
                left.highs[j] = Math.max(left.highs[j], right.highs[j]);
            }
            double squares = left.squares + right.squares + apart * left.weight * share;
            return new Sums(weight, left.means, squares, left.lows, left.highs);
        }
    }

    /// The covariance of the features, times some vectors and the total weight.
    ///
    /// @param means   of the features
    /// @param vectors `features x count`, row-major
    /// @param count   of the vectors
    record Covariance(double[] means, double[] vectors, int count) implements MapStep<double[]> {

        @Override
        public double[] accumulate(Dataset chunk, MapRows rows) {
            int width = rows.width();
            var product = Strided.zeros(width, count);
            UnitLength.each(rows.cells(), rows.unit(), (from, cells) -> {
                for (int r = 0; r < cells.rows(); r++) {
                    Doubles.axpy(-1, means, 0, cells.array(), r * width, width);
                }
                var scores = Strided.zeros(cells.rows(), count);
                MatrixProducts.gemm(1, cells, Strided.of(width, count, vectors), 0, scores, Parallel.sequential());
                for (int r = 0; r < cells.rows(); r++) {
                    Doubles.scale(rows.weights()[from + r], scores.array(), r * count, count);
                }
                MatrixProducts.gemm(1, cells.transpose(), scores, 1, product, Parallel.sequential());
            });
            return product.array();
        }

        @Override
        public double[] merge(double[] left, double[] right) {
            Doubles.axpy(1, right, 0, left, 0, left.length);
            return left;
        }
    }

    /// Gives every row to the nearest neuron, and sums up the rows of each.
    ///
    /// @param centres the neurons
    record Gather(Centres centres) implements MapStep<Gather.Sums> {

        /// @param moved   for each neuron the weighted deviations from it of the rows that it won; empty where there are
        ///                none
        /// @param weights the weight of the rows of each neuron
        /// @param error   the weighted sum of the distances of all rows to their neurons
        record Sums(double[][] moved, double[] weights, double error) {
        }

        @Override
        public Sums accumulate(Dataset chunk, MapRows rows) {
            var moved = new double[centres.count()][0];
            var weights = new double[centres.count()];
            var error = new double[1];
            var winners = Winners.of(rows);
            UnitLength.each(rows.cells(), rows.unit(), (from, cells) -> {
                winners.find(centres, from, cells);
                int count = 0;
                for (int r = 0; r < cells.rows(); r++) {
                    double weight = rows.weights()[from + r];
                    if (weight > 0) {
                        int winner = winners.neurons[r];
                        winners.chosen[count++] = r;
                        winners.weights[r] = weight;
                        weights[winner] += weight;
                        error[0] += weight * Math.sqrt(winners.squared[r]);
                        if (moved[winner].length == 0) {
                            moved[winner] = new double[rows.width()];
                        }
                    }
                }
                centres.addDeviations(cells, winners.chosen, count, winners.neurons, winners.weights, moved);
            });
            return new Sums(moved, weights, error[0]);
        }

        @Override
        public Sums merge(Sums left, Sums right) {
            for (int c = 0; c < left.moved.length; c++) {
                if (left.moved[c].length == 0) {
                    left.moved[c] = right.moved[c];
                } else if (right.moved[c].length > 0) {
                    Doubles.axpy(1, right.moved[c], 0, left.moved[c], 0, right.moved[c].length);
                }
                left.weights[c] += right.weights[c];
            }
            return new Sums(left.moved, left.weights, left.error + right.error);
        }
    }

    /// What the neurons stand for: how many rows each wins, and of which levels.
    ///
    /// @param centres the neurons
    /// @param levels  of the target, 0 where the rows are not labelled
    record Survey(Centres centres, int levels) implements MapStep<Survey.Sums> {

        /// @param hits  the weight of the rows of each neuron
        /// @param votes `neurons x levels`, the weight of the rows of each level that a neuron won
        /// @param error the weighted sum of the distances of all rows to their neurons
        record Sums(double[] hits, double[] votes, double error) {
        }

        @Override
        public Sums accumulate(Dataset chunk, MapRows rows) {
            var hits = new double[centres.count()];
            var votes = new double[centres.count() * levels];
            var error = new double[1];
            var winners = Winners.of(rows);
            UnitLength.each(rows.cells(), rows.unit(), (from, cells) -> {
                winners.find(centres, from, cells);
                for (int r = 0; r < cells.rows(); r++) {
                    double weight = rows.weights()[from + r];
                    hits[winners.neurons[r]] += weight;
                    error[0] += weight > 0 ? weight * Math.sqrt(winners.squared[r]) : 0;
                    if (levels > 0 && rows.codes()[from + r] >= 0) {
                        votes[winners.neurons[r] * levels + rows.codes()[from + r]] += weight;
                    }
                }
            });
            return new Sums(hits, votes, error[0]);
        }

        @Override
        public Sums merge(Sums left, Sums right) {
            Doubles.axpy(1, right.hits, 0, left.hits, 0, left.hits.length);
            Doubles.axpy(1, right.votes, 0, left.votes, 0, left.votes.length);
            return new Sums(left.hits, left.votes, left.error + right.error);
        }
    }

    /// The weight of the rows whose nearest and second nearest neurons are not neighbours on the grid.
    record Topography(Strided neurons, Grid grid) implements MapStep<Double> {

        @Override
        public Double accumulate(Dataset chunk, MapRows rows) {
            int k = neurons.rows();
            var torn = new double[1];
            UnitLength.each(rows.cells(), rows.unit(), (from, cells) -> {
                var squared = Strided.zeros(cells.rows(), k);
                PairwiseDistances.squaredEuclidean(cells, neurons, squared, Parallel.sequential());
                for (int r = 0; r < cells.rows(); r++) {
                    int first = 0;
                    int second = -1;
                    for (int c = 1; c < k; c++) {
                        if (squared.get(r, c) < squared.get(r, first)) {
                            second = first;
                            first = c;
                        } else if (second < 0 || squared.get(r, c) < squared.get(r, second)) {
                            second = c;
                        }
                    }
                    if (second >= 0 && !grid.areNeighbours(first, second)) {
                        torn[0] += rows.weights()[from + r];
                    }
                }
            });
            return torn[0];
        }

        @Override
        public Double merge(Double left, Double right) {
            return left + right;
        }
    }

    /// Room for the winners of a tile.
    final class Winners {

        private final int[] all;
        private final int[] chosen;
        private final int[] neurons;
        private final double[] squared;
        private final double[] weights;

        private Winners(int most) {
            this.all = new int[most];
            Arrays.setAll(all, r -> r);
            this.chosen = new int[most];
            this.neurons = new int[most];
            this.squared = new double[most];
            this.weights = new double[most];
        }

        static Winners of(MapRows rows) {
            return new Winners(new Tile(rows.width(), rows.rows()).rows());
        }

        void find(Centres centres, int from, Strided cells) {
            centres.nearest(cells, all, cells.rows(), neurons, squared, new double[0]);
        }
    }
}
