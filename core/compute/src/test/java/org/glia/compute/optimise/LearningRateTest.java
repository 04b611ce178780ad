package org.glia.compute.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.glia.api.data.Dataset;
import org.glia.api.run.Run;
import org.junit.jupiter.api.Test;

class LearningRateTest {

    @Test
    void constantRatesStay() {
        var schedule = new LearningRate.Constant(0.3).over(10, 7);
        assertEquals(0.3, schedule.rate(0));
        assertEquals(0.3, schedule.rate(69));
    }

    @Test
    void powerRatesFallAsTheUpdatesGoOn() {
        var schedule = new LearningRate.Power(5, 50).over(50, 100);
        assertEquals(0.1, schedule.rate(0));
        assertEquals(0.05, schedule.rate(50));
        assertEquals(5.0 / 5050, schedule.rate(5000), 1e-18);
    }

    @Test
    void inverselyScaledRatesFallWithAPowerOfTheUpdates() {
        var schedule = new LearningRate.InverseScaling(0.3, 0.5).over(10, 10);
        assertEquals(0.3, schedule.rate(0));
        assertEquals(0.15, schedule.rate(3), 1e-16);
        assertEquals(0.03, schedule.rate(99), 1e-17);
    }

    @Test
    void exponentialRatesFallToATenthInTheEpochsGiven() {
        var schedule = new LearningRate.Exponential(0.01, 20).over(100, 10);
        assertEquals(0.01, schedule.rate(0));
        assertEquals(0.01 * Math.pow(0.1, 0.5), schedule.rate(100), 1e-16);
        assertEquals(0.001, schedule.rate(200), 1e-17);
    }

    @Test
    void oneCycleRisesToTheHighestRateFallsAsLongAndEndsNearNothing() {
        var schedule = new LearningRate.OneCycle(2).over(10, 10);
        assertEquals(0.2, schedule.rate(0), 1e-15);
        assertEquals(2, schedule.rate(45), 1e-15);
        assertEquals(0.2, schedule.rate(90), 1e-15);
        assertEquals(2e-4, schedule.rate(100), 1e-15);
        for (int update = 1; update <= 100; update++) {
            assertEquals(update <= 45, schedule.rate(update) > schedule.rate(update - 1), "at " + update);
        }
    }

    @Test
    void plateauRatesFallEachTimeThatTheLossHasNotBecomeBetterForLongEnough() {
        var schedule = new LearningRate.Plateau(0.8, 0.5, 2).over(100, 1);
        double[] losses = {5, 4, 4, 4.5, 4, 4, 3, 3, Double.NaN};
        double[] expected = {0.8, 0.8, 0.8, 0.4, 0.4, 0.2, 0.2, 0.2, 0.1};
        for (int epoch = 0; epoch < losses.length; epoch++) {
            schedule.epoch(losses[epoch]);
            assertEquals(expected[epoch], schedule.rate(epoch), "after epoch " + epoch);
        }
    }

    @Test
    void aDescentHasUpdates() {
        assertThrows(IllegalArgumentException.class, () -> new LearningRate.Constant(1).over(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new LearningRate.Constant(1).over(1, 0));
    }

    @Test
    void patienceIsExhaustedWhenLossesDoNotBecomeBetterByMoreThanTheTolerance() {
        var patience = new Patience(2, 0.1);
        assertTrue(patience.better(1));
        assertFalse(patience.better(0.95));
        assertFalse(patience.exhausted());
        assertTrue(patience.better(0.85));
        assertFalse(patience.better(Double.NaN));
        assertFalse(patience.better(0.8));
        assertTrue(patience.exhausted());
        assertEquals(0.85, patience.best());
    }

    @Test
    void patienceOfNoEpochsIsNeverExhausted() {
        var patience = new Patience(0, 0);
        for (int i = 0; i < 1000; i++) {
            patience.better(1);
        }
        assertFalse(patience.exhausted());
    }

    @Test
    void earlyStoppingHoldsRowsOutUnlessTheDataBringTheirOwn() {
        var data = Dataset.builder("data").numeric("x", new double[20]).numeric("y", new double[20]).target("y").build();
        var own = data.rows(0, 3);
        assertEquals(20, new EarlyStopping().split(data, Run.local(1)).train().rows());
        assertFalse(new EarlyStopping().split(data, Run.local(1)).isHeldOut());
        var split = new EarlyStopping(3, 0.25, 0).split(data, Run.local(1));
        assertEquals(15, split.train().rows());
        assertEquals(5, split.validation().rows());
        assertEquals(3, new EarlyStopping(3, 0.25, 0).split(data.withValidation(own), Run.local(1)).validation().rows());
    }
}
