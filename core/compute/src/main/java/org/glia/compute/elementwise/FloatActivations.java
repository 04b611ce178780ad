package org.glia.compute.elementwise;

/// [Activation] on floats: the costly function in it first, for a block of elements at a time, then the rest.
final class FloatActivations {

    private static final int BLOCK = 512;

    private static final float LEAK = 0.01f;
    private static final float SELU_SCALE = 1.0507009873554805f;
    /// The scale times 1.6732632423543772.
    private static final float SELU_BELOW = 1.7580993408473768f;
    private static final float SIXTH = 1 / 6.0f;
    /// 1 / sqrt(2 pi).
    private static final float NORMAL_PEAK = 0.3989422804014327f;
    /// Beyond this the normal density is zero.
    private static final float NORMAL_MOST = 40;

    private FloatActivations() {
    }

    static float value(Activation f, float x) {
        return switch (f) {
            case IDENTITY -> x;
            case LOGISTIC -> FloatElementary.logistic(x);
            case TANH -> FloatElementary.tanh(x);
            case SOFTPLUS -> FloatElementary.softplus(x);
            case RELU -> relu(x);
            case LEAKY_RELU -> leakyRelu(x);
            case ELU -> elu(x, FloatElementary.expm1(x));
            case SELU -> selu(x, FloatElementary.expm1(x));
            case GELU -> share(x, FloatElementary.normalCdf(x));
            case SWISH -> share(x, FloatElementary.logistic(x));
            case HARD_LOGISTIC -> hardLogistic(x);
            case HARD_TANH -> hardTanh(x);
            case HARD_SWISH -> share(x, hardLogistic(x));
        };
    }

    static void values(Activation f, float[] x, int xAt, float[] y, int yAt, int n) {
        var t = new float[Math.min(BLOCK, n)];
        for (int from = 0; from < n; from += BLOCK) {
            int size = Math.min(BLOCK, n - from);
            switch (f) {
                case LOGISTIC, SWISH -> FloatElementwise.logistic(x, xAt + from, t, 0, size);
                case TANH -> FloatElementwise.tanh(x, xAt + from, t, 0, size);
                case SOFTPLUS -> FloatElementwise.softplus(x, xAt + from, t, 0, size);
                case ELU, SELU -> FloatElementwise.expm1(x, xAt + from, t, 0, size);
                case GELU -> FloatElementwise.normalCdf(x, xAt + from, t, 0, size);
                case IDENTITY, RELU, LEAKY_RELU, HARD_LOGISTIC, HARD_TANH, HARD_SWISH ->
                    System.arraycopy(x, xAt + from, t, 0, size);
            }
            finishValues(f, x, xAt + from, t, y, yAt + from, size);
        }
    }

