package org.glia.tck;

import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Task;

/// Data to try an estimator on.
///
/// @param name  what messages call it
/// @param task  the question that is asked of it
/// @param train the rows to fit
/// @param fresh further rows of the same kind
/// @param truth what the answers should find, where it does not stand in the rows: the groups of clusters, 1 for
///              strange rows
record Specimen(String name, Task task, Dataset train, Dataset fresh, Optional<Truth> truth) {

    /// One number for each row.
    record Truth(int[] train, int[] fresh) {
    }
}
