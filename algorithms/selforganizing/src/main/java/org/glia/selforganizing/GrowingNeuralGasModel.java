package org.glia.selforganizing;

import java.util.Arrays;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;
import org.glia.api.problem.DataException;

/// A network that has grown into the rows.
///
/// @param codebook the neurons
/// @param clusters what counts as a cluster
/// @param errors   of the neurons, as they decide where the next one is put
/// @param from     the first neuron of each pair of neighbours
/// @param to       the second one
/// @param ages     how often the neurons of a pair have won since both were nearest to a row
/// @param seen     the weight of the rows learnt, each as often as it was shown
public record GrowingNeuralGasModel(Codebook codebook, GrowingNeuralGas.Clusters clusters, double[] errors, int[] from, int[] to,
                                    int[] ages, double seen) implements Model {

    /// The part of the network that each row belongs to, and the levels that its nearest neuron stands for where it has
    /// labels.
    @Override
    public Predictor predictor(Schema schema) {
        requireNeurons();
        if (clusters == GrowingNeuralGas.Clusters.NEURONS) {
            return codebook.predictor(schema);
        }
        var components = components();
        return codebook.predictor(schema, count(components), neuron -> components[neuron]);
    }

    /// The distances of each row to the neurons, as columns `distance_0`, `distance_1` ...
    @Override
    public Transformer transformer(Schema schema) {
        requireNeurons();
        return codebook.distances(schema);
    }

    private void requireNeurons() {
        if (codebook.neurons() == 0) {
            throw new DataException("the growing neural gas has not learnt from any row yet; let it learn from a batch first");
        }
    }

    int[] components() {
        return Topology.components(codebook.neurons(), from, to);
    }

    private static int count(int[] components) {
        return Arrays.stream(components).max().orElse(-1) + 1;
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        var components = components();
        var neurons = codebook.neuronTable(schema).numeric("part", Arrays.stream(components).asDoubleStream().toArray())
                .numeric("error", errors).build();
        var fit = Dataset.builder("fit").numeric("quantisation error", codebook.quantisationError())
                .numeric("neurons", codebook.neurons()).numeric("edges", from.length).numeric("parts", count(components)).build();
        return View.of(type, codebook.centroids(schema), Topology.graph(codebook, from, to),
                Report.of(new Table("neurons", neurons), new Table("fit", fit)));
    }
}
