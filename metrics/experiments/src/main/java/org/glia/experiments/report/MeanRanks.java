package org.glia.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The mean ranks of recipes over data sets, and how far apart two must be to differ significantly.
///
/// @param recipes            the recipes
/// @param ranks              one for each recipe; 1 for one that is best everywhere
/// @param criticalDifference the least significant difference
/// @param test               what it is from: `Nemenyi, p < 0.05`
/// @param control            the recipe that all others were compared with (Bonferroni-Dunn); empty if each was with each
public record MeanRanks(List<String> recipes, List<Double> ranks, double criticalDifference, String test,
                        Optional<String> control) {

    /// @throws IllegalArgumentException if there is not one rank for each recipe, or the control is none of them
    public MeanRanks {
        recipes = List.copyOf(recipes);
        ranks = List.copyOf(ranks);
        if (recipes.size() != ranks.size() || recipes.isEmpty()) {
            throw new IllegalArgumentException("%d ranks for %d recipes".formatted(ranks.size(), recipes.size()));
        }
        if (control.isPresent() && !recipes.contains(control.get())) {
            throw new IllegalArgumentException("no rank for `%s`".formatted(control.get()));
        }
    }

    /// The recipes' places in the lists, by rank.
    List<Integer> order() {
        return IntStream.range(0, ranks.size()).boxed().sorted(Comparator.comparing(ranks::get)).toList();
    }

    /// The largest groups of recipes among which no two differ significantly, as the lowest and highest rank of each.
    List<double[]> groups() {
        var sorted = ranks.stream().sorted().toList();
        var groups = new ArrayList<double[]>();
        int reached = -1;
        for (int first = 0; first < sorted.size(); first++) {
            int last = first;
            while (last + 1 < sorted.size() && sorted.get(last + 1) - sorted.get(first) < criticalDifference) {
                last++;
            }
            if (last > first && last > reached) {
                groups.add(new double[] {sorted.get(first), sorted.get(last)});
                reached = last;
            }
        }
        return groups;
    }
}
