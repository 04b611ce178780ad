package org.glia.runtime;

import java.util.function.BooleanSupplier;

import org.glia.api.run.RunListener;

/// What somebody who asks for work says beside the work itself.
///
/// @param seed      decides all random numbers
/// @param listener  is told about progress
/// @param cancelled whether the work is still wanted; asked often, from many threads
public record Request(long seed, RunListener listener, BooleanSupplier cancelled) {

    /// Seed 0, nobody listens, never cancelled.
    public static Request plain() {
        return new Request(0, RunListener.none(), () -> false);
    }

    public Request withSeed(long other) {
        return new Request(other, listener, cancelled);
    }
}
