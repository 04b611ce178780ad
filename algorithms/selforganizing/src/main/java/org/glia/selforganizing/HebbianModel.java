package org.glia.selforganizing;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.Coefficients;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.dense.Tile;

/// Neurons that respond to what occurs together.
///
/// @param weights  `neurons x features`
/// @param biases   one for each neuron, zeros where they have none
/// @param biased   whether they learn a bias
/// @param response what a neuron makes of the sum of its inputs
/// @param updates  how many rows were learnt, each as often as it was shown
/// @param batches  how many passes over rows there were
public record HebbianModel(Matrix weights, double[] biases, boolean biased, Response response, long updates, int batches)
        implements Model {

    /// The neuron of the strongest response, the first of equally strong ones.
    @Override
    public Predictor predictor(Schema schema) {
        return rows -> Prediction.clusters(weights.rows(), Prediction.mostProbable(responses(rows.features())));
    }

    /// The responses of the neurons, as columns `neuron_0`, `neuron_1` ...
    @Override
    public Transformer transformer(Schema schema) {
        return features -> Codebook.columns(features, schema, "neuron_", responses(features.features()));
    }

    /// `rows x neurons`
    DenseMatrix responses(Matrix rows) {
        int k = weights.rows();
        var turned = Strided.of(k, weights.columns(), weights.toArray()).transpose();
        var responses = new double[Math.multiplyExact(rows.rows(), k)];
        Tile.each(rows, (from, cells) -> {
            var into = new Strided(responses, from * k, cells.rows(), k, k, 1);
            MatrixProducts.gemm(1, cells, turned, 0, into, Parallel.sequential());
            for (int r = 0; r < cells.rows(); r++) {
                Doubles.axpy(1, biases, 0, responses, (from + r) * k, k);
            }
            response.respond(responses, from * k, cells.rows() * k);
        });
        return Matrix.of(rows.rows(), k, responses);
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        int k = weights.rows();
        var names = IntStream.range(0, k).mapToObj(i -> "neuron_" + i).toList();
        var values = Strided.of(k, weights.columns(), weights.toArray()).transpose().copy().array();
        var numbers = new double[k];
        Arrays.setAll(numbers, i -> i);
        var norms = new double[k];
        Arrays.setAll(norms, i -> Doubles.norm(weights.row(i), 0, weights.columns()));
        return View.of(type,
                new Coefficients(schema.featureNames(), names, Matrix.of(weights.columns(), k, values), biases),
                Report.of(new Table("neurons", Dataset.builder("neurons").numeric("neuron", numbers)
                        .numeric("length of weights", norms).numeric("bias", biases).build())));
    }
}
