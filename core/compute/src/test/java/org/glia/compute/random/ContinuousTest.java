package org.glia.compute.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Erf;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuousTest {

    private static final int DRAWS = 200_000;

    private static double[] draws(Continuous distribution, long seed) {
        var draws = new double[DRAWS];
        distribution.fill(new RandomStream(seed), draws, 0, DRAWS);
        return draws;
    }

    // ---- the distributions

    @Test
    void normalNumbersAreNormal() {
        Fit.assertContinuous(draws(new Normal(0, 1), 1), new NormalDistribution()::cumulativeProbability, "standard");
        Fit.assertContinuous(draws(new Normal(-3, 0.25), 2), new NormalDistribution(-3, 0.25)::cumulativeProbability, "other");
    }

    /// The parts of the ziggurat that few draws reach: its edges, and the tail beyond.
    @Test
    void theFarEndsOfTheNormalDistributionAreRightToo() {
        var random = new RandomStream(3);
        int draws = 20_000_000;
        var beyond = DoubleStream.generate(() -> Math.abs(random.nextGaussian())).limit(draws).filter(x -> x > 3).toArray();
        double share = Erf.erfc(3 / Math.sqrt(2));
        assertEquals(share * draws, beyond.length, 4 * Math.sqrt(share * draws));
        Fit.assertContinuous(beyond, x -> 1 - Erf.erfc(x / Math.sqrt(2)) / share, "beyond 3");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1, 40})
    void exponentialNumbersAreExponential(double rate) {
        Fit.assertContinuous(draws(new Exponential(rate), 4), new ExponentialDistribution(null, 1 / rate)::cumulativeProbability,
                "rate " + rate);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1", "0.5, 3", "0.999, 1", "1, 2", "1.5, 0.1", "7, 1", "1000, 1e-3"})
    void gammaNumbersAreGammaDistributed(double shape, double scale) {
        Fit.assertContinuous(draws(new Gamma(shape, scale), 5),
                new GammaDistribution(null, shape, scale)::cumulativeProbability, "shape " + shape);
    }

    @Test
    void gammaNumbersOfHugeShapeAreNormal() {
        double shape = 1e12;
        Fit.assertContinuous(draws(new Gamma(shape, 1), 6), new NormalDistribution(null, shape, 1e6)::cumulativeProbability,
                "shape 1e12");
    }

    @Test
    void logarithmsOfGammaNumbersGoWhereNumbersUnderflow() {
        double shape = 1e-3;
        var random = new RandomStream(7);
        var gamma = new Gamma(shape, 1);
        var logs = DoubleStream.generate(() -> gamma.drawLog(random)).limit(DRAWS).toArray();
        assertTrue(Arrays.stream(logs).filter(log -> log < -745).count() > DRAWS / 3, "most underflow");
        // near 0 the density is x^(shape - 1) / gamma(shape)
        double scale = Math.exp(-org.apache.commons.math3.special.Gamma.logGamma1p(shape));
        Fit.assertContinuous(logs, log -> log < -30 ? scale * Math.exp(shape * log)
                : org.apache.commons.math3.special.Gamma.regularizedGammaP(shape, Math.exp(log)), "shape 1e-3");
        var same = new RandomStream(8);
        var again = new RandomStream(8);
        for (var other : List.of(new Gamma(0.7, 3), new Gamma(4, 0.1))) {
            assertEquals(other.draw(same), Math.exp(other.drawLog(again)), 1e-13);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2, 9.5})
    void chiSquaredNumbersAreChiSquaredDistributed(double degrees) {
        Fit.assertContinuous(draws(Gamma.chiSquared(degrees), 9),
                new ChiSquaredDistribution(null, degrees)::cumulativeProbability, degrees + " degrees of freedom");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 0.5", "0.2, 3", "2, 5", "80, 3", "1000, 1000"})
    void betaNumbersAreBetaDistributed(double alpha, double beta) {
        Fit.assertContinuous(draws(new Beta(alpha, beta), 10),
                new BetaDistribution(null, alpha, beta)::cumulativeProbability, "%s, %s".formatted(alpha, beta));
    }

    @ParameterizedTest
    @CsvSource({"1e-3, 3e-3, 0.25", "1e-300, 1e-300, 0.5", "1e-320, 3e-320, 0.25"})
    void betaNumbersOfTinyParametersLieAtTheEnds(double alpha, double beta, double mean) {
        var draws = draws(new Beta(alpha, beta), 11);
        assertTrue(Arrays.stream(draws).allMatch(x -> x >= 0 && x <= 1));
        assertEquals(mean, Arrays.stream(draws).average().orElseThrow(), 4 * Math.sqrt(mean / DRAWS));
    }

    // ---- the same for ever

    @Test
    void theFirstNumbersOfEachDistributionAreTheSameForEver() {
        assertFirst(new Normal(10, 2), 14.338368886413964, 11.694432276472583, 10.992708812388754, 8.995174135384966);
        assertFirst(new Exponential(4), 0.40267403682247815, 0.16450334248841347, 0.06295194881249694, 0.0790024762868167);
        assertFirst(new Gamma(0.3, 2), 4.365090143039904, 0.0059951500487863225, 0.6039163710962755, 0.02714262268936226);
        assertFirst(new Gamma(6, 0.5), 6.278808174382895, 3.466125828477852, 2.629563965492088, 2.6041618382197202);
        assertFirst(new Beta(0.4, 2), 0.717700987085091, 0.00384896937471505, 3.819011873185696E-4, 0.11434092486190907);
    }

    private static void assertFirst(Continuous distribution, double... expected) {
        var random = new RandomStream(2001);
        assertArrayEquals(expected, DoubleStream.generate(() -> distribution.draw(random)).limit(expected.length).toArray());
    }

    @Test
    void fillDrawsIntoItsPartOnlyAndWhatDrawDraws() {
        var into = new double[8];
        new Gamma(2, 1).fill(new RandomStream(12), into, 2, 5);
        var random = new RandomStream(12);
        var gamma = new Gamma(2, 1);
        assertArrayEquals(new double[] {0, 0, gamma.draw(random), gamma.draw(random), gamma.draw(random), 0, 0, 0}, into);
    }

    // ---- parameters

    @Test
    void aDeviationOfZeroGivesTheMean() {
        assertEquals(5, new Normal(5, 0).draw(new RandomStream(1)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void parametersThatAreNoneAreRefused(double value) {
        assertRefused("the rate must be a finite number above 0, not " + value, () -> new Exponential(value));
        assertRefused("the shape must be a finite number above 0, not " + value, () -> new Gamma(value, 1));
        assertRefused("the scale must be a finite number above 0, not " + value, () -> new Gamma(1, value));
        assertRefused("the alpha must be a finite number above 0, not " + value, () -> new Beta(value, 1));
        assertRefused("the beta must be a finite number above 0, not " + value, () -> new Beta(1, value));
        assertRefused("the degrees of freedom must be a finite number above 0, not " + value, () -> Gamma.chiSquared(value));
        assertRefused("the concentration must be a finite number above 0, not " + value, () -> new Dirichlet(1, value));
        if (value != 0) {
            assertRefused("the deviation must be a finite number of 0 or more, not " + value, () -> new Normal(0, value));
        }
        if (!Double.isFinite(value)) {
            assertRefused("the mean must be a finite number, not " + value, () -> new Normal(value, 1));
        }
    }

    private static void assertRefused(String sentence, org.junit.jupiter.api.function.Executable call) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    // ---- shares

    @Test
    void eachShareOfADirichletDistributionIsBetaDistributed() {
        var concentration = new double[] {0.2, 1, 4.5};
        var random = new RandomStream(13);
        var dirichlet = new Dirichlet(concentration);
        var shares = new double[3][50_000];
        for (int i = 0; i < 50_000; i++) {
            var drawn = dirichlet.draw(random);
            assertEquals(1, Arrays.stream(drawn).sum(), 1e-15);
            for (int j = 0; j < 3; j++) {
                shares[j][i] = drawn[j];
            }
        }
        for (int j = 0; j < 3; j++) {
            Fit.assertContinuous(shares[j], new BetaDistribution(null, concentration[j], 5.7 - concentration[j])
                    ::cumulativeProbability, "share " + j);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 1e-300, 1e-320})
    void tinyConcentrationsLeaveOneShare(double concentration) {
        var random = new RandomStream(14);
        var dirichlet = new Dirichlet(concentration, 3 * concentration);
        int first = 0;
        for (int i = 0; i < 10_000; i++) {
            var shares = dirichlet.draw(random);
            assertEquals(1, shares[0] + shares[1], 1e-15);
            first += shares[0] > 0.5 ? 1 : 0;
        }
        assertEquals(2_500, first, 4 * Math.sqrt(10_000 * 0.25 * 0.75));
    }

    @Test
    void aDirichletDistributionOfOneShareIsCertainAndOfNoneIsRefused() {
        assertArrayEquals(new double[] {1}, new Dirichlet(0.5).draw(new RandomStream(15)));
        assertRefused("a Dirichlet distribution needs at least one concentration", Dirichlet::new);
    }
}
