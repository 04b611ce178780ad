package org.glia.selforganizing;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.Matrix;
import org.glia.compute.dense.Doubles;

/// A growing neural gas while it learns, in the steps of Fritzke (1995).
final class GasNetwork {

    private final GrowingNeuralGas.Settings settings;
    private final int width;
    private final int levels;
    private final Topology topology = new Topology(0);
    /// What belongs to a neuron: its place, its error, the weight of the rows it won and of their levels, and the distance
    /// to the row that was looked at last. Arrays have room for more neurons.
    private double[] weights = new double[0];
    private double[] errors = new double[0];
    private double[] hits = new double[0];
    private double[] votes = new double[0];
    private double[] squared = new double[0];
    /// The weight of the rows learnt, and the sum of their errors.
    private double seen;
    private double distances;

    /// @param levels of the target, 0 where there are no labels
    GasNetwork(GrowingNeuralGas.Settings settings, int width, int levels) {
        this.settings = settings;
        this.width = width;
        this.levels = levels;
    }

    static GasNetwork of(GrowingNeuralGasModel model, GrowingNeuralGas.Settings settings) {
        var codebook = model.codebook();
        var network = new GasNetwork(settings, codebook.weights().columns(), codebook.votes().columns());
        for (int neuron = 0; neuron < codebook.neurons(); neuron++) {
            network.add(codebook.weights().row(neuron));
            network.errors[neuron] = model.errors()[neuron];
            network.hits[neuron] = codebook.hits()[neuron];
            System.arraycopy(codebook.votes().row(neuron), 0, network.votes, neuron * network.levels, network.levels);
        }
        for (int edge = 0; edge < model.from().length; edge++) {
            network.topology.join(model.from()[edge], model.to()[edge], model.ages()[edge]);
        }
        network.seen = model.seen();
        network.distances = codebook.quantisationError() * Arrays.stream(codebook.hits()).sum();
        return network;
    }

    int neurons() {
        return topology.nodes();
    }

    int width() {
        return width;
    }

    /// The places of the neurons, one after the other.
    double[] weights() {
        return Arrays.copyOf(weights, neurons() * width);
    }

    double[] errors() {
        return Arrays.copyOf(errors, neurons());
    }

    /// Step 0: the first two neurons stand on rows, on different ones; where all rows are the same there is one neuron
    /// only.
    void begin(double[] row) {
        if (neurons() == 0 || !Arrays.equals(row, weights())) {
            add(row);
        }
    }

    private int add(double[] place) {
        int neuron = topology.add();
        if (neuron == errors.length) {
            int room = 2 * neuron + 2;
            weights = Arrays.copyOf(weights, Math.multiplyExact(room, width));
            errors = Arrays.copyOf(errors, room);
            hits = Arrays.copyOf(hits, room);
            votes = Arrays.copyOf(votes, room * levels);
            squared = new double[room];
        }
        System.arraycopy(place, 0, weights, neuron * width, width);
        errors[neuron] = 0;
        hits[neuron] = 0;
        Arrays.fill(votes, neuron * levels, (neuron + 1) * levels, 0);
        return neuron;
    }

    /// Learns from a row.
    ///
    /// @param level of its target, -1 where it has none
    /// @return the distance of the nearest neuron before
    double learn(double[] row, double weight, int level) {
        int first = -1;
        int second = -1;
        for (int c = 0; c < neurons(); c++) {
            squared[c] = Doubles.squaredDistance(row, 0, weights, c * width, width);
            if (first < 0 || squared[c] < squared[first]) {
                second = first;
                first = c;
            } else if (second < 0 || squared[c] < squared[second]) {
                second = c;
            }
        }
        double distance = Math.sqrt(squared[first]);
        distances += weight * distance;
        hits[first] += weight;
        if (level >= 0) {
            votes[first * levels + level] += weight;
        }
        if (second >= 0) {
            topology.age(first);
        }
        errors[first] += weight * squared[first];
        pull(first, Codes.share(settings.motion().rate(), weight), row);
        double share = Codes.share(settings.motion().neighbourRate(), weight);
        for (int i = 0; i < topology.degree(first); i++) {
            pull(topology.neighbour(first, i), share, row);
        }
        if (second >= 0) {
            topology.join(first, second);
            forget(first);
        }
        grow(weight);
        Doubles.scale(settings.growth().keepError(), errors, 0, neurons());
        return distance;
    }

    private void pull(int neuron, double share, double[] row) {
        Doubles.axpby(share, row, 0, 1 - share, weights, neuron * width, width);
    }

    /// Step 7: edges that are too old go, and neurons that have no edge left.
    private void forget(int winner) {
        if (!topology.hasOlder(winner, settings.maxAge())) {
            return;
        }
        var before = IntStream.range(0, topology.degree(winner)).map(i -> topology.neighbour(winner, i)).toArray();
        topology.forget(winner, settings.maxAge());
        // the winner keeps an edge, to the second nearest; the highest numbers first, as the last neuron takes a free number
        Arrays.stream(before).filter(neuron -> topology.degree(neuron) == 0).map(neuron -> -neuron).sorted()
                .forEach(neuron -> remove(-neuron));
    }

    private void remove(int neuron) {
        topology.remove(neuron);
        int last = neurons();
        System.arraycopy(weights, last * width, weights, neuron * width, width);
        errors[neuron] = errors[last];
        hits[neuron] = hits[last];
        System.arraycopy(votes, last * levels, votes, neuron * levels, levels);
    }

    /// Step 8: a new neuron halfway between the one with the largest error and the neighbour with the largest.
    private void grow(double weight) {
        double before = Math.floor(seen / settings.growth().every());
        seen += weight;
        if (Math.floor(seen / settings.growth().every()) == before || neurons() >= settings.neurons()) {
            return;
        }
        int worst = Doubles.indexOfMax(errors, 0, neurons());
        int beside = -1;
        for (int i = 0; worst >= 0 && i < topology.degree(worst); i++) {
            int neighbour = topology.neighbour(worst, i);
            if (beside < 0 || errors[neighbour] > errors[beside] || errors[neighbour] == errors[beside] && neighbour < beside) {
                beside = neighbour;
            }
        }
        if (beside < 0) {
            return;
        }
        var place = new double[width];
        Doubles.axpy(0.5, weights, worst * width, place, 0, width);
        Doubles.axpy(0.5, weights, beside * width, place, 0, width);
        int added = add(place);
        topology.join(added, worst);
        topology.join(added, beside);
        topology.part(worst, beside);
        errors[worst] *= settings.growth().splitError();
        errors[beside] *= settings.growth().splitError();
        errors[added] = errors[worst];
    }

    /// The model of the rows as they came.
    GrowingNeuralGasModel model() {
        int k = neurons();
        double total = Arrays.stream(hits, 0, k).sum();
        return model(new Codebook(Matrix.of(k, width, weights()), false, Arrays.copyOf(hits, k),
                Matrix.of(k, levels, Arrays.copyOf(votes, k * levels)), total > 0 ? distances / total : 0));
    }

    GrowingNeuralGasModel model(Codebook codebook) {
        var edges = topology.edges();
        return new GrowingNeuralGasModel(codebook, settings.clusters(), errors(), edges[0], edges[1], edges[2], seen);
    }
}
