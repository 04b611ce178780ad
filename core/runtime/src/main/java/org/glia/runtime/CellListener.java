package org.glia.runtime;

import org.osgi.annotation.versioning.ConsumerType;

/// Keeps the books of cells while an engine works through them. Called from the engine's threads, one call at a time.
@ConsumerType
public interface CellListener {

    /// A cell is about to begin.
    ///
    /// @return whether it is still to be done here; if not, nothing more is heard of it
    default boolean begins(Cell cell) {
        return true;
    }

    /// A cell has ended. Not all have begun: those that had not when the request was cancelled end as cancelled.
    void ended(Cell cell, Outcome outcome);
}
