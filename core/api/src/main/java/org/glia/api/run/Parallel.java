package org.glia.api.run;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/// Loops on several threads whose results do not depend on how many there are: what is computed together is fixed by
/// the sizes alone, and partial results are merged in a fixed tree. Calls may be nested; the thread that calls works
/// itself and idle ones help, so nesting never needs more threads.
@ProviderType
public final class Parallel {

    private final Executor helpers;
    private final int threads;
    private final Runnable checkCancelled;

    /// @param helpers        runs the helping hands; may refuse them, then the caller works alone
    /// @param threads        most threads that one loop keeps busy, the caller included
    /// @param checkCancelled called before each piece of work; throws to end the loop
    public Parallel(Executor helpers, int threads, Runnable checkCancelled) {
        this.helpers = helpers;
        this.threads = threads;
        this.checkCancelled = checkCancelled;
    }

    /// Loops in the calling thread alone.
    public static Parallel sequential() {
        return new Parallel(Runnable::run, 1, () -> { });
    }

    /// Most threads that one loop keeps busy, the caller included. For choosing how much each piece of work is, never what
    /// is computed.
    public int threads() {
        return threads;
    }

    /// Work on rows `from` to `to` (exclusive), chunk number `chunk`.
    @ConsumerType
    @FunctionalInterface
    public interface ChunkBody {
        void run(int chunk, int from, int to);
    }

    /// A result for rows `from` to `to` (exclusive), chunk number `chunk`.
    @ConsumerType
    @FunctionalInterface
    public interface ChunkFunction<T> {
        T apply(int chunk, int from, int to);
    }

    /// Runs `body` for 0 to `count - 1`, each once, in no particular order.
    ///
    /// @throws RuntimeException the exception of the lowest number that failed; numbers not yet begun are left out
    public void forEach(int count, java.util.function.IntConsumer body) {
        new Loop(count, body, checkCancelled).run(helpers, threads);
    }

    /// The results of `task` for 0 to `count - 1`, in that order.
    public <T> List<T> map(int count, IntFunction<T> task) {
        var results = new Object[count];
        forEach(count, i -> results[i] = task.apply(i));
        @SuppressWarnings("unchecked")
        var typed = (List<T>) Arrays.asList(results);
        return typed;
    }

    /// How many chunks of `chunkSize` cover `n` rows.
    public static int chunks(int n, int chunkSize) {
        return Math.ceilDiv(n, chunkSize);
    }

    /// Runs `body` once for each chunk of `chunkSize` rows (the last may be smaller) out of `n`.
    public void chunked(int n, int chunkSize, ChunkBody body) {
        forEach(chunks(n, chunkSize), chunk -> body.run(chunk, chunk * chunkSize, Math.min(n, (chunk + 1) * chunkSize)));
    }

    /// The chunks' results merged in a fixed tree: neighbours first, then neighbours of those.
    ///
    /// @throws IllegalArgumentException if `n` is 0: nothing has no sum
    public <T> T reduce(int n, int chunkSize, ChunkFunction<T> map, BinaryOperator<T> merge) {
        return merged(map(chunks(n, chunkSize),
                chunk -> map.apply(chunk, chunk * chunkSize, Math.min(n, (chunk + 1) * chunkSize))), merge);
    }

    /// Merges neighbours, then neighbours of those, until one is left; the merges of one round run side by side.
    ///
    /// @throws IllegalArgumentException if there is nothing to merge
    public <T> T merged(List<T> parts, BinaryOperator<T> merge) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("nothing to merge");
        }
        var round = parts;
        while (round.size() > 1) {
            var now = round;
            round = map((now.size() + 1) / 2, pair -> 2 * pair + 1 < now.size()
                    ? merge.apply(now.get(2 * pair), now.get(2 * pair + 1)) : now.get(2 * pair));
        }
        return round.getFirst();
    }
}
