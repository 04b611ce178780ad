package org.glia.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import org.glia.api.problem.GliaException;

/// How much a cell may take. Bounded cells run in processes of their own, so that one that does not heed them is ended
/// without harm to the others.
///
/// @param time   wall time from its beginning to its end
/// @param memory bytes of objects
public record Bounds(Optional<Duration> time, OptionalLong memory) {

    /// @throws GliaException if the time is not above 0, or the memory less than 16 MB, with which Java does not start
    public Bounds {
        if (time.isPresent() && !time.get().isPositive()) {
            throw new GliaException("the time that a cell may take must be above 0");
        }
        if (memory.isPresent() && memory.getAsLong() < 16L << 20) {
            throw new GliaException("the memory that a cell may take must be 16 MB or more");
        }
    }

    public static Bounds none() {
        return new Bounds(Optional.empty(), OptionalLong.empty());
    }

    public boolean isNone() {
        return time.isEmpty() && memory.isEmpty();
    }
}
