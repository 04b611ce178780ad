package org.glia.experiments.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glia.api.Score;
import org.glia.api.problem.DataException;
import org.glia.api.problem.Suggestion;

/// The part of a design that is complete, so that every recipe is judged by the same folds of the same data sets, and what
/// had to be left out for that.
///
/// A recipe that lacks a value where another has one loses the data set, for all; a recipe that has no complete data set
/// at all is left out itself.
///
/// @param recipes   two or more
/// @param blocks    one or more data sets
/// @param treatment what was left out, as sentences
record Blocks(List<String> recipes, List<Block> blocks, List<String> treatment) {

    private record Place(int repeat, int fold) {

        static Place of(CellScore cell) {
            return new Place(cell.repeat(), cell.fold());
        }

        @Override
        public String toString() {
            return Block.place(repeat, fold);
        }
    }

    /// The cells of one data set.
    ///
    /// @param places the folds in which some recipe has a value, in order
    private record Sheet(String data, Map<String, Map<Place, CellScore>> cells, List<Place> places) {

        static Sheet of(String data, List<CellScore> cells) {
            var byRecipe = new HashMap<String, Map<Place, CellScore>>();
            cells.forEach(cell -> byRecipe.computeIfAbsent(cell.recipe(), any -> new HashMap<>()).put(Place.of(cell), cell));
            return new Sheet(data, byRecipe, cells.stream().filter(cell -> absence(cell).isEmpty()).map(Place::of).distinct()
                    .sorted(Comparator.comparingInt(Place::repeat).thenComparingInt(Place::fold)).toList());
        }

        private static Optional<String> absence(CellScore cell) {
            return switch (cell.score()) {
                case Score.Value score -> Double.isFinite(score.value()) ? Optional.empty() : Optional.of("its score is infinite");
                case Score.Undefined why -> Optional.of(why.reason());
            };
        }

        /// Where a recipe lacks a value first and why, empty if it is complete.
        Optional<String> gap(String recipe) {
            var own = cells.getOrDefault(recipe, Map.of());
            if (own.isEmpty()) {
                return Optional.of("it was not run");
            }
            for (var place : places) {
                var why = Optional.ofNullable(own.get(place)).map(Sheet::absence).orElse(Optional.of("it was not run"));
                if (why.isPresent()) {
                    return Optional.of("%s: %s".formatted(place, why.get()));
                }
            }
            return places.isEmpty() ? Optional.of(own.values().stream().map(Sheet::absence).findFirst().orElseThrow().orElseThrow())
                    : Optional.empty();
        }

        List<Place> empty() {
            return cells.values().stream().flatMap(own -> own.keySet().stream()).distinct().filter(place -> !places.contains(place))
                    .sorted(Comparator.comparingInt(Place::repeat).thenComparingInt(Place::fold)).toList();
        }

        Block block(List<String> recipes) {
            var some = cells.get(recipes.getFirst());
            var scores = new LinkedHashMap<String, double[]>();
            recipes.forEach(recipe -> scores.put(recipe, places.stream()
                    .mapToDouble(place -> ((Score.Value) cells.get(recipe).get(place).score()).value()).toArray()));
            return new Block(data, scores, places.stream().mapToInt(place -> some.get(place).train()).toArray(),
                    places.stream().mapToInt(place -> some.get(place).test()).toArray(), correct(recipes));
        }

        private Optional<Map<String, boolean[]>> correct(List<String> recipes) {
            var correct = new HashMap<String, boolean[]>();
            recipes.forEach(recipe -> cells.get(recipe).get(places.getFirst()).correct().ifPresent(rows -> correct.put(recipe, rows)));
            return places.size() == 1 && correct.size() == recipes.size() ? Optional.of(correct) : Optional.empty();
        }
    }

