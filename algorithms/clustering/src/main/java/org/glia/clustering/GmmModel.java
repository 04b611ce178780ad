package org.glia.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.data.Tag;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.Mixture;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Sampler;
import org.glia.api.model.Table;
import org.glia.api.model.View;
import org.glia.clustering.Gmm.Covariance;

/// A mixture of normal distributions, and how well it describes the training rows.
///
/// @param task          the question it answers: CLUSTERING, DENSITY or ANOMALY
/// @param covariance    the form of the covariances
/// @param weights       one for each component, summing to 1
/// @param means         `k x d`, in the features' units
/// @param covariances   `k x d x d` (full), `d x d` (tied), `k x d` (diagonal) or k numbers (spherical)
/// @param sizes         the weight of the training rows that belong to each component most
/// @param logLikelihood the weighted sum of the logarithms of the densities of the training rows
/// @param bic           Bayesian information criterion (Schwarz 1978), smaller is better
/// @param aic           Akaike's information criterion, smaller is better
/// @param iterations    of the start that was kept
/// @param converged     whether the log-likelihood stayed, within the tolerance
/// @param threshold     the logarithm of the density below which rows are called anomalies
public record GmmModel(Task task, Covariance covariance, double[] weights, Matrix means, double[] covariances, double[] sizes,
                       double logLikelihood, double bic, double aic, int iterations, boolean converged, double threshold)
        implements Model {

    private static final Field STRANGE = Field.nominal("anomaly", Levels.of("no", "yes"));

    Components components() {
        return new Components(covariance, means.columns(), weights, means.toArray(), covariances);
    }

    /// Clusters with memberships, densities, or anomalies, as was asked; the logarithm of the density always.
    @Override
    public Predictor predictor(Schema schema) {
        var normals = components().normals();
        return rows -> {
            int k = weights.length;
            int n = rows.rows();
            var tile = new NormalTile(means.columns(), k, n);
            var densities = new double[n];
            boolean clustering = task != Task.DENSITY && task != Task.ANOMALY;
            var memberships = new double[clustering ? Math.multiplyExact(n, k) : 0];
            var clusters = new int[clustering ? n : 0];
            var features = rows.features();
            for (int from = 0; from < n; from += tile.rows()) {
                int count = Math.min(tile.rows(), n - from);
                tile.read(features, from, from + count);
                tile.judge(normals);
                System.arraycopy(tile.logDensities, 0, densities, from, count);
                for (int i = 0; i < count && clustering; i++) {
                    clusters[from + i] = tile.most(i);
                    for (int c = 0; c < k; c++) {
                        memberships[(from + i) * k + c] = tile.membership(i, c);
                    }
                }
            }
            var answer = Prediction.builder();
            if (clustering) {
                answer.clusters(k, clusters).memberships(new DenseMatrix(n, k, memberships));
            } else if (task == Task.ANOMALY) {
                answer.column("anomaly", Tag.of(Tag.ANOMALY), Arrays.stream(densities).map(density -> -density).toArray())
                        .labels(STRANGE, Arrays.stream(densities).mapToInt(density -> density < threshold ? 1 : 0).toArray());
            }
            return answer.column("log density", Tag.of(Tag.LOG_DENSITY), densities).build();
        };
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        if (type == Mixture.class) {
            return View.of(type, new Mixture(schema.featureNames(), weights, means, components().matrices()));
        }
        if (type == Sampler.class) {
            return View.of(type, (Sampler) (count, random) -> sample(count, random, schema));
        }
        return View.of(type, new Centroids(schema.featureNames(), means, sizes), report());
    }

    /// Rows that the mixture draws: a component by its weight, then a deviation by its covariance.
    private Dataset sample(int count, RandomGenerator random, Schema schema) {
        int k = weights.length;
        int d = means.columns();
        var spreads = components().spreads();
        var cells = new double[Math.multiplyExact(count, d)];
        var normal = new double[d];
        for (int row = 0; row < count; row++) {
            double point = random.nextDouble();
            int c = 0;
            while (c < k - 1 && point >= weights[c]) {
                point -= weights[c++];
            }
            var spread = spreads.get(c);
            for (int j = 0; j < d; j++) {
                normal[j] = random.nextGaussian();
                double sum = means.get(c, j);
                for (int l = 0; l <= j; l++) {
                    sum = Math.fma(spread.get(j, l), normal[l], sum);
                }
                cells[row * d + j] = sum;
            }
        }
        var matrix = new DenseMatrix(count, d, cells);
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        int at = 0;
        for (var field : schema.features()) {
            var part = matrix.columns(at, field.width());
            fields.add(field);
            columns.add(field.kind() == Kind.BLOCK ? new BlockColumn(part) : new NumericColumn(part));
            at += field.width();
        }
        return Dataset.of("sample", new Schema(fields), columns);
    }

    private Report report() {
        double total = Arrays.stream(sizes).sum();
        var numbers = new double[weights.length];
        Arrays.setAll(numbers, c -> c);
        return Report.of(
                new Table("components", Dataset.builder("components").numeric("component", numbers).numeric("weight", weights)
                        .numeric("size", sizes).build()),
                new Table("fit", Dataset.builder("fit").numeric("log-likelihood", logLikelihood)
                        .numeric("mean log-likelihood", logLikelihood / total).numeric("BIC", bic).numeric("AIC", aic)
                        .numeric("parameters", components().parameters()).numeric("iterations", iterations)
                        .nominal("converged", converged ? "yes" : "no").build()));
    }
}
