package org.glia.neural;

import org.glia.api.run.RandomStream;

/// A layer in its place: knows the widths before and behind it and where its parameters are. What it computes stands in
/// a [Pass]. Its methods for rows work on rows `from` to `to` (exclusive) of the batch and may run side by side for
/// others.
sealed interface Stage permits DenseStage, ActivationStage, DropoutStage, BatchnormStage {

    int inputs();

    int outputs();

    /// How many numbers it learns by gradients.
    int parameters();

    /// How many it learns by running averages.
    default int averages() {
        return 0;
    }

    /// Draws the first parameters, which are 0 so far.
    default void start(float[] parameters, float[] averages, RandomStream random) {
    }

    void forward(Pass pass, int from, int to);

    /// Reads derivatives of the loss by its outputs (and may change them), and writes those by its inputs where asked.
    void backward(Pass pass, int from, int to, boolean toInputs);

    /// Writes the derivatives by parameters `at` to `at + n` (exclusive), counted from the stage's first, summed over
    /// the first `rows` rows.
    void gradient(Pass pass, int rows, int at, int n, float[] gradient);

    /// The stretch of parameters that penalties and decay concern comes first, and has this many.
    default int weights() {
        return 0;
    }

    /// Numbers that belong together come in so many: a stretch begins at multiples of this within the weights.
    default int unit() {
        return Math.max(1, parameters());
    }
}
