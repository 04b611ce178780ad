package org.glia.neural;

import org.glia.api.recipe.Setting;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.FloatStrided;
import org.glia.compute.elementwise.FloatElementwise;
import org.glia.compute.elementwise.FloatSoftmax;

/// What a unit makes of the sum z that reaches it: a choice of each layer.
public sealed interface Activation {

    /// z.
    record Identity() implements Activation {
    }

    /// 1 / (1 + exp(-beta z)).
    record Sigmoid(@Setting(value = "how steep it is", min = 0, minExclusive = true) double beta) implements Activation {

        public Sigmoid() {
            this(1);
        }
    }

    /// The hyperbolic tangent.
    record Tanh() implements Activation {
    }

    /// max(z, 0) (Nair and Hinton, 2010).
    record Relu() implements Activation {
    }

    /// z, `slope` z below zero (Maas et al., 2013).
    record LeakyRelu(@Setting(value = "slope below zero", min = 0, max = 1) double slope) implements Activation {

        public LeakyRelu() {
            this(0.01);
        }
    }

    /// z, and below zero z times a slope that each unit learns (He et al., 2015).
    record Prelu(@Setting(value = "slope below zero at the start", min = 0, max = 1) double slope) implements Activation {

        public Prelu() {
            this(0.25);
        }
    }

    /// z, `alpha` (exp(z) - 1) below zero (Clevert et al., 2016).
    record Elu(@Setting(value = "what it comes to far below zero, negated", min = 0, minExclusive = true) double alpha)
            implements Activation {

        public Elu() {
            this(1);
        }
    }

    /// A scaled ELU that keeps mean and variance (Klambauer et al., 2017).
    record Selu() implements Activation {
    }

    /// z times the normal distribution function of z (Hendrycks and Gimpel, 2016).
    record Gelu() implements Activation {
    }

    /// log(1 + exp(z)).
    record Softplus() implements Activation {
    }

    /// z / (1 + exp(-z)) (Elfwing et al., 2018; Ramachandran et al., 2017).
    record Swish() implements Activation {
    }

    /// z tanh(log(1 + exp(z))) (Misra, 2019).
    record Mish() implements Activation {
    }

    /// exp(z) over the sum of that of all units of the layer.
    record Softmax() implements Activation {
    }

    /// Whether the derivative asks for z beside the value.
    default boolean needsArgument() {
        return switch (this) {
            case Prelu any -> true;
            case Selu any -> true;
            case Gelu any -> true;
            case Swish any -> true;
            case Mish any -> true;
            default -> false;
        };
    }

    /// Whether each unit has a parameter.
    default boolean isLearnt() {
        return this instanceof Prelu;
    }

    /// The values of a stretch of rows.
    ///
    /// @param z          arguments, row-major, from place `at` on
    /// @param a          where the values go, from the same place on; z itself where [#needsArgument] is false
    /// @param parameters where the learnt ones of the units are, from place `slopes` on
    default void values(float[] z, float[] a, int at, int rows, int units, float[] parameters, int slopes) {
        int n = rows * units;
        switch (this) {
            case Identity any -> copy(z, a, at, n);
            case Relu any -> rectify(z, a, at, n);
            case LeakyRelu(double slope) -> leak((float) slope, z, a, at, n);
            case Prelu any -> {
                for (int i = 0; i < rows; i++) {
                    leak(parameters, slopes, z, a, at + i * units, units);
                }
            }
            case Sigmoid(double beta) -> {
                scaled((float) beta, z, a, at, n);
                FloatElementwise.logistic(a, at, a, at, n);
            }
            case Tanh any -> FloatElementwise.tanh(z, at, a, at, n);
            case Softplus any -> FloatElementwise.softplus(z, at, a, at, n);
            case Elu(double alpha) -> elu((float) alpha, z, a, at, n);
            case Mish any -> {
                FloatElementwise.softplus(z, at, a, at, n);
                FloatElementwise.tanh(a, at, a, at, n);
                for (int i = at; i < at + n; i++) {
                    a[i] *= z[i];
                }
            }
            case Softmax any -> {
                copy(z, a, at, n);
                FloatSoftmax.rows(new FloatStrided(a, at, rows, units, units, 1), Parallel.sequential());
            }
            case Selu any -> org.glia.compute.elementwise.Activation.SELU.values(z, at, a, at, n);
            case Gelu any -> org.glia.compute.elementwise.Activation.GELU.values(z, at, a, at, n);
            case Swish any -> org.glia.compute.elementwise.Activation.SWISH.values(z, at, a, at, n);
        }
    }

    /// Turns derivatives of the loss by the values into those by the arguments, in place.
    ///
    /// @param slope      derivatives, laid out as z and a
    /// @param scratch    as many numbers as z; for learnt activations, derivatives by the units' parameters, row by row
    default void pull(float[] z, float[] a, float[] slope, float[] scratch, int at, int rows, int units,
            float[] parameters, int slopes) {
        int n = rows * units;
        switch (this) {
            case Identity any -> { }
            case Relu any -> pullRectified(a, slope, at, n);
            case LeakyRelu(double leak) -> pullLeaked((float) leak, a, slope, at, n);
            case Prelu any -> {
                for (int i = 0; i < rows; i++) {
                    pullLeaked(parameters, slopes, z, slope, scratch, at + i * units, units);
                }
            }
            case Sigmoid(double beta) -> pullSigmoid((float) beta, a, slope, at, n);
            case Tanh any -> pullTanh(a, slope, at, n);
            case Softplus any -> pullSoftplus(a, slope, scratch, at, n);
            case Elu(double alpha) -> pullElu((float) alpha, a, slope, at, n);
            case Mish any -> pullMish(z, slope, scratch, at, n);
            case Softmax any -> {
                for (int i = 0; i < rows; i++) {
                    pullSoftmax(a, slope, at + i * units, units);
                }
            }
            case Selu any -> pull(org.glia.compute.elementwise.Activation.SELU, z, slope, scratch, at, n);
            case Gelu any -> pull(org.glia.compute.elementwise.Activation.GELU, z, slope, scratch, at, n);
            case Swish any -> pull(org.glia.compute.elementwise.Activation.SWISH, z, slope, scratch, at, n);
        }
    }

