package org.glia.api.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// One parallel loop. The caller takes numbers like everybody else and waits only for numbers that others are already
/// working on, so a loop inside a loop cannot starve.
final class Loop {

    private final int count;
    private final IntConsumer body;
    private final Runnable checkCancelled;
    private final AtomicInteger next = new AtomicInteger();
    /// Numbers whose work is over, or was left out after a failure.
    private final CountDownLatch done;
    private int failedAt = Integer.MAX_VALUE;
    private Throwable failure;

    Loop(int count, IntConsumer body, Runnable checkCancelled) {
        this.count = count;
        this.body = body;
        this.checkCancelled = checkCancelled;
        this.done = new CountDownLatch(count);
    }

    void run(Executor helpers, int threads) {
        for (int helper = 1; helper < Math.min(threads, count); helper++) {
            try {
                helpers.execute(this::work);
            } catch (RejectedExecutionException e) {
                break; // a pool that is shutting down: the caller does the work
            }
        }
        work();
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // what others are at must end before the caller's data may go
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rethrow();
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            try {
                if (!isBehindFailure(i)) {
                    checkCancelled.run();
                    body.accept(i);
                }
            } catch (Throwable e) {
                fail(i, e);
            } finally {
                done.countDown();
            }
        }
    }

    /// Lower numbers are still carried out: theirs would be the exception to throw.
    private synchronized boolean isBehindFailure(int i) {
        return i > failedAt;
    }

    private synchronized void fail(int i, Throwable e) {
        if (i < failedAt) {
            failedAt = i;
            failure = e;
        }
    }

    private synchronized void rethrow() {
        switch (failure) {
            case null -> { }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError("the body of a loop throws no checked exceptions", failure);
        }
    }
}
