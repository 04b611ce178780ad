package org.glia.api.run;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;

import org.glia.api.data.Task;

/// What a run on this machine is made of.
///
/// @param seed      decides all random numbers
/// @param task      the question
/// @param helpers   threads that may help with parallel loops
/// @param threads   most threads that one loop keeps busy
/// @param listener  is told about progress
/// @param cancelled whether the user wants the run to end
/// @param recipes   fits nested recipes; empty where there are none
public record RunSetup(long seed, Task task, Executor helpers, int threads, RunListener listener,
                       BooleanSupplier cancelled, Optional<Recipes> recipes) {

    /// @throws IllegalArgumentException if there is not at least one thread
    public RunSetup {
        if (threads < 1) {
            throw new IllegalArgumentException("a run needs at least one thread, not " + threads);
        }
    }

    /// All processors, no listener, no nested recipes.
    public static RunSetup of(long seed) {
        return new RunSetup(seed, Task.CLASSIFICATION, ForkJoinPool.commonPool(),
                Runtime.getRuntime().availableProcessors(), RunListener.none(), () -> false, Optional.empty());
    }

    public RunSetup withThreads(int count) {
        return new RunSetup(seed, task, helpers, count, listener, cancelled, recipes);
    }

    public RunSetup withHelpers(Executor pool, int count) {
        return new RunSetup(seed, task, pool, count, listener, cancelled, recipes);
    }

    public RunSetup withListener(RunListener told) {
        return new RunSetup(seed, task, helpers, threads, told, cancelled, recipes);
    }

    public RunSetup withCancelled(BooleanSupplier wanted) {
        return new RunSetup(seed, task, helpers, threads, listener, wanted, recipes);
    }

    public RunSetup withRecipes(Recipes nested) {
        return new RunSetup(seed, task, helpers, threads, listener, cancelled, Optional.of(nested));
    }
}
