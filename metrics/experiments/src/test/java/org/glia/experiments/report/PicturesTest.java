package org.glia.experiments.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

class PicturesTest {

    private static final List<String> RECIPES = List.of("C4.5", "C4.5+m", "C4.5+cf", "C4.5+m+cf");
    /// Demsar (2006), Table 6.
    private static final List<Double> DEMSAR = List.of(3.143, 2.0, 2.893, 1.964);

    private static List<double[]> groups(double difference, Double... ranks) {
        return new MeanRanks(Collections.nCopies(ranks.length, "r"), List.of(ranks), difference, "t", Optional.empty()).groups();
    }

    @Test
    void barsJoinThoseThatDoNotDifferSignificantly() {
        var nemenyi = new MeanRanks(RECIPES, DEMSAR, 1.25, "Nemenyi, p < 0.05", Optional.empty()).groups();
        assertEquals(1, nemenyi.size());
        assertArrayEquals(new double[] {1.964, 3.143}, nemenyi.getFirst());
        // at .10, the critical difference is 1.12: C4.5 and C4.5+m+cf differ
        var tenth = new MeanRanks(RECIPES, DEMSAR, 1.12, "Nemenyi, p < 0.10", Optional.empty()).groups();
        assertEquals(2, tenth.size(), "from 1.964 to 2.893, and from 2.893 to 3.143 with 2.0 between");
        assertArrayEquals(new double[] {1.964, 2.893}, tenth.getFirst());
        assertArrayEquals(new double[] {2.893, 3.143}, tenth.getLast());
    }

    @Test
    void aGroupWithinAnotherIsNotDrawn() {
        assertEquals(1, groups(5, 1.0, 2.0, 3.0).size());
        assertEquals(2, groups(1.5, 1.0, 2.0, 3.0).size());
        assertEquals(0, groups(0.5, 1.0, 2.0, 3.0).size());
        assertEquals(0, groups(1.0, 1.0, 2.0).size(), "a difference of just the critical one is significant");
    }

    @Test
    void theBestRankStandsToTheRight() {
        var svg = Pictures.criticalDifference(new MeanRanks(RECIPES, DEMSAR, 1.25, "Nemenyi, p < 0.05", Optional.empty()), "p");
        assertTrue(svg.indexOf("C4.5+m+cf  1.96</text>") > 0, svg);
        assertTrue(svg.contains("text-anchor=\"start\">C4.5+m+cf  1.96"));
        assertTrue(svg.contains("text-anchor=\"end\">C4.5  3.14"));
        assertTrue(svg.contains("critical difference 1.25"));
        assertTrue(svg.contains("C4.5+m+cf has the mean rank 1.964."), "in words, too");
    }

    @Test
    void ranksNeedARecipeEach() {
        assertThrows(IllegalArgumentException.class, () -> new MeanRanks(RECIPES, List.of(1.0), 1, "t", Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new MeanRanks(RECIPES, DEMSAR, 1, "t", Optional.of("x")));
    }

    @Test
    void ticksAreRoundAndInside() {
        var scale = Scale.of(DoubleStream.of(0.91, 0.97, Double.NaN, Double.POSITIVE_INFINITY), 0, 100, 6);
        assertEquals(List.of("0.91", "0.92", "0.93", "0.94", "0.95", "0.96", "0.97"), scale.ticks().stream().map(Scale.Tick::text).toList());
        scale.ticks().forEach(tick -> assertTrue(scale.place(tick.value()) >= 0 && scale.place(tick.value()) <= 100));
    }

    @Test
    void everyRangeHasAScale() {
        for (var numbers : List.of(new double[0], new double[] {0}, new double[] {5, 5, 5}, new double[] {-1e300, 1e300},
                new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}, new double[] {1e-300, 2e-300}, new double[] {1, 1 + Math.ulp(1)})) {
            var scale = Scale.of(DoubleStream.of(numbers), 10, 20, 5);
            for (double x : numbers) {
                assertTrue(scale.place(x) >= 10 && scale.place(x) <= 20, scale.toString());
            }
            assertFalse(scale.ticks().isEmpty(), scale.toString());
            assertTrue(scale.ticks().size() < 20, scale.toString());
        }
    }

    /// R: quantile(c(1, 2, 4, 8), c(.25, .5, .75)) gives 1.75 3 5.
    @Test
    void quartersAreThoseOfR() {
        var sorted = new double[] {1, 2, 4, 8};
        assertEquals(1.75, Pictures.quantile(sorted, 0.25));
        assertEquals(3, Pictures.quantile(sorted, 0.5));
        assertEquals(5, Pictures.quantile(sorted, 0.75));
        assertEquals(8, Pictures.quantile(sorted, 1));
    }
}
