package org.glia.api.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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

    /// The state for seed 1234567 is what the reference implementation of SplitMix64 prints.
    @Test
    void aSeedIsSpreadAsTheReferenceImplementationOfSplitMixDoes() {
        var seeded = new RandomStream(1234567);
        var stated = new RandomStream(6457827717110365317L, 3203168211198807973L, Long.parseUnsignedLong("9817491932198370423"),
                4593380528125082431L);
        for (int i = 0; i < 5; i++) {
            assertEquals(stated.nextLong(), seeded.nextLong());
        }
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
    void exponentialNumbersHaveTheMomentsOfTheExponentialDistribution() {
        var stream = new RandomStream(2);
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        int beyondTheLayers = 0;
        for (int i = 0; i < n; i++) {
            double x = stream.nextExponential();
            assertTrue(x >= 0 && x < 50);
            sum += x;
            squares += x * x;
            beyondTheLayers += x > Ziggurat.EXPONENTIAL_TAIL ? 1 : 0;
        }
        assertEquals(1, sum / n, 4 / Math.sqrt(n));
        assertEquals(2, squares / n, 4 * Math.sqrt(20.0 / n));
        double expected = n * Math.exp(-Ziggurat.EXPONENTIAL_TAIL);
        assertEquals(expected, beyondTheLayers, 4 * Math.sqrt(expected));
    }

    /// The last layer, whose edge is computed through all the others, has the area of the first.
    @Test
    void allLayersOfTheZigguratsHaveTheSameArea() {
        for (var ziggurat : List.of(Ziggurat.NORMAL, Ziggurat.EXPONENTIAL)) {
            var edge = ziggurat.edge();
            boolean isNormal = ziggurat == Ziggurat.NORMAL;
            int last = Ziggurat.LAYERS - 1;
            double top = isNormal ? Math.exp(-edge[last] * edge[last] / 2) : Math.exp(-edge[last]);
            assertEquals(isNormal ? 0.0049286732339746553 : 0.0039496598225815572, edge[last] * (1 - top), 1e-15);
        }
    }

    /// Numbers that must never change: those of seed 42, and the first of the tails.
    @Test
    void normalAndExponentialNumbersAreTheSameForEver() {
        var normal = new RandomStream(42);
        assertArrayEquals(new double[] {-0.4929710307820545, 0.906181470526932, -0.04685450876586601,
            -0.6901265891330525, -0.670953712618856, -1.281618427118972}, DoubleStream.generate(normal::nextGaussian).limit(6).toArray());
        assertEquals(-4.184613713068748, DoubleStream.generate(normal::nextGaussian)
                .filter(x -> Math.abs(x) > Ziggurat.NORMAL_TAIL).findFirst().orElseThrow());
        var exponential = new RandomStream(42);
        assertArrayEquals(new double[] {1.0640204579905181, 0.46727166671259, 1.4997507741445464,
            0.7259371703912866, 1.459200772067124, 1.00458668695489}, DoubleStream.generate(exponential::nextExponential).limit(6).toArray());
        assertEquals(10.182014770664352, DoubleStream.generate(exponential::nextExponential)
                .filter(x -> x > Ziggurat.EXPONENTIAL_TAIL).findFirst().orElseThrow());
    }

    @Test
    void splitStreamsDrawOtherNumbersThanEachOtherAndTheirParent() {
        var parent = new RandomStream(9);
        var children = Stream.generate(parent::split).limit(100).toList();
        var drawn = Stream.concat(Stream.of(parent), children.stream()).flatMap(stream -> Stream.generate(stream::nextLong).limit(100));
        assertEquals(10_100, drawn.distinct().count());
        assertEquals(new RandomStream(9).split().nextLong(), new RandomStream(9).split().nextLong());
        // children's numbers are uniform across children too: the sum of the first of each of many
        var more = new RandomStream(10);
        double mean = DoubleStream.generate(() -> more.split().nextDouble()).limit(100_000).average().orElseThrow();
        assertEquals(0.5, mean, 4 * Math.sqrt(1 / 12.0 / 100_000));
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
