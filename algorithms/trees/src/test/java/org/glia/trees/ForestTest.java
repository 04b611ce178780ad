package org.glia.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.model.FeatureImportances;
import org.glia.api.problem.GliaException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.junit.jupiter.api.Test;

/// Scores of scikit-learn's forests are means and standard deviations over seeds (`src/test/oracles/trees.py`).
class ForestTest {

    private static final List<String[]> SCORES = TreeFixtures.lines("forests");

    /// Within four standard deviations of one seed, and what rounding to whole rows may make.
    private static void requireInBand(String name, double score) {
        var row = SCORES.stream().filter(line -> line[0].equals(name)).findFirst().orElseThrow();
        assertEquals(Double.parseDouble(row[1]), score, 4 * Double.parseDouble(row[2]) + 0.002, name);
    }

    @Test
    void digitsAreReadAsWellAsByScikitLearn() {
        var data = TreeFixtures.table("digits");
        var test = IntStream.range(0, data.rows()).filter(row -> row % 3 == 0).toArray();
        var train = IntStream.range(0, data.rows()).filter(row -> row % 3 != 0).toArray();
        var forest = new Forest().with("").fit(data);
        requireInBand("forest digits out of bag", forest.model().outOfBag().orElseThrow().score());
        assertEquals(data.rows(), forest.model().outOfBag().orElseThrow().rows());
        requireInBand("forest digits test", accuracy(new Forest().with("").fit(data.rows(train)).predict(data.rows(test))
                .labels().codes(), data.nominalTarget().rows(test).codes()));
        requireInBand("extratrees digits test", accuracy(new ExtraTrees().with("").fit(data.rows(train))
                .predict(data.rows(test)).labels().codes(), data.nominalTarget().rows(test).codes()));
    }

    private static double accuracy(int[] labels, int[] truth) {
        return IntStream.range(0, truth.length).filter(row -> labels[row] == truth[row]).count() / (double) truth.length;
    }

    @Test
    void numbersArePredictedAsWellAsByScikitLearn() {
        var data = BoostFixtures.table("diabetes");
        var run = Run.local(1);
        var model = new Forest().with("trees=200").fit(data, run).model();
        requireInBand("forest diabetes out of bag", model.outOfBag().orElseThrow().score());
        requireInBand("forest diabetes leaves", model.trees().leaves().length / 200.0);
        var line = run.history().find("out-of-bag r2").orElseThrow();
        assertEquals(model.outOfBag().orElseThrow().score(), line.last());
        assertTrue(line.values()[4] < line.last());
    }

    @Test
    void oneTreeOnAllRowsAndFeaturesIsCart() {
        for (var data : List.of(BoostFixtures.table("diabetes"), BoostFixtures.table("breast-cancer"))) {
            var cart = new Cart().with("minLeaf=3").fit(data);
            var forest = new Forest().with("trees=1 bootstrap=false maxFeatures=all minLeaf=3").fit(data);
            assertEquals(cart.predict(data), forest.predict(data));
            assertArrayEquals(cart.model().tree().threshold(), forest.model().trees().threshold());
            assertArrayEquals(cart.view(FeatureImportances.class).orElseThrow().importances(),
                    forest.view(FeatureImportances.class).orElseThrow().importances(), 1e-15);
        }
    }

    /// Two features tell the class, one of them more; eight do not.
    @Test
    void permutationTellsFeaturesFromNoise() {
        var random = new RandomStream(4);
        int n = 300;
        var table = Dataset.builder("noise");
        var x = new double[10][n];
        for (var column : x) {
            Arrays.setAll(column, row -> random.nextGaussian());
        }
        var y = IntStream.range(0, n).mapToObj(row -> 2 * x[3][row] + x[6][row] > 0 ? "yes" : "no").toArray(String[]::new);
        for (int f = 0; f < x.length; f++) {
            table.numeric("x" + f, x[f]);
        }
        var data = table.nominal("y", y).target("y").build();
        var view = new Forest().with("importance=permutation trees=60").fit(data).view(FeatureImportances.class).orElseThrow();
        var importances = view.importances();
        assertTrue(importances[3] > 2 * importances[6]);
        assertTrue(importances[3] > 0.15 && importances[3] < 0.5);
        for (int f = 0; f < x.length; f++) {
            assertTrue(f == 3 || f == 6 || importances[f] < 0.1 * importances[6] + 0.01);
            assertTrue(view.deviations()[f] > 0);
        }
    }

    @Test
    void rowsThatAllTreesDrewAreToldOf() {
        var data = BoostFixtures.table("iris");
        var run = Run.local(3);
        var model = new Forest().with("trees=2").fit(data, run).model();
        assertTrue(model.outOfBag().orElseThrow().rows() < data.rows());
        assertTrue(run.warnings().getFirst().contains("take more trees"), run.warnings().toString());
    }

    @Test
    void withoutUnseenRowsThereIsNoScore() {
        var data = BoostFixtures.table("iris");
        assertTrue(new ExtraTrees().with("trees=5").fit(data).model().outOfBag().isEmpty());
        assertTrue(new ExtraTrees().with("trees=20 maxSamples=0.5").fit(data).model().outOfBag().isPresent());
        assertTrue(new Forest().with("trees=5 outOfBag=false").fit(data).model().outOfBag().isEmpty());
        var refusal = assertThrows(GliaException.class, () -> new ExtraTrees().with("importance=permutation").fit(data));
        assertTrue(refusal.getMessage().contains("set bootstrap=true"), refusal.getMessage());
    }

    @Test
    void aClassOfWeightZeroIsNotLearnt() {
        var data = BoostFixtures.table("iris");
        var without = new Forest().with("trees=10 classWeight=setosa:0").fit(data);
        var shares = without.predict(data).probabilities();
        assertEquals(0, IntStream.range(0, data.rows()).mapToDouble(row -> shares.get(row, 0)).sum());
    }
}
