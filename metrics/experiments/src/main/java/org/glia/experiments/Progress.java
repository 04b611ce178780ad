package org.glia.experiments;

import org.osgi.annotation.versioning.ConsumerType;

/// Is told how far an experiment is; called from the engine's threads, one call at a time.
@ConsumerType
@FunctionalInterface
public interface Progress {

    /// A trial has ended.
    ///
    /// @param done   how many have ended, each time one more
    /// @param total  how many there are
    /// @param latest the one that has just ended
    void ended(int done, int total, CellResult latest);

    /// Tells nobody.
    static Progress none() {
        return (done, total, latest) -> { };
    }
}
