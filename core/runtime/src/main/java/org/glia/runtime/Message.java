package org.glia.runtime;

import java.util.Optional;

import org.glia.api.data.Dataset;

/// What a process that works on cells and the one that started it say to each other. Plain data, so that it travels as
/// data trees do.
sealed interface Message {

    /// The worker is there.
    record Ready() implements Message {
    }

    /// The worker is to work through a cell.
    ///
    /// @param file        where its data set is
    /// @param fingerprint which data set that is
    record Work(Cell cell, String file, String fingerprint) implements Message {
    }

    /// The worker has the data and begins.
    record Begun() implements Message {
    }

    /// The worker is to end its cell.
    record Cancel() implements Message {
    }

    /// The cell has ended.
    ///
    /// @param outcome without answers
    /// @param answers those answers
    record Ended(Outcome outcome, Optional<Dataset> answers) implements Message {
    }

    /// The memory of the process did not suffice.
    record Exhausted(String phase, String trace) implements Message {
    }
}
