package org.glia.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void equalScoresDoNotDeviate() {
        for (double score : new double[] {1.0 / 3, 0.1, 5e-324, 1e300, -0.7}) {
            for (int folds = 2; folds < 20; folds++) {
                var scores = new double[folds];
                Arrays.fill(scores, score);
                assertEquals(new Summary(OptionalDouble.of(score), OptionalDouble.of(0), folds, 0), Summary.of(scores, 0));
            }
        }
    }
}
