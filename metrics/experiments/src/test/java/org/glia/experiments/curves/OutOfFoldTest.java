package org.glia.experiments.curves;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.Tag;
import org.glia.api.model.Prediction;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.experiments.Experiment;
import org.glia.experiments.Resampling;
import org.junit.jupiter.api.Test;

class OutOfFoldTest {

    private static OutOfFold joined(Dataset data, Resampling resampling, String recipe) {
        return Fixtures.with(2, experiments -> {
            var plan = experiments.plan(Experiment.of(List.of(data), Fixtures.recipes(recipe)).withResampling(resampling));
            experiments.run(plan.experiment());
            return OutOfFold.of(plan.trials(), data, experiments.store());
        });
    }

    private static final Dataset FOUR = Dataset.builder("four").numeric("x", 1, 2, 3, 4).nominal("y", "a", "b", "c", "a").target("y").build();

    private static OutOfFold.Part labels(int repeat, int fold, int[] rows, int... codes) {
        return new OutOfFold.Part(repeat, fold, rows, Prediction.labels(FOUR.targetField(), codes));
    }

    @Test
    void probabilitiesAndReportsAreThoseOfScikitLearnOnTheSameFolds() {
        var data = Fixtures.CATALOG.load("breast-cancer");
        var joined = joined(data, Fixtures.folds("breast-cancer"), "standardize | logistic tolerance=1e-10");
        var lines = Fixtures.cells("outoffold.csv");
        var probabilities = joined.prediction().probabilities();
        for (int row = 0; row < lines.size(); row++) {
            assertEquals(lines.get(row)[0], joined.prediction().labels().format(row));
            assertEquals(Double.parseDouble(lines.get(row)[1]), probabilities.get(row, 0), 1e-7);
            assertEquals(Double.parseDouble(lines.get(row)[2]), probabilities.get(row, 1), 1e-7);
        }
        assertArrayEquals(Fixtures.lines("breast-cancer.folds.csv").stream().skip(1).mapToInt(Integer::parseInt).toArray(),
                joined.folds().getFirst());
        var confusion = Fixtures.CATALOG.open(Fixtures.CATALOG.measure("confusion")).table(joined.testedRows(), joined.stacked()).orElseThrow();
        var counts = Fixtures.cells("confusion.csv");
        for (int truth = 0; truth < 2; truth++) {
            assertEquals(Double.parseDouble(counts.get(truth)[0]), confusion.rows().numeric("predicted benign").value(truth));
            assertEquals(Double.parseDouble(counts.get(truth)[1]), confusion.rows().numeric("predicted malignant").value(truth));
        }
        var levels = Fixtures.CATALOG.open(Fixtures.CATALOG.measure("f1-macro")).table(joined.testedRows(), joined.stacked()).orElseThrow();
        var report = Fixtures.cells("report.csv");
        for (int level = 0; level < levels.rows().rows(); level++) {
            var columns = List.of("precision", "recall", "f1", "rows");
            for (int c = 0; c < columns.size(); c++) {
                assertEquals(Double.parseDouble(report.get(level)[c + 1]), levels.rows().numeric(columns.get(c)).value(level), 1e-12);
            }
        }
    }

    @Test
    void numbersOfSeveralRepetitionsAreAveragedAndAllRowsAreAnswered() {
        var data = Fixtures.CATALOG.load("diabetes");
        var joined = joined(data, new Resampling.CrossValidation(4, 3), "ridge");
        assertEquals(3, joined.repeats());
        assertTrue(IntStream.of(joined.answers()).allMatch(answers -> answers == 3));
        int row = 17;
        double mean = joined.parts().stream().flatMapToDouble(part -> IntStream.range(0, part.rows().length)
                .filter(i -> part.rows()[i] == row).mapToDouble(i -> part.prediction().values()[i])).average().orElseThrow();
        assertEquals(mean, joined.prediction().values()[row], 1e-9);
        assertEquals(3 * data.rows(), joined.stacked().rows());
        assertEquals(data.numericTarget().value(joined.parts().getFirst().rows()[0]), joined.testedRows().numericTarget().value(0));
    }

    @Test
    void labelsAreThoseOfTheLargestMeanProbability() {
        var field = FOUR.targetField();
        var rows = new int[] {0, 1, 2, 3};
        double[][] first = {{0.4, 0.35, 0.25}, {0.5, 0.5, 0}, {0.2, 0.2, 0.6}, {1, 0, 0}};
        double[][] second = {{0.1, 0.8, 0.1}, {0.5, 0.5, 0}, {0.3, 0.4, 0.3}, {0, 0, 1}};
        var joined = OutOfFold.of(List.of(new OutOfFold.Part(0, 0, rows, Prediction.probabilities(field, Matrix.of(first))),
                new OutOfFold.Part(1, 0, rows, Prediction.probabilities(field, Matrix.of(second)))), FOUR, 0);
        assertArrayEquals(new int[] {1, 0, 2, 0}, joined.prediction().labels().codes());
        assertEquals(0.25, joined.prediction().probabilities().get(0, 0), 1e-15);
    }

