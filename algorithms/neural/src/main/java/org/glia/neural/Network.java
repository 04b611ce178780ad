package org.glia.neural;

import java.util.ArrayList;
import java.util.List;

import org.glia.api.problem.DataException;
import org.glia.api.run.Run;

/// Layers in their places, from the features to the scores of the targets, with the places of their parameters in one
/// array.
///
/// @param stages   one after the other; the last is dense and gives the scores
/// @param inputs   numbers in a row of features
/// @param outputs  numbers in a row of scores
/// @param parameters how many are learnt by gradients
/// @param averages   how many are learnt as running averages
record Network(List<Stage> stages, int inputs, int outputs, int parameters, int averages) {

    /// @throws DataException if there are more parameters than an array holds
    static Network of(List<Layer> layers, int inputs, int outputs) {
        var stages = new ArrayList<Stage>();
        int width = inputs;
        int first = 0;
        int average = 0;
        try {
            for (int i = 0; i <= layers.size(); i++) {
                var stage = i == layers.size()
                        ? new DenseStage(i, first, width, outputs, new Activation.Identity(), Start.AUTO, true)
                        : stage(layers.get(i), i, first, average, width);
                stages.add(stage);
                width = stage.outputs();
                first = Math.addExact(first, stage.parameters());
                average += stage.averages();
            }
        } catch (ArithmeticException overflow) {
            throw new DataException("layer %d of `mlp` takes the network beyond two billion parameters; use fewer units"
                    .formatted(stages.size() + 1));
        }
        return new Network(List.copyOf(stages), inputs, outputs, first, average);
    }

    private static Stage stage(Layer layer, int number, int first, int average, int width) {
        return switch (layer) {
            case Layer.Units(int units) ->
                    new DenseStage(number, first, width, units, new Activation.Relu(), Start.AUTO, true);
            case Layer.Dense(int units, Activation activation, Start start, boolean bias) ->
                    new DenseStage(number, first, width, units, activation, start, bias);
            case Layer.Activate(Activation function) -> new ActivationStage(number, first, width, function);
            case Layer.Dropout(double rate) -> new DropoutStage(number, width, rate);
            case Layer.Batchnorm(double momentum, double epsilon) ->
                    new BatchnormStage(number, first, average, width, momentum, epsilon);
        };
    }

    /// Draws the first parameters and averages.
    void start(float[] parameters, float[] averages, Run run) {
        for (int k = 0; k < stages.size(); k++) {
            stages.get(k).start(parameters, averages, run.random("start", k));
        }
    }

    Stage last() {
        return stages.getLast();
    }

    /// Numbers of the widest row between two stages, the features included.
    int widest() {
        return Math.max(inputs, stages.stream().mapToInt(Stage::outputs).max().orElseThrow());
    }

    /// Multiplications that a row costs on its way forward.
    long work() {
        return stages.stream().mapToLong(stage -> (long) stage.weights() + stage.outputs()).sum();
    }
}
