package org.glia.experiments.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.glia.api.run.RandomStream;

/// Points drawn evenly and independently (Bergstra and Bengio 2012), none twice.
final class RandomProposals implements Proposals {

    private static final int BATCH = 32;
    /// How often one draws in vain before a space is held to be exhausted.
    private static final int PATIENCE = 200;

    private final Space space;
    private final int trials;
    private final long seed;

    RandomProposals(Space space, int trials, long seed) {
        this.space = space;
        this.trials = trials;
        this.seed = seed;
    }

    @Override
    public List<double[]> next(List<Tried> tried, Predicate<double[]> isNew) {
        var batch = new ArrayList<double[]>();
        while (batch.size() < BATCH && tried.size() + batch.size() < trials) {
            var point = draw(space, RandomStream.of(seed, "random proposal", tried.size() + batch.size()), isNew);
            if (point.isEmpty()) {
                break;
            }
            batch.add(point.get());
        }
        return batch;
    }

    /// A point that is new; empty if there seems to be none.
    static Optional<double[]> draw(Space space, RandomStream random, Predicate<double[]> isNew) {
        for (int attempt = 0; attempt < PATIENCE; attempt++) {
            var point = space.random(random);
            if (isNew.test(point)) {
                return Optional.of(point);
            }
        }
        return Optional.empty();
    }
}