    private static void finishValues(Activation f, float[] x, int xAt, float[] t, float[] y, int yAt, int n) {
        switch (f) {
            case IDENTITY, LOGISTIC, TANH, SOFTPLUS -> System.arraycopy(t, 0, y, yAt, n);
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = relu(x[xAt + i]);
                }
            }
            case LEAKY_RELU -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = leakyRelu(x[xAt + i]);
                }
            }
            case ELU -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = elu(x[xAt + i], t[i]);
                }
            }
            case SELU -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = selu(x[xAt + i], t[i]);
                }
            }
            case GELU -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = share(x[xAt + i], t[i]);
                }
            }
            case SWISH -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = share(x[xAt + i], t[i]);
                }
            }
            case HARD_LOGISTIC -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = hardLogistic(x[xAt + i]);
                }
            }
            case HARD_TANH -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = hardTanh(x[xAt + i]);
                }
            }
            case HARD_SWISH -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = share(x[xAt + i], hardLogistic(x[xAt + i]));
                }
            }
        }
    }

    static float derivative(Activation f, float x) {
        return switch (f) {
            case IDENTITY -> x == x ? 1 : x;
            case LOGISTIC -> variance(FloatElementary.logistic(-Math.abs(x)));
            case TANH -> 4 * variance(FloatElementary.logistic(-2 * Math.abs(x)));
            case SOFTPLUS -> FloatElementary.logistic(x);
            case RELU -> step(x, 0, 1);
            case LEAKY_RELU -> step(x, LEAK, 1);
            case ELU -> step(x, FloatElementary.exp(x), 1);
            case SELU -> step(x, SELU_BELOW * FloatElementary.exp(x), SELU_SCALE);
            case GELU -> geluDerivative(x, FloatElementary.normalCdf(x), FloatElementary.exp(-0.5f * square(x)));
            case SWISH -> swishDerivative(x, FloatElementary.logistic(-Math.abs(x)));
            case HARD_LOGISTIC -> window(x, 3, SIXTH);
            case HARD_TANH -> window(x, 1, 1);
            case HARD_SWISH -> hardSwishDerivative(x);
        };
    }

    static void derivatives(Activation f, float[] x, int xAt, float[] y, int yAt, int n) {
        var t = new float[Math.min(BLOCK, n)];
        var u = new float[f == Activation.GELU ? t.length : 0];
        for (int from = 0; from < n; from += BLOCK) {
            int size = Math.min(BLOCK, n - from);
            switch (f) {
                case LOGISTIC, TANH, SWISH -> {
                    for (int i = 0; i < size; i++) {
                        t[i] = (f == Activation.TANH ? -2 : -1) * Math.abs(x[xAt + from + i]);
                    }
                    FloatElementwise.logistic(t, 0, t, 0, size);
                }
                case SOFTPLUS -> FloatElementwise.logistic(x, xAt + from, t, 0, size);
                case ELU, SELU -> FloatElementwise.exp(x, xAt + from, t, 0, size);
                case GELU -> {
                    FloatElementwise.normalCdf(x, xAt + from, t, 0, size);
                    for (int i = 0; i < size; i++) {
                        u[i] = -0.5f * square(x[xAt + from + i]);
                    }
                    FloatElementwise.exp(u, 0, u, 0, size);
                }
                case IDENTITY, RELU, LEAKY_RELU, HARD_LOGISTIC, HARD_TANH, HARD_SWISH -> {
                    // x alone is enough
                }
            }
            finishDerivatives(f, x, xAt + from, t, u, y, yAt + from, size);
        }
    }

    private static void finishDerivatives(Activation f, float[] x, int xAt, float[] t, float[] u, float[] y,
            int yAt, int n) {
        switch (f) {
            case SOFTPLUS -> System.arraycopy(t, 0, y, yAt, n);
            case IDENTITY -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = x[xAt + i] == x[xAt + i] ? 1 : x[xAt + i];
                }
            }
            case LOGISTIC -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = variance(t[i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = 4 * variance(t[i]);
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = step(x[xAt + i], 0, 1);
                }
            }
            case LEAKY_RELU -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = step(x[xAt + i], LEAK, 1);
                }
            }
            case ELU -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = step(x[xAt + i], t[i], 1);
                }
            }
            case SELU -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = step(x[xAt + i], SELU_BELOW * t[i], SELU_SCALE);
                }
            }
            case GELU -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = geluDerivative(x[xAt + i], t[i], u[i]);
                }
            }
            case SWISH -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = swishDerivative(x[xAt + i], t[i]);
                }
            }
            case HARD_LOGISTIC -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = window(x[xAt + i], 3, SIXTH);
                }
            }
            case HARD_TANH -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = window(x[xAt + i], 1, 1);
                }
            }
            case HARD_SWISH -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = hardSwishDerivative(x[xAt + i]);
                }
            }
        }
    }

    private static float relu(float x) {
        return Math.max(x, 0);
    }

    private static float leakyRelu(float x) {
        return x > 0 ? x : LEAK * x;
    }

    private static float elu(float x, float expm1) {
        return x > 0 ? x : expm1;
    }

    private static float selu(float x, float expm1) {
        return x > 0 ? SELU_SCALE * x : SELU_BELOW * expm1;
    }

    /// The product, but 0 for none of -infinity.
    private static float share(float x, float share) {
        return share == 0 ? 0 : x * share;
    }

    private static float hardLogistic(float x) {
        return Math.min(Math.max(Math.fma(x, SIXTH, 0.5f), 0), 1);
    }

    private static float hardTanh(float x) {
        return Math.min(Math.max(x, -1), 1);
    }

    /// `above` for positive numbers, `below` for others.
    private static float step(float x, float below, float above) {
        return x > 0 ? above : x <= 0 ? below : x;
    }

    /// The variance of a trial with this probability, which is small.
    private static float variance(float probability) {
        return probability * (1 - probability);
    }

    /// The square of as much of x as matters to the normal density.
    private static float square(float x) {
        float a = Math.abs(x) > NORMAL_MOST ? NORMAL_MOST : x;
        return a * a;
    }

    /// The distribution function plus x times the density.
    private static float geluDerivative(float x, float cdf, float exp) {
        float a = Math.abs(x) > NORMAL_MOST ? NORMAL_MOST : x;
        float lost = Math.fma(a, a, -square(x));
        return Math.fma(share(x, exp), NORMAL_PEAK * Math.fma(-0.5f, lost, 1), cdf);
    }

    private static float swishDerivative(float x, float small) {
        float logistic = x > 0 ? 1 - small : small;
        float rest = x > 0 ? small : 1 - small;
        return share(rest == 0 ? 1 : Math.fma(x, rest, 1), logistic);
    }

    /// `inside` between -half and half, 0 elsewhere.
    private static float window(float x, float half, float inside) {
        return x > -half && x <= half ? inside : x == x ? 0 : x;
    }

    private static float hardSwishDerivative(float x) {
        return x > 3 ? 1 : x <= -3 ? 0 : Math.fma(x, 2 * SIXTH, 0.5f);
    }
}