    @Test
    void withoutProbabilitiesTheMajorityDecidesAndTheFirstOfEquals() {
        var all = new int[] {0, 1, 2, 3};
        var joined = OutOfFold.of(List.of(labels(0, 0, all, 2, 1, 2, 0), labels(1, 0, all, 1, 1, 2, 1), labels(2, 0, all, 0, 2, 0, 0)), FOUR, 0);
        assertArrayEquals(new int[] {0, 1, 2, 0}, joined.prediction().labels().codes());
    }

    @Test
    void rowsThatNoFoldTestedAreMissing() {
        var joined = OutOfFold.of(List.of(labels(0, 0, new int[] {3}, 0), labels(0, 2, new int[] {1}, 2)), FOUR, 1);
        assertArrayEquals(new int[] {-1, 2, -1, 0}, joined.prediction().labels().codes());
        assertArrayEquals(new int[] {-1, 2, -1, 0}, joined.folds().getFirst());
        assertArrayEquals(new int[] {0, 1, 0, 1}, joined.answers());
        assertEquals(1, joined.unanswered());
        assertEquals(FOUR.rows(new int[] {3, 1}), joined.testedRows());
    }

    @Test
    void aHoldoutAnswersItsTestRowsOnly() {
        var joined = joined(Fixtures.CATALOG.load("iris"), new Resampling.Holdout(0.2), "majority");
        assertEquals(30, IntStream.of(joined.answers()).sum());
        assertEquals(120, IntStream.range(0, 150).filter(row -> joined.prediction().labels().isMissing(row)).count());
    }

    @Test
    void clustersAndMembershipsAreThoseOfTheFirstRepetition() {
        var rows = new int[] {0, 1};
        var first = Prediction.builder().clusters(2, new int[] {0, 1}).memberships(Matrix.of(new double[][] {{1, 0}, {0, 1}})).build();
        var second = Prediction.builder().clusters(3, new int[] {2, 2}).memberships(Matrix.of(new double[][] {{0, 0, 1}, {0, 0, 1}})).build();
        var joined = OutOfFold.of(List.of(new OutOfFold.Part(0, 0, rows, first), new OutOfFold.Part(1, 0, rows, second)), FOUR, 0);
        assertArrayEquals(new int[] {0, 1, -1, -1}, joined.prediction().clusters());
        assertEquals(0, joined.prediction().memberships().get(1, 0));
        assertTrue(Double.isNaN(joined.prediction().memberships().get(0, 2)), "the first clustering has no third cluster");
        assertEquals(Levels.of("0", "1", "2"), joined.prediction().table().nominal("cluster").levels());
    }

    @Test
    void clusteringsAreJoinedWhateverTheirNumbersOfClusters() {
        var joined = joined(Fixtures.CATALOG.load("iris").columns(List.of("petal_length_cm", "petal_width_cm")), Resampling.standard(), "kmeans k=3");
        assertTrue(IntStream.of(joined.prediction().clusters()).allMatch(cluster -> cluster >= 0 && cluster < 3));
    }

    @Test
    void failedFoldsAreToldAndOthersAreJoined() {
        // 74 and 75 rows: the fold that is fitted on 74 fails
        var iris = Fixtures.CATALOG.load("iris");
        var odd = iris.rows(IntStream.range(0, 149).toArray());
        var joined = joined(odd, new Resampling.CrossValidation(2, 1), "picky rows=75");
        assertEquals(1, joined.unanswered());
        assertEquals(75, IntStream.of(joined.answers()).filter(answers -> answers == 0).count(), "the smaller half was to fit on");
    }

    @Test
    void columnsOfAnyTagAreJoined() {
        var one = Prediction.builder().column("low", new Tag(Tag.QUANTILE, "y", "0.1"), new double[] {1, 2}).build();
        var two = Prediction.builder().column("low", new Tag(Tag.QUANTILE, "y", "0.1"), new double[] {3, 5}).build();
        var joined = OutOfFold.of(List.of(new OutOfFold.Part(0, 0, new int[] {0, 2}, one), new OutOfFold.Part(1, 0, new int[] {2, 3}, two)), FOUR, 0);
        assertArrayEquals(new double[] {1, Double.NaN, 2.5, 5}, joined.prediction().table().numeric("low").values());
        assertEquals(new Tag(Tag.QUANTILE, "y", "0.1"), joined.prediction().table().schema().field(0).tag().orElseThrow());
    }

    @Test
    void answersOfOtherDataOrSeveralRecipesAreNotJoined() {
        var iris = Fixtures.CATALOG.load("iris");
        Fixtures.with(1, experiments -> {
            var plan = experiments.plan(Experiment.of(List.of(iris), Fixtures.recipes("majority", "picky")));
            var ofOne = plan.trials().stream().filter(trial -> trial.cell().recipe().equals("picky")).toList();
            assertThrows(GliaException.class, () -> OutOfFold.of(plan.trials(), iris, experiments.store()));
            assertTrue(assertThrows(GliaException.class, () -> OutOfFold.of(ofOne, iris, experiments.store())).getMessage()
                    .contains("no fold of `picky` on iris has answers"));
            assertThrows(DataException.class, () -> OutOfFold.of(ofOne, iris.rows(0, 149), experiments.store()));
            return plan;
        });
    }
}
