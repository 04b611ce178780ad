package org.glia.api.run;

import java.util.random.RandomGenerator;

/// An independent stream of random numbers, named by a seed and any number of words and indices. The same name gives
/// the same numbers on every machine and every Java version, however many streams there are and in whatever order they
/// are used. Confined to one thread.
///
/// The generator is xoshiro256++ (Blackman and Vigna 2019), its state filled by SplitMix64 (Steele, Lea and Flood 2014).
///
/// Parts that run side by side each take a stream of their own: by name ([#of]), or, where there is only a stream at
/// hand, by [#split()] before they begin. Other distributions and ways to sample are in `org.glia.compute.random`.
public final class RandomStream implements RandomGenerator {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

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

    /// Standard normal, by the ziggurat method (Marsaglia and Tsang 2000; Doornik 2005) with 256 layers and `StrictMath`.
    @Override
    public double nextGaussian() {
        var edge = Ziggurat.NORMAL.edge();
        var inner = Ziggurat.NORMAL.inner();
        while (true) {
            // the layer and the place in it come from different bits, as Doornik demands
            long bits = nextLong();
            int layer = (int) (bits & Ziggurat.LAYERS - 1);
            double side = (bits >> 11) * 0x1.0p-52;
            double x = side * edge[layer];
            if (Math.abs(side) < inner[layer]) {
                return x;
            }
            if (layer == 0) {
                return normalTail(side < 0);
            }
            double low = StrictMath.exp(-0.5 * edge[layer] * edge[layer]);
            double high = StrictMath.exp(-0.5 * edge[layer + 1] * edge[layer + 1]);
            if (low + nextDouble() * (high - low) < StrictMath.exp(-0.5 * x * x)) {
                return x;
            }
        }
    }

    /// What lies beyond the last layer (Marsaglia 1964).
    private double normalTail(boolean negative) {
        while (true) {
            double x = -StrictMath.log(1 - nextDouble()) / Ziggurat.NORMAL_TAIL;
            double y = -StrictMath.log(1 - nextDouble());
            if (2 * y > x * x) {
                return negative ? -Ziggurat.NORMAL_TAIL - x : Ziggurat.NORMAL_TAIL + x;
            }
        }
    }

    /// Exponential with mean 1, by the ziggurat method like [#nextGaussian()].
    @Override
    public double nextExponential() {
        var edge = Ziggurat.EXPONENTIAL.edge();
        var inner = Ziggurat.EXPONENTIAL.inner();
        double start = 0;
        while (true) {
            long bits = nextLong();
            int layer = (int) (bits & Ziggurat.LAYERS - 1);
            double share = (bits >>> 11) * 0x1.0p-53;
            double x = share * edge[layer];
            if (share < inner[layer]) {
                return start + x;
            }
            if (layer == 0) {
                start += Ziggurat.EXPONENTIAL_TAIL; // what lies beyond it is exponential again
                continue;
            }
            double low = StrictMath.exp(-edge[layer]);
            double high = StrictMath.exp(-edge[layer + 1]);
            if (low + nextDouble() * (high - low) < StrictMath.exp(-x)) {
                return start + x;
            }
        }
    }

    /// A stream that is independent of what this one draws afterwards; each call gives another. For parts that are told
    /// no name: split in a fixed order before the parallel work begins. Advances this stream by four numbers.
    public RandomStream split() {
        return new RandomStream(mix(nextLong()), mix(nextLong()), mix(nextLong()), mix(nextLong()));
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
