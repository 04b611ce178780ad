package org.glia.api.run;

import java.util.List;

import org.glia.api.data.Dataset;

/// Chunks in this process's memory.
final class LocalChunks<L> implements Chunks<L> {

    /// Numbers in a chunk: about half a megabyte, so that a chunk's rows stay in a core's second-level cache.
    private static final int NUMBERS = 1 << 16;
    private static final int MOST_ROWS = 1 << 14;
    private static final int FEWEST_ROWS = 64;

    private final Parallel parallel;
    private final List<Chunk<L>> chunks;

    private record Chunk<L>(Dataset rows, L local) {
    }

    LocalChunks(Dataset data, Opening<L> opening, Parallel parallel) {
        this.parallel = parallel;
        int size = Math.clamp(NUMBERS / Math.max(1, data.schema().featureWidth()), FEWEST_ROWS, MOST_ROWS);
        this.chunks = parallel.map(Parallel.chunks(data.rows(), size), chunk -> {
            var rows = data.rows(chunk * size, Math.min(data.rows(), (chunk + 1) * size));
            return new Chunk<>(rows, opening.open(rows));
        });
    }

    @Override
    public <A> A aggregate(Step<L, A> step) {
        var sums = parallel.map(chunks.size(), number -> {
            var chunk = chunks.get(number);
            return step.accumulate(chunk.rows(), chunk.local());
        });
        return parallel.merged(sums, step::merge);
    }
}