    /// @throws DataException if fewer than two recipes or no data set are left, or the control is not; the message says why
    static Blocks of(Design design, Optional<String> control) {
        var all = design.recipes();
        control.filter(name -> !all.contains(name)).ifPresent(name -> {
            var near = Suggestion.didYouMean(name, all);
            throw new DataException("the control `%s` is none of the recipes compared%s".formatted(name, !near.isEmpty() ? near
                    : "; there are " + Words.listed(all.stream().map(recipe -> "`" + recipe + "`").toList())));
        });
        if (all.size() < 2) {
            throw new DataException("a comparison takes two recipes or more, and there is %s".formatted(all.isEmpty() ? "none" : "one"));
        }
        var sheets = design.data().stream()
                .map(data -> Sheet.of(data, design.cells().stream().filter(cell -> cell.data().equals(data)).toList())).toList();
        var treatment = new ArrayList<String>();
        var recipes = new ArrayList<String>();
        for (var recipe : all) {
            if (sheets.stream().anyMatch(sheet -> sheet.gap(recipe).isEmpty())) {
                recipes.add(recipe);
            } else {
                var sheet = sheets.getFirst();
                treatment.add("`%s` is left out, since it %s (%s, %s)".formatted(recipe, sheets.size() == 1
                        ? "lacks a value on " + sheet.data() : "is complete on no data set", sheet.data(), sheet.gap(recipe).orElseThrow()));
            }
        }
        control.filter(name -> !recipes.contains(name)).ifPresent(name -> {
            throw new DataException("there is nothing to compare the control `%s` by: %s".formatted(name, String.join("; ", treatment)));
        });
        if (recipes.size() < 2) {
            throw new DataException("fewer than two recipes are left to compare: " + String.join("; ", treatment));
        }
        var blocks = new ArrayList<Block>();
        for (var sheet : sheets) {
            var incomplete = recipes.stream().filter(recipe -> sheet.gap(recipe).isPresent()).toList();
            if (incomplete.isEmpty()) {
                blocks.add(sheet.block(recipes));
                if (!sheet.empty().isEmpty()) {
                    treatment.add("%s of %s %s left out, since no recipe has a value there".formatted(
                            String.join("; ", sheet.empty().stream().map(Place::toString).toList()), sheet.data(),
                            sheet.empty().size() == 1 ? "is" : "are"));
                }
            } else {
                treatment.add("%s is left out for every recipe, since `%s` lacks a value there (%s)%s".formatted(sheet.data(),
                        incomplete.getFirst(), sheet.gap(incomplete.getFirst()).orElseThrow(),
                        incomplete.size() == 1 ? "" : ", as %s".formatted(Words.listed(incomplete.subList(1, incomplete.size()).stream()
                                .map(recipe -> "`" + recipe + "`").toList()) + (incomplete.size() == 2 ? " does" : " do"))));
            }
        }
        if (blocks.isEmpty()) {
            throw new DataException("no data set has a value of every recipe; compare fewer recipes: " + String.join("; ", treatment));
        }
        if (treatment.isEmpty()) {
            treatment.add("every recipe has a value in every fold, and nothing was left out");
        } else {
            treatment.add("leaving out favours recipes that fail: see how often they do before trusting them");
        }
        return new Blocks(List.copyOf(recipes), List.copyOf(blocks), List.copyOf(treatment));
    }

    /// All pairs, or the control with each other recipe.
    List<List<String>> pairs(Optional<String> control) {
        var pairs = new ArrayList<List<String>>();
        for (int first = 0; first < recipes.size(); first++) {
            for (int second = 0; second < recipes.size(); second++) {
                var one = recipes.get(first);
                if (control.isPresent() ? one.equals(control.get()) && first != second : first < second) {
                    pairs.add(List.of(one, recipes.get(second)));
                }
            }
        }
        return pairs;
    }

    /// The differences of mean scores over the data sets.
    Differences differences(List<String> pair, boolean greaterIsBetter) {
        return Differences.of(means(pair.getFirst()), means(pair.getLast()), greaterIsBetter);
    }

    double[] means(String recipe) {
        return blocks.stream().mapToDouble(block -> block.mean(recipe)).toArray();
    }
}
