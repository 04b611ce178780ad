package org.glia.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.data.NumericColumn;
import org.glia.api.model.FeatureImportances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Trees of scikit-learn (`src/test/oracles/trees.py`) and of rpart (`trees.R`), node by node.
class CartOracleTest {

    private static Dataset data(String name) {
        var data = BoostFixtures.table(name.startsWith("cancer") ? "breast-cancer" : "diabetes");
        var holed = !name.contains("missing") ? data : name.startsWith("cancer") ? holedByClass(data) : holedByNumber(data);
        return name.contains("weighted") ? TreeFixtures.weighted(holed, TreeFixtures.cyclic(data.rows()))
                : name.contains("fractions") ? TreeFixtures.weighted(holed, TreeFixtures.golden(data.rows())) : holed;
    }

    /// The holes of the script, which depend on the target: so the way of missing cells matters.
    private static Dataset holedByClass(Dataset data) {
        int[][] holes = {{7, 4}, {20, 5}, {22, 3}, {23, 7}, {27, 2}};
        var target = data.nominalTarget();
        for (var hole : holes) {
            data = with(data, hole[0], row -> row % hole[1] == 1 && target.code(row) == hole[0] % 2);
        }
        return with(data, 1, row -> row % 11 == 3);
    }

    private static Dataset holedByNumber(Dataset data) {
        int[][] holes = {{2, 3}, {8, 4}, {3, 5}};
        var target = data.numericTarget();
        for (var hole : holes) {
            data = with(data, hole[0], row -> row % hole[1] == 1 && target.value(row) > 140);
        }
        return data;
    }

    private static Dataset with(Dataset data, int column, IntPredicate missing) {
        var values = data.numeric(data.schema().field(column).name()).values();
        Arrays.setAll(values, row -> missing.test(row) ? Double.NaN : values[row]);
        return data.with(data.schema().field(column), new NumericColumn(values));
    }

