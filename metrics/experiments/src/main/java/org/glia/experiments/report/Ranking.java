package org.glia.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.glia.experiments.statistics.RankDiagram;

/// A critical difference diagram as a table: recipes by average rank, with a column for each bar.
final class Ranking {

    private Ranking() {
    }

    static String title(RankDiagram diagram) {
        return "Average ranks, critical difference %s (%s, alpha %s)".formatted(rounded(diagram.criticalDifference()), diagram.procedure(),
                diagram.alpha()) + (diagram.groups().isEmpty() ? "" : diagram.control().map(control ->
                "; who is marked does not differ significantly from " + control).orElse("; who shares a column of marks does not differ significantly"));
    }

    static List<String> headings(RankDiagram diagram) {
        var headings = new ArrayList<>(List.of("average rank", "recipe"));
        diagram.groups().forEach(group -> headings.add(""));
        return headings;
    }

    static List<Boolean> numeric(RankDiagram diagram) {
        var numeric = new ArrayList<>(List.of(true, false));
        diagram.groups().forEach(group -> numeric.add(false));
        return numeric;
    }

    /// @param mark what stands in the columns of those that a bar joins
    static List<List<String>> rows(RankDiagram diagram, String mark) {
        return diagram.places().stream().map(place -> {
            var row = new ArrayList<>(List.of(rounded(place.averageRank()), place.recipe()));
            diagram.groups().forEach(group -> row.add(group.recipes().contains(place.recipe()) ? mark : ""));
            return List.copyOf(row);
        }).toList();
    }

    static String rounded(double rank) {
        return String.format(Locale.ROOT, "%.3f", rank);
    }
}
