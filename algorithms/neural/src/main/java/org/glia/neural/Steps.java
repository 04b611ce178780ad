package org.glia.neural;

import org.glia.compute.elementwise.Elementary;

/// The updates of one descent by an [Optimiser], over one flat array of parameters. Mutable; stretches that do not
/// touch may be updated side by side.
final class Steps {

    /// Per update, of Nadam's momentum on its way to `beta1`.
    private static final double WARMING = 0.004 * Elementary.log(0.96);

    private final Optimiser optimiser;
    /// Velocities, or running means of gradients.
    private final float[] first;
    /// Sums or running means of squared gradients.
    private final float[] second;
    private long t;
    private double beta1ToT = 1;
    private double beta2ToT = 1;
    private double momenta = 1;
    /// Of the present update: what multiplies the direction, the gradient beside it, roots, and weights before all.
    private float rate;
    private float share;
    private float root;
    private float keep;

    Steps(Optimiser optimiser, int parameters) {
        this.optimiser = optimiser;
        this.first = new float[usesFirst(optimiser) ? parameters : 0];
        this.second = new float[usesSecond(optimiser) ? parameters : 0];
    }

    private static boolean usesFirst(Optimiser optimiser) {
        return !(optimiser instanceof Optimiser.Sgd || optimiser instanceof Optimiser.Adagrad
                || optimiser instanceof Optimiser.Rmsprop);
    }

    private static boolean usesSecond(Optimiser optimiser) {
        return !(optimiser instanceof Optimiser.Sgd || optimiser instanceof Optimiser.Momentum
                || optimiser instanceof Optimiser.Nesterov);
    }

    /// Begins the next update.
    void advance(double learningRate) {
        t++;
        rate = (float) learningRate;
        share = 0;
        root = 1;
        keep = 1;
        switch (optimiser) {
            case Optimiser.Adam adam -> adam(learningRate, adam.beta1(), adam.beta2());
            case Optimiser.Adamw adam -> {
                adam(learningRate, adam.beta1(), adam.beta2());
                keep = (float) (1 - learningRate * adam.weightDecay());
            }
            case Optimiser.Nadam nadam -> {
                double now = nadam.beta1() * (1 - 0.5 * Elementary.exp(t * WARMING));
                double next = nadam.beta1() * (1 - 0.5 * Elementary.exp((t + 1) * WARMING));
                momenta *= now;
                adam(learningRate, nadam.beta1(), nadam.beta2());
                share = (float) (learningRate * (1 - now) / (1 - momenta));
                rate = (float) (learningRate * next / (1 - momenta * next));
            }
            default -> { }
        }
    }

    private void adam(double learningRate, double beta1, double beta2) {
        beta1ToT *= beta1;
        beta2ToT *= beta2;
        rate = (float) (learningRate / (1 - beta1ToT));
        root = (float) (1 / Math.sqrt(1 - beta2ToT));
    }

    /// Moves parameters `at` to `at + n` (exclusive).
    ///
    /// @param weights whether they are weights, which may decay, rather than biases and the like
    void update(float[] w, float[] g, int at, int n, boolean weights) {
        int end = at + n;
        switch (optimiser) {
            case Optimiser.Sgd any -> sgd(rate, w, g, at, end);
            case Optimiser.Momentum(double momentum) -> momentum(rate, (float) momentum, first, w, g, at, end);
            case Optimiser.Nesterov(double momentum) -> nesterov(rate, (float) momentum, first, w, g, at, end);
            case Optimiser.Adagrad(double epsilon) -> adagrad(rate, (float) epsilon, second, w, g, at, end);
            case Optimiser.Rmsprop(double decay, double epsilon) ->
                    rmsprop(rate, (float) decay, (float) (1 - decay), (float) epsilon, second, w, g, at, end);
            case Optimiser.Adam(double beta1, double beta2, double epsilon) ->
                    adam(rate, root, 1, (float) (1 - beta1), (float) beta2, (float) (1 - beta2), (float) epsilon, first,
                            second, w, g, at, end);
            case Optimiser.Adamw(double decay, double beta1, double beta2, double epsilon) ->
                    adam(rate, root, weights ? keep : 1, (float) (1 - beta1), (float) beta2, (float) (1 - beta2),
                            (float) epsilon, first, second, w, g, at, end);
            case Optimiser.Nadam(double beta1, double beta2, double epsilon) ->
                    nadam(rate, share, root, (float) (1 - beta1), (float) beta2, (float) (1 - beta2), (float) epsilon,
                            first, second, w, g, at, end);
        }
    }

    // ---- loops that the compiler makes vectors of: each over all arrays at once, so that memory is read once

    private static void sgd(float rate, float[] w, float[] g, int from, int to) {
        for (int i = from; i < to; i++) {
            w[i] = Math.fma(-rate, g[i], w[i]);
        }
    }

    private static void momentum(float rate, float momentum, float[] v, float[] w, float[] g, int from, int to) {
        for (int i = from; i < to; i++) {
            v[i] = Math.fma(momentum, v[i], g[i]);
            w[i] = Math.fma(-rate, v[i], w[i]);
        }
    }

    private static void nesterov(float rate, float momentum, float[] v, float[] w, float[] g, int from, int to) {
        for (int i = from; i < to; i++) {
            v[i] = Math.fma(momentum, v[i], g[i]);
            w[i] = Math.fma(-rate, Math.fma(momentum, v[i], g[i]), w[i]);
        }
    }

    private static void adagrad(float rate, float epsilon, float[] s, float[] w, float[] g, int from, int to) {
        for (int i = from; i < to; i++) {
            s[i] = Math.fma(g[i], g[i], s[i]);
            w[i] -= rate * g[i] / ((float) Math.sqrt(s[i]) + epsilon);
        }
    }

    private static void rmsprop(float rate, float decay, float rest, float epsilon, float[] s, float[] w, float[] g,
            int from, int to) {
        for (int i = from; i < to; i++) {
            s[i] = Math.fma(rest, g[i] * g[i], decay * s[i]);
            w[i] -= rate * g[i] / ((float) Math.sqrt(s[i]) + epsilon);
        }
    }

    private static void adam(float rate, float root, float keep, float rest1, float beta2, float rest2, float epsilon,
            float[] m, float[] s, float[] w, float[] g, int from, int to) {
        for (int i = from; i < to; i++) {
            m[i] = Math.fma(rest1, g[i] - m[i], m[i]);
            s[i] = Math.fma(rest2, g[i] * g[i], beta2 * s[i]);
            w[i] = keep * w[i] - rate * m[i] / Math.fma((float) Math.sqrt(s[i]), root, epsilon);
        }
    }

    private static void nadam(float rate, float share, float root, float rest1, float beta2, float rest2, float epsilon,
            float[] m, float[] s, float[] w, float[] g, int from, int to) {
        for (int i = from; i < to; i++) {
            m[i] = Math.fma(rest1, g[i] - m[i], m[i]);
            s[i] = Math.fma(rest2, g[i] * g[i], beta2 * s[i]);
            w[i] -= Math.fma(rate, m[i], share * g[i]) / Math.fma((float) Math.sqrt(s[i]), root, epsilon);
        }
    }
}
