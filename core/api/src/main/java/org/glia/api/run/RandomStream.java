package org.glia.api.run;

import java.util.random.RandomGenerator;

/// An independent stream of random numbers, named by a seed and any number of words and indices. The same name gives
/// the same numbers on every machine and every Java version, however many streams there are and in whatever order they
/// are used. Confined to one thread.
///
/// The generator is xoshiro256++ (Blackman and Vigna 2019), its state filled by SplitMix64 (Steele, Lea and Flood 2014).
public final class RandomStream implements RandomGenerator {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;
    /// The second of two normal numbers that are made together; NaN where there is none.
    private double spare = Double.NaN;

    public RandomStream(long seed) {
        s0 = mix(seed + GOLDEN_GAMMA);
        s1 = mix(seed + 2 * GOLDEN_GAMMA);
        s2 = mix(seed + 3 * GOLDEN_GAMMA);
        s3 = mix(seed + 4 * GOLDEN_GAMMA);
    }

    /// The generator in a given state, not all zero.
    RandomStream(long s0, long s1, long s2, long s3) {
        this.s0 = s0;
        this.s1 = s1;
        this.s2 = s2;
        this.s3 = s3;
    }

    /// The stream of a purpose and an index under a seed.
    public static RandomStream of(long seed, String purpose, long index) {
        return new RandomStream(derive(derive(seed, purpose), index));
    }

    /// A seed made from a seed and a word.
    public static long derive(long seed, String word) {
        long hash = seed;
        for (int i = 0; i < word.length(); i++) {
            hash = mix(hash + GOLDEN_GAMMA) ^ word.charAt(i);
        }
        return mix(hash + word.length());
    }

    /// A seed made from a seed and a number.
    public static long derive(long seed, long index) {
        return mix(mix(seed + GOLDEN_GAMMA) ^ index);
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    /// Uniform in [0, bound), without bias (Lemire 2019).
    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("the bound must be positive, not " + bound);
        }
        long product = (nextLong() >>> 32) * bound;
        if ((product & 0xFFFFFFFFL) < bound) {
            long threshold = (1L << 32) % bound;
            while ((product & 0xFFFFFFFFL) < threshold) {
                product = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /// Uniform in [0, 1), a multiple of 2^-53.
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /// Standard normal, by Marsaglia's polar method with `StrictMath`.
    @Override
    public double nextGaussian() {
        if (!Double.isNaN(spare)) {
            double kept = spare;
            spare = Double.NaN;
            return kept;
        }
        while (true) {
            double x = 2 * nextDouble() - 1;
            double y = 2 * nextDouble() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
                spare = y * factor;
                return x * factor;
            }
        }
    }

    /// A random order of 0 to `n - 1` (Fisher and Yates).
    public int[] permutation(int n) {
        var order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// The position at which a point drawn uniformly from the total of `weights` falls: i with probability
    /// `weights[i] / total`. O(weights).
    ///
    /// @throws IllegalArgumentException if no weight is positive
    public int choose(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        if (!(total > 0)) {
            throw new IllegalArgumentException("no weight is positive");
        }
        double point = nextDouble() * total;
        int last = -1;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                point -= weights[i];
                last = i;
                if (point < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
