package org.glia.experiments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import org.glia.api.Score;
import org.glia.api.data.Task;
import org.glia.api.problem.GliaException;
import org.glia.runtime.Outcome;

/// How recipes did on one data set, the best first. All were tested on the same rows, which is checked.
///
/// @param data      the name of the data set
/// @param task      the question
/// @param split     how the data set was split
/// @param measures  the measures that have a value somewhere; the first decides
/// @param standings the recipes: those with a rank by their rank, then the others
/// @param cells     all trials, by recipe in the order of `standings`, then by fold
/// @param notes     what the table does not show, as sentences: failures and how they were treated, skipped recipes,
///                  undefined measures, warnings
public record Leaderboard(String data, Task task, String split, List<Yardstick> measures, List<Standing> standings,
                          List<CellResult> cells, List<String> notes) {

    public Leaderboard {
        measures = List.copyOf(measures);
        standings = List.copyOf(standings);
        cells = List.copyOf(cells);
        notes = List.copyOf(notes);
    }

    /// @param cells the trials of one data set and question
    /// @throws GliaException if recipes were tested on different rows
    static Leaderboard of(List<Yardstick> known, List<CellResult> cells) {
        var byRecipe = new LinkedHashMap<String, List<CellResult>>();
        var columns = new Columns(cells);
        cells.stream().sorted(Comparator.comparing(Place::of))
                .forEach(cell -> byRecipe.computeIfAbsent(columns.name(cell), any -> new ArrayList<>()).add(cell));
        requireSameFolds(byRecipe);
        var notes = new Notes();
        var measures = measures(known, cells, notes);
        var standings = standings(measures, byRecipe);
        standings.forEach(standing -> notes.addTrials(standing, byRecipe.get(standing.recipe())));
        for (var measure : measures) {
            notes.addUndefined(measure, byRecipe);
        }
        var first = cells.getFirst().trial();
        return new Leaderboard(first.cell().data(), first.task(), first.split(), measures, standings,
                standings.stream().flatMap(standing -> byRecipe.get(standing.recipe()).stream()).toList(), notes.sentences());
    }

    /// Which fold a trial was about.
    private record Place(int repeat, int fold) implements Comparable<Place> {

        static Place of(CellResult cell) {
            var fold = cell.trial().cell().fold();
            return new Place(fold.repeat(), fold.number());
        }

        @Override
        public int compareTo(Place other) {
            return repeat != other.repeat ? Integer.compare(repeat, other.repeat) : Integer.compare(fold, other.fold);
        }
    }

    private static void requireSameFolds(Map<String, List<CellResult>> byRecipe) {
        record Rows(String data, String split) { }
        var rows = new LinkedHashMap<String, Map<Place, Rows>>();
        byRecipe.forEach((recipe, cells) -> cells.forEach(cell -> rows.computeIfAbsent(recipe, any -> new HashMap<>())
                .put(Place.of(cell), new Rows(cell.trial().fingerprint(), cell.trial().splitFingerprint()))));
        var first = rows.entrySet().iterator().next();
        rows.forEach((recipe, tested) -> {
            if (!tested.equals(first.getValue())) {
                throw new GliaException("`%s` and `%s` were tested on different rows of %s, so they cannot be compared"
                        .formatted(first.getKey(), recipe, byRecipe.get(recipe).getFirst().trial().cell().data()));
            }
        });
    }

    /// The measures that were asked for and have a value somewhere.
    private static List<Yardstick> measures(List<Yardstick> known, List<CellResult> cells, Notes notes) {
        var asked = cells.stream().flatMap(cell -> cell.trial().cell().measures().stream()).collect(Collectors.toSet());
        var measures = new ArrayList<Yardstick>();
        for (var measure : known) {
            if (asked.contains(measure.name())) {
                var scores = cells.stream().flatMap(cell -> cell.score(measure.name()).stream()).toList();
                if (scores.stream().anyMatch(Score.Value.class::isInstance)) {
                    measures.add(measure);
                } else if (!scores.isEmpty()) {
                    notes.add("%s is left out, since it has no value anywhere: %s".formatted(measure.name(),
                            ((Score.Undefined) scores.getFirst()).reason()));
                }
            }
        }
        return measures;
    }

    private static List<Standing> standings(List<Yardstick> measures, Map<String, List<CellResult>> byRecipe) {
        var unranked = byRecipe.entrySet().stream().map(column -> standing(measures, column.getKey(), column.getValue())).toList();
        if (measures.isEmpty()) {
            return unranked;
        }
        var decisive = measures.getFirst();
        var everywhere = new HashSet<Place>();
        byRecipe.values().forEach(cells -> everywhere.addAll(measured(decisive, cells)));
        var better = Comparator.comparingDouble((Standing standing) -> {
            double mean = standing.summaries().getFirst().mean().orElse(Double.NaN); // NaN comes last
            return decisive.greaterIsBetter() ? -mean : mean;
        });
        var complete = unranked.stream()
                .filter(standing -> measured(decisive, byRecipe.get(standing.recipe())).equals(everywhere))
                .sorted(better).toList();
        var ordered = new ArrayList<Standing>();
        for (int place = 0; place < complete.size(); place++) {
            var standing = complete.get(place);
            int rank = place > 0 && better.compare(complete.get(place - 1), standing) == 0
                    ? ordered.getLast().rank().getAsInt() : place + 1;
            ordered.add(new Standing(OptionalInt.of(rank), standing.recipe(), standing.canonical(), standing.summaries(),
                    standing.tally(), standing.fitSeconds()));
        }
        unranked.stream().filter(standing -> !complete.contains(standing)).sorted(better).forEach(ordered::add);
        return ordered;
    }

    /// The folds in which the measure has a value.
    private static Set<Place> measured(Yardstick measure, List<CellResult> cells) {
        return cells.stream().filter(cell -> cell.score(measure.name()).filter(Score.Value.class::isInstance).isPresent())
                .map(Place::of).collect(Collectors.toSet());
    }

    private static Standing standing(List<Yardstick> measures, String recipe, List<CellResult> cells) {
        var summaries = measures.stream().map(measure -> {
            var scores = cells.stream().flatMap(cell -> cell.score(measure.name()).stream()).toList();
            var values = scores.stream().filter(Score.Value.class::isInstance)
                    .mapToDouble(score -> ((Score.Value) score).value()).toArray();
            return Summary.of(values, scores.size() - values.length);
        }).toList();
        var fitSeconds = cells.stream().filter(cell -> cell.outcome() instanceof Outcome.Done)
                .mapToDouble(cell -> ((Outcome.Done) cell.outcome()).fitSeconds()).average();
        var trial = cells.getFirst().trial();
        return new Standing(OptionalInt.empty(), recipe, trial.canonical(), summaries, Tally.of(cells),
                fitSeconds);
    }
}
