package org.glia.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

/// Against SciPy and R, and against definitions worked through in NumPy; see `oracles/statistics/README.md`.
class OtherProgramsTest {

    private static void assertClose(double expected, double found, String what) {
        assertEquals(expected, found, 1e-9 * Math.max(1, Math.abs(expected)), what);
    }

    @Test
    void wilcoxonIsAsInSciPy() {
        int exact = 0;
        int approximate = 0;
        for (var line : Oracle.read("wilcoxon")) {
            var test = WilcoxonSignedRank.of(Differences.of(line.numbers("differences")), Zeros.valueOf(line.text("zeros")), 0.95);
            assertEquals(line.number("statistic"), Math.min(test.positiveRanks(), test.negativeRanks()), line.toString());
            assertClose(line.number("z"), test.z(), line.toString());
            if (!line.text("how").equals("approximate")) {
                assertTrue(test.exact());
                assertEquals(line.number("p"), test.p(), 1e-13, line.toString());
                exact++;
            } else if (!test.exact()) {
                assertClose(line.number("p"), test.p(), line.toString());
                approximate++;
            }
        }
        assertTrue(exact >= 15 && approximate >= 8, exact + " " + approximate);
    }

    @Test
    void hodgesAndLehmannAreAsInR() {
        for (var line : Oracle.read("hodges-lehmann")) {
            var test = WilcoxonSignedRank.of(Differences.of(line.numbers("differences")), Zeros.WILCOX, 0.95);
            assertEquals(line.number("v"), test.positiveRanks());
            assertClose(line.number("p"), test.p(), "p");
            assertClose(line.number("estimate"), test.pseudoMedian(), "estimate");
            // of n signs, 2^-n is the least tail; R rounds 1 - level to two digits, and says 0.95 for 0.9375 too
            assertEquals(Math.min(0.95, 1 - Math.scalb(2.0, -test.pairs())), test.interval().level(), 1e-15);
            assertEquals(line.number("level"), test.interval().level(), 1.3e-2);
            assertClose(line.number("low"), test.interval().low(), "low");
            assertClose(line.number("high"), test.interval().high(), "high");
        }
    }

    @Test
    void friedmanIsAsInSciPy() {
        for (var line : Oracle.read("friedman")) {
            int k = line.whole("k");
            var flat = line.numbers("scores");
            var scores = new double[line.whole("n")][];
            Arrays.setAll(scores, data -> Arrays.copyOfRange(flat, data * k, (data + 1) * k));
            var test = Friedman.of(scores, true);
            assertArrayEquals(line.numbers("ranks"), test.averageRanks().stream().mapToDouble(rank -> rank).toArray(), 1e-12);
            assertClose(line.number("chi_squared"), test.correctedChiSquared(), "chi2");
            assertClose(line.number("p"), test.correctedChiSquaredP(), "p");
            assertClose(line.number("f"), test.correctedF(), "F");
            assertClose(line.number("f_p"), test.correctedFP(), "p of F");
            assertClose(line.number("w"), test.kendallW(), "W");
        }
    }

    @Test
    void quantilesOfTheStudentizedRangeAreAsInSciPy() {
        for (var line : Oracle.read("studentized-range")) {
            assertEquals(line.number("q"), new StudentizedRange(line.whole("k")).quantile(line.number("p")), 1e-7, line.toString());
        }
    }

    @Test
    void theStudentizedRangeIsAsItsDefinitionWithSciPysQuadrature() {
        for (var line : Oracle.read("studentized-range-integrals")) {
            assertEquals(line.number("below"), new StudentizedRange(line.whole("k")).cumulative(line.number("q")), 1e-13, line.toString());
        }
    }

    /// R's rule has few points: for 30 variables it is 1e-7 off.
    @Test
    void tailsOfTheStudentizedRangeAreAsInR() {
        for (var line : Oracle.read("tukey")) {
            var range = new StudentizedRange(line.whole("k"));
            assertEquals(line.number("below"), range.cumulative(line.number("q")), 2e-7, line.toString());
            assertEquals(line.number("above"), range.above(line.number("q")), 2e-7, line.toString());
            assertEquals(1, range.cumulative(line.number("q")) + range.above(line.number("q")), 1e-14);
        }
    }

