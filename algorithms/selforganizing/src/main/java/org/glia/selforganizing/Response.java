package org.glia.selforganizing;

import org.glia.api.recipe.Setting;
import org.glia.compute.elementwise.Elementwise;

/// What a neuron makes of the weighted sum of its inputs.
public sealed interface Response {

    /// The sum itself.
    record Linear() implements Response {
    }

    /// `1 / (1 + exp(-beta s))`, between 0 and 1.
    ///
    /// @param beta how steep it is
    record Sigmoid(@Setting(value = "how steep the response is", min = 0, minExclusive = true) double beta) implements Response {

        public Sigmoid() {
            this(1);
        }
    }

    /// Makes responses of sums, in their place.
    default void respond(double[] sums, int at, int n) {
        if (this instanceof Sigmoid(double beta)) {
            for (int i = at; i < at + n; i++) {
                sums[i] *= beta;
            }
            Elementwise.logistic(sums, at, sums, at, n);
        }
    }
}
