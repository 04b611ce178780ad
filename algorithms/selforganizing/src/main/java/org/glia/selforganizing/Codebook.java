package org.glia.selforganizing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.data.Tag;
import org.glia.api.model.Centroids;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Table;
import org.glia.api.model.Transformer;
import org.glia.api.problem.DataException;
import org.glia.api.run.Parallel;
import org.glia.api.run.Run;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.compute.dense.Tile;
import org.glia.compute.distance.Centres;

/// Neurons in the space of the features, and what they stand for: what all models of this family that compete for rows
/// share.
///
/// @param weights           `neurons x features`, in the features' units
/// @param unit              whether rows are scaled to length 1 before they are compared
/// @param hits              the weight of the training rows that each neuron won
/// @param votes             `neurons x levels`, the weight of the rows of each level among them; no columns where there are
///                          no labels
/// @param quantisationError the mean distance of a training row to the nearest neuron
public record Codebook(Matrix weights, boolean unit, double[] hits, Matrix votes, double quantisationError) {

    /// Surveys the rows with the neurons where the training has left them.
    ///
    /// @param weights one neuron after the other
    /// @throws DataException if the rows are to be labelled and no row of weight has a label, or squared distances overflow
    static Codebook of(double[] weights, int neurons, boolean unit, Dataset data, String algorithm, Run run) {
        boolean labelled = MapRows.isLabelled(run);
        int levels = labelled ? data.nominalTarget().levels().size() : 0;
        var centres = new Centres(Strided.of(neurons, weights.length / neurons, weights), data.rows());
        var sums = MapRows.of(data, unit, run).aggregate(new MapStep.Survey(centres, levels));
        if (!Double.isFinite(sums.error())) {
            throw MapRows.tooLarge(data, algorithm);
        }
        if (labelled && Arrays.stream(sums.votes()).noneMatch(vote -> vote > 0)) {
            throw new DataException(("no row of %s that has a label has a positive weight; give some one, or cluster with "
                    + "labels=none").formatted(data.name()));
        }
        double total = Arrays.stream(sums.hits()).sum();
        return new Codebook(Matrix.of(neurons, weights.length / neurons, weights), unit, sums.hits(),
                Matrix.of(neurons, levels, sums.votes()), sums.error() / total);
    }

    int neurons() {
        return weights.rows();
    }

    Strided points() {
        return Strided.of(weights.rows(), weights.columns(), weights.toArray());
    }

    /// How many neurons have won no row.
    long dead() {
        return Arrays.stream(hits).filter(hit -> hit == 0).count();
    }

    /// Levels by the votes of the nearest neuron where it has labels, and its number as the cluster.
    Predictor predictor(Schema schema) {
        return predictor(schema, neurons(), neuron -> neuron);
    }

    /// @param clusters how many there are
    /// @param cluster  the cluster of each neuron
    Predictor predictor(Schema schema, int clusters, IntUnaryOperator cluster) {
        var points = points();
        if (votes.columns() == 0) {
            return rows -> Prediction.clusters(clusters, Arrays.stream(winners(points, rows.features())).map(cluster).toArray());
        }
        var target = schema.targets().getFirst();
        var answers = answers();
        int levels = answers.columns();
        return rows -> {
            var winners = winners(points, rows.features());
            var shares = new double[winners.length * levels];
            for (int row = 0; row < winners.length; row++) {
                System.arraycopy(answers.values(), winners[row] * levels, shares, row * levels, levels);
            }
            var probabilities = Matrix.of(winners.length, levels, shares);
            return Prediction.builder().labels(target, Prediction.mostProbable(probabilities))
                    .levels(Tag.PROBABILITY, target, probabilities)
                    .clusters(clusters, Arrays.stream(winners).map(cluster).toArray()).build();
        };
    }

    /// The nearest neuron of each row, the first of equally near ones.
    int[] winners(Strided points, Matrix rows) {
        var winners = new int[rows.rows()];
        var centres = new Centres(points, rows.rows());
        var numbers = new int[new Tile(rows.columns(), rows.rows()).rows()];
        var squared = new double[numbers.length];
        UnitLength.each(rows, unit, (from, cells) -> {
            centres.nearest(cells, numbers, squared, Parallel.sequential());
            System.arraycopy(numbers, 0, winners, from, cells.rows());
        });
        return winners;
    }

