package org.glia.experiments.report;

import java.util.List;
import java.util.Optional;

import org.glia.api.model.Table;

/// What a comparison of recipes says.
///
/// @param title     what was compared by which test
/// @param sentences why this test, what it found, how failures and ties were treated
/// @param tables    its numbers
/// @param ranks     the mean ranks over data sets, where the test goes by them
/// @param marks     which means are significantly better or worse than another recipe's; for the leaderboards
public record Finding(String title, List<String> sentences, List<Table> tables, Optional<MeanRanks> ranks, List<Mark> marks) {

    public Finding {
        sentences = List.copyOf(sentences);
        tables = List.copyOf(tables);
        marks = List.copyOf(marks);
    }

    /// Without ranks and marks.
    public static Finding of(String title, List<String> sentences, List<Table> tables) {
        return new Finding(title, sentences, tables, Optional.empty(), List.of());
    }

    /// A significant difference on one data set.
    ///
    /// @param data    the name of the data set
    /// @param measure by which the recipes were compared
    /// @param recipe  the recipe that is marked, as its leaderboard calls it
    /// @param better  whether it is better than the other; else it is worse
    /// @param against the other recipe, as its leaderboard calls it
    /// @param test    the test and its level, to stand behind "by": `the corrected t-test, p < 0.05 after Holm`
    public record Mark(String data, String measure, String recipe, boolean better, String against, String test) {
    }
}
