package org.glia.compute.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingTest {

    private static Map<String, Long> tally(int times, Supplier<int[]> sample) {
        var tally = new HashMap<String, Long>();
        for (int i = 0; i < times; i++) {
            tally.merge(Arrays.toString(sample.get()), 1L, Long::sum);
        }
        return tally;
    }

    private static void assertUniform(Map<String, Long> tally, int outcomes, int times) {
        assertEquals(outcomes, tally.size());
        var expected = new double[outcomes];
        Arrays.fill(expected, (double) times / outcomes);
        Fit.assertCounts(tally.values().stream().mapToLong(count -> count).toArray(), expected, outcomes + " outcomes");
    }

    // ---- with replacement

    @Test
    void withReplacementAllTuplesAreAsLikely() {
        var random = new RandomStream(1);
        assertUniform(tally(50_000, () -> Sampling.withReplacement(random, 4, 3)), 64, 50_000);
    }

    @Test
    void aBootstrapSampleAndWhatItLeavesOutAreAll() {
        var random = new RandomStream(2);
        for (int n : new int[] {0, 1, 2, 1000}) {
            var bootstrap = Sampling.bootstrap(random, n);
            assertEquals(n, bootstrap.drawn().length);
            assertArrayEquals(Arrays.stream(bootstrap.drawn()).sorted().toArray(), bootstrap.drawn());
            assertArrayEquals(IntStream.range(0, n).toArray(), IntStream.concat(Arrays.stream(bootstrap.drawn()),
                    Arrays.stream(bootstrap.left())).sorted().distinct().toArray());
            assertEquals(n, Arrays.stream(bootstrap.drawn()).distinct().count() + bootstrap.left().length);
        }
    }

    @Test
    void aBootstrapSampleIsOneWithReplacement() {
        var random = new RandomStream(3);
        var tally = tally(60_000, () -> Sampling.bootstrap(random, 3).drawn());
        // multinomial: 1, 3 or 6 of 27 orders
        assertEquals(10, tally.size());
        var keys = tally.keySet().stream().sorted().toList();
        var expected = keys.stream().mapToDouble(key -> {
            long distinct = Arrays.stream(key.split("\\D+")).filter(s -> !s.isEmpty()).distinct().count();
            return 60_000 / 27.0 * (distinct == 1 ? 1 : distinct == 2 ? 3 : 6);
        }).toArray();
        Fit.assertCounts(keys.stream().mapToLong(tally::get).toArray(), expected, "bootstrap of 3");
    }

    // ---- without replacement

    @Test
    void withoutReplacementAllOrdersAreAsLikely() {
        var random = new RandomStream(4);
        assertUniform(tally(60_000, () -> Sampling.withoutReplacement(random, 5, 3)), 60, 60_000);
        assertUniform(tally(60_000, () -> Sampling.withoutReplacement(random, 4, 4)), 24, 60_000);
        assertUniform(tally(60_000, () -> Sampling.withoutReplacement(random, 40, 1)), 40, 60_000);
    }

    @ParameterizedTest
    @CsvSource({"1000, 62", "100000, 6000", "1600000, 100000"})
    void whetherAllIsWrittenOutOrNotMakesNoDifference(int n, int size) {
        var sparse = Sampling.withoutReplacement(new RandomStream(5), n, size);
        var dense = Sampling.withoutReplacement(new RandomStream(5), n, n / 16 + 1);
        assertArrayEquals(sparse, Arrays.copyOf(dense, size));
        assertEquals(size, Arrays.stream(sparse).distinct().count());
    }

    @Test
    void fewOfVeryManyNeedNoMemoryForAll() {
        var drawn = Sampling.withoutReplacement(new RandomStream(6), Integer.MAX_VALUE, 1000);
        assertEquals(1000, Arrays.stream(drawn).filter(i -> i >= 0 && i < Integer.MAX_VALUE).distinct().count());
        assertEquals(0x1p30, Arrays.stream(drawn).average().orElseThrow(), 4 * 0x1p31 / Math.sqrt(12_000));
    }

    @Test
    void allSubsetsAreAsLikely() {
        var random = new RandomStream(7);
        assertUniform(tally(60_000, () -> Sampling.subset(random, 6, 3)), 20, 60_000);
        assertUniform(tally(60_000, () -> Sampling.subset(random, 100, 1)), 100, 60_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "64, 1", "1000, 0", "1000, 15", "1000, 16", "1000, 500", "1000, 1000"})
    void subsetsAreAscendingAndDistinct(int n, int size) {
        var drawn = Sampling.subset(new RandomStream(8), n, size);
        assertEquals(size, drawn.length);
        for (int i = 0; i < size; i++) {
            assertTrue(drawn[i] < n && drawn[i] > (i == 0 ? -1 : drawn[i - 1]));
        }
    }

    @Test
    void samplesAreTheSameForEver() {
        assertArrayEquals(new int[] {4, 1, 1, 6, 9, 5, 8, 5}, Sampling.withReplacement(new RandomStream(2001), 10, 8));
        assertArrayEquals(new int[] {4, 2, 3, 7, 9, 1, 0, 8}, Sampling.withoutReplacement(new RandomStream(2001), 10, 8));
        assertArrayEquals(new int[] {461, 170, 180, 654, 909, 574, 836, 556}, Sampling.withoutReplacement(new RandomStream(2001), 1000, 8));
        assertArrayEquals(new int[] {15, 16, 42, 55, 56, 62, 82, 88}, Sampling.subset(new RandomStream(2001), 100, 8));
        assertArrayEquals(new int[] {3, 2, 4, 5}, Sampling.weighted(new RandomStream(2001), new double[] {1, 2, 3, 4, 5, 6}, 4));
    }

    @Test
    void moreThanThereIsCannotBeDrawn() {
        var random = new RandomStream(9);
        assertRefused("4 things cannot be drawn from 3 without drawing one twice", () -> Sampling.withoutReplacement(random, 3, 4));
        assertRefused("4 things cannot be drawn from 3 without drawing one twice", () -> Sampling.subset(random, 3, 4));
        assertRefused("2 things cannot be drawn from 1 without drawing one twice",
                () -> Sampling.weighted(random, new double[] {1, 0}, 2));
        assertRefused("1 things cannot be drawn from 0", () -> Sampling.withReplacement(random, 0, 1));
        assertRefused("the size of a sample must be 0 or more, not -1", () -> Sampling.withReplacement(random, 3, -1));
        assertRefused("the number of things to draw from must be 0 or more, not -3", () -> Sampling.bootstrap(random, -3));
    }

    private static void assertRefused(String sentence, org.junit.jupiter.api.function.Executable call) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    // ---- by weight

    /// Each draw is by the weights of those that are left: the closed form for two of three.
    @Test
    void weightedSamplesAreSuccessiveDraws() {
        var random = new RandomStream(10);
        var weights = new double[] {1, 2, 0, 5};
        var tally = tally(60_000, () -> Sampling.weighted(random, weights, 2));
        var keys = List.of("[0, 1]", "[0, 3]", "[1, 0]", "[1, 3]", "[3, 0]", "[3, 1]");
        var expected = new double[] {1 / 8.0 * 2 / 7, 1 / 8.0 * 5 / 7, 2 / 8.0 * 1 / 6, 2 / 8.0 * 5 / 6, 5 / 8.0 * 1 / 3,
            5 / 8.0 * 2 / 3};
        assertTrue(keys.containsAll(tally.keySet()), () -> tally.toString());
        Fit.assertCounts(keys.stream().mapToLong(key -> tally.getOrDefault(key, 0L)).toArray(),
                Arrays.stream(expected).map(p -> 60_000 * p).toArray(), "two of three");
    }

    @Test
    void weightedSamplesOfAllAreAllThatHaveWeight() {
        var random = new RandomStream(11);
        assertArrayEquals(new int[] {0, 2, 3},
                Arrays.stream(Sampling.weighted(random, new double[] {1e-300, 0, 1e300, 4}, 3)).sorted().toArray());
        assertArrayEquals(new int[0], Sampling.weighted(random, new double[] {1}, 0));
    }

    // ---- of a flow

    @Test
    void aReservoirHoldsAllUntilItIsFull() {
        var reservoir = new Reservoir<String>(new RandomStream(12), 3);
        assertEquals(List.of(), reservoir.sample());
        reservoir.add("a");
        reservoir.add("b");
        assertEquals(List.of("a", "b"), reservoir.sample());
        assertEquals(2, reservoir.seen());
    }

    @Test
    void everySubsetOfAFlowIsAsLikely() {
        var random = new RandomStream(13);
        assertUniform(tally(60_000, () -> {
            var reservoir = new Reservoir<Integer>(random, 2);
            IntStream.range(0, 7).forEach(reservoir::add);
            return reservoir.sample().stream().mapToInt(i -> i).sorted().toArray();
        }), 21, 60_000);
    }

    @Test
    void lateThingsOfALongFlowAreAsLikelyAsEarlyOnes() {
        var random = new RandomStream(14);
        var inTenth = new long[10];
        for (int repeat = 0; repeat < 50; repeat++) {
            var reservoir = new Reservoir<Integer>(random, 100);
            for (int i = 0; i < 20_000; i++) {
                reservoir.add(i);
            }
            reservoir.sample().forEach(i -> inTenth[i / 2000]++);
        }
        var expected = new double[10];
        Arrays.fill(expected, 500);
        Fit.assertCounts(inTenth, expected, "tenths");
    }

    @Test
    void aReservoirOfNothingIsRefused() {
        assertRefused("the size of a reservoir must be positive, not 0", () -> new Reservoir<String>(new RandomStream(1), 0));
    }
}
