package org.glia.compute.neighbours;

/// How far apart two rows of d numbers are. Features are taken as they come: weights and scales are the caller's matter.
///
/// Terms are summed in the order of the features, by fused multiply-adds where they are squares; so a distance is the same
/// number whatever search computes it, with a relative error of at most about `d * 1.2e-16` (of Minkowski's roots up to
/// 1e-13 more).
public sealed interface Metric {

    /// The square root of the sum of squared differences. A sum of squares that overflows is an infinite distance, one below
    /// 1e-308 loses digits.
    record Euclidean() implements Metric {
    }

    /// The sum of absolute differences (city block).
    record Manhattan() implements Metric {
    }

    /// The largest absolute difference.
    record Chebyshev() implements Metric {
    }

    /// The p-th root of the sum of the p-th powers of absolute differences. The same as Manhattan for 1, Euclidean for 2 and
    /// Chebyshev for infinity, and as fast there; elsewhere each term costs a power, unless 2p is a whole number up to 32.
    ///
    /// @param p 1 or more; below 1 the triangle inequality does not hold
    record Minkowski(double p) implements Metric {

        /// @throws IllegalArgumentException if `p` is less than 1
        public Minkowski {
            if (!(p >= 1)) {
                throw new IllegalArgumentException("p is %s, but a Minkowski metric needs 1 or more".formatted(p));
            }
        }
    }

    /// One minus the cosine of the angle between two rows, from 0 to 2: half the squared Euclidean distance of the rows
    /// scaled to length 1, which keeps its digits where the angle is small. A row of zeros has no direction: it is at
    /// distance 0 from other rows of zeros and 1 from all else.
    record Cosine() implements Metric {
    }
}
