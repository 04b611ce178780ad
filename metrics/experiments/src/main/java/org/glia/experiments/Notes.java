package org.glia.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.glia.api.Score;
import org.glia.runtime.Outcome;

/// Says in sentences what the numbers of a leaderboard leave out.
final class Notes {

    private final List<String> sentences = new ArrayList<>();

    List<String> sentences() {
        return sentences;
    }

    void add(String sentence) {
        sentences.add(sentence);
    }

    /// What happened to the trials of a recipe.
    void addTrials(Standing standing, List<CellResult> cells) {
        var recipe = standing.recipe();
        var tally = standing.tally();
        cells.stream().filter(cell -> cell.outcome() instanceof Outcome.Skipped).findFirst().ifPresent(cell ->
                add("`%s` was skipped%s: %s".formatted(recipe, in(tally.skipped(), tally),
                        ((Outcome.Skipped) cell.outcome()).reason())));
        cells.stream().filter(cell -> cell.outcome() instanceof Outcome.Failed).findFirst().ifPresent(cell -> {
            var failure = (Outcome.Failed) cell.outcome();
            add("`%s` failed%s%s: %s (%s, %s)".formatted(recipe, in(tally.failed(), tally), treated(standing),
                    failure.message(), failure.phase(), place(cell)));
        });
        cells.stream().map(CellResult::outcome).filter(Outcome.TimedOut.class::isInstance).findFirst().ifPresent(outcome ->
                add("`%s` took longer than the %s it was given%s%s".formatted(recipe, Amounts.seconds(((Outcome.TimedOut) outcome).seconds()),
                        in(tally.timedOut(), tally), treated(standing))));
        if (tally.cancelled() > 0) {
            add("`%s` was not done%s%s".formatted(recipe, in(tally.cancelled(), tally), treated(standing)));
        }
        var warned = cells.stream().filter(cell -> !warnings(cell).isEmpty()).toList();
        if (!warned.isEmpty()) {
            var distinct = warned.stream().flatMap(cell -> warnings(cell).stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            add("`%s` warned%s: %s%s".formatted(recipe, in(warned.size(), tally), distinct.getFirst(),
                    distinct.size() == 1 ? "" : " (and said %d other things)".formatted(distinct.size() - 1)));
        }
    }

    private static List<String> warnings(CellResult cell) {
        return cell.outcome() instanceof Outcome.Done done ? done.warnings() : List.of();
    }

    private static String treated(Standing standing) {
        return standing.tally().done() == 0 ? "" : ", its means are over the others"
                + (standing.rank().isEmpty() ? " and it has no rank" : "");
    }

    /// Where a measure has no value for recipes that were worked through.
    void addUndefined(Yardstick measure, Map<String, List<CellResult>> byRecipe) {
        Predicate<CellResult> undefined = cell ->
                cell.score(measure.name()).filter(Score.Undefined.class::isInstance).isPresent();
        var recipes = new LinkedHashMap<String, List<String>>();
        byRecipe.forEach((recipe, cells) -> cells.stream().filter(undefined).findFirst().ifPresent(cell -> {
            var reason = ((Score.Undefined) cell.score(measure.name()).orElseThrow()).reason();
            int folds = (int) cells.stream().filter(undefined).count();
            var sentence = "has no value%s: %s".formatted(in(folds, Tally.of(cells)), reason);
            recipes.computeIfAbsent(sentence, any -> new ArrayList<>()).add("`" + recipe + "`");
        }));
        recipes.forEach((sentence, which) ->
                add("%s of %s %s".formatted(measure.name(), String.join(", ", which), sentence)));
    }

    private static String in(int folds, Tally tally) {
        return folds == tally.total() ? "" : " in %d of %d folds".formatted(folds, tally.total());
    }

    private static String place(CellResult cell) {
        var fold = cell.trial().cell().fold();
        return (fold.repeat() == 0 ? "" : "repeat %d, ".formatted(fold.repeat() + 1)) + "fold %d".formatted(fold.number() + 1);
    }
}
