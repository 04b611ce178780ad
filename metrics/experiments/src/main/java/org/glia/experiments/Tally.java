package org.glia.experiments;

import java.util.List;

import org.glia.runtime.Outcome;

/// How the trials of a recipe ended.
public record Tally(int done, int failed, int timedOut, int skipped, int cancelled) {

    static Tally of(List<CellResult> cells) {
        return new Tally(count(cells, Outcome.Done.class), count(cells, Outcome.Failed.class), count(cells, Outcome.TimedOut.class),
                count(cells, Outcome.Skipped.class), count(cells, Outcome.Cancelled.class));
    }

    private static int count(List<CellResult> cells, Class<? extends Outcome> kind) {
        return (int) cells.stream().map(CellResult::outcome).filter(kind::isInstance).count();
    }

    public int total() {
        return done + failed + timedOut + skipped + cancelled;
    }
}
