package org.glia.api.run;

import org.glia.api.data.Dataset;
import org.osgi.annotation.versioning.ConsumerType;

/// Makes the row-local state of a chunk of rows (bounds, gradients, the leaf of each row), which stays with the chunk
/// from step to step. A record, so that it can travel as data.
///
/// @param <L> the state, mutable; one chunk's state is used by one thread at a time
@ConsumerType
@FunctionalInterface
public interface Opening<L> {

    L open(Dataset chunk);
}
