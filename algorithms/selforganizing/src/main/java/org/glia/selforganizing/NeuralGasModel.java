package org.glia.selforganizing;

import java.util.Optional;

import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;

/// A gas of neurons that has cooled down.
///
/// @param codebook the neurons
/// @param joined   whether neighbours were found
/// @param from     the first neuron of each pair of neighbours
/// @param to       the second one
public record NeuralGasModel(Codebook codebook, boolean joined, int[] from, int[] to) implements Model {

    /// The nearest neuron of each row, and the levels it stands for where it has labels.
    @Override
    public Predictor predictor(Schema schema) {
        return codebook.predictor(schema);
    }

    /// The distances of each row to the neurons, as columns `distance_0`, `distance_1` ...
    @Override
    public Transformer transformer(Schema schema) {
        return codebook.distances(schema);
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        var report = Report.of(codebook.neuronsReport(schema), codebook.fitReport());
        return joined ? View.of(type, codebook.centroids(schema), Topology.graph(codebook, from, to), report)
                : View.of(type, codebook.centroids(schema), report);
    }
}
