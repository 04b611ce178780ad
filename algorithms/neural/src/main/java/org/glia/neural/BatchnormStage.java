package org.glia.neural;

import java.util.Arrays;

import org.glia.api.run.RandomStream;

/// Batch normalisation: `y = gamma (x - mean) / sqrt(variance + epsilon) + beta`, gamma first among the parameters,
/// then beta. In training mean and variance are those of the batch's columns, which all rows must have reached before
/// the first goes on; a batch of one row has none, and takes the running ones. Averages are running means, then running
/// variances, these from sums over n - 1.
///
/// @param number  its place among the stages
/// @param first   where its parameters begin
/// @param average where its averages begin
record BatchnormStage(int number, int first, int average, int units, double momentum, double epsilon) implements Stage {

    @Override
    public int inputs() {
        return units;
    }

    @Override
    public int outputs() {
        return units;
    }

    @Override
    public int parameters() {
        return 2 * units;
    }

    @Override
    public int averages() {
        return 2 * units;
    }

    @Override
    public void start(float[] parameters, float[] averages, RandomStream random) {
        Arrays.fill(parameters, first, first + units, 1);
        Arrays.fill(averages, average + units, average + 2 * units, 1);
    }

    /// What the columns `from` to `to` (exclusive) of the batch are moved and divided by: to be called for all columns
    /// before the first row goes forward.
    void prepare(Pass pass, int rows, int from, int to) {
        var moments = pass.moments(number);
        var averages = pass.averages();
        if (!usesBatch(pass, rows)) {
            for (int j = from; j < to; j++) {
                moments[j] = averages[average + j];
                moments[units + j] = inverseRoot(averages[average + units + j]);
            }
            return;
        }
        var x = pass.values(number);
        Arrays.fill(moments, from, to, 0);
        for (int i = 0; i < rows; i++) {
            for (int j = from; j < to; j++) {
                moments[j] += x[i * units + j];
            }
        }
        for (int j = from; j < to; j++) {
            moments[j] /= rows;
        }
        Arrays.fill(moments, units + from, units + to, 0);
        for (int i = 0; i < rows; i++) {
            for (int j = from; j < to; j++) {
                float deviation = x[i * units + j] - moments[j];
                moments[units + j] = Math.fma(deviation, deviation, moments[units + j]);
            }
        }
        float rest = (float) (1 - momentum);
        for (int j = from; j < to; j++) {
            float squares = moments[units + j];
            averages[average + j] += rest * (moments[j] - averages[average + j]);
            averages[average + units + j] += rest * (squares / (rows - 1) - averages[average + units + j]);
            moments[units + j] = inverseRoot(squares / rows);
        }
    }

    private static boolean usesBatch(Pass pass, int rows) {
        return pass.mode() == Pass.Mode.TRAIN && rows > 1;
    }

    private float inverseRoot(float variance) {
        return (float) (1 / Math.sqrt(variance + epsilon));
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        var moments = pass.moments(number);
        var parameters = pass.parameters();
        var x = pass.values(number);
        var y = pass.values(number + 1);
        var normal = pass.extra(number);
        for (int i = from; i < to; i++) {
            for (int j = 0; j < units; j++) {
                int at = i * units + j;
                normal[at] = (x[at] - moments[j]) * moments[units + j];
                y[at] = Math.fma(parameters[first + j], normal[at], parameters[first + units + j]);
            }
        }
    }

    /// Sums derivatives over the columns `from` to `to` (exclusive): to be called for all columns before the first row
    /// goes backward.
    void prepareBackward(Pass pass, int rows, int from, int to) {
        var sums = pass.moments(number);
        var slope = pass.slopes(number + 1);
        var normal = pass.extra(number);
        Arrays.fill(sums, 2 * units + from, 2 * units + to, 0);
        Arrays.fill(sums, 3 * units + from, 3 * units + to, 0);
        for (int i = 0; i < rows; i++) {
            for (int j = from; j < to; j++) {
                int at = i * units + j;
                sums[2 * units + j] = Math.fma(slope[at], normal[at], sums[2 * units + j]);
                sums[3 * units + j] += slope[at];
            }
        }
    }

    @Override
    public void backward(Pass pass, int from, int to, boolean toInputs) {
        if (!toInputs) {
            return;
        }
        var moments = pass.moments(number);
        var parameters = pass.parameters();
        var slope = pass.slopes(number + 1);
        var into = pass.slopes(number);
        var normal = pass.extra(number);
        // of one row's batch the moments are given numbers
        float share = usesBatch(pass, pass.rows()) ? 1f / pass.rows() : 0;
        for (int i = from; i < to; i++) {
            for (int j = 0; j < units; j++) {
                int at = i * units + j;
                float centred = slope[at] - share * Math.fma(normal[at], moments[2 * units + j], moments[3 * units + j]);
                into[at] = parameters[first + j] * moments[units + j] * centred;
            }
        }
    }

    @Override
    public void gradient(Pass pass, int rows, int at, int n, float[] gradient) {
        System.arraycopy(pass.moments(number), 2 * units + at, gradient, first + at, n);
    }
}
