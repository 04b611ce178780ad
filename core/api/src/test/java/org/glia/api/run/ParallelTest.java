package org.glia.api.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.glia.api.problem.CancelledException;
import org.junit.jupiter.api.Test;

class ParallelTest {

    @Test
    void sumsHaveTheSameBitsForAnyNumberOfThreads() {
        var stream = new RandomStream(1);
        var numbers = stream.doubles(100_003, -1, 1).toArray();
        var sums = IntStream.of(1, 2, 7).mapToDouble(threads -> {
            try (var pool = Executors.newFixedThreadPool(threads)) {
                return new Parallel(pool, threads, () -> { }).reduce(numbers.length, 1000, (chunk, from, to) -> {
                    double sum = 0;
                    for (int i = from; i < to; i++) {
                        sum += numbers[i];
                    }
                    return sum;
                }, Double::sum);
            }
        }).mapToLong(Double::doubleToLongBits).distinct().count();
        assertEquals(1, sums);
    }

    @Test
    void mergesNeighboursFirst() {
        var merged = new Parallel(Runnable::run, 2, () -> { }).merged(List.of("a", "b", "c", "d", "e"), (left, right) -> "(" + left + right + ")");
        assertEquals("(((ab)(cd))e)", merged);
    }

    @Test
    void nestedLoopsFinishOnOneThreadAndOnBusyPools() {
        try (var pool = Executors.newFixedThreadPool(2)) {
            var parallel = new Parallel(pool, 3, () -> { });
            var total = parallel.map(20, i -> parallel.map(20, j -> parallel.map(5, k -> 1).size()).stream()
                    .mapToInt(Integer::intValue).sum()).stream().mapToInt(Integer::intValue).sum();
            assertEquals(2000, total);
        }
    }

    @Test
    void aPoolThatRefusesLeavesTheWorkToTheCaller() {
        var parallel = new Parallel(task -> {
            throw new RejectedExecutionException("closed");
        }, 4, () -> { });
        assertEquals(List.of(0, 1, 4, 9), parallel.map(4, i -> i * i));
    }

    @Test
    void throwsTheFailureOfTheLowestNumberAndLeavesOutTheRest() {
        var begun = new AtomicInteger();
        var parallel = new Parallel(Runnable::run, 1, () -> { });
        var failure = assertThrows(IllegalStateException.class, () -> parallel.forEach(1000, i -> {
            begun.incrementAndGet();
            if (i >= 3) {
                throw new IllegalStateException("number " + i);
            }
        }));
        assertEquals("number 3", failure.getMessage());
        assertEquals(4, begun.get());
    }

    @Test
    void errorsOfABodyComeThroughAsTheyAre() {
        var parallel = new Parallel(Runnable::run, 2, () -> { });
        assertThrows(StackOverflowError.class, () -> parallel.forEach(2, i -> {
            throw new StackOverflowError();
        }));
    }

    @Test
    void cancellationEndsALoopBetweenPieces() {
        var done = new AtomicInteger();
        var parallel = new Parallel(Runnable::run, 1, () -> {
            if (done.get() == 5) {
                throw new CancelledException("cancelled");
            }
        });
        assertThrows(CancelledException.class, () -> parallel.forEach(1000, i -> done.incrementAndGet()));
        assertEquals(5, done.get());
    }

    @Test
    void nothingToDoIsDone() {
        new Parallel(Runnable::run, 4, () -> { }).forEach(0, i -> {
            throw new AssertionError();
        });
        assertThrows(IllegalArgumentException.class, () -> new Parallel(Runnable::run, 4, () -> { }).merged(List.<Integer>of(), Integer::sum));
        assertTrue(Parallel.chunks(10, 3) == 4 && Parallel.chunks(9, 3) == 3);
    }
}
