package org.glia.compute.random;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.PriorityQueue;

import org.glia.api.run.RandomStream;

/// Samples of the numbers 0 to `n - 1`, which may be the rows of a table.
public final class Sampling {

    /// From so many things for each that is drawn, the order of all is not written out.
    private static final int SPARSE = 16;
    /// From so many, a bit for each is more than the numbers drawn.
    private static final int RARE = 64;

    private Sampling() {
    }

    /// Independent numbers, each as likely. O(size).
    ///
    /// @throws IllegalArgumentException if a parameter is negative, or `n` is 0 and the size is not
    public static int[] withReplacement(RandomStream random, int n, int size) {
        Parameters.requireSample(n, size, true);
        var drawn = new int[size];
        for (int i = 0; i < size; i++) {
            drawn[i] = random.nextInt(n);
        }
        return drawn;
    }

    /// Distinct numbers in random order: the beginning of a random permutation (Fisher and Yates). O(size) time and memory
    /// where `n` is much larger, otherwise O(n).
    ///
    /// @throws IllegalArgumentException if a parameter is negative, or the size is greater than `n`
    public static int[] withoutReplacement(RandomStream random, int n, int size) {
        Parameters.requireSample(n, size, false);
        return n / SPARSE < size ? partialShuffle(random, n, size) : sparseShuffle(random, n, size);
    }

    private static int[] partialShuffle(RandomStream random, int n, int size) {
        var order = new int[n];
        Arrays.setAll(order, i -> i);
        for (int i = 0; i < size; i++) {
            int j = i + random.nextInt(n - i);
            int drawn = order[j];
            order[j] = order[i];
            order[i] = drawn;
        }
        return size == n ? order : Arrays.copyOf(order, size);
    }

    /// The same numbers as [#partialShuffle] gives, but only places that changed are remembered, in a table with open
    /// addresses.
    private static int[] sparseShuffle(RandomStream random, int n, int size) {
        int bits = 1 + Integer.SIZE - Integer.numberOfLeadingZeros(size);
        var places = new int[1 << bits];
        var numbers = new int[1 << bits];
        Arrays.fill(places, -1);
        var drawn = new int[size];
        for (int i = 0; i < size; i++) {
            int j = i + random.nextInt(n - i);
            int at = slot(places, j, bits);
            drawn[i] = places[at] == j ? numbers[at] : j;
            int of = slot(places, i, bits);
            int displaced = places[of] == i ? numbers[of] : i;
            places[at] = j;
            numbers[at] = displaced;
        }
        return drawn;
    }

    private static int slot(int[] places, int place, int bits) {
        int at = place * 0x9E3779B9 >>> Integer.SIZE - bits;
        while (places[at] != place && places[at] >= 0) {
            at = at + 1 & places.length - 1;
        }
        return at;
    }

    /// A set of distinct numbers, ascending, each set as likely (Floyd, in Bentley and Floyd 1987). O(size + n / 64) time
    /// and n / 8 bytes where many are drawn, otherwise O(size log size).
    ///
    /// @throws IllegalArgumentException if a parameter is negative, or the size is greater than `n`
    public static int[] subset(RandomStream random, int n, int size) {
        Parameters.requireSample(n, size, false);
        if (n / RARE >= size) {
            var drawn = sparseShuffle(random, n, size);
            Arrays.sort(drawn);
            return drawn;
        }
        var members = new BitSet(n);
        for (int last = n - size; last < n; last++) {
            int candidate = random.nextInt(last + 1);
            members.set(members.get(candidate) ? last : candidate);
        }
        return members.stream().toArray();
    }

    /// Distinct numbers in the order in which they were drawn, each draw by the weights of those that are left (Efraimidis
    /// and Spirakis 2006). O(n + size log size log(n / size)) on average.
    ///
    /// @param weights of the numbers; those of weight 0 are never drawn
    /// @throws IllegalArgumentException if the weights are not finite numbers of 0 or more of which one is positive, or
    ///                                  fewer are positive than are to be drawn
    public static int[] weighted(RandomStream random, double[] weights, int size) {
        double greatest = Parameters.requireWeights(weights);
        long positive = Arrays.stream(weights).filter(weight -> weight > 0).count();
        Parameters.requireSample((int) positive, size, false);
        // exponential waiting times at these rates: the earliest are the sample, in order
        record Arrival(double time, int number) { }
        var order = Comparator.comparingDouble(Arrival::time).thenComparingInt(Arrival::number);
        var earliest = new PriorityQueue<>(order.reversed());
        for (int i = 0; i < weights.length && size > 0; i++) {
            if (weights[i] == 0) {
                continue;
            }
            double time = random.nextExponential() / (weights[i] / greatest);
            if (earliest.size() < size) {
                earliest.add(new Arrival(time, i));
            } else if (time < earliest.element().time) {
                earliest.remove();
                earliest.add(new Arrival(time, i));
            }
        }
        return earliest.stream().sorted(order).mapToInt(Arrival::number).toArray();
    }

    /// A sample of `n` numbers with replacement, as for bagging (Efron 1979). O(n).
    ///
    /// @throws IllegalArgumentException if `n` is negative
    public static Bootstrap bootstrap(RandomStream random, int n) {
        Parameters.requireSample(n, 0, true);
        var counts = new int[n];
        int out = n;
        for (int i = 0; i < n; i++) {
            if (counts[random.nextInt(n)]++ == 0) {
                out--;
            }
        }
        var drawn = new int[n];
        var left = new int[out];
        int next = 0;
        int nextLeft = 0;
        for (int i = 0; i < n; i++) {
            if (counts[i] == 0) {
                left[nextLeft++] = i;
            }
            for (int k = 0; k < counts[i]; k++) {
                drawn[next++] = i;
            }
        }
        return new Bootstrap(drawn, left);
    }

    /// A bootstrap sample, about 37 in 100 of which are left out.
    ///
    /// @param drawn as many as there are to draw from, ascending, each as often as it was drawn
    /// @param left  those that were not drawn ("out of bag"), ascending
    public record Bootstrap(int[] drawn, int[] left) {
    }
}
