package org.glia.selforganizing;

import java.util.Optional;

import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;

/// Neurons that have learnt by competing for rows.
///
/// @param codebook the neurons
public record CompetitiveModel(Codebook codebook) implements Model {

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
        return View.of(type, codebook.centroids(schema), Report.of(codebook.neuronsReport(schema), codebook.fitReport()));
    }
}