    static Stream<Arguments> cases() {
        return TreeFixtures.lines("cases").stream().skip(1).map(line -> Arguments.of(line[0], line[1]));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void growsTheTreeOfScikitLearn(String name, String settings) {
        var data = data(name);
        var trained = new Cart().with(settings).fit(data);
        var tree = trained.model().tree();
        var nodes = TreeFixtures.numbers(name);
        assertEquals(nodes.length, tree.size());
        boolean classes = name.startsWith("cancer");
        double total = nodes[0][4];
        for (int node = 0; node < nodes.length; node++) {
            var theirs = nodes[node];
            assertEquals((int) theirs[0], tree.feature()[node], "feature of node " + node);
            // they keep features as floats
            assertEquals(theirs[1], tree.threshold()[node], 1e-6 * Math.abs(theirs[1]), "threshold of node " + node);
            assertEquals(theirs[2], tree.impurities()[node], 1e-9 * Math.max(1, theirs[2]), "impurity of node " + node);
            assertEquals(theirs[4], tree.weights()[node], 1e-9 * total, "weight of node " + node);
            if (!classes) {
                assertEquals(theirs[5], tree.values()[node], 1e-9 * Math.abs(theirs[5]), "value of node " + node);
            }
        }
        var importances = trained.view(FeatureImportances.class).orElseThrow().importances();
        var expected = Arrays.stream(TreeFixtures.numbers(name + ".importances")).mapToDouble(row -> row[0]).toArray();
        assertArrayEquals(expected, importances, 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancer-gini", "diabetes-squared"})
    void findsThePruningPathOfScikitLearn(String name) {
        var settings = cases().filter(one -> one.get()[0].equals(name)).findFirst().orElseThrow().get()[1].toString();
        var path = CostComplexity.of(new Cart().with(settings).fit(data(name)).model().tree());
        var theirs = TreeFixtures.numbers(name + ".path");
        var alphas = Arrays.stream(theirs).mapToDouble(row -> row[0]).toArray();
        var impurities = Arrays.stream(theirs).mapToDouble(row -> row[1]).toArray();
        assertArrayEquals(alphas, path.alphas(), 1e-8 * alphas[alphas.length - 1]);
        assertArrayEquals(impurities, path.impurity(), 1e-9 * impurities[alphas.length - 1]);
        assertEquals(1, path.leaves()[alphas.length - 1]);
    }

    @ParameterizedTest
    @CsvSource({"mtcars, minSplit=8 minLeaf=4", "chickwts, minSplit=10 minLeaf=5", "warpbreaks, minSplit=4 minLeaf=2",
        "sprays, minSplit=4 minLeaf=2"})
    void treesOfNumbersAreThoseOfRpart(String name, String settings) {
        var model = new Cart().with(settings).fit(TreeFixtures.table(name)).model();
        var tree = model.tree();
        var path = CostComplexity.of(tree);
        var ours = IntStream.range(0, tree.size()).filter(tree::isLeaf)
                .mapToObj(node -> new double[] {tree.weights()[node], tree.impurities()[node] * tree.weights()[node],
                    tree.values()[node]})
                .sorted(Comparator.comparingDouble(leaf -> leaf[2])).toArray(double[][]::new);
        var theirs = TreeFixtures.numbers(name + ".leaves");
        Arrays.sort(theirs, Comparator.comparingDouble(leaf -> leaf[2]));
        assertEquals(theirs.length, ours.length);
        for (int leaf = 0; leaf < ours.length; leaf++) {
            assertArrayEquals(theirs[leaf], ours[leaf], 1e-9 * Math.max(1, theirs[leaf][1]));
        }
        // rpart gives costs as shares of the root's deviance, and the cost from which the next smaller tree is better
        var costs = TreeFixtures.numbers(name + ".costs");
        double root = path.impurity()[path.impurity().length - 1];
        int steps = path.alphas().length;
        for (int at = 1; at < steps; at++) {
            int leaves = path.leaves()[at];
            var row = Arrays.stream(costs).filter(cost -> cost[1] == leaves).findFirst().orElseThrow();
            assertEquals(row[0], path.alphas()[at] / root, 1e-9);
            assertEquals(row[2], path.impurity()[at] / root, 1e-9);
        }
    }

    @ParameterizedTest
    @CsvSource({"titanic", "hair"})
    void treesOfLevelsAreThoseOfRpart(String name) {
        var data = TreeFixtures.table(name);
        var theirs = TreeFixtures.lines(name + ".leaves");
        var levels = data.nominalTarget().levels();
        var expected = theirs.stream().skip(1).map(line -> {
            var counts = new double[levels.size()];
            for (int c = 0; c < counts.length; c++) {
                counts[levels.code(theirs.getFirst()[c])] = Double.parseDouble(line[c]);
            }
            return Arrays.toString(counts);
        }).sorted().toList();
        var tree = new Cart().with("").fit(data).model().tree();
        var ours = IntStream.range(0, tree.size()).filter(tree::isLeaf)
                .mapToObj(node -> Arrays.toString(Arrays.copyOfRange(tree.values(), node * tree.width(),
                        (node + 1) * tree.width())))
                .sorted().toList();
        assertEquals(expected, ours);
    }

    /// Quinlan 1986, section 4, whose table is the built-in set `weather`.
    @Test
    void theGainsOfPlayTennisAreThePublishedOnes() {
        var data = TreeFixtures.table("play-tennis");
        var model = new Id3().with("").fit(data).model();
        // outlook, temperature, humidity, windy
        assertArrayEquals(new double[] {0.246, 0.029, 0.151, 0.048}, model.rootGains(), 0.001);
        var view = new Id3().with("").fit(data).view(org.glia.api.model.TreeView.class).orElseThrow();
        assertEquals("""
                outlook?
                  overcast -> yes (4)
                  rain -> windy?
                    no -> yes (3)
                    yes -> no (2)
                  sunny -> humidity?
                    high -> no (3)
                    normal -> yes (2)
                """, view.rules());
    }
}
