package org.glia.runtime;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.run.Run;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/// Where work runs. What is asked of it is data (cells, aggregate steps of fits), so that a cluster can take the place
/// of this machine's threads.
@ProviderType
public interface Engine {

    /// How many threads work here.
    int workers();

    /// Work that is done on the engine's threads with a run of its own, and with a lease on the catalog while it lasts.
    ///
    /// @param <T> what the work makes; no object of a plug-in may be kept in it
    @ConsumerType
    @FunctionalInterface
    interface Work<T> {
        T perform(Catalog catalog, Run run) throws Exception;
    }

    /// Begins work; the future ends with its result, or fails with what it threw. It is cancelled through the request
    /// alone: cancelling the future does nothing to the work.
    ///
    /// @throws CancellationException if the engine has been shut down
    <T> Future<T> submit(Request request, Work<T> work);

    /// Works through cells, several at a time, and returns when all have ended. The number of workers has no influence
    /// on any outcome. A cell that fails hurts no other; cells that have not begun when the request is cancelled end as
    /// cancelled.
    ///
    /// @param request  what the cells have in common; their own seeds count. The listener hears nothing of cells that have bounds
    /// @param bounds   what each cell may take; without any, outcomes are the same, but for how much memory the cells took
    /// @param cells    begun in this order
    /// @param data     finds data sets by the names in the cells
    /// @param listener is told of each cell as it begins and ends
    /// @throws org.glia.api.problem.GliaException if cells cannot be bounded here
    void run(Request request, Bounds bounds, List<Cell> cells, Function<String, Dataset> data, CellListener listener);
}