    // ---- loops, small and plain, so that the compiler makes vectors of them

    private static void copy(float[] z, float[] a, int at, int n) {
        if (z != a) {
            System.arraycopy(z, at, a, at, n);
        }
    }

    private static void scaled(float factor, float[] z, float[] a, int at, int n) {
        for (int i = at; i < at + n; i++) {
            a[i] = factor * z[i];
        }
    }

    private static void rectify(float[] z, float[] a, int at, int n) {
        for (int i = at; i < at + n; i++) {
            a[i] = Math.max(z[i], 0);
        }
    }

    // the value is 0 or more, and so is its sign
    private static void pullRectified(float[] a, float[] slope, int at, int n) {
        for (int i = at; i < at + n; i++) {
            slope[i] *= Math.signum(a[i]);
        }
    }

    private static void leak(float leak, float[] z, float[] a, int at, int n) {
        for (int i = at; i < at + n; i++) {
            a[i] = Math.max(z[i], leak * z[i]);
        }
    }

    private static void pullLeaked(float leak, float[] a, float[] slope, int at, int n) {
        for (int i = at; i < at + n; i++) {
            slope[i] *= a[i] > 0 ? 1 : leak;
        }
    }

    private static void leak(float[] slopes, int slopesAt, float[] z, float[] a, int at, int n) {
        for (int j = 0; j < n; j++) {
            float x = z[at + j];
            a[at + j] = x > 0 ? x : slopes[slopesAt + j] * x;
        }
    }

    private static void pullLeaked(float[] slopes, int slopesAt, float[] z, float[] slope, float[] bySlope, int at,
            int n) {
        for (int j = 0; j < n; j++) {
            float x = z[at + j];
            bySlope[at + j] = x > 0 ? 0 : slope[at + j] * x;
            slope[at + j] *= x > 0 ? 1 : slopes[slopesAt + j];
        }
    }

    private static void pullSigmoid(float beta, float[] a, float[] slope, int at, int n) {
        for (int i = at; i < at + n; i++) {
            slope[i] *= beta * (a[i] * (1 - a[i]));
        }
    }

    private static void pullTanh(float[] a, float[] slope, int at, int n) {
        for (int i = at; i < at + n; i++) {
            slope[i] *= 1 - a[i] * a[i];
        }
    }

    // the derivative is the logistic function of z, which is 1 - exp(-value)
    private static void pullSoftplus(float[] a, float[] slope, float[] scratch, int at, int n) {
        scaled(-1, a, scratch, at, n);
        FloatElementwise.expm1(scratch, at, scratch, at, n);
        for (int i = at; i < at + n; i++) {
            slope[i] *= -scratch[i];
        }
    }

    private static void elu(float alpha, float[] z, float[] a, int at, int n) {
        var t = new float[Math.min(n, 256)];
        for (int from = 0; from < n; from += t.length) {
            int size = Math.min(t.length, n - from);
            FloatElementwise.expm1(z, at + from, t, 0, size);
            for (int i = 0; i < size; i++) {
                float x = z[at + from + i];
                a[at + from + i] = x > 0 ? x : alpha * t[i];
            }
        }
    }

    private static void pullElu(float alpha, float[] a, float[] slope, int at, int n) {
        for (int i = at; i < at + n; i++) {
            slope[i] *= a[i] > 0 ? 1 : a[i] + alpha;
        }
    }

    private static void pullMish(float[] z, float[] slope, float[] scratch, int at, int n) {
        var t = new float[Math.min(n, 256)];
        for (int from = 0; from < n; from += t.length) {
            int size = Math.min(t.length, n - from);
            FloatElementwise.softplus(z, at + from, t, 0, size);
            FloatElementwise.tanh(t, 0, t, 0, size);
            FloatElementwise.logistic(z, at + from, scratch, at + from, size);
            for (int i = 0; i < size; i++) {
                int place = at + from + i;
                slope[place] *= t[i] + z[place] * ((1 - t[i] * t[i]) * scratch[place]);
            }
        }
    }

    private static void pullSoftmax(float[] a, float[] slope, int at, int n) {
        float sum = 0;
        for (int j = at; j < at + n; j++) {
            sum = Math.fma(a[j], slope[j], sum);
        }
        for (int j = at; j < at + n; j++) {
            slope[j] = a[j] * (slope[j] - sum);
        }
    }

    private static void pull(org.glia.compute.elementwise.Activation f, float[] z, float[] slope, float[] scratch,
            int at, int n) {
        f.derivatives(z, at, scratch, at, n);
        for (int i = at; i < at + n; i++) {
            slope[i] *= scratch[i];
        }
    }
}
