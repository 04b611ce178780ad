package org.glia.neural;

import org.glia.api.run.RandomStream;

/// How the weights of a dense layer begin: drawn independently around 0, with a variance that keeps signals (He, LeCun)
/// or signals and gradients (Glorot) about as large from layer to layer. `in` and `out` are the units before and after
/// them.
public enum Start {
    /// What suits the activation: He for those of the rectifier family, LeCun for SELU, Glorot for the others.
    AUTO,
    /// Normal, variance 2 / in (He et al., 2015).
    HE_NORMAL,
    /// Uniform, variance 2 / in.
    HE_UNIFORM,
    /// Normal, variance 2 / (in + out) (Glorot and Bengio, 2010).
    GLOROT_NORMAL,
    /// Uniform, variance 2 / (in + out).
    GLOROT_UNIFORM,
    /// Normal, variance 1 / in (LeCun et al., 1998).
    LECUN_NORMAL,
    /// Uniform, variance 1 / in.
    LECUN_UNIFORM;

    /// Draws `in x out` weights before an activation.
    void draw(Activation activation, int in, int out, float[] weights, int at, RandomStream random) {
        var rule = this == AUTO ? suitable(activation) : this;
        double variance = switch (rule) {
            case HE_NORMAL, HE_UNIFORM -> 2.0 / in;
            case GLOROT_NORMAL, GLOROT_UNIFORM -> 2.0 / (in + (double) out);
            default -> 1.0 / in;
        };
        boolean normal = rule == HE_NORMAL || rule == GLOROT_NORMAL || rule == LECUN_NORMAL;
        double scale = Math.sqrt(normal ? variance : 3 * variance);
        for (int i = 0; i < in * out; i++) {
            weights[at + i] = (float) (scale * (normal ? random.nextGaussian() : 2 * random.nextDouble() - 1));
        }
    }

    private static Start suitable(Activation activation) {
        return switch (activation) {
            case Activation.Identity any -> GLOROT_UNIFORM;
            case Activation.Sigmoid any -> GLOROT_UNIFORM;
            case Activation.Tanh any -> GLOROT_UNIFORM;
            case Activation.Softmax any -> GLOROT_UNIFORM;
            case Activation.Selu any -> LECUN_NORMAL;
            default -> HE_NORMAL;
        };
    }
}
