package org.glia.compute.elementwise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTest {

    @ParameterizedTest
    @ValueSource(strings = {"TANH", "TANH'", "LOGISTIC'", "SOFTPLUS'", "ELU", "ELU'", "SELU", "SELU'", "GELU", "GELU'", "SWISH", "SWISH'"})
    void valuesAndDerivativesAreThoseOfHighPrecision(String name) {
        var references = Reference.of(name);
        assertTrue(references.size() >= 24);
        var activation = Activation.valueOf(name.replace("'", ""));
        for (var reference : references) {
            double x = reference.x();
            double error = reference.ulps(name.endsWith("'") ? activation.derivative(x) : activation.value(x));
            assertTrue(error <= 6, () -> "%s of %s is %s ulp away".formatted(name, x, error));
            if (reference.isOfFloats()) {
                float f = (float) x;
                double floatError = reference.floatUlps(name.endsWith("'") ? activation.derivative(f) : activation.value(f));
                assertTrue(floatError <= 6, () -> "%s of %sf is %s ulp away".formatted(name, x, floatError));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IDENTITY, -2, -2, 1", "RELU, 3, 3, 1", "RELU, -3, 0, 0", "RELU, 0, 0, 0", "LEAKY_RELU, -2, -0.02, 0.01", "LEAKY_RELU, 5, 5, 1",
        "HARD_LOGISTIC, 1.5, 0.75, 0.16666666666666666", "HARD_LOGISTIC, 3.5, 1, 0", "HARD_LOGISTIC, -4, 0, 0",
        "HARD_TANH, 0.5, 0.5, 1", "HARD_TANH, -7, -1, 0", "HARD_TANH, 7, 1, 0",
        "HARD_SWISH, 1.5, 1.125, 1", "HARD_SWISH, 4, 4, 1", "HARD_SWISH, -4, 0, 0", "HARD_SWISH, -1.5, -0.375, 0",
    })
    void piecewiseOnesFollowTheirDefinition(Activation activation, double x, double value, double derivative) {
        assertEquals(value, activation.value(x), 1e-16);
        assertEquals(derivative, activation.derivative(x), 1e-16);
        assertEquals((float) value, activation.value((float) x), 1e-7f);
        assertEquals((float) derivative, activation.derivative((float) x), 1e-7f);
    }

    @ParameterizedTest
    @EnumSource
    void theDerivativeIsTheSlope(Activation activation) {
        double h = 0x1p-20;
        for (double x = -5.3; x < 5.5; x += 0.37) {
            double slope = (activation.value(x + h) - activation.value(x - h)) / (2 * h);
            assertEquals(slope, activation.derivative(x), 1e-9, activation + " at " + x);
        }
    }

    @ParameterizedTest
    @EnumSource
    void limitsAreTakenAtInfinityAndNaNStays(Activation activation) {
        assertEquals(Double.NaN, activation.value(Double.NaN));
        assertEquals(Double.NaN, activation.derivative(Double.NaN));
        for (double end : new double[] {1e5, -1e5}) {
            double infinite = end * Double.POSITIVE_INFINITY;
            double value = activation.value(infinite);
            if (Double.isInfinite(value)) {
                assertTrue(Math.abs(activation.value(end)) >= 1000);
            } else {
                assertEquals(activation.value(end), value);
            }
            assertEquals(activation.derivative(end), activation.derivative(infinite));
        }
    }

    @ParameterizedTest
    @EnumSource
    void arraysHoldTheBitsOfSingleValues(Activation activation) {
        for (int n : new int[] {0, 1, 63, 64, 100, 512, 1031}) {
            var x = ElementwiseTest.arguments(n + 2);
            var values = new double[n];
            var derivatives = new double[n + 1];
            activation.values(x, 2, values, 0, n);
            activation.derivatives(x, 2, derivatives, 1, n);
            var floats = ElementwiseTest.floats(x);
            var floatValues = new float[n];
            var floatDerivatives = new float[n + 1];
            activation.values(floats, 2, floatValues, 0, n);
            activation.derivatives(floats, 2, floatDerivatives, 1, n);
            for (int i = 0; i < n; i++) {
                assertEquals(activation.value(x[2 + i]), values[i]);
                assertEquals(activation.derivative(x[2 + i]), derivatives[1 + i]);
                assertEquals(activation.value(floats[2 + i]), floatValues[i]);
                assertEquals(activation.derivative(floats[2 + i]), floatDerivatives[1 + i]);
            }
            activation.values(x, 2, x, 2, n);
            var inPlace = new double[n];
            System.arraycopy(x, 2, inPlace, 0, n);
            assertArrayEquals(values, inPlace);
        }
    }

    public static final class AllActivations implements EveryWidth.Probe {
        @Override
        public double[] get() {
            var x = ElementwiseTest.arguments(613);
            var floats = ElementwiseTest.floats(x);
            int n = x.length;
            var all = Activation.values();
            var result = new double[4 * all.length * n];
            int at = 0;
            for (var activation : all) {
                activation.values(x, 0, result, at, n);
                activation.derivatives(x, 0, result, at + n, n);
                at += 2 * n;
                var y = new float[2 * n];
                activation.values(floats, 0, y, 0, n);
                activation.derivatives(floats, 0, y, n, n);
                for (float value : y) {
                    result[at++] = value;
                }
            }
            return result;
        }
    }

    @Test
    void bitsAreTheSameForEveryWidthOfVectors() {
        EveryWidth.agrees(AllActivations.class);
    }
}
