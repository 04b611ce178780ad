package org.glia.experiments.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.Catalog;
import org.glia.api.model.Series;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.api.run.Folds;
import org.glia.api.run.RandomStream;
import org.glia.experiments.Conditions;
import org.glia.experiments.Experiments;
import org.glia.experiments.Progress;
import org.glia.experiments.Summary;

/// Searches the settings with which a recipe does best. Its trials are trials of an experiment like any other: they are kept
/// under one study, what is known is not done again, and the number of workers changes nothing. The same seed makes the same
/// proposals from the same scores, so a search that was ended goes on where it stood.
public final class Tuner {

    private final Experiments experiments;
    private final Catalog catalog;

    /// @param catalog what the recipes are made of
    public Tuner(Experiments experiments, Catalog catalog) {
        this.experiments = experiments;
        this.catalog = catalog;
    }

    /// What a search will do at most.
    ///
    /// @param recipes how many recipes are tried on all rows, those that are judged again with more of a resource counted again
    /// @param fits    how many fits that makes with all folds, inner and outer
    public record Outlook(long recipes, long fits) {
    }

    /// @throws RecipeException if no recipe of the space is right
    /// @throws DataException   if no recipe of the space suits the data, or these cannot be split
    /// @throws GliaException   if the search makes no sense
    public Outlook outlook(Tuning tuning) {
        var work = new Work(tuning);
        return new Outlook(work.searching.recipes(), work.trials());
    }

    /// Searches, and returns when everything was tried, or the search was cancelled, or time was up.
    ///
    /// @param conditions what each trial may take, and the time after which no further one begins
    /// @param cancelled  whether the search is still wanted; asked often, from many threads
    /// @throws RecipeException as for [#outlook], and so the others
    public Tuned run(Tuning tuning, Conditions conditions, Progress progress, BooleanSupplier cancelled) {
        var work = new Work(tuning);
        return work.tuned(new Judging(experiments, tuning, conditions, progress, cancelled,
                (int) Math.min(work.trials(), Integer.MAX_VALUE)));
    }

    /// Searches without anybody watching.
    public Tuned run(Tuning tuning) {
        return run(tuning, Conditions.standard(), Progress.none(), () -> false);
    }

    private final class Work {

        private final Tuning tuning;
        private final Space space;
        private final Searching searching;
        private final Optional<Folds> outer;
        private final List<Searching> within = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Work(Tuning tuning) {
            this.tuning = tuning;
            this.space = Space.of(Declared.of(tuning.space(), catalog), catalog);
            space.require(catalog, tuning.data(), tuning.seed());
            this.searching = searching(tuning.inner().folds(tuning.data(), tuning.seed()), tuning.seed());
            this.outer = tuning.outer().map(resampling -> resampling.folds(tuning.data(), tuning.seed()));
            outer.ifPresent(folds -> {
                for (int i = 0; i < folds.all().size(); i++) {
                    long seed = RandomStream.derive(RandomStream.derive(tuning.seed(), "outer fold"), i);
                    within.add(searching(Partition.within(tuning.data(), folds.all().get(i).train(), tuning.inner(), tuning.seed(),
                            "outer fold %d of %s".formatted(i + 1, folds.definition())), seed));
                }
            });
        }

        private Searching searching(Folds folds, long seed) {
            return new Searching(space, tuning.search(), catalog, tuning.data(), folds, seed);
        }

        long trials() {
            return searching.trials() + within.stream().mapToLong(one -> one.trials() + 1).sum();
        }

        Tuned tuned(Judging judging) {
            searching.run(judging);
            var best = searching.best(judging.measure());
            var nested = outer.flatMap(folds -> nested(folds, judging));
            boolean complete = searching.isComplete() && within.stream().allMatch(Searching::isComplete);
            tell(judging, complete);
            best.ifPresent(found ->
                    notes.addAll(new Borders(space, catalog).of(searching.point(found), searching.growing())));
            return new Tuned(judging.study(), judging.measure(), best, searching.attempts(), reaches(best), progress(judging), nested,
                    notes, complete);
        }

