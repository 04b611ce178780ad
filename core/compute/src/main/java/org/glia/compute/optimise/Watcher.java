package org.glia.compute.optimise;

import org.osgi.annotation.versioning.ConsumerType;

/// Is told of the start of a search and of every iteration, for progress and history.
@ConsumerType
@FunctionalInterface
public interface Watcher {

    /// Nobody.
    Watcher NONE = (iteration, value, gradient) -> { };

    /// May throw, to end the search.
    ///
    /// @param iteration 0 for the start
    /// @param value     the function there
    /// @param gradient  as in [Convergence#gradient()]
    void iterated(int iteration, double value, double gradient);
}
