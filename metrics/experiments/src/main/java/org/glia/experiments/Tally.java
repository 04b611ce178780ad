package org.glia.experiments;

import java.util.List;

import org.glia.runtime.Outcome;

/// How the trials of a recipe ended.
public record Tally(int done, int failed, int skipped, int cancelled) {

    static Tally of(List<CellResult> cells) {
        int done = 0;
        int failed = 0;
        int skipped = 0;
        int cancelled = 0;
        for (var cell : cells) {
            switch (cell.outcome()) {
                case Outcome.Done any -> done++;
                case Outcome.Failed any -> failed++;
                case Outcome.Skipped any -> skipped++;
                case Outcome.Cancelled any -> cancelled++;
            }
        }
        return new Tally(done, failed, skipped, cancelled);
    }

    public int total() {
        return done + failed + skipped + cancelled;
    }
}
