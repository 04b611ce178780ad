package org.glia.experiments.tune;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.glia.api.Catalog;
import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.api.run.Folds;
import org.glia.api.run.RandomStream;
import org.glia.experiments.Yardstick;

/// One search on given folds.
final class Searching {

    private final Space space;
    private final Search search;
    private final Catalog catalog;
    private final Dataset data;
    private final Folds folds;
    private final long seed;
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<double[]> points = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private boolean complete;

    Searching(Space space, Search search, Catalog catalog, Dataset data, Folds folds, long seed) {
        this.space = space;
        this.search = search;
        this.catalog = catalog;
        this.data = data;
        this.folds = folds;
        this.seed = seed;
    }

    /// How many recipes are judged at most, those that are judged again counted again.
    ///
    /// @throws GliaException if that makes no sense: a grid of millions, a resource that does not exist
    long recipes() {
        return switch (search) {
            case Search.Grid(int values) -> {
                var size = space.gridSize(values);
                if (size.bitLength() > Integer.SIZE || size.longValue() > Search.Grid.MOST) {
                    throw new GliaException(("the grid has %s recipes, more than the %d that a grid may have; take fewer points, "
                            + "narrow the ranges, or search at random").formatted(size, Search.Grid.MOST));
                }
                yield size.longValue();
            }
            case Search.Random random -> random.trials();
            case Search.Tpe tpe -> tpe.trials();
            case Search.Halving _, Search.Hyperband _ -> brackets().stream().flatMap(List::stream).mapToLong(Rung::candidates).sum();
        };
    }

    /// How many trials that are, one for each recipe and fold.
    long trials() {
        return recipes() * folds.all().size();
    }

    List<Attempt> attempts() {
        return attempts;
    }

    /// Whether there is nothing more to try.
    boolean isComplete() {
        return complete;
    }

    double[] point(Attempt attempt) {
        return points.get(attempt.number() - 1);
    }

    Optional<Attempt> best(Optional<Yardstick> measure) {
        return measure.flatMap(one -> attempts.stream().filter(attempt -> attempt.end() instanceof Attempt.Judged)
                .min(Tuned.better(one.greaterIsBetter())));
    }

    void run(Judging judging) {
        switch (search) {
            case Search.Grid(int values) -> follow(new GridProposals(space, values), judging);
            case Search.Random random -> follow(new RandomProposals(space, random.trials(), seed), judging);
            case Search.Tpe tpe -> follow(new TreeParzen(space, tpe, seed), judging);
            case Search.Halving _, Search.Hyperband _ -> {
                complete = true;
                for (int bracket = 0; bracket < brackets().size() && complete; bracket++) {
                    climb(brackets().get(bracket), bracket, judging);
                }
            }
        }
    }

    private void follow(Proposals proposals, Judging judging) {
        while (judging.isWanted()) {
            var batch = proposals.next(tried(judging.measure()), this::isNew);
            if (batch.isEmpty()) {
                complete = true;
                return;
            }
            var ended = judge(batch, folds, OptionalInt.empty(), judging);
            if (ended.stream().anyMatch(attempt -> attempt.end() instanceof Attempt.Unfinished)) {
                return;
            }
        }
    }

    private List<Proposals.Tried> tried(Optional<Yardstick> measure) {
        double sign = measure.map(Yardstick::greaterIsBetter).orElse(false) ? -1 : 1;
        return attempts.stream().map(attempt -> new Proposals.Tried(point(attempt),
                attempt.mean().stream().map(mean -> sign * mean).findFirst())).toList();
    }

    /// Whether the recipe at a point, whatever its resource, is none that was proposed before; from now on it was.
    private boolean isNew(double[] point) {
        var recipe = space.recipe(with(point, growing().map(range -> (int) range.low()).orElse(0)));
        try {
            return known.add(catalog.configure(recipe).recipe().toString());
        } catch (RecipeException refused) {
            return known.add(recipe.toString());
        }
    }

