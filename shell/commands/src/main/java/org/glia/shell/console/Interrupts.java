package org.glia.shell.console;

import org.jline.utils.Signals;

/// Ctrl-C while something runs.
@FunctionalInterface
public interface Interrupts {

    /// Until this is closed, Ctrl-C is what was asked for and not the end of the process.
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /// Calls `handler` at each Ctrl-C, on a thread of its own, until the watch is closed.
    Watch watch(Runnable handler);

    /// Those of this process.
    static Interrupts ofProcess() {
        return handler -> {
            var former = Signals.register("INT", handler);
            return () -> Signals.unregister("INT", former);
        };
    }

    /// There are none.
    static Interrupts none() {
        return handler -> () -> { };
    }
}
