package org.glia.clustering;

import java.util.Arrays;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.run.Opening;
import org.glia.api.run.Parallel;
import org.glia.api.run.Step;
import org.glia.clustering.Gmm.Covariance;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.compute.distance.Centres;

/// The passes over the rows that fitting a mixture consists of.
///
/// @param <A> what they sum up
sealed interface GmmStep<A> extends Step<GmmStep.Rows, A> {

    /// The rows of a chunk.
    record Rows(Matrix cells, double[] weights) {
    }

    /// Opens chunks.
    record Open() implements Opening<Rows> {

        @Override
        public Rows open(Dataset chunk) {
            return new Rows(chunk.features(), chunk.weights().orElseGet(() -> {
                var ones = new double[chunk.rows()];
                Arrays.fill(ones, 1);
                return ones;
            }));
        }
    }

    /// What new components are made of.
    ///
    /// @param logLikelihood the weighted sum of the logarithms of the rows' densities
    /// @param masses        the weight of the rows of each component
    /// @param moved         the weighted deviations of these from the component's mean, `k x d`
    /// @param scatters      their squares or products
    record Sums(double logLikelihood, double[] masses, double[] moved, double[] scatters) {

        static Sums zeros(int k, int width, int scatters) {
            return new Sums(0, new double[k], new double[k * width], new double[scatters]);
        }

        static Sums join(Sums left, Sums right) {
            Doubles.axpy(1, right.masses, 0, left.masses, 0, left.masses.length);
            Doubles.axpy(1, right.moved, 0, left.moved, 0, left.moved.length);
            Doubles.axpy(1, right.scatters, 0, left.scatters, 0, left.scatters.length);
            return new Sums(left.logLikelihood + right.logLikelihood, left.masses, left.moved, left.scatters);
        }
    }

    /// Sums of rows that belong to the nearest of some centroids, the first of equally near ones. One centroid alone gives the
    /// scatter of all rows.
    ///
    /// @param centroids one after the other
    record Begin(Covariance covariance, int k, double[] centroids) implements GmmStep<Sums> {

        @Override
        public Sums accumulate(Dataset chunk, Rows rows) {
            int width = rows.cells().columns();
            var sums = Sums.zeros(k, width, covariance.scatters(k, width));
            var tile = new NormalTile(width, k, rows.weights().length);
            var centres = new Centres(Strided.of(k, width, centroids), rows.weights().length);
            var labels = new int[tile.rows()];
            var squared = new double[tile.rows()];
            for (int from = 0; from < rows.weights().length; from += tile.rows()) {
                int to = Math.min(from + tile.rows(), rows.weights().length);
                centres.nearest(tile.read(rows.cells(), from, to), labels, squared, Parallel.sequential());
                tile.put(labels);
                for (int c = 0; c < k; c++) {
                    tile.add(c, covariance, centroids, rows.weights(), from, sums.masses(), sums.moved(), sums.scatters());
                }
            }
            return sums;
        }

        @Override
        public Sums merge(Sums left, Sums right) {
            return Sums.join(left, right);
        }
    }

    /// Finds how much each row belongs to each component, and sums up what new components are made of.
    record Expect(Normals normals) implements GmmStep<Sums> {

        @Override
        public Sums accumulate(Dataset chunk, Rows rows) {
            int width = normals.width();
            int k = normals.count();
            var sums = Sums.zeros(k, width, normals.covariance().scatters(k, width));
            var tile = new NormalTile(width, k, rows.weights().length);
            double logLikelihood = 0;
            for (int from = 0; from < rows.weights().length; from += tile.rows()) {
                int count = Math.min(tile.rows(), rows.weights().length - from);
                tile.read(rows.cells(), from, from + count);
                tile.judge(normals);
                for (int i = 0; i < count; i++) {
                    if (rows.weights()[from + i] > 0) {
                        logLikelihood += rows.weights()[from + i] * tile.logDensities[i];
                    }
                }
                for (int c = 0; c < k; c++) {
                    tile.add(c, normals.covariance(), normals.means(), rows.weights(), from, sums.masses(), sums.moved(), sums.scatters());
                }
            }
            return new Sums(logLikelihood, sums.masses(), sums.moved(), sums.scatters());
        }

        @Override
        public Sums merge(Sums left, Sums right) {
            return Sums.join(left, right);
        }
    }

    /// The densities of all rows, and the sizes of clusters.
    record Judge(Normals normals) implements GmmStep<Judge.Densities> {

        /// @param logarithms of the densities, in the order of the rows
        /// @param sizes      the weight of the rows that belong to each component most
        record Densities(double[] logarithms, double[] sizes) {
        }

        @Override
        public Densities accumulate(Dataset chunk, Rows rows) {
            int k = normals.count();
            int n = rows.weights().length;
            var tile = new NormalTile(normals.width(), k, n);
            var densities = new Densities(new double[n], new double[k]);
            for (int from = 0; from < n; from += tile.rows()) {
                int count = Math.min(tile.rows(), n - from);
                tile.read(rows.cells(), from, from + count);
                tile.judge(normals);
                System.arraycopy(tile.logDensities, 0, densities.logarithms(), from, count);
                for (int i = 0; i < count; i++) {
                    densities.sizes()[tile.most(i)] += rows.weights()[from + i];
                }
            }
            return densities;
        }

        @Override
        public Densities merge(Densities left, Densities right) {
            var joined = Arrays.copyOf(left.logarithms, left.logarithms.length + right.logarithms.length);
            System.arraycopy(right.logarithms, 0, joined, left.logarithms.length, right.logarithms.length);
            Doubles.axpy(1, right.sizes, 0, left.sizes, 0, left.sizes.length);
            return new Densities(joined, left.sizes);
        }
    }
}
