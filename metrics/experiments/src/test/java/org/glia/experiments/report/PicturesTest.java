package org.glia.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

import org.glia.experiments.statistics.RankDiagram;
import org.glia.experiments.statistics.RankDiagram.Group;
import org.glia.experiments.statistics.RankDiagram.Place;
import org.junit.jupiter.api.Test;

class PicturesTest {

    /// Demsar (2006), Table 6 and figure 1(a), at the level 0.10: critical difference 1.12.
    private static RankDiagram demsar() {
        return new RankDiagram(List.of(new Place("C4.5+m+cf", 1.964), new Place("C4.5+m", 2), new Place("C4.5+cf", 2.893),
                new Place("C4.5", 3.143)), 1.12, "Nemenyi", 0.1, Optional.empty(), List.of(new Group(1.964, 2.893,
                List.of("C4.5+m+cf", "C4.5+m", "C4.5+cf")), new Group(2.893, 3.143, List.of("C4.5+cf", "C4.5"))));
    }

    private static double[] horizontal(String svg, String style, int which) {
        var line = Pattern.compile("<line x1=\"([\\d.]+)\" y1=\"([\\d.]+)\" x2=\"([\\d.]+)\" y2=\"\\2\" class=\"" + style + "\"/>").matcher(svg).results()
                .skip(which).findFirst().orElseThrow();
        return new double[] {Double.parseDouble(line.group(1)), Double.parseDouble(line.group(3))};
    }

    @Test
    void theBestRankStandsToTheRight() {
        var svg = Pictures.criticalDifference(demsar(), "p");
        assertTrue(svg.contains("text-anchor=\"start\">C4.5+m+cf  1.96</text>"), svg);
        assertTrue(svg.contains("text-anchor=\"start\">C4.5+m  2.00</text>"), svg);
        assertTrue(svg.contains("text-anchor=\"end\">C4.5  3.14</text>"), svg);
        assertTrue(svg.contains("critical difference 1.12</text>"), svg);
        assertTrue(svg.contains("C4.5+cf, C4.5 do not differ significantly."), "in words, too");
    }

    @Test
    void barsHaveTheLengthOfWhatTheyStandFor() {
        var svg = Pictures.criticalDifference(demsar(), "p");
        var axis = horizontal(svg, "axis", 0);
        double rank = (axis[1] - axis[0]) / 3; // the axis goes from 4 to 1
        var difference = horizontal(svg, "bar", 0);
        assertEquals(1.12 * rank, difference[1] - difference[0], 0.02);
        var first = horizontal(svg, "bar", 1);
        assertEquals((2.893 - 1.964) * rank + 8, first[1] - first[0], 0.02, "with 4 beyond each end, so that what it joins shows");
        assertEquals(axis[1] - 0.964 * rank + 4, first[1], 0.02);
    }

    @Test
    void aDifferenceBeyondAllRanksIsSaidInstead() {
        var apart = new RankDiagram(List.of(new Place("a", 1), new Place("b", 2)), 5, "Bonferroni-Dunn", 0.05, Optional.of("a"), List.of());
        assertTrue(Pictures.criticalDifference(apart, "p").contains("critical difference 5.00, more than ranks can differ"));
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