        private Optional<Tuned.Nested> nested(Folds folds, Judging judging) {
            var judged = new ArrayList<Tuned.OuterFold>();
            for (int i = 0; i < within.size() && judging.isWanted(); i++) {
                var search = within.get(i);
                search.run(judging);
                var best = search.isComplete() ? search.best(judging.measure()) : Optional.<Attempt>empty();
                int fold = i;
                judged.add(new Tuned.OuterFold(i + 1, best, best.map(found -> judging.judge(List.of(Recipe.parse(found.recipe())),
                        Partition.only(folds, fold)).getFirst()).orElseGet(() -> search.isComplete()
                        ? new Attempt.Failed("no recipe could be judged on its training rows") : new Attempt.Unfinished())));
            }
            var values = judged.stream().filter(one -> one.end() instanceof Attempt.Judged).mapToDouble(one ->
                    ((Attempt.Judged) one.end()).score().mean().orElseThrow()).toArray();
            judged.stream().filter(one -> one.end() instanceof Attempt.Failed).forEach(one ->
                    notes.add("the nested score lacks outer fold %d: %s".formatted(one.number(), ((Attempt.Failed) one.end()).reason())));
            return values.length == 0 ? Optional.empty() : Optional.of(new Tuned.Nested(Summary.of(values, 0), judged));
        }

        private void tell(Judging judging, boolean complete) {
            var attempts = searching.attempts();
            tell(attempts, Attempt.Refused.class, "were refused");
            tell(attempts, Attempt.Failed.class, "failed");
            long wanted = searching.recipes();
            if (searching.isComplete() && attempts.size() < wanted && !(tuning.search() instanceof Search.Grid)) {
                notes.add("no more than %d different recipes were found, so that %d were tried instead of %d"
                        .formatted(attempts.stream().map(Attempt::recipe).distinct().count(), attempts.size(), wanted));
            }
            if (!complete) {
                long judged = attempts.stream().filter(attempt -> !(attempt.end() instanceof Attempt.Unfinished)).count();
                notes.add("the search ended early, after %d of %d recipes%s; run it again with more time, and it goes on from there"
                        .formatted(judged, wanted, outer.isPresent() && searching.isComplete() ? " and not all outer folds" : ""));
            }
        }

        private void tell(List<Attempt> attempts, Class<? extends Attempt.End> kind, String word) {
            var reasons = new LinkedHashMap<String, Integer>();
            attempts.stream().map(Attempt::end).filter(kind::isInstance).forEach(end -> reasons.merge(switch (end) {
                case Attempt.Refused(var reason) -> reason;
                case Attempt.Failed(var reason) -> reason;
                default -> "";
            }, 1, Integer::sum));
            int count = reasons.values().stream().mapToInt(Integer::intValue).sum();
            if (count > 0) {
                int others = reasons.size() - 1;
                notes.add("%d of %d recipes %s: %s%s".formatted(count, attempts.size(), word, reasons.keySet().iterator().next(),
                        others == 0 ? "" : " (and for %d other reason%s)".formatted(others, others == 1 ? "" : "s")));
            }
        }

        private List<Tuned.Reach> reaches(Optional<Attempt> best) {
            return space.dimensions().stream().map(dimension -> new Tuned.Reach(dimension.name(), dimension.source().toString(),
                    tried(dimension), best.map(attempt -> attempt.values().get(dimension.index())).orElse(""))).toList();
        }

        /// `0.02 .. 9.1` for numbers, `linear 12, rbf 38` for alternatives.
        private String tried(Dimension dimension) {
            var chosen = searching.attempts().stream().mapToDouble(attempt -> searching.point(attempt)[dimension.index()])
                    .filter(x -> !Double.isNaN(x)).toArray();
            if (chosen.length == 0) {
                return "";
            }
            return switch (dimension) {
                case Dimension.Numeric range -> "%s .. %s".formatted(range.value(Arrays.stream(chosen).min().getAsDouble()),
                        range.value(Arrays.stream(chosen).max().getAsDouble()));
                case Dimension.Choice choice -> IntStream.range(0, choice.size()).mapToObj(alternative -> "%s %d".formatted(
                        choice.word(alternative), Arrays.stream(chosen).filter(x -> x == alternative).count()))
                        .collect(Collectors.joining(", "));
            };
        }

        private Series progress(Judging judging) {
            var steps = new ArrayList<Double>();
            var values = new ArrayList<Double>();
            var best = Optional.<Attempt>empty();
            for (var attempt : searching.attempts()) {
                if (attempt.end() instanceof Attempt.Judged && (best.isEmpty()
                        || Tuned.better(judging.measure().orElseThrow().greaterIsBetter()).compare(attempt, best.get()) < 0)) {
                    best = Optional.of(attempt);
                }
                if (best.isPresent()) {
                    steps.add((double) attempt.number());
                    values.add(best.get().mean().orElseThrow());
                }
            }
            return new Series("best " + judging.measure().map(measure -> measure.name()).orElse("value"),
                    steps.stream().mapToDouble(Double::doubleValue).toArray(), values.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
