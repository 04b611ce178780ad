package org.glia.experiments.report;

import java.util.List;
import java.util.Optional;

import org.glia.api.problem.GliaException;
import org.glia.experiments.Results;
import org.glia.experiments.statistics.Comparison;

/// What is written for others: results, and what comparisons say of them. The same report makes the same bytes; dates are
/// those at which trials ended.
///
/// @param results     the results of a study
/// @param comparisons what tests say of them, in the order in which they are told
public record Report(Results results, List<Comparison> comparisons) {

    public Report {
        comparisons = List.copyOf(comparisons);
    }

    public static Report of(Results results) {
        return new Report(results, List.of());
    }

    /// The leaderboards, each with the trials behind its lines.
    ///
    /// @param refusal why there are none: the trials of the study are on different rows, those of a learning curve say
    record Boards(List<Board> all, Optional<String> refusal) {
    }

    Boards boards() {
        try {
            return new Boards(Board.of(results), Optional.empty());
        } catch (GliaException e) {
            return new Boards(List.of(), Optional.of("There is no leaderboard: " + e.getMessage()));
        }
    }

    /// Every trial, in the order of the plan.
    List<Facts> cells() {
        return Facts.of(results.cells());
    }
}