    @Test
    void signTestIsAsInSciPy() {
        for (var line : Oracle.read("sign")) {
            var signs = new double[line.whole("n")];
            Arrays.setAll(signs, i -> i < line.whole("hits") ? 1 + i : -1);
            var test = SignTest.of(Differences.of(signs), Ties.DROP, 0.95);
            assertEquals(line.number("p"), test.p(), 1e-12 * line.number("p") + 1e-15, line.toString());
            assertEquals(line.number("low"), test.interval().low(), 1e-9);
            assertEquals(line.number("high"), test.interval().high(), 1e-9);
        }
    }

    @Test
    void withoutCorrectionTheTTestIsThePairedOneOfR() {
        for (var line : Oracle.read("paired-t")) {
            var test = CorrectedT.of(Differences.of(line.numbers("differences")), 0, 0.95);
            assertClose(line.number("t"), test.t(), "t");
            assertClose(line.number("p"), test.p(), "p");
            assertClose(line.number("low"), test.interval().low(), "low");
            assertClose(line.number("high"), test.interval().high(), "high");
            assertClose(line.number("d"), test.cohensD(), "d");
        }
    }

    @Test
    void correlatedTIsAsItsDefinitionWithSciPy() {
        for (var line : Oracle.read("correlated-t")) {
            var differences = Differences.of(line.numbers("differences"));
            var test = CorrectedT.of(differences, line.number("ratio"), 0.95);
            assertClose(line.number("t"), test.t(), "t");
            assertClose(line.number("p"), test.p(), "p");
            var posterior = BayesianCorrelatedT.of(differences, line.number("ratio"), line.number("rope"), 0.95);
            assertClose(line.number("low"), posterior.interval().low(), "low");
            assertClose(line.number("high"), posterior.interval().high(), "high");
            assertClose(line.number("first"), posterior.preference().first(), "first");
            assertClose(line.number("rope_p"), posterior.preference().rope(), "rope");
            assertClose(line.number("second"), posterior.preference().second(), "second");
        }
    }

    @Test
    void bayesianSignedRankIsAsItsDefinitionInNumPy() {
        for (var line : Oracle.read("bayesian-signed-rank")) {
            var found = BayesianSignedRank.of(Differences.of(line.numbers("differences")), line.number("rope"), 3).preference();
            assertEquals(line.number("first"), found.first(), 0.01, line.toString());
            assertEquals(line.number("rope_p"), found.rope(), 0.01, line.toString());
            assertEquals(line.number("second"), found.second(), 0.01, line.toString());
        }
    }

    @Test
    void mcNemarIsAsInR() {
        for (var line : Oracle.read("mcnemar")) {
            var test = McNemar.of(line.whole("both"), line.whole("only_first"), line.whole("only_second"), line.whole("neither"), 0.95);
            assertEquals(test.onlyFirst() + test.onlySecond() < 25, test.exact());
            assertClose(line.number("chi_squared"), test.chiSquared(), "chi2");
            assertEquals(1, test.p() / line.number(test.exact() ? "exact_p" : "chi_squared_p"), 1e-9);
        }
    }

    @Test
    void intervalsBesideMcNemarAreAsTheirDefinitionsWithSciPy() {
        for (var line : Oracle.read("mcnemar-intervals")) {
            var test = McNemar.of(line.whole("both"), line.whole("only_first"), line.whole("only_second"), line.whole("neither"), 0.95);
            assertClose(line.number("low"), test.differenceInterval().low(), "low");
            assertClose(line.number("high"), test.differenceInterval().high(), "high");
            assertEquals(line.number("odds_low"), test.oddsInterval().low(), 1e-7 * (1 + line.number("odds_low")));
            if (Double.isInfinite(line.number("odds_high"))) {
                assertEquals(Double.POSITIVE_INFINITY, test.oddsInterval().high());
            } else {
                assertEquals(line.number("odds_high"), test.oddsInterval().high(), 1e-7 * (1 + line.number("odds_high")));
            }
        }
    }

    @Test
    void adjustedValuesAreAsInR() {
        for (var line : Oracle.read("adjusted")) {
            assertArrayEquals(line.numbers("holm"), AdjustedP.holm(line.numbers("p")), 1e-15);
            assertArrayEquals(line.numbers("hochberg"), AdjustedP.hochberg(line.numbers("p")), 1e-15);
        }
    }
}
