package org.glia.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.model.Report;
import org.glia.api.model.Series;
import org.glia.api.model.TreeView;
import org.glia.api.problem.GliaException;
import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CartTest {

    private static final String[] KINDS = {"one", "two", "three"};

    /// Numbers with ties and gaps, levels with gaps, three classes that depend on both, weights.
    private static Dataset mixed(int rows, long seed) {
        var random = new RandomStream(seed);
        var x = new double[rows];
        var z = new double[rows];
        var colour = new int[rows];
        var y = new double[rows];
        var kind = new int[rows];
        var weights = new double[rows];
        for (int row = 0; row < rows; row++) {
            x[row] = random.nextInt(7) == 0 ? Double.NaN : random.nextInt(20) / 4.0;
            z[row] = random.nextGaussian();
            colour[row] = random.nextInt(6) - 1;
            y[row] = (Double.isNaN(x[row]) ? 4 : x[row] > 2 ? 1 : 0) + colour[row] % 2 + 0.3 * random.nextGaussian();
            kind[row] = random.nextInt(4) == 0 ? random.nextInt(3) : (int) Math.abs(Math.rint(y[row])) % 3;
            weights[row] = random.nextInt(4);
        }
        return Dataset.builder("mixed").numeric("x", x).numeric("z", z)
                .nominal("colour", Levels.of("a", "b", "c", "d", "e"), colour).numeric("y", y)
                .nominal("kind", Levels.of("u", "v", "w"), kind).numeric("w", weights).build();
    }

    private static Dataset numbers(Dataset data) {
        return data.columns(field -> !field.name().equals("kind") && !field.name().equals("w")).withTarget("y");
    }

    private static Dataset classes(Dataset data) {
        return data.columns(field -> !field.name().equals("y") && !field.name().equals("w")).withTarget("kind");
    }

    /// The gain of every split of a small table, by the definition of the criteria.
    @ParameterizedTest
    @ValueSource(strings = {"gini", "entropy", "squared", "absolute"})
    void theFirstSplitIsTheBestOfAll(String criterion) {
        for (long seed = 0; seed < 12; seed++) {
            boolean ofClasses = criterion.equals("gini") || criterion.equals("entropy");
            // the absolute error looks at levels in the order of their medians only
            var all = mixed(25, seed);
            var data = ofClasses ? classes(all) : numbers(all);
            if (criterion.equals("absolute")) {
                data = data.columns(field -> !field.name().equals("colour"));
            }
            var tree = new Cart().with("maxDepth=1 criterion=" + criterion).fit(data).model().tree();
            double found = tree.impurities()[0] * tree.weights()[0] - tree.impurities()[1] * tree.weights()[1]
                    - tree.impurities()[2] * tree.weights()[2];
            assertEquals(bestGain(data, criterion), found, 1e-9, "seed " + seed);
        }
    }

    private static double bestGain(Dataset data, String criterion) {
        var columns = Columns.of(data, Parallel.sequential());
        int n = data.rows();
        double whole = cost(data, criterion, IntStream.range(0, n).toArray());
        double best = 0;
        for (int f = 0; f < columns.count(); f++) {
            var column = columns.column(f);
            int sets = column.isNominal() ? 1 << column.size() + 1 : 2 * (column.size() + 1);
            for (int set = 0; set < sets; set++) {
                int now = set;
                // numbers: a border and the way of the missing ones; levels: any set, the missing ones are a level
                var left = IntStream.range(0, n).filter(row -> {
                    int code = column.code(row);
                    return column.isNominal() ? (now >> code & 1) != 0
                            : code == column.size() ? (now & 1) != 0 : code < now >> 1;
                }).toArray();
                var right = IntStream.range(0, n).filter(row -> Arrays.binarySearch(left, row) < 0).toArray();
                if (left.length > 0 && right.length > 0) {
                    best = Math.max(best, whole - cost(data, criterion, left) - cost(data, criterion, right));
                }
            }
        }
        return best;
    }

    private static double cost(Dataset data, String criterion, int[] rows) {
        double n = rows.length;
        if (criterion.equals("gini") || criterion.equals("entropy")) {
            var counts = data.nominalTarget().rows(rows).counts();
            return Arrays.stream(counts).filter(count -> count > 0).mapToDouble(count -> criterion.equals("gini")
                    ? count * (1 - count / n) : -count * Math.log(count / n) / Math.log(2)).sum();
        }
        var values = data.numericTarget().rows(rows).values();
        double centre = criterion.equals("squared") ? Arrays.stream(values).average().orElse(0) : Median.of(values);
        return Arrays.stream(values).map(value -> criterion.equals("squared") ? (value - centre) * (value - centre)
                : Math.abs(value - centre)).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"criterion=gini", "criterion=entropy maxLeaves=9", "criterion=squared", "criterion=absolute",
        "prune=[cost alpha=0.01]", "prune=chi-squared"})
    void weightsCountLikeRepeatedRowsAndTheOrderOfRowsDoesNot(String settings) {
        var all = mixed(160, 3);
        boolean numbers = settings.contains("squared") && !settings.contains("chi") || settings.contains("absolute");
        var data = numbers ? numbers(all) : classes(all);
        var weights = all.numeric("w").values();
        var repeated = IntStream.range(0, data.rows())
                .flatMap(row -> IntStream.range(0, (int) weights[row]).map(again -> row)).toArray();
        var expected = new Cart().with(settings).fit(data.rows(repeated)).model();
        var weighted = new Cart().with(settings).fit(TreeFixtures.weighted(data, weights)).model();
        requireAlike(expected, weighted);
        var mixed = new RandomStream(5).permutation(repeated.length);
        var otherwise = IntStream.of(mixed).map(place -> repeated[place]).toArray();
        requireAlike(expected, new Cart().with(settings).fit(data.rows(otherwise)).model());
    }

    private static void requireAlike(CartModel expected, CartModel model) {
        assertArrayEquals(expected.tree().feature(), model.tree().feature());
        assertArrayEquals(expected.tree().threshold(), model.tree().threshold());
        assertArrayEquals(expected.tree().leftLevels(), model.tree().leftLevels());
        assertArrayEquals(expected.tree().missingLeft(), model.tree().missingLeft());
        assertArrayEquals(expected.tree().values(), model.tree().values(), 1e-9);
        assertArrayEquals(expected.tree().weights(), model.tree().weights(), 1e-9);
    }

    @Test
    void aTreeWithoutLimitsKnowsItsTrainingRows() {
        var data = numbers(mixed(300, 1));
        var trained = new Cart().with("").fit(data);
        assertArrayEquals(data.numericTarget().values(), trained.predict(data).values(), 1e-12);
    }

    @Test
    void depthLeavesAndTheirSizeAreLimited() {
        var data = classes(mixed(400, 2));
        var tree = new Cart().with("maxDepth=4 minLeaf=7").fit(data).model().tree();
        assertEquals(4, tree.depth());
        for (int node = 0; node < tree.size(); node++) {
            assertTrue(tree.weights()[node] >= 7);
        }
        assertEquals(11, new Cart().with("maxLeaves=11").fit(data).model().tree().leaves());
        var wide = new Cart().with("minSplit=60").fit(data).model().tree();
        for (int node = 0; node < wide.size(); node++) {
            assertTrue(wide.isLeaf(node) || wide.weights()[node] >= 60);
        }
    }

    /// With best-first growth more leaves never undo a split, and gain most first.
    @Test
    void eachFurtherLeafLowersTheImpurityMost() {
        var data = numbers(mixed(200, 4));
        double last = Double.POSITIVE_INFINITY;
        for (int leaves = 2; leaves < 12; leaves++) {
            var tree = new Cart().with("maxLeaves=" + leaves).fit(data).model();
            double impurity = IntStream.range(0, tree.tree().size()).filter(tree.tree()::isLeaf)
                    .mapToDouble(node -> tree.tree().impurities()[node] * tree.tree().weights()[node]).sum();
            assertTrue(impurity < last);
            last = impurity;
        }
    }

    /// Nodes so large that their features are looked at side by side.
    @ParameterizedTest
    @ValueSource(strings = {"", "splitter=random maxFeatures=0.6", "criterion=entropy maxLeaves=30"})
    void largeNodesAreSplitAlikeOnSeveralThreads(String settings) {
        var random = new RandomStream(12);
        int n = 5000;
        var table = Dataset.builder("large");
        for (int f = 0; f < 15; f++) {
            int distinct = f % 3 == 0 ? 2 : f % 3 == 1 ? 50 : 1 << 20;
            table.numeric("x" + f, IntStream.range(0, n).mapToDouble(row -> random.nextInt(distinct)).toArray());
        }
        table.numeric("constant", new double[n]);
        var target = IntStream.range(0, n).mapToObj(row -> KINDS[random.nextInt(3)]).toArray(String[]::new);
        var data = table.nominal("kind", target).target("kind").build();
        var alone = new Cart().with(settings).fit(data, Run.local(RunSetup.of(1).withThreads(1))).model();
        var together = new Cart().with(settings).fit(data, Run.local(RunSetup.of(1).withThreads(3))).model();
        requireAlike(alone, together);
        assertTrue(alone.tree().size() > 50);
    }

    @Test
    void treesAreWrittenAsRulesAndDrawings() {
        var data = BoostFixtures.table("iris");
        var view = new Cart().with("maxDepth=2").fit(data).view(TreeView.class).orElseThrow();
        // the tree of the textbooks; petal width would part setosa as well, and the first of equals is taken
        assertEquals("""
                x2 <= 2.45?
                  true -> setosa (50)
                  false -> x3 <= 1.75?
                    true -> versicolor (54: versicolor 49, virginica 5)
                    false -> virginica (46: versicolor 1, virginica 45)
                """, view.rules());
        assertTrue(view.dot().startsWith("digraph") && view.dot().contains("x3 <= 1.75"), view.dot());
    }

    @Test
    void theWayOfMissingValuesIsLearnt() {
        var data = Dataset.builder("gaps").numeric("x", 1, 2, 3, 4, Double.NaN, Double.NaN)
                .nominal("side", "low", "low", "high", "high", "low", "low").target("side").build();
        var trained = new Cart().with("").fit(data);
        var answers = trained.predict(data).labels();
        assertEquals("low", answers.format(4));
        assertEquals("x <= 2.5 or missing", trained.view(TreeView.class).orElseThrow().nodes().getFirst().test());
        var only = Dataset.builder("gaps only").numeric("x", 1, 1, Double.NaN, Double.NaN)
                .nominal("side", "low", "low", "high", "high").target("side").build();
        var told = new Cart().with("").fit(only);
        assertEquals("high", told.predict(only).labels().format(3));
        assertEquals("x is not missing", told.view(TreeView.class).orElseThrow().nodes().getFirst().test());
    }

    @Test
    void levelsAreSplitIntoSets() {
        var data = Dataset.builder("colours").nominal("colour", "red", "green", "blue", "red", "green", "blue", "grey")
                .numeric("y", 5, 1, 5.2, 5.1, 1.1, 5, 1.2).target("y").build();
        var trained = new Cart().with("maxDepth=1").fit(data);
        assertEquals("colour in {green, grey}", trained.view(TreeView.class).orElseThrow().nodes().getFirst().test());
        // a level that training did not have goes with the greater weight
        var fresh = Dataset.builder("fresh").nominal("colour", "violet").build();
        assertEquals(5.075, trained.predict(fresh).values()[0], 1e-12);
    }

    /// More than nine levels and three classes: levels of one class stand together along the principal component.
    @Test
    void manyLevelsOfManyClassesAreOrdered() {
        int rows = 26 * 6;
        var letter = new String[rows];
        var kind = new String[rows];
        for (int row = 0; row < rows; row++) {
            letter[row] = Character.toString('a' + row % 26);
            kind[row] = KINDS[row % 26 % 3];
        }
        var data = Dataset.builder("letters").nominal("letter", letter).nominal("kind", kind).target("kind").build();
        var tree = new Cart().with("").fit(data).model().tree();
        assertEquals(3, tree.leaves());
    }

    @Test
    void infiniteNumbersAreOrdered() {
        var data = Dataset.builder("infinite")
                .numeric("x", Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 1, Double.POSITIVE_INFINITY)
                .nominal("y", "a", "a", "b", "b", "c").target("y").build();
        for (var settings : new String[] {"", "splitter=random"}) {
            var trained = new Cart().with(settings).fit(data);
            assertArrayEquals(data.nominalTarget().codes(), trained.predict(data).labels().codes());
        }
    }

    @Test
    void chiSquaredPruningDropsSplitsThatMayBeChance() {
        var random = new RandomStream(8);
        var x = IntStream.range(0, 300).mapToDouble(row -> random.nextDouble()).toArray();
        var noise = IntStream.range(0, 300).mapToObj(row -> random.nextBoolean() ? "a" : "b").toArray(String[]::new);
        var chance = Dataset.builder("noise").numeric("x", x).nominal("y", noise).target("y").build();
        var loose = new Cart().with("minLeaf=20").fit(chance).model().tree().leaves();
        var strict = new Cart().with("minLeaf=20 prune=[chi-squared significance=0.001]").fit(chance).model().tree().leaves();
        assertTrue(strict < loose);
        var parted = IntStream.range(0, 300).mapToObj(row -> x[row] < 0.4 ? "a" : "b").toArray(String[]::new);
        var law = Dataset.builder("law").numeric("x", x).nominal("y", parted).target("y").build();
        assertEquals(2, new Cart().with("prune=[chi-squared significance=0.001]").fit(law).model().tree().leaves());
    }

    /// 3.841 and 16.92 are the 5 % points of the tables for 1 and 9 degrees of freedom.
    @Test
    void chiSquaredTailsAreThoseOfTheTables() {
        assertEquals(0.05, Significance.tail(3.841459, 1), 1e-6);
        assertEquals(0.05, Significance.tail(16.918978, 9), 1e-6);
        // a four-fold table: 10 2 / 3 15 has the statistic 13.0319
        assertEquals(Significance.tail(13.03186, 1), Significance.pValue(new double[] {10, 2, 3, 15}, 2, 2), 1e-6);
    }

    @Test
    void theReportTellsWhatALeafMayCost() {
        var data = classes(mixed(200, 6));
        var trained = new Cart().with("minLeaf=5").fit(data);
        var path = trained.view(Report.class).orElseThrow().tables().get(1).rows();
        var leaves = path.numeric("leaves").values();
        var alphas = path.numeric("alpha").values();
        assertEquals(trained.model().tree().leaves(), (int) leaves[0]);
        assertArrayEquals(alphas, trained.view(Series.class).orElseThrow().steps());
        for (int step = 1; step < leaves.length; step++) {
            assertTrue(leaves[step] < leaves[step - 1]);
            double alpha = (alphas[step] + (step + 1 < alphas.length ? alphas[step + 1] : 2 * alphas[step])) / 2;
            var pruned = new Cart().with("minLeaf=5 prune=[cost alpha=%s]".formatted(alpha)).fit(data).model().tree();
            assertEquals((int) leaves[step], pruned.leaves());
        }
    }

    @Test
    void criteriaOfOneTaskAreRefusedForTheOther() {
        var data = numbers(mixed(30, 1));
        assertThrows(GliaException.class, () -> new Cart().with("criterion=gini").fit(data));
        assertThrows(GliaException.class, () -> new Cart().with("classWeight=balanced").fit(data));
        assertThrows(GliaException.class, () -> new Cart().with("prune=chi-squared").fit(data));
        assertThrows(GliaException.class, () -> new Cart().with("criterion=absolute").fit(classes(mixed(30, 1))));
    }

    @Test
    void balancedClassesAreWeightedByTheirRarity() {
        var data = classes(mixed(120, 7));
        var counts = data.nominalTarget().counts();
        var weights = Arrays.stream(data.nominalTarget().codes()).mapToDouble(code -> 120 / (3.0 * counts[code])).toArray();
        requireAlike(new Cart().with("maxDepth=3").fit(TreeFixtures.weighted(data, weights)).model(),
                new Cart().with("maxDepth=3 classWeight=balanced").fit(data).model());
    }

    @Test
    void classesWithoutWeightGetNoProbability() {
        var data = Dataset.builder("zero").numeric("x", 1, 2, 3, 4).nominal("y", "a", "b", "b", "c").target("y").build();
        var trained = new Cart().with("").fit(TreeFixtures.weighted(data, 0, 1, 2, 1));
        var shares = trained.predict(data).probabilities();
        assertEquals(0, IntStream.range(0, 4).mapToDouble(row -> shares.get(row, 0)).sum());
        assertFalse(Double.isNaN(shares.get(0, 1)));
    }

    /// One split is looked at for each of the draws, so a tree from random borders still parts what can be parted.
    @Test
    void drawnBordersAndFeaturesEndWithPureLeaves() {
        var data = numbers(mixed(250, 9));
        var trained = new Cart().with("splitter=random maxFeatures=1").fit(data);
        assertArrayEquals(data.numericTarget().values(), trained.predict(data).values(), 1e-12);
    }

    @Test
    void shareOfFeaturesOrNumberMayBeWrittenBare() {
        assertEquals(3, new MaxFeatures.Share(0.3).of(10));
        assertEquals(1, new MaxFeatures.Share(0.01).of(10));
        assertEquals(10, new MaxFeatures.Number(20).of(10));
        assertEquals(7, new MaxFeatures.Sqrt().of(54));
        assertEquals(5, new MaxFeatures.Log2().of(54));
        var data = numbers(mixed(40, 1));
        new Cart().with("maxFeatures=0.5").fit(data);
        new Cart().with("maxFeatures=2").fit(data);
        new Cart().with("maxFeatures=log2").fit(data);
    }
}
