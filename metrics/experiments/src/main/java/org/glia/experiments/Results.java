package org.glia.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import org.glia.api.data.Task;
import org.glia.api.problem.GliaException;
import org.glia.runtime.Outcome;

/// What an experiment has found out.
///
/// @param study    what it is kept under
/// @param measures all measures that were used
/// @param cells    how each trial ended, in the order of the plan
public record Results(Study study, List<Yardstick> measures, List<CellResult> cells) {

    public Results {
        measures = List.copyOf(measures);
        cells = List.copyOf(cells);
    }

    /// Whether the experiment ended before its time: by the user's wish, or because its budget was spent.
    public boolean isCancelled() {
        return cells.stream().anyMatch(cell -> cell.outcome() instanceof Outcome.Cancelled);
    }

    /// One leaderboard for each data set and question: recipes that answer different questions are not compared.
    ///
    /// @throws GliaException if recipes were tested on different rows
    public List<Leaderboard> leaderboards() {
        record Contest(String data, Task task) { }
        var contests = new LinkedHashMap<Contest, List<CellResult>>();
        for (var cell : cells) {
            var contest = new Contest(cell.trial().cell().data(), cell.trial().task());
            contests.computeIfAbsent(contest, any -> new ArrayList<>()).add(cell);
        }
        return contests.values().stream().map(contest -> Leaderboard.of(measures, contest)).toList();
    }
}
