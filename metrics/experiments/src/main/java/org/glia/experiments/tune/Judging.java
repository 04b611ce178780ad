package org.glia.experiments.tune;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.glia.api.Score;
import org.glia.api.recipe.Recipe;
import org.glia.api.run.Folds;
import org.glia.experiments.Amounts;
import org.glia.experiments.CellResult;
import org.glia.experiments.Conditions;
import org.glia.experiments.Experiment;
import org.glia.experiments.Experiments;
import org.glia.experiments.Progress;
import org.glia.experiments.Resampling;
import org.glia.experiments.Study;
import org.glia.experiments.Summary;
import org.glia.experiments.Yardstick;
import org.glia.runtime.Outcome;

/// Judges recipes on folds, as trials of one study, as long as the search is wanted.
final class Judging {

    private final Experiments experiments;
    private final Tuning tuning;
    private final Study study;
    private final Conditions conditions;
    private final Progress progress;
    private final BooleanSupplier cancelled;
    private final int total;
    private final long start = System.nanoTime();
    private Optional<Yardstick> measure = Optional.empty();
    private int done;

    /// @param total how many trials there will be at most
    Judging(Experiments experiments, Tuning tuning, Conditions conditions, Progress progress, BooleanSupplier cancelled, int total) {
        this.experiments = experiments;
        this.tuning = tuning;
        this.study = tuning.study();
        this.conditions = conditions;
        this.progress = progress;
        this.cancelled = cancelled;
        this.total = total;
    }

    Study study() {
        return study;
    }

    /// What decides; known as soon as a recipe was judged that suits the data.
    Optional<Yardstick> measure() {
        return measure;
    }

    /// Whether more may be tried: it was not cancelled, and there is time left.
    boolean isWanted() {
        return !cancelled.getAsBoolean() && left().map(Duration::isPositive).orElse(true);
    }

    private Optional<Duration> left() {
        return conditions.budget().map(budget -> budget.minusNanos(System.nanoTime() - start));
    }

    /// What comes of recipes that are all different and whose settings are right; in their order.
    List<Attempt.End> judge(List<Recipe> recipes, Folds folds) {
        var left = left();
        if (!isWanted() || left.isPresent() && !left.get().isPositive() || recipes.isEmpty()) {
            return recipes.stream().<Attempt.End>map(recipe -> new Attempt.Unfinished()).toList();
        }
        var plan = experiments.plan(study, Experiment.of(List.of(tuning.data()), recipes)
                .withResampling(new Resampling.Given(folds)).withMeasures(tuning.measures()).withSeed(tuning.seed()));
        measure = measure.or(() -> plan.trials().stream().flatMap(trial -> trial.measures().stream().limit(1)).findFirst());
        var byRecipe = new LinkedHashMap<String, Map<String, CellResult>>();
        recipes.forEach(recipe -> byRecipe.put(recipe.toString(), new LinkedHashMap<>()));
        experiments.work(plan, new Conditions(conditions.bounds(), left, conditions.retry()), (_, _, latest) -> {
            var fold = latest.trial().cell().fold();
            byRecipe.get(latest.trial().cell().recipe()).put(fold.repeat() + "/" + fold.number(), latest);
            done++;
            progress.ended(done, Math.max(done, total), latest);
        }, cancelled);
        return byRecipe.values().stream().map(cells -> end(List.copyOf(cells.values()), folds.all().size())).toList();
    }

    private Attempt.End end(List<CellResult> cells, int folds) {
        if (cells.size() < folds || cells.stream().anyMatch(cell -> cell.outcome() instanceof Outcome.Cancelled)) {
            return new Attempt.Unfinished();
        }
        for (var cell : cells) {
            switch (cell.outcome()) {
                case Outcome.Skipped(var reason) -> {
                    return new Attempt.Refused(reason);
                }
                case Outcome.Failed failed -> {
                    return new Attempt.Failed("%s (%s)".formatted(failed.message(), failed.phase()));
                }
                case Outcome.TimedOut(var seconds) -> {
                    return new Attempt.Failed("it took longer than the %s it was given".formatted(Amounts.seconds(seconds)));
                }
                default -> {
                    var score = cell.score(measure.orElseThrow().name());
                    if (score.isEmpty() || score.get() instanceof Score.Undefined) {
                        return new Attempt.Failed("%s has no value%s".formatted(measure.get().name(), score.map(one ->
                                ": " + ((Score.Undefined) one).reason()).orElse("")));
                    }
                }
            }
        }
        var values = cells.stream().mapToDouble(cell ->
                ((Score.Value) cell.score(measure.orElseThrow().name()).orElseThrow()).value()).toArray();
        return new Attempt.Judged(Summary.of(values, 0));
    }
}
