package org.glia.neural;

import java.util.Arrays;

import org.glia.api.run.RandomStream;

/// An activation that stands apart from a dense layer.
///
/// @param number its place among the stages
/// @param first  where the slopes of a learnt one begin
record ActivationStage(int number, int first, int units, Activation activation) implements Stage {

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
        return activation.isLearnt() ? units : 0;
    }

    @Override
    public void start(float[] parameters, float[] averages, RandomStream random) {
        if (activation instanceof Activation.Prelu(double slope)) {
            Arrays.fill(parameters, first, first + units, (float) slope);
        }
    }

    @Override
    public void forward(Pass pass, int from, int to) {
        activation.values(pass.values(number), pass.values(number + 1), from * units, to - from, units,
                pass.parameters(), first);
    }

    @Override
    public void backward(Pass pass, int from, int to, boolean toInputs) {
        var slope = pass.slopes(number + 1);
        activation.pull(pass.values(number), pass.values(number + 1), slope, pass.extra(number), from * units,
                to - from, units, pass.parameters(), first);
        if (toInputs) {
            System.arraycopy(slope, from * units, pass.slopes(number), from * units, (to - from) * units);
        }
    }

    @Override
    public void gradient(Pass pass, int rows, int at, int n, float[] gradient) {
        Arrays.fill(gradient, first, first + n, 0);
        for (int i = 0; i < rows * units; i++) {
            gradient[first + i % units] += pass.extra(number)[i];
        }
    }
}
