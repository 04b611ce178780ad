package org.glia.api.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class RandomStreamTest {

    /// The first numbers of xoshiro256++ from the state 1, 2, 3, 4, as the reference implementation prints them.
    @Test
    void drawsTheNumbersOfTheReferenceImplementation() {
        var stream = new RandomStream(1, 2, 3, 4);
        var expected = new String[] {"41943041", "58720359", "3588806011781223", "3591011842654386", "9228616714210784205",
            "9973669472204895162", "14011001112246962877", "12406186145184390807", "15849039046786891736",
            "10450023813501588000"};
        assertArrayEquals(Arrays.stream(expected).mapToLong(Long::parseUnsignedLong).toArray(),
                LongStream.generate(stream::nextLong).limit(10).toArray());
    }

    @Test
    void sameNameSameNumbersOtherNameOtherNumbers() {
        var first = RandomStream.of(7, "seeding", 3);
        assertEquals(first.nextLong(), RandomStream.of(7, "seeding", 3).nextLong());
        var others = LongStream.of(RandomStream.of(8, "seeding", 3).nextLong(), RandomStream.of(7, "sampling", 3).nextLong(),
                RandomStream.of(7, "seeding", 4).nextLong(), RandomStream.of(7, "", 3).nextLong(), first.nextLong());
        assertEquals(5, others.distinct().count());
    }

    @Test
    void boundedNumbersAreUniform() {
        var stream = new RandomStream(42);
        var counts = new int[6];
        for (int i = 0; i < 60_000; i++) {
            counts[stream.nextInt(6)]++;
        }
        double chiSquared = Arrays.stream(counts).mapToDouble(count -> (count - 10_000.0) * (count - 10_000.0) / 10_000).sum();
        assertTrue(chiSquared < 20.5, "chi-squared with 5 degrees of freedom: " + chiSquared); // p = 0.001
    }

    @Test
    void normalNumbersHaveTheMomentsOfTheNormalDistribution() {
        var stream = new RandomStream(1);
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        for (int i = 0; i < n; i++) {
            double x = stream.nextGaussian();
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
        }
        assertEquals(0, sum / n, 4 / Math.sqrt(n));
        assertEquals(1, squares / n, 4 * Math.sqrt(2.0 / n));
        assertEquals(3, fourth / n, 4 * Math.sqrt(96.0 / n));
    }

    @Test
    void permutationsHoldEveryNumberOnce() {
        assertArrayEquals(IntStream.range(0, 1000).toArray(), Arrays.stream(new RandomStream(5).permutation(1000)).sorted().toArray());
        assertNotEquals(Arrays.toString(new RandomStream(5).permutation(9)), Arrays.toString(new RandomStream(6).permutation(9)));
    }

    @Test
    void choosesByWeightAndNeverWhatHasNone() {
        var stream = new RandomStream(3);
        var counts = new int[3];
        for (int i = 0; i < 30_000; i++) {
            counts[stream.choose(new double[] {1, 0, 3})]++;
        }
        assertEquals(0, counts[1]);
        assertEquals(7_500, counts[0], 300);
        assertThrows(IllegalArgumentException.class, () -> stream.choose(new double[] {0, 0}));
    }
}
