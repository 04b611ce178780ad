package org.glia.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;

/// First steps by the formulas of the papers, worked out by hand.
class StepsTest {

    private static float[] after(Optimiser optimiser, double rate, float[] w, float[]... gradients) {
        var steps = new Steps(optimiser, w.length);
        for (var gradient : gradients) {
            steps.advance(rate);
            steps.update(w, gradient, 0, w.length, true);
        }
        return w;
    }

    private static float[] of(float... values) {
        return values;
    }

    @Test
    void momentumAddsToTheVelocityAndNesterovLooksAhead() {
        assertArrayEquals(of(1 - 0.1f - 0.19f), after(new Optimiser.Momentum(0.9), 0.1, of(1), of(1), of(1)), 1e-6f);
        assertArrayEquals(of(1 - 0.19f - 0.271f), after(new Optimiser.Nesterov(0.9), 0.1, of(1), of(1), of(1)), 1e-6f);
    }

    @Test
    void theFirstStepOfAdamIsTheRateWhateverTheGradient() {
        assertArrayEquals(of(0.999f, -0.999f, 0.999f), after(new Optimiser.Adam(), 0.001, of(1, -1, 1), of(1e-3f, -5,
                1e4f)), 1e-6f);
    }

    @Test
    void adagradDividesByTheRootOfTheSumOfSquares() {
        assertArrayEquals(of((float) (-0.1 * (1 + 4 / 5.0))), after(new Optimiser.Adagrad(), 0.1, of(0), of(3), of(4)),
                1e-6f);
    }

    @Test
    void rmspropDividesByTheRootOfTheMeanSquare() {
        assertArrayEquals(of((float) (-0.01 / Math.sqrt(0.1))), after(new Optimiser.Rmsprop(), 0.01, of(0), of(7)),
                1e-6f);
    }

    @Test
    void adamwShrinksWeightsAndNothingElse() {
        var steps = new Steps(new Optimiser.Adamw(0.5, 0.9, 0.999, 1e-8), 2);
        var w = of(2, 2);
        steps.advance(0.1);
        steps.update(w, of(0, 0), 0, 1, true);
        steps.update(w, of(0, 0), 1, 1, false);
        assertArrayEquals(of(1.9f, 2), w, 1e-6f);
    }

    @Test
    void startsHaveTheVarianceThatTheyPromise() {
        for (var start : Start.values()) {
            var weights = new float[300 * 200];
            start.draw(new Activation.Tanh(), 300, 200, weights, 0, new RandomStream(1));
            double squares = 0;
            for (float weight : weights) {
                squares += weight * weight;
            }
            double expected = switch (start) {
                case HE_NORMAL, HE_UNIFORM -> 2 / 300.0;
                case LECUN_NORMAL, LECUN_UNIFORM -> 1 / 300.0;
                default -> 2 / 500.0;
            };
            assertEquals(expected, squares / weights.length, 0.03 * expected, start.toString());
        }
    }
}
