package org.glia.experiments.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A critical difference diagram as data (Demsar 2006, 4.2): recipes on an axis of average ranks, and bars that join those
/// whose ranks are not significantly different.
///
/// @param places             the recipes, the best average rank first
/// @param criticalDifference how far apart average ranks must be to differ significantly
/// @param procedure          whose critical difference: `Nemenyi` or `Bonferroni-Dunn`
/// @param alpha              at which level
/// @param control            the recipe that the others are compared with, if only with that
/// @param groups             the bars, the best first. Without a control, the largest groups of which no two members differ
///                           significantly, two members each at least; with one, the group of it and those that do not
///                           differ from it
public record RankDiagram(List<Place> places, double criticalDifference, String procedure, double alpha,
                          Optional<String> control, List<Group> groups) {

    public RankDiagram {
        places = List.copyOf(places);
        groups = List.copyOf(groups);
    }

    /// Where a recipe stands.
    public record Place(String recipe, double averageRank) {
    }

    /// A bar.
    ///
    /// @param best    the average rank at which it begins
    /// @param worst   the one at which it ends
    /// @param recipes whom it joins, the best first
    public record Group(double best, double worst, List<String> recipes) {

        public Group {
            recipes = List.copyOf(recipes);
        }

        private static Group of(List<Place> places) {
            return new Group(places.getFirst().averageRank(), places.getLast().averageRank(),
                    places.stream().map(Place::recipe).toList());
        }
    }

    /// All pairs, by Nemenyi's critical difference.
    ///
    /// @param recipes their names, in the order of the test's average ranks
    public static RankDiagram nemenyi(Friedman test, List<String> recipes, double alpha) {
        var places = places(test, recipes);
        double apart = CriticalDifference.nemenyi(test.recipes(), test.data(), alpha);
        var groups = new ArrayList<Group>();
        int reached = 0;
        for (int from = 0; from < places.size(); from++) {
            int to = from + 1;
            while (to < places.size() && places.get(to).averageRank() - places.get(from).averageRank() < apart) {
                to++;
            }
            if (to - from > 1 && to > reached) { // otherwise an earlier bar covers it
                groups.add(Group.of(places.subList(from, to)));
            }
            reached = Math.max(reached, to);
        }
        return new RankDiagram(places, apart, "Nemenyi", alpha, Optional.empty(), groups);
    }

    /// All recipes against one, by the critical difference of Bonferroni and Dunn.
    ///
    /// @param control the index of the recipe that the others are compared with
    public static RankDiagram bonferroniDunn(Friedman test, List<String> recipes, int control, double alpha) {
        var places = places(test, recipes);
        double apart = CriticalDifference.bonferroniDunn(test.recipes(), test.data(), alpha);
        double rank = test.averageRanks().get(control);
        var near = places.stream().filter(place -> Math.abs(place.averageRank() - rank) < apart).toList();
        return new RankDiagram(places, apart, "Bonferroni-Dunn", alpha, Optional.of(recipes.get(control)),
                near.size() > 1 ? List.of(Group.of(near)) : List.of());
    }

    private static List<Place> places(Friedman test, List<String> recipes) {
        return IntStream.range(0, test.recipes()).mapToObj(i -> new Place(recipes.get(i), test.averageRanks().get(i)))
                .sorted(Comparator.comparingDouble(Place::averageRank)).toList();
    }
}
