package org.glia.compute.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscreteTest {

    private static final int DRAWS = 200_000;

    private static long[] draws(Discrete distribution, long seed) {
        var draws = new long[DRAWS];
        distribution.fill(new RandomStream(seed), draws, 0, DRAWS);
        return draws;
    }

    // ---- the distributions

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.7, 3, 9.999, 10, 12.5, 60, 5000})
    void poissonNumbersArePoissonDistributed(double mean) {
        var peer = new PoissonDistribution(null, mean, 1e-14, 10_000_000);
        Fit.assertDiscrete(draws(new Poisson(mean), 1), 0, (long) (mean + 12 * Math.sqrt(mean) + 12),
                k -> peer.probability((int) k), "mean " + mean);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e9, 1e15})
    void poissonNumbersOfHugeMeansAreNormal(double mean) {
        var scaled = LongStream.of(draws(new Poisson(mean), 2)).mapToDouble(k -> (k - mean) / Math.sqrt(mean)).toArray();
        Fit.assertContinuous(scaled, new NormalDistribution()::cumulativeProbability, "mean " + mean);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "7, 0.5", "19, 0.5", "20, 0.5", "30, 0.9", "100, 0.09", "100, 0.1", "1000, 0.999", "50000, 0.37",
        "2000000000, 1e-9", "2000000000, 1e-8"})
    void binomialNumbersAreBinomial(int trials, double probability) {
        var peer = new BinomialDistribution(null, trials, probability);
        double mean = trials * probability;
        double reach = 12 * Math.sqrt(mean * (1 - probability)) + 12;
        Fit.assertDiscrete(draws(new Binomial(trials, probability), 33), (long) Math.max(0, mean - reach),
                (long) Math.min(trials, mean + reach), k -> peer.probability((int) k), "%d, %s".formatted(trials, probability));
    }

    @Test
    void binomialNumbersOfHugeTrialsAreNormal() {
        long trials = 1_000_000_000_000_000L;
        double deviation = Math.sqrt(trials * 0.3 * 0.7);
        var scaled = LongStream.of(draws(new Binomial(trials, 0.3), 4)).mapToDouble(k -> (k - trials * 0.3) / deviation).toArray();
        Fit.assertContinuous(scaled, new NormalDistribution()::cumulativeProbability, "1e15 trials");
    }

    /// Against exact rational arithmetic in the closed form, and commons-math, which agree to 12 digits.
    @Test
    void probabilitiesBySaddlePointAreRight() {
        for (int k = 0; k <= 40; k++) {
            assertEquals(new BinomialDistribution(null, 40, 0.35).logProbability(k), SaddlePoint.logBinomial(k, 40, 0.35), 1e-11);
            assertEquals(new PoissonDistribution(17.25).logProbability(k), SaddlePoint.logPoisson(k, 17.25), 1e-11);
        }
        // log of C(40, 20) / 2^40 with C(40, 20) = 137846528820
        assertEquals(Math.log(137846528820.0) - 40 * Math.log(2), SaddlePoint.logBinomial(20, 40, 0.5), 1e-14);
    }

    @Test
    void theFirstNumbersOfEachDistributionAreTheSameForEver() {
        assertFirst(new Poisson(3.5), 3, 2, 2, 4, 6, 4, 5, 4);
        assertFirst(new Poisson(350), 348, 330, 380, 371, 357, 350, 366, 340);
        assertFirst(new Binomial(20, 0.2), 4, 2, 2, 5, 6, 4, 6, 4);
        assertFirst(new Binomial(2000, 0.8), 1602, 1619, 1571, 1580, 1593, 1600, 1585, 1609);
        assertArrayEquals(new long[] {99, 0, 516, 208, 177}, new Multinomial(1000, 1, 0, 5, 2, 2).draw(new RandomStream(2001)));
    }

    private static void assertFirst(Discrete distribution, long... expected) {
        var random = new RandomStream(2001);
        assertArrayEquals(expected, LongStream.generate(() -> distribution.draw(random)).limit(expected.length).toArray());
    }

    // ---- parameters

    @Test
    void whatIsCertainIsDrawn() {
        var random = new RandomStream(5);
        assertEquals(0, new Poisson(0).draw(random));
        assertEquals(0, new Binomial(0, 0.5).draw(random));
        assertEquals(0, new Binomial(1_000_000, 0).draw(random));
        assertEquals(1_000_000, new Binomial(1_000_000, 1).draw(random));
        assertEquals(0, new Poisson(Double.MIN_VALUE).draw(random));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 1.1e15, Double.NaN, Double.POSITIVE_INFINITY})
    void meansAndProbabilitiesThatAreNoneAreRefused(double value) {
        assertEquals("the mean must be from 0 to 1e15, not " + value,
                assertThrows(IllegalArgumentException.class, () -> new Poisson(value)).getMessage());
        assertEquals("the probability must be from 0 to 1, not " + value,
                assertThrows(IllegalArgumentException.class, () -> new Binomial(1, value)).getMessage());
    }

    @Test
    void trialsThatAreNoneAreRefused() {
        assertEquals("the number of trials must be from 0 to 1e15, not -1",
                assertThrows(IllegalArgumentException.class, () -> new Binomial(-1, 0.5)).getMessage());
        assertEquals("the number of trials must be from 0 to 1e15, not -1",
                assertThrows(IllegalArgumentException.class, () -> new Multinomial(-1, 0.5)).getMessage());
    }

    // ---- several outcomes

    @Test
    void everyCountOfAMultinomialIsBinomialAndTheySumToTheTrials() {
        var weights = new double[] {2, 0, 3, 1e-3, 5};
        double total = Arrays.stream(weights).sum();
        var random = new RandomStream(6);
        var multinomial = new Multinomial(60, weights);
        var counts = new long[weights.length][50_000];
        double product = 0;
        for (int i = 0; i < 50_000; i++) {
            var drawn = multinomial.draw(random);
            assertEquals(60, LongStream.of(drawn).sum());
            for (int j = 0; j < drawn.length; j++) {
                counts[j][i] = drawn[j];
            }
            product += (drawn[0] - 120 / total) * (drawn[2] - 180 / total);
        }
        assertTrue(LongStream.of(counts[1]).allMatch(count -> count == 0));
        for (int j : new int[] {0, 2, 3, 4}) {
            var peer = new BinomialDistribution(null, 60, weights[j] / total);
            Fit.assertDiscrete(counts[j], 0, 60, k -> peer.probability((int) k), "outcome " + j);
        }
        double covariance = -60 * 2 * 3 / (total * total);
        assertEquals(covariance, product / 50_000, 4 * 9 / Math.sqrt(50_000));
    }

    @Test
    void weightsOfAnySizeAreShares() {
        var random = new RandomStream(7);
        assertEquals(1000, LongStream.of(new Multinomial(1000, 1e308, 1e308).draw(random)).sum());
        assertEquals(500, new Multinomial(1000, 1e-310, 1e-310).draw(random)[0], 80);
        assertArrayEquals(new long[] {0, 9, 0}, new Multinomial(9, 0, 4, 0).draw(random));
    }

    // ---- categories

    /// What is drawn with which probability can be read off the table.
    private static double[] probabilities(AliasTable table) {
        var probabilities = new double[table.size()];
        for (int i = 0; i < table.size(); i++) {
            probabilities[i] += table.keep()[i] / table.size();
            probabilities[table.alias()[i]] += (1 - table.keep()[i]) / table.size();
        }
        return probabilities;
    }

    @Test
    void anAliasTableHoldsTheProbabilitiesOfItsWeights() {
        var random = new RandomStream(8);
        for (int n : new int[] {1, 2, 3, 10, 1000}) {
            var weights = IntStream.range(0, n).mapToDouble(i -> random.nextInt(3) == 0 ? 0 : random.nextExponential()).toArray();
            weights[n / 2] = 7;
            double total = Arrays.stream(weights).sum();
            var held = probabilities(AliasTable.of(weights));
            for (int i = 0; i < n; i++) {
                assertEquals(weights[i] / total, held[i], 1e-14);
                assertTrue(weights[i] > 0 || held[i] == 0);
            }
        }
    }

    @Test
    void categoriesAreDrawnByTheirWeights() {
        var weights = new double[] {1, 0, 3, 0.5, 20};
        var drawn = AliasTable.of(weights).draw(new RandomStream(9), DRAWS);
        Fit.assertDiscrete(Arrays.stream(drawn).asLongStream().toArray(), 0, 4, k -> weights[(int) k] / 24.5, "categories");
        assertTrue(Arrays.stream(drawn).noneMatch(category -> category == 1));
        assertArrayEquals(new int[] {2, 4, 4, 4, 4, 2, 4, 4, 4, 4, 4, 2}, AliasTable.of(weights).draw(new RandomStream(2001), 12));
    }

    @Test
    void weightsThatDifferByAllOrdersAreDrawn() {
        assertArrayEquals(new double[] {0, 0.5, 0.5, 0}, probabilities(AliasTable.of(1e-320, 1e308, 1e308, 0)));
        assertArrayEquals(new double[] {0.5, 0.5}, probabilities(AliasTable.of(1e-320, 1e-320)));
    }

    @Test
    void weightsThatAreNoneAreRefused() {
        assertEquals("weights must be finite numbers of 0 or more; weight 1 is -2.0",
                assertThrows(IllegalArgumentException.class, () -> AliasTable.of(1, -2)).getMessage());
        assertEquals("weights must be finite numbers of 0 or more; weight 0 is NaN",
                assertThrows(IllegalArgumentException.class, () -> new Multinomial(1, Double.NaN)).getMessage());
        assertEquals("weights must be finite numbers of 0 or more; weight 2 is Infinity",
                assertThrows(IllegalArgumentException.class, () -> AliasTable.of(1, 0, Double.POSITIVE_INFINITY)).getMessage());
        assertEquals("at least one weight must be positive; there are 2, all of them 0",
                assertThrows(IllegalArgumentException.class, () -> AliasTable.of(0, 0)).getMessage());
        assertEquals("at least one weight must be positive; there are 0, all of them 0",
                assertThrows(IllegalArgumentException.class, AliasTable::of).getMessage());
    }
}
