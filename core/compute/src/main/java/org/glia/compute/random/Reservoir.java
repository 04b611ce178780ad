package org.glia.compute.random;

import java.util.ArrayList;
import java.util.List;

import org.glia.api.run.RandomStream;

/// A sample without replacement of things that come one after the other, nobody knows how many: at any time each of those
/// that have come is in it as likely (algorithm L, Li 1994). O(size) memory, O(size (1 + log(n / size))) random numbers
/// for `n` things. Confined to one thread.
public final class Reservoir<T> {

    private final RandomStream random;
    private final int size;
    private final List<T> sample = new ArrayList<>();
    /// The greatest of the random keys that decide who is in, were they drawn.
    private double threshold = 1;
    private long seen;
    /// How many have come when the next one enters.
    private long next;

    /// @throws IllegalArgumentException if the size is not positive
    public Reservoir(RandomStream random, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("the size of a reservoir must be positive, not " + size);
        }
        this.random = random;
        this.size = size;
    }

    /// The next thing.
    public void add(T thing) {
        seen++;
        if (sample.size() < size) {
            sample.add(thing);
            if (sample.size() == size) {
                next = seen;
                skip();
            }
        } else if (seen == next) {
            sample.set(random.nextInt(size), thing);
            skip();
        }
    }

    private void skip() {
        threshold *= StrictMath.exp(-random.nextExponential() / size);
        double passed = Math.floor(-random.nextExponential() / StrictMath.log1p(-threshold));
        next = passed < Long.MAX_VALUE - next - 1 ? next + (long) passed + 1 : Long.MAX_VALUE;
    }

    /// How many have come.
    public long seen() {
        return seen;
    }

    /// The sample of what has come so far, in no particular order; all of it if it is no more than the size.
    public List<T> sample() {
        return List.copyOf(sample);
    }
}
