package org.glia.runtime;

import java.util.function.BooleanSupplier;

import org.glia.api.run.RunListener;

/// What somebody who asks for work says beside the work itself.
///
/// @param seed      decides all random numbers
/// @param listener  is told about progress
/// @param cancelled whether the work is still wanted; asked often, from many threads
/// @param work      what it is, in a few words: told to whoever wants a plug-in gone that the work uses
public record Request(long seed, RunListener listener, BooleanSupplier cancelled, String work) {

    /// Work without a name.
    public Request(long seed, RunListener listener, BooleanSupplier cancelled) {
        this(seed, listener, cancelled, "a command");
    }

    /// Seed 0, nobody listens, never cancelled.
    public static Request plain() {
        return new Request(0, RunListener.none(), () -> false);
    }

    public Request withSeed(long other) {
        return new Request(other, listener, cancelled, work);
    }
}
