package org.glia.api.run;

import org.osgi.annotation.versioning.ConsumerType;

/// Is told what runs say; called from any of their threads, so it must be quick and safe.
@ConsumerType
public interface RunListener {

    /// @param path     which part of the run, empty for the whole
    /// @param fraction from 0 to 1
    default void progress(String path, double fraction, String what) {
    }

    default void record(String path, String line, double step, double value) {
    }

    default void warn(String path, String message) {
    }

    /// Listens to nothing.
    static RunListener none() {
        return new RunListener() { };
    }
}
