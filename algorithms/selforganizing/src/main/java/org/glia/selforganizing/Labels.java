package org.glia.selforganizing;

import java.util.Set;

import org.glia.api.Traits;
import org.glia.api.data.Task;

/// What neurons answer for the rows that they win.
public enum Labels {
    /// Where the data have a nominal target, the level that most of a neuron's training rows had.
    MAJORITY,
    /// Nothing: neurons are clusters, also where the data have a target.
    NONE;

    /// Without labels there is no classifier.
    Traits narrow(Traits declared) {
        return this == MAJORITY ? declared : declared.withTasks(Set.of(Task.CLUSTERING, Task.TRANSFORMATION));
    }
}