    /// Tries points and notes what comes of them, also in their order.
    private List<Attempt> judge(List<double[]> batch, Folds split, OptionalInt resource, Judging judging) {
        var accepted = new ArrayList<Recipe>();
        var begun = new ArrayList<Attempt>();
        for (var point : batch) {
            var recipe = space.recipe(point);
            var values = space.dimensions().stream().map(dimension -> space.word(dimension, point)).toList();
            int number = attempts.size() + begun.size() + 1;
            try {
                var canonical = catalog.configure(recipe).recipe().toString();
                begun.add(new Attempt(number, recipe.toString(), canonical, values, resource, new Attempt.Unfinished()));
                accepted.add(recipe);
            } catch (RecipeException e) {
                begun.add(new Attempt(number, recipe.toString(), "", values, resource, new Attempt.Refused(e.getMessage())));
            }
            points.add(point);
        }
        var ends = judging.judge(accepted, split).iterator();
        var ended = begun.stream().map(attempt -> attempt.end() instanceof Attempt.Refused ? attempt
                : new Attempt(attempt.number(), attempt.recipe(), attempt.canonical(), attempt.values(), resource, ends.next())).toList();
        attempts.addAll(ended);
        return ended;
    }

    /// Lets candidates compete with more and more of the resource.
    private void climb(List<Rung> rungs, int bracket, Judging judging) {
        var left = new ArrayList<double[]>();
        for (int i = 0; i < rungs.getFirst().candidates(); i++) {
            var random = RandomStream.of(RandomStream.derive(RandomStream.derive(seed, "bracket"), bracket), "candidate", i);
            RandomProposals.draw(space, random, this::isNew).ifPresent(left::add);
        }
        List<double[]> candidates = left;
        for (var rung : rungs) {
            if (!judging.isWanted()) {
                complete = false;
                return;
            }
            var here = candidates.stream().limit(rung.candidates()).map(point -> with(point, rung.resource())).toList();
            var split = growing().isPresent() ? folds : Partition.shortened(data, folds, rung.resource(), seed);
            var ended = judge(here, split, OptionalInt.of(rung.resource()), judging);
            if (ended.stream().anyMatch(attempt -> attempt.end() instanceof Attempt.Unfinished)) {
                complete = false;
                return;
            }
            candidates = ended.stream().filter(attempt -> attempt.end() instanceof Attempt.Judged)
                    .sorted(Tuned.better(judging.measure().map(Yardstick::greaterIsBetter).orElse(true))).map(this::point).toList();
        }
    }

    private double[] with(double[] point, int resource) {
        if (growing().isEmpty()) {
            return point;
        }
        var changed = point.clone();
        changed[growing().get().index()] = resource;
        return changed;
    }

    /// The setting that grows from rung to rung.
    Optional<Dimension.Numeric> growing() {
        return resource().filter(Search.Resource.Setting.class::isInstance)
                .map(setting -> space.resource(((Search.Resource.Setting) setting).name()));
    }

    private Optional<Search.Resource> resource() {
        return switch (search) {
            case Search.Halving halving -> Optional.of(halving.resource());
            case Search.Hyperband hyperband -> Optional.of(hyperband.resource());
            default -> Optional.empty();
        };
    }

    private List<List<Rung>> brackets() {
        int largest = growing().map(range -> (int) range.high()).orElseGet(() -> Partition.trainingRows(folds));
        int smallest = Math.min(largest, growing().map(range -> Math.max(1, (int) range.low())).orElseGet(this::fewestRows));
        return switch (search) {
            case Search.Halving halving -> {
                int first = halving.minimum().orElseGet(() -> Rung.exhausting(halving.trials(), smallest, largest, halving.eta()));
                yield List.of(Rung.halving(halving.trials(), within(first, largest), largest, halving.eta()));
            }
            case Search.Hyperband hyperband ->
                    Rung.hyperband(within(hyperband.minimum().orElse(smallest), largest), largest, hyperband.eta());
            default -> List.of();
        };
    }

    private static int within(int minimum, int largest) {
        if (minimum > largest) {
            throw new GliaException("the first candidates are to have %d of the resource, and there are no more than %d"
                    .formatted(minimum, largest));
        }
        return minimum;
    }

    /// Two rows for each fold, and for each level of a nominal target.
    private int fewestRows() {
        var targets = data.schema().targets();
        int levels = targets.size() == 1 && data.column(targets.getFirst().name()) instanceof NominalColumn nominal
                ? nominal.levels().size() : 1;
        return 2 * folds.all().size() * levels;
    }
}
