package org.glia.experiments.tune;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/// All points of a grid.
final class GridProposals implements Proposals {

    private static final int BATCH = 32;

    private final Iterator<double[]> left;

    GridProposals(Space space, int points) {
        this.left = space.grid(points).iterator();
    }

    @Override
    public List<double[]> next(List<Tried> tried, Predicate<double[]> isNew) {
        var batch = new ArrayList<double[]>();
        while (left.hasNext() && batch.size() < BATCH) {
            var point = left.next();
            if (isNew.test(point)) {
                batch.add(point);
            }
        }
        return batch;
    }
}
