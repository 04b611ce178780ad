package org.glia.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Report;
import org.glia.api.model.TreeView;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoostTest {

    /// y = wave of x + noise, with a column that has nothing to do with it.
    private static Dataset wave(int n, long seed) {
        var random = new RandomStream(seed);
        var x = new double[n];
        var idle = new double[n];
        var y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 10 * random.nextDouble();
            idle[i] = random.nextGaussian();
            y[i] = StrictMath.sin(x[i]) + 0.5 * x[i] + 0.4 * random.nextGaussian();
        }
        return Dataset.builder("wave").numeric("x", x).numeric("idle", idle).numeric("y", y).target("y").build();
    }

    private static double[] predicted(Estimator<?, ?> estimator, String settings, Dataset train, Dataset rows) {
        return estimator.with(settings).fit(train, Run.local(7)).predict(rows).values();
    }

    private static Dataset line(String name, double... xs) {
        return Dataset.builder(name).numeric("x", xs).numeric("idle", new double[xs.length]).build();
    }

    private static double[] grid(int n) {
        return IntStream.range(0, n).mapToDouble(i -> 10.0 * i / n).toArray();
    }

    // ---- monotone

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void predictionsRiseOrFallWhereTheyMust(int direction) {
        var line = line("line", grid(500));
        var values = predicted(new HistGbm(), "minLeaf=3 maxLeaves=0 learningRate=0.3 monotone=x:" + direction, wave(600, 1), line);
        for (int i = 1; i < values.length; i++) {
            assertTrue(direction * (values[i] - values[i - 1]) >= -1e-12, "at " + i);
        }
        var free = predicted(new HistGbm(), "minLeaf=3", wave(600, 1), line);
        assertTrue(IntStream.range(1, 500).anyMatch(i -> direction * (free[i] - free[i - 1]) < -0.01),
                "the wave falls and rises");
    }

    @Test
    void oddsOfTwoClassesRiseWhereTheyMust() {
        var data = wave(600, 2);
        var y = data.numericTarget().values();
        var levels = Levels.of("low", "high");
        var sides = NominalColumn.of(levels, Arrays.stream(y).mapToObj(value -> value > 3 ? "high" : "low").toArray(String[]::new));
        var classes = data.columns(field -> !field.name().equals("y")).with(Field.nominal("side", levels), sides).withTarget("side");
        var probabilities = new HistGbm().with("monotone=x:1 minLeaf=3").fit(classes).predict(line("line", grid(300)))
                .probabilities();
        for (int i = 1; i < 300; i++) {
            assertTrue(probabilities.get(i, 1) >= probabilities.get(i - 1, 1) - 1e-12);
        }
    }

    @Test
    void aConstraintOnWhatCannotRiseIsRefused() {
        assertTrue(assertThrows(GliaException.class, () -> new HistGbm().with("monotone=z:1").fit(wave(50, 1))).getMessage()
                .contains("`z`"));
        var iris = BoostFixtures.table("iris");
        assertTrue(assertThrows(GliaException.class, () -> new HistGbm().with("monotone=x0:1").fit(iris)).getMessage()
                .contains("3 classes"));
        assertThrows(RecipeException.class, () -> new HistGbm().with("monotone=x:1 loss=absolute"));
        assertThrows(RecipeException.class, () -> new HistGbm().with("monotone=x:2"));
    }

    // ---- quantiles

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void aQuantileHasItsShareOfNewRowsBelow(double level) {
        for (var estimator : new Estimator<?, ?>[] {new Gbm(), new HistGbm()}) {
            var fresh = wave(2000, 9);
            var truth = fresh.numericTarget().values();
            var values = predicted(estimator, "iterations=60 loss=[quantile level=" + level + "]", wave(2000, 3), fresh);
            double share = IntStream.range(0, values.length).filter(i -> truth[i] <= values[i]).count() / 2000.0;
            assertEquals(level, share, 0.04, estimator.getClass().getSimpleName());
        }
    }

    @Test
    void quantilesOfWeightedNumbersAreThoseOfRepeatedOnes() {
        var values = new double[] {3, 1, 2, 5, 4};
        var weights = new double[] {2, 1, 3, 1, 1};
        var repeated = new double[] {3, 3, 1, 2, 2, 2, 5, 4};
        var ones = new double[8];
        Arrays.fill(ones, 1);
        for (double level : new double[] {0.05, 0.125, 0.25, 0.5, 0.6, 0.75, 0.875, 0.99}) {
            assertEquals(LossQuantiles.of(repeated, ones, 8, level), LossQuantiles.of(values, weights, 5, level), 0, "level " + level);
        }
        assertEquals(2.5, LossQuantiles.of(repeated, ones, 8, 0.5));
    }

    // ---- weights, gaps, levels

    @ParameterizedTest
    @ValueSource(strings = {"minLeaf=1", "minLeaf=1 loss=absolute", "minLeaf=1 loss=poisson", "minLeaf=1 loss=huber"})
    void aWeightOfTwoIsARowTwice(String settings) {
        var data = wave(200, 4);
        var y = Arrays.stream(data.numericTarget().values()).map(Math::abs).toArray();
        data = data.with(data.targetField(), new NumericColumn(y));
        var twice = IntStream.range(0, 500).map(i -> i < 200 ? i : (i - 200) % 100).sorted().toArray();
        var weights = new double[200];
        for (int row : twice) {
            weights[row]++;
        }
        var weighted = data.with(Field.numeric("w").withRole(Role.WEIGHT), new NumericColumn(weights));
        for (var estimator : new Estimator<?, ?>[] {new Gbm(), new HistGbm()}) {
            var text = "iterations=20 " + settings;
            assertArrayEquals(predicted(estimator, text, data.rows(twice), data), predicted(estimator, text, weighted, data), 1e-8,
                    estimator.getClass().getSimpleName());
        }
    }

    @Test
    void rowsWithoutWeightLeaveNoTrace() {
        var data = wave(300, 5);
        var weights = new double[300];
        Arrays.fill(weights, 0, 200, 1);
        var weighted = data.with(Field.numeric("w").withRole(Role.WEIGHT), new NumericColumn(weights));
        for (var estimator : new Estimator<?, ?>[] {new Gbm(), new HistGbm()}) {
            assertArrayEquals(predicted(estimator, "iterations=15", data.rows(0, 200), data),
                    predicted(estimator, "iterations=15", weighted, data), 0);
        }
    }

    @Test
    void missingCellsLearnTheirSide() {
        int n = 400;
        var x = new double[n];
        var y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i % 4 == 0 ? Double.NaN : i;
            y[i] = i % 4 == 0 ? 100 : i < 200 ? 0 : 1;
        }
        var data = Dataset.builder("gaps").numeric("x", x).numeric("y", y).target("y").build();
        for (var estimator : new Estimator<?, ?>[] {new Gbm(), new HistGbm()}) {
            var values = predicted(estimator, "iterations=200", data, data);
            assertEquals(100, values[0], 0.5);
            assertEquals(0, values[1], 0.5);
            assertEquals(1, values[399], 0.5);
        }
    }

    @Test
    void moreLevelsThanBinsShareThePlaceOfMissingOnes() {
        int n = 3000;
        var level = IntStream.range(0, n).mapToObj(i -> "l" + (i % 2 == 0 ? i % 300 : 1000 + i)).toArray(String[]::new);
        var y = IntStream.range(0, n).mapToDouble(i -> i % 2 == 0 ? i % 300 < 150 ? -1 : 1 : 5).toArray();
        var data = Dataset.builder("levels").nominal("level", level).numeric("y", y).target("y").build();
        var values = predicted(new HistGbm(), "smoothing=5 learningRate=0.5", data, data);
        for (int i = 0; i < n; i++) {
            assertEquals(y[i], values[i], 0.2, "row " + i);
        }
    }

    // ---- columns that share one

    @Test
    void columnsThatAreNeverUnusualTogetherShareOneAndChangeNothing() {
        int n = 500;
        var random = new RandomStream(6);
        var y = new double[n];
        var parts = new double[12][n];
        for (int i = 0; i < n; i++) {
            int level = random.nextInt(12);
            parts[level][i] = 1 + (i % 3);
            y[i] = level % 5 + 0.1 * (i % 3) + 0.1 * random.nextGaussian();
        }
        var apart = new BinRule[12];
        var bins = new byte[12][n];
        for (int f = 0; f < 12; f++) {
            var sorted = parts[f].clone();
            Arrays.sort(sorted);
            apart[f] = BinRule.ofNumbers(sorted, 255, false);
            for (int i = 0; i < n; i++) {
                bins[f][i] = (byte) apart[f].bin(parts[f][i]);
            }
        }
        var parallel = Run.local(1).parallel();
        var shared = BinBundles.of(n, bins, apart, true, parallel);
        var own = BinBundles.of(n, bins, apart, false, parallel);
        assertEquals(1, shared.columns());
        assertEquals(12, own.columns());
        for (int i = 0; i < n; i++) {
            for (int f = 0; f < 12; f++) {
                assertEquals(own.bin(i, f), shared.bin(i, f));
            }
        }
    }

    // ---- stopping

    @Test
    void stoppingGivesBackTheRoundsThatWereBest() {
        for (var estimator : new Estimator<?, ?>[] {new Gbm(), new HistGbm()}) {
            var data = wave(300, 8).withValidation(wave(200, 10));
            var trained = estimator.with("iterations=300 learningRate=0.3 patience=5").fit(data, Run.local(1));
            var losses = trained.history().find("validation loss").orElseThrow().values();
            int best = IntStream.range(0, losses.length).boxed().min((a, b) -> Double.compare(losses[a], losses[b])).orElseThrow();
            assertEquals(best + 5, losses.length - 1, "five rounds were waited for");
            var truth = wave(200, 10).numericTarget().values();
            var values = trained.predict(wave(200, 10)).values();
            double loss = IntStream.range(0, 200).mapToDouble(i -> (truth[i] - values[i]) * (truth[i] - values[i])).average()
                    .orElseThrow();
            assertEquals(losses[best], loss, 1e-9);
        }
    }

    @Test
    void roundsThatSeeAShareSayByHowMuchTheOthersGotBetter() {
        var history = new Gbm().with("iterations=30 subsample=0.5").fit(wave(400, 11), Run.local(1)).history();
        var improvements = history.find("out-of-bag improvement").orElseThrow().values();
        assertEquals(30, improvements.length);
        assertTrue(improvements[0] > improvements[29] && improvements[0] > 0.1);
    }

    @Test
    void aConstantTargetNeedsNoTree() {
        var data = wave(100, 12);
        var same = data.with(data.targetField(), new NumericColumn(DoubleArrays.filled(100, 0.1)));
        assertArrayEquals(DoubleArrays.filled(100, 0.1), predicted(new HistGbm(), "", same, data), 1e-15);
        assertArrayEquals(DoubleArrays.filled(100, 0.1), predicted(new Gbm(), "", same, data), 1e-15);
        assertEquals(2, new HistGbm().with("").fit(same).history().find("loss").orElseThrow().values().length);
    }

    private static final class DoubleArrays {
        static double[] filled(int n, double value) {
            var array = new double[n];
            Arrays.fill(array, value);
            return array;
        }
    }

    // ---- the first model

    @Test
    void treesCorrectAnotherModel() {
        var catalog = Catalog.of(new Gbm(), new Cart());
        var iris = BoostFixtures.table("iris");
        var alone = catalog.configure("cart maxDepth=1").fit(iris).predict(iris).probabilities();
        var none = catalog.configure("gbm iterations=1 learningRate=1e-9 init=[model base=[cart maxDepth=1]]").fit(iris)
                .predict(iris).probabilities();
        for (int i = 0; i < 150; i++) {
            for (int k = 0; k < 3; k++) {
                assertEquals(alone.get(i, k), none.get(i, k), 1e-6);
            }
        }
        var corrected = catalog.configure("gbm iterations=30 init=[model base=[cart maxDepth=1]]").fit(iris);
        var losses = corrected.history().find("loss").orElseThrow().values();
        assertTrue(losses[30] < 0.2 * losses[0]);
        var wave = wave(200, 1);
        var numbers = catalog.configure("gbm iterations=30 init=[model base=[cart maxDepth=2]]").fit(wave);
        assertTrue(numbers.history().find("loss").orElseThrow().last() < 0.2);
    }

    // ---- views and refusals

    @Test
    void theColumnThatMattersIsSeen() {
        for (var estimator : new Estimator<?, ?>[] {new Gbm(), new HistGbm()}) {
            var trained = estimator.with("iterations=20").fit(wave(500, 13), Run.local(1));
            var importances = trained.view(FeatureImportances.class).orElseThrow();
            assertEquals("x", importances.features().getFirst());
            assertEquals(1, Arrays.stream(importances.importances()).sum(), 1e-12);
            assertTrue(importances.importances()[0] > 0.9);
            assertTrue(trained.view(Report.class).isPresent());
        }
        var tree = new HistGbm().with("maxLeaves=4").fit(wave(500, 13)).view(TreeView.class).orElseThrow();
        assertEquals(7, tree.nodes().size());
        assertTrue(tree.nodes().getFirst().test().startsWith("x <= "), tree.nodes().getFirst().test());
    }

    @Test
    void settingsThatContradictEachOtherOrTheDataAreRefused() {
        assertThrows(RecipeException.class, () -> new Gbm().with("loss=squared classWeight=balanced"));
        assertThrows(GliaException.class, () -> new Gbm().with("loss=squared").fit(BoostFixtures.table("iris")));
        assertThrows(GliaException.class, () -> new HistGbm().with("loss=log").fit(wave(50, 1)));
        assertThrows(DataException.class, () -> new HistGbm().with("classWeight=balanced").fit(wave(50, 1)));
        assertThrows(DataException.class, () -> new HistGbm().with("loss=poisson").fit(BoostFixtures.table("mixed")));
        var catalog = Catalog.of(new AdaBoost(), new Cart(), new Gbm());
        assertTrue(assertThrows(GliaException.class, () -> catalog.configure("adaboost base=[gbm loss=squared]")
                .fit(BoostFixtures.table("iris"))).getMessage().contains("predicts classes"));
    }

    @Test
    void classWeightsMoveTheBorder() {
        var data = BoostFixtures.table("breast-cancer");
        for (var estimator : new Estimator<?, ?>[] {new Gbm(), new HistGbm()}) {
            var plain = estimator.with("iterations=5").fit(data, Run.local(1)).predict(data).probabilities();
            var heavy = estimator.with("iterations=5 classWeight=c0:20").fit(data, Run.local(1)).predict(data).probabilities();
            double before = IntStream.range(0, 569).mapToDouble(i -> plain.get(i, 0)).average().orElseThrow();
            double after = IntStream.range(0, 569).mapToDouble(i -> heavy.get(i, 0)).average().orElseThrow();
            assertTrue(after > before + 0.05, before + " " + after);
        }
    }

    @Test
    void aPerfectFirstClassifierEndsTheVote() {
        var catalog = Catalog.of(new AdaBoost(), new Cart());
        var model = (AdaBoostModel) catalog.configure("adaboost base=[cart]").fit(BoostFixtures.table("iris")).model();
        assertEquals(1, model.members().size());
        assertEquals(0, model.errors()[0]);
    }

    @Test
    void guessingCannotBeBoosted() {
        var data = Dataset.builder("xor").numeric("a", 0, 0, 1, 1).numeric("b", 0, 1, 0, 1).nominal("y", "n", "p", "p", "n")
                .target("y").build();
        var catalog = Catalog.of(new AdaBoost(), new Cart());
        assertTrue(assertThrows(DataException.class, () -> catalog.configure("adaboost").fit(data)).getMessage()
                .contains("stronger base"));
        var deeper = catalog.configure("adaboost base=[cart maxDepth=2]").fit(data).predict(data).labels();
        assertArrayEquals(data.nominalTarget().codes(), deeper.codes());
    }

    @Test
    void weightsThatLeaveNothingToSplitAreWarnedOf() {
        var wave = wave(200, 21);
        var weights = new double[200];
        Arrays.fill(weights, 1.0 / 200);
        var weighed = wave.with(Field.numeric("w"), new NumericColumn(weights)).withRole(Role.WEIGHT, "w");
        var warnings = new HistGbm().with("").fit(weighed).warnings();
        assertTrue(warnings.toString().contains("scale the weights to a mean of 1"), warnings.toString());
        assertEquals(List.of(), new HistGbm().with("minHessian=0.001").fit(weighed).warnings());
    }
}
