package org.glia.selforganizing;

import org.glia.api.recipe.Setting;
import org.glia.compute.dense.Doubles;

/// The F of the generalised Hebbian rule `dw_ij = F(x_j, y_i)`: how the weight of an input changes when the input is x_j
/// and the neuron responds y_i.
public sealed interface HebbianRule {

    /// `rate x_j y_i`: what fires together wires together (Hebb 1949). Weights grow without end.
    record Simple() implements HebbianRule {
    }

    /// `rate (x_j y_i - decay w_ij)`: weights that are not used fade. Bounded where responses are, or `decay` is larger
    /// than the largest variance of the inputs in any direction.
    ///
    /// @param decay the part of a weight that is forgotten per unit of the rate
    record Forgetting(@Setting(value = "part of a weight that is forgotten per unit of the rate", min = 0) double decay)
            implements HebbianRule {

        public Forgetting() {
            this(1);
        }
    }

    /// `rate y_i (x_j - w_ij)`: a neuron that responds moves towards the input (Grossberg 1976). Wants responses that are
    /// not negative, as those of the sigmoid.
    record Instar() implements HebbianRule {
    }

    /// `rate x_j y_i`, and then the weights of the neuron are scaled to length 1 (von der Malsburg 1973, in the Euclidean
    /// norm).
    record Normalised() implements HebbianRule {
    }

    /// `rate y_i (x_j - y_i w_ij)` (Oja 1982): the weights of a linear neuron come to length 1 and to the first principal
    /// direction.
    record Oja() implements HebbianRule {
    }

    /// `rate y_i (x_j - sum of y_k w_kj for k = 1 to i)`, the generalised Hebbian algorithm (Sanger 1989): the weights of
    /// linear neurons come to the principal directions in order.
    record Sanger() implements HebbianRule {
    }

    /// Changes the weights of all neurons by one row.
    ///
    /// @param inputs    of the row, with the 1 of the bias
    /// @param responses of the neurons
    /// @param weights   one neuron after the other, are changed
    /// @param rest      room for as many numbers as there are inputs
    default void learn(double rate, double[] inputs, double[] responses, double[] weights, double[] rest) {
        int n = inputs.length;
        if (this instanceof Sanger) {
            System.arraycopy(inputs, 0, rest, 0, n);
        }
        for (int i = 0; i < responses.length; i++) {
            double y = responses[i];
            switch (this) {
                case Simple simple -> Doubles.axpy(rate * y, inputs, 0, weights, i * n, n);
                case Forgetting(double decay) -> Doubles.axpby(rate * y, inputs, 0, 1 - rate * decay, weights, i * n, n);
                case Instar instar -> Doubles.axpby(rate * y, inputs, 0, 1 - rate * y, weights, i * n, n);
                case Normalised normalised -> {
                    Doubles.axpy(rate * y, inputs, 0, weights, i * n, n);
                    UnitLength.scale(weights, i * n, n);
                }
                case Oja oja -> Doubles.axpby(rate * y, inputs, 0, 1 - rate * y * y, weights, i * n, n);
                case Sanger sanger -> {
                    Doubles.axpy(-y, weights, i * n, rest, 0, n);
                    Doubles.axpy(rate * y, rest, 0, weights, i * n, n);
                }
            }
        }
    }
}
