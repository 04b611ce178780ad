package org.glia.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Pieces of work on several threads that begin at the same time.
final class Together {

    static final int THREADS = 4;

    private Together() {
    }

    /// The results of `work` for 0 to `count - 1`, in that order.
    ///
    /// @throws Violation if a piece fails
    static <T> List<T> run(int count, IntFunction<T> work) {
        var begin = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                futures.add(threads.submit(() -> {
                    begin.await();
                    return work.apply(number);
                }));
            }
            begin.countDown();
            return futures.stream().map(Together::result).toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Violation violation) {
                throw violation.in("on one of %d threads at once".formatted(THREADS));
            }
            throw new IllegalStateException("a piece of work failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was interrupted", e);
        }
    }
}
