package org.glia.selforganizing;

import org.glia.api.data.Matrix;
import org.glia.compute.dense.Doubles;
import org.glia.compute.optimise.LearningRate;
import org.glia.compute.optimise.Schedule;

/// Hebbian neurons while they learn.
final class HebbianNeurons {

    /// Sums beyond this have run away.
    private static final double LIMIT = 1e12;
    /// Inputs beyond this overflow when weights learn from them.
    private static final double MOST = 1e100;

    private final Hebbian.Settings settings;
    private final boolean bias;
    /// One neuron after the other, each with the weight of its bias at the end if it has one.
    private final double[] weights;
    private final int inputs;
    private final double[] row;
    private final double[] responses;
    private final double[] rest;
    private long updates;
    private int batches;
    private boolean runaway;
    /// The weights at the end of the last pass.
    private double[] kept;

    /// @param weights `neurons x features`
    /// @param biases  one for each neuron
    HebbianNeurons(Hebbian.Settings settings, boolean bias, Matrix weights, double[] biases, long updates, int batches) {
        this.settings = settings;
        this.bias = bias;
        this.inputs = weights.columns() + (bias ? 1 : 0);
        this.weights = new double[Math.multiplyExact(weights.rows(), inputs)];
        for (int i = 0; i < weights.rows(); i++) {
            System.arraycopy(weights.row(i), 0, this.weights, i * inputs, weights.columns());
            if (bias) {
                this.weights[(i + 1) * inputs - 1] = biases[i];
            }
        }
        this.row = new double[inputs];
        this.responses = new double[weights.rows()];
        this.rest = new double[inputs];
        this.updates = updates;
        this.batches = batches;
        this.kept = this.weights.clone();
        row[inputs - 1] = 1; // the input of the bias; where there is none, features are written over it
    }

    /// The rates of a pass over some rows, which counts as an epoch.
    Schedule schedule(int rows) {
        return settings.rate().over(settings.epochs(), Math.max(1, rows));
    }

    /// The number of an update for a schedule of passes over `rows` rows.
    ///
    /// @param done how many of them are done in this pass
    private long update(int rows, int done) {
        var rate = settings.rate();
        boolean byEpochs = rate instanceof LearningRate.Exponential || rate instanceof LearningRate.OneCycle;
        return byEpochs ? (long) batches * rows + done : updates;
    }

    /// Learns from a row, unless the weights have run away.
    ///
    /// @param features of the row
    /// @param rows     of this pass
    /// @param done     how many of them have been learnt
    void learn(double[] features, double weight, Schedule schedule, int rows, int done) {
        if (runaway) {
            return;
        }
        System.arraycopy(features, 0, row, 0, inputs - (bias ? 1 : 0));
        runaway = !(Doubles.largest(row, 0, inputs) <= MOST);
        for (int i = 0; i < responses.length && !runaway; i++) {
            responses[i] = Doubles.dot(weights, i * inputs, row, 0, inputs);
            runaway = !(Math.abs(responses[i]) <= LIMIT);
        }
        if (runaway) {
            return;
        }
        settings.response().respond(responses, 0, responses.length);
        settings.rule().learn(schedule.rate(update(rows, done)) * weight, row, responses, weights, rest);
        updates++;
    }

    /// Takes note of the end of a pass.
    void pass() {
        batches++;
        if (Double.isFinite(norm())) {
            kept = weights.clone();
        } else {
            System.arraycopy(kept, 0, weights, 0, kept.length);
            runaway = true;
        }
    }

    /// Whether sums are so large that the neurons have stopped to learn.
    boolean hasRunAway() {
        return runaway;
    }

    /// The length of all weights together.
    double norm() {
        return Doubles.norm(weights, 0, weights.length);
    }

    HebbianModel model() {
        int features = inputs - (bias ? 1 : 0);
        var plain = new double[responses.length * features];
        var biases = new double[responses.length];
        for (int i = 0; i < responses.length; i++) {
            System.arraycopy(weights, i * inputs, plain, i * features, features);
            biases[i] = bias ? weights[(i + 1) * inputs - 1] : 0;
        }
        return new HebbianModel(Matrix.of(responses.length, features, plain), biases, bias, settings.response(), updates,
                batches);
    }
}
