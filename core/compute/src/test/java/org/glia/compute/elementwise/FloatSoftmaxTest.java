package org.glia.compute.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.FloatStrided;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;

class FloatSoftmaxTest {

    private static final Parallel SEQUENTIAL = Parallel.sequential();
    private static final int[][] SHAPES = {{1, 1}, {5, 2}, {16, 3}, {65, 10}, {40, 32}, {9, 200}};

    @Test
    void resultsAreThoseOfDoublesWithinRounding() {
        for (var shape : SHAPES) {
            int n = shape[0];
            int k = shape[1];
            var scores = ElementwiseTest.floats(SoftmaxTest.scores(n * k));
            var doubles = Strided.zeros(n, k);
            for (int i = 0; i < scores.length; i++) {
                doubles.array()[i] = scores[i];
            }
            var expectedSums = new double[n];
            Softmax.rows(doubles, expectedSums, 0, SEQUENTIAL);
            var a = FloatStrided.of(n, k, scores.clone());
            var sums = new float[n];
            FloatSoftmax.rows(a, sums, 0, SEQUENTIAL);
            var logs = FloatStrided.of(n, k, scores.clone());
            FloatSoftmax.logRows(logs, SEQUENTIAL);
            var residuals = FloatStrided.of(n, k, scores.clone());
            var losses = new float[n];
            FloatSoftmax.residuals(residuals, new int[n], 0, losses, 0, SEQUENTIAL);
            for (int i = 0; i < n; i++) {
                assertEquals(expectedSums[i], sums[i], 2e-7 * (2 + Math.abs(expectedSums[i])));
                assertEquals(expectedSums[i] - scores[i * k], losses[i],
                        4e-7 * (2 + Math.abs(expectedSums[i]) + Math.abs(scores[i * k])));
                for (int j = 0; j < k; j++) {
                    // scores of some hundreds are differenced
                    assertEquals(doubles.get(i, j), a.get(i, j), doubles.get(i, j) * 4e-5 + Float.MIN_VALUE);
                    assertEquals(scores[i * k + j] - expectedSums[i], logs.get(i, j), 1e-4);
                    assertEquals(a.get(i, j) - (j == 0 ? 1 : 0), residuals.get(i, j));
                }
            }
        }
    }

    public static final class AllShapes implements EveryWidth.Probe {
        @Override
        public double[] get() {
            var result = new double[20_000];
            int at = 0;
            for (var shape : SHAPES) {
                int n = shape[0];
                int k = shape[1];
                var scores = ElementwiseTest.floats(SoftmaxTest.scores(n * k));
                var a = FloatStrided.of(n, k, scores.clone());
                var logs = FloatStrided.of(n, k, scores.clone());
                var sums = new float[n];
                FloatSoftmax.rows(a, sums, 0, SEQUENTIAL);
                FloatSoftmax.logRows(logs, SEQUENTIAL);
                for (var numbers : new float[][] {a.array(), logs.array(), sums}) {
                    for (float value : numbers) {
                        result[at++] = value;
                    }
                }
            }
            return Arrays.copyOf(result, at);
        }
    }

    @Test
    void bitsAreTheSameForEveryWidthOfVectors() {
        EveryWidth.agrees(AllShapes.class);
    }
}
