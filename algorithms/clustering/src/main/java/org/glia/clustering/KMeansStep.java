package org.glia.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.run.Parallel;
import org.glia.api.run.Step;
import org.glia.clustering.KMeansRows.Found;
import org.glia.clustering.KMeansRows.Stretches;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.compute.dense.Tile;
import org.glia.compute.distance.Centres;

/// The passes over the rows that k-means consists of.
///
/// @param <A> what they sum up
sealed interface KMeansStep<A> extends Step<KMeansRows, A> {

    /// Weight, mean and sum of squared deviations of all features together.
    record Spread() implements KMeansStep<Spread.Sums> {

        /// @param weight  of the rows
        /// @param means   one for each feature
        /// @param squares the weighted squared deviations of all features
        record Sums(double weight, double[] means, double squares) {

            /// The variance of a feature, in the mean over all features.
            double variance() {
                return squares / weight / means.length;
            }
        }

        @Override
        public Sums accumulate(Dataset chunk, KMeansRows rows) {
            int width = rows.width();
            var tile = new Tile(width, rows.rows());
            var means = new double[width];
            double weight = 0;
            for (int from = 0; from < rows.rows(); from += tile.rows()) {
                int count = Math.min(tile.rows(), rows.rows() - from);
                tile.read(rows.cells, from, from + count);
                for (int r = 0; r < count; r++) {
                    weight += rows.weights[from + r];
                    Doubles.axpy(rows.weights[from + r], tile.cells(), r * width, means, 0, width);
                }
            }
            for (int j = 0; j < width && weight > 0; j++) {
                means[j] /= weight;
            }
            var mean = new Centres(Strided.of(1, width, means), rows.rows());
            var squared = new double[tile.rows()];
            double squares = 0;
            for (int from = 0; from < rows.rows(); from += tile.rows()) {
                int count = Math.min(tile.rows(), rows.rows() - from);
                mean.distances(tile.read(rows.cells, from, from + count), Strided.of(count, 1, squared), Parallel.sequential());
                for (int r = 0; r < count; r++) {
                    squares += rows.weights[from + r] * squared[r];
                }
            }
            return new Sums(weight, means, squares);
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
            }
            return new Sums(weight, left.means, left.squares + right.squares + apart * left.weight * share);
        }
    }

    /// Makes every row as likely to be drawn as its weight says.
    record DrawByWeight() implements KMeansStep<Stretches> {

        @Override
        public Stretches accumulate(Dataset chunk, KMeansRows rows) {
            System.arraycopy(rows.weights, 0, rows.masses, 0, rows.rows());
            return Stretches.of(rows);
        }

        @Override
        public Stretches merge(Stretches left, Stretches right) {
            return Stretches.join(left, right);
        }
    }

    /// Lets rows not be drawn again.
    ///
    /// @param numbers of the rows, rising
    record Leave(int[] numbers) implements KMeansStep<Stretches> {

        @Override
        public Stretches accumulate(Dataset chunk, KMeansRows rows) {
            for (int number : numbers) {
                if (number >= rows.first && number < rows.first + rows.rows()) {
                    rows.masses[number - rows.first] = 0;
                }
            }
            return Stretches.of(rows);
        }

        @Override
        public Stretches merge(Stretches left, Stretches right) {
            return Stretches.join(left, right);
        }
    }

    /// Makes every row as likely to be drawn as its weight times its squared distance to the nearest seed, the newest of
    /// which is one of the candidates of the [Try] before.
    ///
    /// @param candidate which of them
    record DrawByDistance(int candidate) implements KMeansStep<Stretches> {

        @Override
        public Stretches accumulate(Dataset chunk, KMeansRows rows) {
            int n = rows.rows();
            System.arraycopy(rows.tried, candidate * n, rows.nearest, 0, n);
            System.arraycopy(rows.weights, 0, rows.masses, 0, n);
            Doubles.multiply(rows.nearest, 0, rows.masses, 0, n);
            return Stretches.of(rows);
        }

        @Override
        public Stretches merge(Stretches left, Stretches right) {
            return Stretches.join(left, right);
        }
    }

    /// Finds the rows at which drawn points fall.
    ///
    /// @param firsts for each point the first row of the stretch that it falls into
    /// @param points for each point the mass that lies before it in that stretch
    record Locate(int[] firsts, double[] points) implements KMeansStep<List<Found>> {

        @Override
        public List<Found> accumulate(Dataset chunk, KMeansRows rows) {
            var found = new ArrayList<Found>();
            for (int p = 0; p < points.length; p++) {
                if (firsts[p] == rows.first) {
                    found.add(rows.found(p, at(rows.masses, points[p])));
                }
            }
            return found;
        }

        private static int at(double[] masses, double point) {
            int last = 0;
            for (int row = 0; row < masses.length; row++) {
                if (masses[row] > 0) {
                    point -= masses[row];
                    last = row;
                    if (point < 0) {
                        break;
                    }
                }
            }
            return last;
        }

        @Override
        public List<Found> merge(List<Found> left, List<Found> right) {
            return KMeansRows.join(left, right, Found.BY_RANK, points.length);
        }
    }

    /// For each of several candidates, what inertia there would be with it as a further seed.
    ///
    /// @param candidates the rows to try
    /// @param first      whether there are no seeds yet
    record Try(Centres candidates, boolean first) implements KMeansStep<double[]> {

        @Override
        public double[] accumulate(Dataset chunk, KMeansRows rows) {
            int n = rows.rows();
            int count = candidates.count();
            var tile = new Tile(rows.width(), n);
            if (first) {
                Arrays.fill(rows.nearest, Double.POSITIVE_INFINITY);
            }
            if (rows.tried.length != n * count) {
                rows.tried = new double[Math.multiplyExact(n, count)];
            }
            var tried = new Strided(rows.tried, 0, n, count, 1, n);
            for (int from = 0; from < n; from += tile.rows()) {
                int to = Math.min(from + tile.rows(), n);
                candidates.distancesUpTo(tile.read(rows.cells, from, to), rows.nearest, from, tried.block(from, 0, to - from, count));
            }
            var inertias = new double[count];
            for (int c = 0; c < count; c++) {
                inertias[c] = Doubles.dot(rows.weights, 0, rows.tried, c * n, n);
            }
            return inertias;
        }

        @Override
        public double[] merge(double[] left, double[] right) {
            Arrays.setAll(left, c -> left[c] + right[c]);
            return left;
        }
    }

    /// Gives every row the nearest centroid, the first of equally near ones, and sums up the rows of each.
    ///
    /// @param centroids one after the other, k of them
    /// @param centres   the same, prepared once for all chunks
    /// @param k         how many there are
    /// @param method    how the nearest is found
    /// @param fresh     whether the rows have no centroids yet
    /// @param drifts    how far each centroid may have moved since the step before; for the methods with bounds
    /// @param halves    half the distance of centroids, as a lower bound: to the nearest other one for each (Hamerly), or of
    ///                  each to each (Elkan)
    record Assign(double[] centroids, Centres centres, int k, KMeans.Method method, boolean fresh, double[] drifts,
                  double[] halves) implements KMeansStep<Assign.Sums> {

        /// @param moved   for each cluster the weighted deviations from its centroid of the rows that it gained in this step, less
        ///                those of the rows that it lost; empty where there are none. Means of numbers far from 0 stay exact so
        /// @param weights the weight of the rows of each cluster
        /// @param rows    how many of them have weight
        /// @param inertia the weighted sum of squared distances of all rows to their centroids
        /// @param changed how many rows of weight have another centroid than before
        record Sums(double[][] moved, double[] weights, int[] rows, double inertia, long changed) {
        }

        @Override
        public Sums accumulate(Dataset chunk, KMeansRows rows) {
            rows.tried = new double[0];
            var assignment = new Assignment(this, rows, rows.width());
            var moves = new Moves(assignment.rows());
            var moved = new double[k][0];
            var weights = new double[k];
            var counts = new int[k];
            double inertia = 0;
            long changed = 0;
            for (int from = 0; from < rows.rows(); from += assignment.rows()) {
                int count = Math.min(assignment.rows(), rows.rows() - from);
                assignment.assign(from, count);
                moves.count = 0;
                for (int r = 0; r < count; r++) {
                    double weight = rows.weights[from + r];
                    int label = assignment.labels[r];
                    if (weight > 0) {
                        inertia += weight * assignment.squared[r];
                        weights[label] += weight;
                        counts[label]++;
                        if (fresh || label != rows.labels[from + r]) {
                            moves.add(r, rows.labels[from + r], weight);
                        }
                    }
                    rows.labels[from + r] = label;
                }
                moves.sum(assignment, centres, fresh, moved);
                changed += moves.count;
            }
            return new Sums(moved, weights, counts, inertia, changed);
        }

        @Override
        public Sums merge(Sums left, Sums right) {
            for (int c = 0; c < k; c++) {
                if (left.moved[c].length == 0) {
                    left.moved[c] = right.moved[c];
                } else if (right.moved[c].length > 0) {
                    Doubles.axpy(1, right.moved[c], 0, left.moved[c], 0, right.moved[c].length);
                }
                left.weights[c] += right.weights[c];
                left.rows[c] += right.rows[c];
            }
            return new Sums(left.moved, left.weights, left.rows, left.inertia + right.inertia, left.changed + right.changed);
        }

        /// The rows of a tile that go from one cluster to another.
        private static final class Moves {

            private final int[] chosen;
            private final int[] left;
            private final double[] weights;
            private final double[] taken;
            private int count;

            Moves(int most) {
                this.chosen = new int[most];
                this.left = new int[most];
                this.weights = new double[most];
                this.taken = new double[most];
            }

            void add(int row, int from, double weight) {
                chosen[count++] = row;
                left[row] = from;
                weights[row] = weight;
                taken[row] = -weight;
            }

            void sum(Assignment assignment, Centres centres, boolean fresh, double[][] moved) {
                int width = assignment.cells().columns();
                for (int i = 0; i < count; i++) {
                    makeRoom(moved, assignment.labels[chosen[i]], width);
                    if (!fresh) {
                        makeRoom(moved, left[chosen[i]], width);
                    }
                }
                centres.addDeviations(assignment.cells(), chosen, count, assignment.labels, weights, moved);
                if (!fresh) {
                    centres.addDeviations(assignment.cells(), chosen, count, left, taken, moved);
                }
            }

            private static void makeRoom(double[][] moved, int cluster, int width) {
                if (moved[cluster].length == 0) {
                    moved[cluster] = new double[width];
                }
            }
        }
    }

    /// The rows of weight that are farthest from their centroids, farthest first.
    ///
    /// @param centroids those of the step before
    /// @param most      how many rows
    record Farthest(Centres centroids, int most) implements KMeansStep<List<Found>> {

        @Override
        public List<Found> accumulate(Dataset chunk, KMeansRows rows) {
            var tile = new Tile(rows.width(), rows.rows());
            var distances = new double[tile.rows()];
            var squared = new double[rows.rows()];
            for (int from = 0; from < rows.rows(); from += tile.rows()) {
                int to = Math.min(from + tile.rows(), rows.rows());
                centroids.distances(tile.read(rows.cells, from, to), rows.labels, from, distances);
                System.arraycopy(distances, 0, squared, from, to - from);
            }
            return IntStream.range(0, rows.rows()).filter(row -> rows.weights[row] > 0).boxed()
                    .sorted((a, b) -> squared[a] != squared[b] ? Double.compare(squared[b], squared[a]) : a - b)
                    .limit(most).map(row -> rows.found(-squared[row], row)).toList();
        }

        @Override
        public List<Found> merge(List<Found> left, List<Found> right) {
            return KMeansRows.join(left, right, Found.BY_RANK, most);
        }
    }
}