    /// The share of each level among the votes for each neuron, `neurons x levels`. A neuron without votes answers what the
    /// nearest one with votes does.
    DenseMatrix answers() {
        int levels = votes.columns();
        var shares = votes.toArray();
        var totals = new double[neurons()];
        for (int neuron = 0; neuron < totals.length; neuron++) {
            totals[neuron] = Doubles.sum(shares, neuron * levels, levels);
        }
        var answers = new double[shares.length];
        for (int neuron = 0; neuron < totals.length; neuron++) {
            int voter = totals[neuron] > 0 ? neuron : nearestVoter(neuron, totals);
            for (int level = 0; level < levels; level++) {
                answers[neuron * levels + level] = voter < 0 ? 1.0 / levels : shares[voter * levels + level] / totals[voter];
            }
        }
        return Matrix.of(totals.length, levels, answers);
    }

    private int nearestVoter(int neuron, double[] totals) {
        var points = weights.toArray();
        int width = weights.columns();
        int voter = -1;
        double nearest = Double.POSITIVE_INFINITY;
        for (int other = 0; other < totals.length; other++) {
            double squared = Doubles.squaredDistance(points, neuron * width, points, other * width, width);
            if (totals[other] > 0 && (voter < 0 || squared < nearest)) {
                voter = other;
                nearest = squared;
            }
        }
        return voter;
    }

    /// The level that each neuron answers; empty where there are no labels.
    List<String> labels(Schema schema) {
        if (votes.columns() == 0) {
            return List.of();
        }
        var levels = schema.targets().getFirst().levels();
        return Arrays.stream(Prediction.mostProbable(answers())).mapToObj(levels::name).toList();
    }

    /// The distances of each row to the neurons, as columns `distance_0`, `distance_1` ...
    Transformer distances(Schema schema) {
        var points = points();
        int k = neurons();
        return features -> {
            var cells = new double[Math.multiplyExact(features.rows(), k)];
            var centres = new Centres(points, features.rows());
            UnitLength.each(features.features(), unit, (from, rows) ->
                    centres.distances(rows, new Strided(cells, from * k, rows.rows(), k, k, 1), Parallel.sequential()));
            Arrays.setAll(cells, i -> Math.sqrt(cells[i]));
            return columns(features, schema, "distance_", Matrix.of(features.rows(), k, cells));
        };
    }

    /// Columns `prefix0`, `prefix1` ... made from all features.
    static Dataset columns(Dataset features, Schema schema, String prefix, DenseMatrix values) {
        var origin = schema.features().stream().map(Field::name).toList();
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        for (int c = 0; c < values.columns(); c++) {
            fields.add(Field.numeric(prefix + c).withOrigin(origin));
            columns.add(new NumericColumn(values.columns(c, 1)));
        }
        return Dataset.of(features.name(), features.rows(), new Schema(fields), columns);
    }

    Centroids centroids(Schema schema) {
        return new Centroids(schema.featureNames(), weights, hits);
    }

    /// A row for each neuron: how many rows it won, and its label where there are labels.
    Dataset.Builder neuronTable(Schema schema) {
        var numbers = new double[neurons()];
        Arrays.setAll(numbers, neuron -> neuron);
        var table = Dataset.builder("neurons").numeric("neuron", numbers).numeric("hits", hits);
        if (votes.columns() > 0) {
            var levels = Levels.of(schema.targets().getFirst().levels().names());
            table.column(Field.nominal("label", levels), new NominalColumn(levels, Prediction.mostProbable(answers())));
        }
        return table;
    }

    Table neuronsReport(Schema schema) {
        return new Table("neurons", neuronTable(schema).build());
    }

    Table fitReport() {
        return new Table("fit", Dataset.builder("fit").numeric("quantisation error", quantisationError)
                .numeric("neurons without rows", dead()).build());
    }
}
