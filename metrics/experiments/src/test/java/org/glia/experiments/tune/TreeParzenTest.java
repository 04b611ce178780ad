package org.glia.experiments.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.glia.api.Catalog;
import org.glia.api.recipe.RecipeSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeParzenTest {

    private static final Catalog CATALOG = Landscapes.catalog();
    private static final int TRIALS = 50;
    private static final int SEEDS = 8;

    private static Space space(String text) {
        return Space.of(RecipeSpace.parse(text), CATALOG);
    }

    /// All that a search tries; a function that is NaN has failed there.
    private static List<Proposals.Tried> follow(Space space, Proposals proposals, ToDoubleFunction<double[]> loss) {
        var tried = new ArrayList<Proposals.Tried>();
        var known = new HashSet<String>();
        List<double[]> batch;
        while (!(batch = proposals.next(tried, point -> known.add(space.recipe(point).toString()))).isEmpty()) {
            batch.forEach(point -> {
                double value = loss.applyAsDouble(point);
                tried.add(new Proposals.Tried(point, Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value)));
            });
        }
        return tried;
    }

    private static double[] bests(Space space, ToDoubleFunction<double[]> loss, boolean random, boolean multivariate) {
        return IntStream.range(0, SEEDS).mapToDouble(seed -> follow(space, random ? new RandomProposals(space, TRIALS, seed)
                : new TreeParzen(space, new Search.Tpe(TRIALS, 10, 4, multivariate), seed), loss).stream()
                .mapToDouble(tried -> tried.loss().orElse(Double.POSITIVE_INFINITY)).min().orElseThrow()).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onBraninsFunctionItFindsBetterPlacesThanChance(boolean multivariate) {
        var space = space("branin x=-5..10 y=0..15");
        ToDoubleFunction<double[]> loss = point -> Landscapes.branin(point[0], point[1]) - 0.397887;
        var chance = bests(space, loss, true, false);
        var model = bests(space, loss, false, multivariate);
        assertTrue(median(model) < median(chance) / 2, Arrays.toString(model) + " against " + Arrays.toString(chance));
        assertTrue(model[SEEDS - 1] < chance[SEEDS - 1], Arrays.toString(model) + " against " + Arrays.toString(chance));
    }

    /// Numbers on several scales, whole numbers, and settings that only one of the alternatives has.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void amongAlternativesWithSettingsOfTheirOwnItFindsBetterOnesThanChance(boolean multivariate) {
        var space = space("bowl c=0.001..1000:log k=1..40 shape={flat,[round radius=0.01..100:log],[square sides=1..9]} sharp={true,false}");
        ToDoubleFunction<double[]> loss = point -> Math.abs(Math.log10(point[0])) + Math.abs(point[1] - 7) / 5.0
                + switch ((int) point[2]) {
                    case 0 -> 3;
                    case 1 -> Math.abs(Math.log(point[3] / 2));
                    default -> 1 + Math.abs(point[4] - 2);
                } + point[5] / 2;
        var chance = bests(space, loss, true, false);
        var model = bests(space, loss, false, multivariate);
        assertTrue(median(model) < 0.75 * median(chance), Arrays.toString(model) + " against " + Arrays.toString(chance));
        assertTrue(model[SEEDS - 1] < chance[SEEDS - 1], Arrays.toString(model) + " against " + Arrays.toString(chance));
    }

    @Test
    void itKeepsAwayFromWhereItFails() {
        var space = space("branin x=-5..10 y=0..15");
        int failed = IntStream.range(0, SEEDS).map(seed -> (int) follow(space, new TreeParzen(space, new Search.Tpe(TRIALS, 10, 4, false), seed),
                point -> point[0] < 2.5 ? Double.NaN : point[1]).subList(20, TRIALS).stream().filter(one -> one.loss().isEmpty()).count()).sum();
        assertTrue(failed < 0.3 * SEEDS * (TRIALS - 20), failed + " fail where chance would fail in half of " + SEEDS * (TRIALS - 20));
    }

    @Test
    void whereAllFailsItGoesOnByChance() {
        var space = space("branin x=-5..10");
        assertEquals(TRIALS, follow(space, new TreeParzen(space, new Search.Tpe(TRIALS, 10, 4, true), 0), point -> Double.NaN).size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noRecipeIsProposedTwiceAndASmallSpaceIsExhausted(boolean multivariate) {
        var space = space("bowl k=1..5 sharp={true,false}");
        var tried = follow(space, new TreeParzen(space, new Search.Tpe(TRIALS, 4, 3, multivariate), 0), point -> point[0]);
        assertEquals(10, tried.size());
        assertEquals(10, tried.stream().map(one -> space.recipe(one.point()).toString()).distinct().count());
        assertEquals(10, follow(space, new RandomProposals(space, TRIALS, 0), point -> point[0]).size());
    }

    @Test
    void theFirstOnesAreRandomAndBatchesHaveTheSizeThatWasSaid() {
        var space = space("branin x=-5..10 y=0..15");
        var search = new TreeParzen(space, new Search.Tpe(25, 10, 4, false), 0);
        var sizes = new ArrayList<Integer>();
        var tried = new ArrayList<Proposals.Tried>();
        List<double[]> batch;
        while (!(batch = search.next(tried, point -> true)).isEmpty()) {
            sizes.add(batch.size());
            batch.forEach(point -> tried.add(new Proposals.Tried(point, OptionalDouble.of(point[0]))));
        }
        assertEquals(List.of(4, 4, 2, 4, 4, 4, 3), sizes);
    }

    /// min(ceil(n / 10), 25), as Optuna's `default_gamma`.
    @Test
    void aTenthOfThePointsIsGood() {
        assertEquals(List.of(0, 1, 1, 2, 3, 25, 25), IntStream.of(0, 1, 10, 11, 21, 250, 1000).mapToObj(TreeParzen::goodOnes).toList());
    }
}
