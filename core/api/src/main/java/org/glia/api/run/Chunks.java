package org.glia.api.run;

import org.osgi.annotation.versioning.ProviderType;

/// The rows of a data set cut into chunks (by the data alone, never by the number of threads), each with its row-local
/// state, wherever the engine keeps them.
///
/// @param <L> the row-local state
@ProviderType
public interface Chunks<L> {

    /// Runs a step over all chunks and joins their sums in a fixed tree, so that the result has the same bits for any
    /// number of threads.
    <A> A aggregate(Step<L, A> step);
}
