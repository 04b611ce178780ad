package org.glia.api.run;

import org.glia.api.data.Dataset;
import org.osgi.annotation.versioning.ConsumerType;

/// One pass of a data-parallel fit over all rows: sums over chunks, joined in a fixed tree. A step is a record of plain
/// data (the current parameters), one of a sealed family that the estimator declares, so that it can travel to where
/// the rows are as algorithm, step and data.
///
/// @param <L> the row-local state that the chunks were opened with
/// @param <A> the sums, plain data
@ConsumerType
public interface Step<L, A> {

    /// The sums of one chunk; may change the chunk's state.
    A accumulate(Dataset chunk, L local);

    /// The sums of two neighbouring stretches of rows, `left` before `right`; may reuse either.
    A merge(A left, A right);
}
