package org.glia.shell.verbs;

import java.time.Instant;

import org.glia.api.problem.CancelledException;
import org.glia.experiments.CellResult;
import org.glia.experiments.Conditions;
import org.glia.experiments.Plan;
import org.glia.experiments.Progress;
import org.glia.experiments.Results;
import org.glia.runtime.Outcome;

/// Looks on while an experiment runs: its progress, what was known already, and the failures as they come for who wants to see
/// traces.
final class Watch implements Progress {

    private final Desk desk;
    private final Desk.Bench bench;
    private final Instant start = Instant.now();
    private int known;

    Watch(Desk desk, Desk.Bench bench) {
        this.desk = desk;
        this.bench = bench;
    }

    /// Runs a plan to its end, or until its budget is spent.
    ///
    /// @throws CancelledException if the user ended it
    Results run(Plan plan, Conditions conditions) {
        bench.meter().reached(0, "0 of %d".formatted(plan.trials().size()));
        var results = desk.experiments().run(plan, conditions, this, bench.request().cancelled());
        if (bench.request().cancelled().getAsBoolean() && results.isCancelled()) {
            throw new CancelledException("cancelled; what was done is kept, and the same command goes on from there");
        }
        return results;
    }

    /// How many of the cells had been done before.
    int known() {
        return known;
    }

    @Override
    public void ended(int done, int total, CellResult latest) {
        if (latest.at().isBefore(start)) {
            known++;
        } else {
            // what is known takes no time, and would make the rest look short
            bench.meter().reached((double) (done - known) / Math.max(1, total - known), "%d of %d: %s on %s".formatted(done, total,
                    latest.trial().cell().recipe(), latest.trial().cell().data()));
        }
        if (desk.console().showsTraces() && latest.outcome() instanceof Outcome.Failed failed) {
            bench.meter().remark("%s failed: %s\n%s".formatted(Studies.title(latest), failed.message(), failed.trace().stripTrailing()));
        }
    }
}
