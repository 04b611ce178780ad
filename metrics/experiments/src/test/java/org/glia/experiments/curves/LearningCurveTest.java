package org.glia.experiments.curves;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Role;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.run.Fold;
import org.glia.experiments.Resampling;
import org.glia.experiments.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningCurveTest {

    private static final long SEED = 7;

    private static LearningCurve curve(Dataset data, List<Double> sizes, Resampling resampling, String measure, String... recipes) {
        return LearningCurve.of(Fixtures.CATALOG, data, Fixtures.recipes(recipes), sizes, resampling,
                measure.isEmpty() ? Optional.empty() : Optional.of(measure), SEED);
    }

    private static List<LearningCurve.Curve> curves(LearningCurve curve, int workers) {
        return Fixtures.with(workers, experiments -> curve.curves(experiments.run(curve.experiment())));
    }

    private static List<Fold> folds(LearningCurve curve) {
        return ((Resampling.Given) curve.experiment().resampling()).folds().all();
    }

    private static void assertIs(String mean, String deviation, Summary summary) {
        assertEquals(Double.parseDouble(mean), summary.mean().orElseThrow(), 2e-5);
        assertEquals(Double.parseDouble(deviation), summary.deviation().orElseThrow(), 2e-5);
    }

    /// The order in which training rows join, from the sets of growing size.
    private static String order(Dataset data, Fold fold) {
        var order = Beginnings.of(data, fold, SEED);
        var known = new HashSet<Integer>();
        var rows = new ArrayList<String>();
        for (int n = 1; n <= fold.train().length; n++) {
            IntStream.of(order.first(n)).filter(known::add).forEach(row -> rows.add(Integer.toString(row)));
        }
        return String.join(",", rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accuracy", "log-loss"})
    void scoresAreThoseOfScikitLearnOnTheSameRows(String measure) {
        var data = Fixtures.CATALOG.load("breast-cancer");
        var folds = Fixtures.folds("breast-cancer");
        assertEquals(Fixtures.lines("curves/orders.csv"), folds.folds().all().stream().map(fold -> order(data, fold)).toList());
        var points = curves(curve(data, List.of(400.0, 20.0, 100.0), folds, measure, "standardize | logistic"), 2).getFirst().points();
        var lines = Fixtures.cells("learning.csv").stream().filter(line -> line[0].equals(measure)).toList();
        assertEquals(3, points.size());
        for (int i = 0; i < points.size(); i++) {
            assertEquals(Double.parseDouble(lines.get(i)[1]), points.get(i).rows());
            assertIs(lines.get(i)[2], lines.get(i)[3], points.get(i).scores().training());
            assertIs(lines.get(i)[4], lines.get(i)[5], points.get(i).scores().test());
            assertEquals(5, points.get(i).scores().fitSeconds().values());
        }
    }

    @Test
    void eachSetHoldsTheSmallerOnesAndHasItsShareOfEachLevel() {
        var data = Fixtures.CATALOG.load("breast-cancer");
        var folds = folds(curve(data, List.of(0.1, 0.5, 1.0), new Resampling.CrossValidation(4, 2), "", "majority"));
        assertEquals(3 * 4 * 2, folds.size());
        double share = data.nominalTarget().counts()[0] / (double) data.rows();
        for (var fold : folds) {
            if (fold.number() >= 4) {
                var smaller = folds.stream().filter(other -> other.repeat() == fold.repeat() && other.number() == fold.number() - 4)
                        .findFirst().orElseThrow();
                assertTrue(Arrays.stream(fold.train()).boxed().collect(Collectors.toSet())
                        .containsAll(Arrays.stream(smaller.train()).boxed().toList()));
                assertArrayEquals(smaller.test(), fold.test());
                assertTrue(smaller.train().length < fold.train().length);
            }
            double rows = fold.train().length;
            assertEquals(share * rows, data.nominalTarget().rows(fold.train()).counts()[0], 1.5, "rows " + rows);
        }
        assertEquals(new Resampling.CrossValidation(4, 2).folds(data, SEED).all().getFirst().train().length, folds.stream()
                .filter(fold -> fold.number() == 8).findFirst().orElseThrow().train().length);
    }

    @Test
    void groupsStayWhole() {
        var group = IntStream.range(0, 60).mapToObj(i -> "g" + i / 6).toArray(String[]::new);
        var data = Dataset.builder("grouped").numeric("x", IntStream.range(0, 60).asDoubleStream().toArray()).nominal("g", group)
                .nominal("y", IntStream.range(0, 60).mapToObj(i -> i % 2 == 0 ? "a" : "b").toArray(String[]::new))
                .role(Role.GROUP, "g").target("y").build();
        var curve = curve(data, List.of(2.0, 0.3, 1.0), new Resampling.CrossValidation(5, 1), "", "majority");
        for (var fold : folds(curve)) {
            assertEquals(0, fold.train().length % 6, "one group has 6 rows");
            assertTrue(fold.train().length > 0);
        }
        assertArrayEquals(new double[] {6, 12, 48}, curves(curve, 1).getFirst().points().stream().mapToDouble(LearningCurve.Point::rows).toArray());
    }

    @Test
    void ofRowsWithTimesTheLatestComeFirst() {
        var data = Dataset.builder("series").numeric("when", 5, 4, 3, 2, 1, 0).numeric("x", 1, 2, 3, 4, 5, 6)
                .numeric("y", 1, 2, 3, 4, 5, 6).role(Role.TIME, "when").target("y").build();
        var folds = folds(curve(data, List.of(0.5, 1.0), new Resampling.ByTime(2), "rmse", "ridge"));
        // the splits train on the instants 0..1 and 0..3; rows run backwards
        assertArrayEquals(new int[] {4}, folds.get(0).train());
        assertArrayEquals(new int[] {2, 3}, folds.get(1).train());
        assertArrayEquals(new int[] {2, 3, 4, 5}, folds.get(3).train());
    }

    @Test
    void theNumberOfThreadsChangesNothingAndRecipesStandSideBySide() {
        var curve = curve(Fixtures.CATALOG.load("iris"), List.of(0.2, 1.0), Resampling.standard(), "",
                "standardize | logistic", "majority");
        var one = curves(curve, 1);
        var two = curves(curve, 2);
        assertEquals(List.of("standardize | logistic", "majority"), one.stream().map(LearningCurve.Curve::recipe).toList());
        for (int recipe = 0; recipe < 2; recipe++) {
            for (int point = 0; point < 2; point++) {
                assertEquals(one.get(recipe).points().get(point).scores().test(), two.get(recipe).points().get(point).scores().test());
                assertEquals(one.get(recipe).points().get(point).scores().training(), two.get(recipe).points().get(point).scores().training());
            }
        }
        assertEquals(1 / 3.0, one.get(1).points().get(1).scores().test().mean().orElseThrow(), 1e-12);
    }

    @Test
    void sizesThatDoNotSuitAreTold() {
        var iris = Fixtures.CATALOG.load("iris");
        var curve = curve(iris, List.of(2.0, 0.001, 500.0, 0.5, 50.0), new Resampling.CrossValidation(3, 1), "", "majority");
        assertEquals(List.of("size 0.001 is left out: of 100 training rows it is less than one",
                "size 500 is left out: the folds of iris have 100 training rows to choose from"), curve.notes().subList(0, 2));
        assertTrue(curve.notes().stream().anyMatch(note -> note.matches("with 2 rows, training sets have none of .*`virginica` \\([123] of 3\\).*")),
                curve.notes().toString());
        assertEquals(2, curves(curve, 1).getFirst().points().size(), "half of 100 rows and 50 rows are one size");
        var none = curve(iris, List.of(0.001), Resampling.standard(), "", "majority");
        assertTrue(assertThrows(DataException.class, none::experiment).getMessage().contains("less than one"));
    }

    @Test
    void recipesThatFailOnFewRowsSaySo() {
        var iris = Fixtures.CATALOG.load("iris");
        var points = curves(curve(iris, List.of(10.0, 100.0), new Resampling.CrossValidation(3, 1), "", "picky rows=50"), 1)
                .getFirst().points();
        assertTrue(points.get(0).scores().test().mean().isEmpty());
        assertEquals(List.of("IllegalStateException: 10 rows are too few"), points.get(0).scores().problems());
        assertEquals(1 / 3.0, points.get(1).scores().training().mean().orElseThrow(), 0.02);
        assertEquals(List.of(), points.get(1).scores().problems());
    }

    @Test
    void clusteringsHaveLearningCurvesToo() {
        var points = curves(curve(Fixtures.CATALOG.load("iris").withRole(Role.IGNORED, "class"), List.of(0.5, 1.0), Resampling.standard(), "",
                "kmeans k=3"), 1).getFirst().points();
        assertTrue(points.get(1).scores().test().mean().orElseThrow() > 0.4, points.toString());
    }

    @Test
    void noMeanIsTakenOverTheSizes() {
        var curve = curve(Fixtures.CATALOG.load("iris"), List.of(0.5, 1.0), Resampling.standard(), "", "majority", "standardize | logistic");
        var results = Fixtures.with(1, experiments -> experiments.run(curve.experiment()));
        var said = "`majority` was tested on the same rows of iris after it was fitted on fewer and on more, and a mean over that says nothing";
        assertEquals(said, assertThrows(GliaException.class, results::leaderboards).getMessage());
        assertEquals(said, assertThrows(GliaException.class, () -> results.designs(Optional.empty(), _ -> Optional.empty())).getMessage());
    }

    @Test
    void theSameQuestionIsTheSameStudyAndItsTrialsAreNotDoneTwice() {
        var curve = curve(Fixtures.CATALOG.load("iris"), List.of(0.5, 1.0), Resampling.standard(), "", "majority");
        var again = curve(Fixtures.CATALOG.load("iris"), List.of(0.5, 1.0), Resampling.standard(), "", "majority");
        assertEquals(curve.study().id(), again.study().id());
        assertEquals("learningcurve", curve.study().kind());
        assertTrue(curve.study().definition().contains("\"sizes\":[0.5,1.0]"), curve.study().definition());
        Fixtures.with(1, experiments -> {
            var plan = experiments.plan(curve.study(), curve.experiment());
            assertEquals(plan.trials().stream().map(trial -> trial.key()).toList(),
                    experiments.plan(again.study(), again.experiment()).trials().stream().map(trial -> trial.key()).toList());
            assertEquals(10, plan.trials().stream().map(trial -> trial.key()).distinct().count());
            return plan;
        });
    }

    @Test
    void wrongQuestionsAreRefusedWithTheCure() {
        var iris = Fixtures.CATALOG.load("iris");
        for (double size : new double[] {0, -1, 2.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertTrue(assertThrows(GliaException.class, () -> curve(iris, List.of(size), Resampling.standard(), "", "majority").notes(),
                    "size " + size).getMessage().contains("size"), "size " + size);
        }
        assertThrows(GliaException.class, () -> curve(iris, List.of(), Resampling.standard(), "", "majority"));
        assertThrows(GliaException.class, () -> curve(iris, List.of(1.0), new Resampling.Training(), "", "majority"));
        assertTrue(assertThrows(GliaException.class, () -> curve(iris, List.of(1.0), Resampling.standard(), "", "standardize"))
                .getMessage().contains("predicts nothing"));
        assertTrue(assertThrows(GliaException.class, () -> curve(iris, List.of(1.0), Resampling.standard(), "", "majority", "kmeans k=2"))
                .getMessage().contains("different questions"));
        assertTrue(assertThrows(GliaException.class, () -> curve(iris, List.of(1.0), Resampling.standard(), "acuracy", "majority"))
                .getMessage().contains("accuracy"));
    }
}
