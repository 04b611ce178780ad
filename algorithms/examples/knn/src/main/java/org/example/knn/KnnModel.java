package org.example.knn;

import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.run.Parallel;
import org.glia.compute.neighbours.Neighbourhoods;
import org.glia.compute.neighbours.Neighbours;
import org.glia.compute.neighbours.Neighbours.Method;

/// The training rows with their answers.
///
/// @param rows    `n x d`
/// @param answers the number of each row, or the code of its class
/// @param k       how many rows are asked
/// @param metric  how distances are measured
/// @param weights how much each of the k counts
public record KnnModel(Matrix rows, double[] answers, int k, Distance metric, Weights weights) implements Model {

    /// The index is built here, once, and is no part of the model: what can be made again is not saved.
    @Override
    public Predictor predictor(Schema schema) {
        var index = Neighbours.index(rows, metric.metric(), Method.AUTO, Parallel.sequential());
        var target = schema.targets().getFirst();
        return asked -> {
            var nearest = index.nearest(asked.features(), k, Parallel.sequential());
            return target.kind() == Kind.NOMINAL ? votes(nearest, target) : means(nearest, target);
        };
    }

    private Prediction votes(Neighbourhoods nearest, Field target) {
        int levels = target.levels().size();
        var shares = new double[nearest.queries() * levels];
        for (int query = 0; query < nearest.queries(); query++) {
            for (int rank = 0; rank < nearest.count(query); rank++) {
                shares[query * levels + (int) answers[nearest.index(query, rank)]] += weight(nearest, query, rank);
            }
            double total = total(nearest, query);
            for (int level = 0; level < levels; level++) {
                shares[query * levels + level] /= total;
            }
        }
        return Prediction.probabilities(target, Matrix.of(nearest.queries(), levels, shares));
    }

    private Prediction means(Neighbourhoods nearest, Field target) {
        var means = new double[nearest.queries()];
        for (int query = 0; query < means.length; query++) {
            double total = total(nearest, query);
            for (int rank = 0; rank < nearest.count(query); rank++) {
                means[query] += weight(nearest, query, rank) / total * answers[nearest.index(query, rank)];
            }
        }
        return Prediction.values(target, means);
    }

    private double total(Neighbourhoods nearest, int query) {
        double total = 0;
        for (int rank = 0; rank < nearest.count(query); rank++) {
            total += weight(nearest, query, rank);
        }
        return total;
    }

    private double weight(Neighbourhoods nearest, int query, int rank) {
        return weights.of(nearest.distance(query, rank), nearest.distance(query, 0));
    }
}
