package org.glia.regression;

import static org.glia.regression.Fixtures.standardized;
import static org.glia.regression.Fixtures.table;
import static org.glia.regression.Fixtures.weighted;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Task;
import org.glia.api.model.DataTree;
import org.glia.api.problem.DataException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SgdTest {

    private static Dataset cancer() {
        var data = standardized(table("data/breast-cancer.csv"));
        // scikit-learn's positive class comes second
        var levels = Levels.of("benign", "malignant");
        return data.with(Field.nominal("diagnosis", levels), data.nominal("diagnosis").recoded(levels)).withTarget("diagnosis");
    }

    private static Dataset diabetes() {
        var data = standardized(table("data/diabetes.csv"));
        var y = data.numericTarget().values();
        double mean = Arrays.stream(y).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(y).map(value -> (value - mean) * (value - mean)).average().orElseThrow());
        return data.with(data.targetField(), new NumericColumn(Arrays.stream(y).map(value -> (value - mean) / deviation).toArray()));
    }

    static Stream<Arguments> steps() {
        var cases = new LinkedHashMap<List<String>, Map<String, Double>>();
        var lines = Fixtures.lines("sgd/steps.csv");
        for (var line : lines.subList(1, lines.size())) {
            cases.computeIfAbsent(List.of(line[1], line[2]), any -> new LinkedHashMap<>()).put(line[3], Double.parseDouble(line[4]));
        }
        return cases.entrySet().stream().map(each -> Arguments.of(each.getKey().getFirst(), each.getKey().getLast(), each.getValue()));
    }

    /// scikit-learn 1.6.1, row by row in the order of the data.
    @ParameterizedTest(name = "{1}")
    @MethodSource("steps")
    void takesTheStepsThatScikitLearnTakes(String task, String settings, Map<String, Double> expected) {
        boolean averagedL1 = settings.contains("average") && settings.contains("l1Ratio");
        assertTrue(!averagedL1, "scikit-learn's mean leaves out what the L1 penalty takes");
        var data = task.equals("classification") ? cancer() : diabetes();
        data = settings.contains("weighted") ? weighted(data, 0.5, 1.5, 2.5) : data;
        var output = new Sgd().with(settings.replace(" weighted", "") + " shuffle=false patience=0").fit(data).model().outputs().getFirst();
        for (int j = 0; j < output.weights().length; j++) {
            double value = expected.get(j == output.weights().length - 1 ? "intercept" : "w" + j);
            assertEquals(value, output.weights()[j], 1e-11 * (1 + Math.abs(value)), "weight " + j);
        }
    }

    /// Stored and scaled as it is, the mean of the weights must be what it says.
    @ParameterizedTest
    @CsvSource({"false,0.3", "true,0.3", "false,0", "true,1"})
    void theMeanIsThatOfTheWeightsAfterEachUpdate(boolean sparse, double l1Ratio) {
        var random = new RandomStream(5);
        var x = new double[40][6];
        for (var row : x) {
            for (int q = 0; q < 3; q++) {
                row[random.nextInt(6)] = random.nextGaussian();
            }
        }
        var matrix = Matrix.of(x);
        var weights = new double[40];
        Arrays.fill(weights, 1);
        var rows = Rows.of(sparse ? matrix.csr() : matrix, weights);
        var averaged = new SgdVector(6, true, l1Ratio > 0);
        var plain = new SgdVector(6, false, l1Ratio > 0);
        var sum = new double[7];
        for (int t = 0; t < 400; t++) {
            double step = 0.1 * random.nextGaussian();
            for (var vector : List.of(averaged, plain)) {
                vector.update(rows, t % 40, 1 - 0.1 * (1 - l1Ratio), step, 0.01 * l1Ratio, true);
            }
            var now = plain.state().weights();
            for (int j = 0; j < 7; j++) {
                sum[j] += now[j];
            }
        }
        var mean = SgdVector.answer(averaged.state());
        for (int j = 0; j < 7; j++) {
            assertEquals(sum[j] / 400, mean[j], 1e-12);
        }
        assertArrayEquals(plain.state().weights(), averaged.state().weights(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hinge", "squared-hinge", "log", "modified-huber", "perceptron", "squared", "[huber epsilon=0.7]",
            "[epsilon-insensitive epsilon=0.3]", "[squared-epsilon-insensitive epsilon=0.3]"})
    void slopesAreThoseOfTheLosses(String word) {
        var loss = ((Sgd.Settings) org.glia.api.AlgorithmType.of(new Sgd()).settings().read("loss=" + word)).loss();
        for (double y : loss.classifies() ? new double[] {-1, 1} : new double[] {-1.3, 0, 2}) {
            for (double p = -3.05; p < 3; p += 0.2) {
                double step = 1e-6;
                assertEquals((loss.value(y, p + step) - loss.value(y, p - step)) / (2 * step), loss.slope(y, p), 1e-8, word + " at " + p);
                assertTrue(loss.value(y, p) >= 0);
            }
        }
    }

    @Test
    void squaredLossComesToTheSolutionOfRidge() {
        var data = diabetes();
        double alpha = 0.01;
        var ridge = new Ridge().with("alpha=" + alpha * data.rows()).fit(data).model();
        var weights = new Sgd().with("loss=squared alpha=0.01 epochs=400 patience=0 learningRate=[power t0=100 t1=5000]")
                .fit(data).model().outputs().getFirst().weights();
        var expected = new Ridge().with("alpha=" + alpha * data.rows()).fit(data).predict(data).values();
        var model = new SgdModel(new Loss.Squared(), List.of(new SgdModel.Output(weights, 0, 1,
                new SgdModel.Going(new double[0], new double[0], new double[0], 0))), new double[0], true);
        assertArrayEquals(expected, model.predictor(data.schema()).predict(data).values(), 0.02);
        assertEquals(ridge.intercept(), weights[10], 0.02);
    }

    @Test
    void logLossComesToTheSolutionOfLogisticRegression() {
        var data = cancer();
        var expected = new Logistic().with("c=" + 1 / (0.01 * data.rows())).fit(data).predict(data).probabilities();
        var found = new Sgd().with("loss=log alpha=0.01 epochs=300 patience=0 average=true").fit(data).predict(data).probabilities();
        for (int i = 0; i < data.rows(); i++) {
            assertEquals(expected.get(i, 1), found.get(i, 1), 0.02);
        }
    }

    @Test
    void absoluteValuesInThePenaltyMakeWeightsZero() {
        var data = cancer();
        var weights = new Sgd().with("loss=log alpha=0.02 l1Ratio=1 epochs=100 patience=0").fit(data).model().outputs().getFirst().weights();
        long zeros = Arrays.stream(weights).limit(30).filter(w -> w == 0).count();
        assertTrue(zeros >= 15 && zeros < 30, zeros + " zeros");
    }

    @Test
    void sparseRowsAreLearntLikeDenseOnes() {
        var random = new RandomStream(1);
        var x = new double[300][40];
        var codes = new int[300];
        for (int i = 0; i < x.length; i++) {
            for (int q = 0; q < 6; q++) {
                x[i][random.nextInt(40)] = random.nextInt(4);
            }
            codes[i] = x[i][0] + x[i][1] + random.nextGaussian() > 1 ? 1 : 0;
        }
        var levels = Levels.of("no", "yes");
        var dense = Dataset.builder("d").block("x", Matrix.of(x)).nominal("y", levels, codes).target("y").build();
        var sparse = dense.with(Field.block("x", List.of(40)), new BlockColumn(Matrix.of(x).csr()));
        for (var settings : List.of("", "average=true", "loss=log alpha=0.01")) {
            assertArrayEquals(new Sgd().with(settings + " epochs=5").fit(dense).model().outputs().getFirst().weights(),
                    new Sgd().with(settings + " epochs=5").fit(sparse).model().outputs().getFirst().weights(), 1e-10, settings);
        }
    }

    @Test
    void moreClassesAreLearntOneAgainstTheOthersWithTheSameBitsOnAnyThreads() {
        var iris = standardized(table("data/iris.csv"));
        var trained = new Sgd().with("loss=log").fit(iris);
        var truth = iris.nominalTarget();
        var labels = trained.predict(iris).labels();
        assertTrue(IntStream.range(0, 150).filter(i -> truth.code(i) == labels.code(i)).count() > 135);
        assertEquals(1, IntStream.of(1, 2, 7).mapToObj(threads -> DataTree.of(new Sgd().with("").fit(iris,
                Run.local(RunSetup.of(0).withThreads(threads))).model())).distinct().count());
        var one = new Sgd().with("loss=log").fit(iris.with(Field.nominal("class", Levels.of("other", "setosa")),
                new NominalColumn(Levels.of("other", "setosa"), IntStream.range(0, 150).map(i -> truth.code(i) == 0 ? 1 : 0).toArray()))
                .withTarget("class"));
        assertArrayEquals(one.model().outputs().getFirst().weights(), trained.model().outputs().getFirst().weights());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hinge", "log", "modified-huber"})
    void aClassWithoutRowsIsNeverAnswered(String loss) {
        var iris = standardized(table("data/iris.csv"));
        var prediction = new Sgd().with("loss=" + loss).fit(iris.rows(50, 150)).predict(iris);
        for (int row = 0; row < 150; row++) {
            assertTrue(prediction.labels().code(row) > 0);
            if (!loss.equals("hinge")) {
                assertEquals(0, prediction.probabilities().get(row, 0));
                assertEquals(1, prediction.probabilities().get(row, 1) + prediction.probabilities().get(row, 2), 1e-15);
            }
        }
    }

    @Test
    void classWeightsMakeStepsLonger() {
        var data = cancer();
        var weights = new double[data.rows()];
        Arrays.setAll(weights, i -> data.nominalTarget().code(i) == 1 ? 3 : 1);
        assertArrayEquals(new Sgd().with("epochs=3").fit(weighted(data, weights)).model().outputs().getFirst().weights(),
                new Sgd().with("epochs=3 classWeight=malignant:3").fit(data).model().outputs().getFirst().weights());
    }

    @ParameterizedTest
    @ValueSource(strings = {"loss=log shuffle=false epochs=1 patience=0", "shuffle=false average=true l1Ratio=0.5 epochs=1 patience=0"})
    void batchesInOrderAreLearntLikeAllRowsAtOnce(String settings) {
        var data = cancer();
        var whole = new Sgd().with(settings).fit(data).model().outputs().getFirst();
        var read = (Sgd.Settings) org.glia.api.AlgorithmType.of(new Sgd()).settings().read(settings);
        var run = Run.local(0).as(Task.CLASSIFICATION);
        var learner = new Sgd().open(data.schema(), read, run);
        var parts = new ArrayList<>(List.of(data.rows(0, 1), data.rows(1, 100), data.rows(100, 340)));
        parts.forEach(learner::learn);
        var resumed = new Sgd().resume(learner.model(), data.schema(), read, run);
        resumed.learn(data.rows(340, data.rows()));
        assertArrayEquals(whole.weights(), resumed.model().outputs().getFirst().weights(), 1e-12);
        assertEquals(whole.state().updates(), resumed.model().outputs().getFirst().state().updates());
    }

    @Test
    void earlyStoppingGivesTheBestWeightsBack() {
        var data = diabetes();
        var trained = new Sgd().with("epochs=200 patience=3 tolerance=0 validation=0.3 learningRate=0.02").fit(data);
        var line = trained.history().find("validation loss").orElseThrow();
        double least = Arrays.stream(line.values()).min().orElseThrow();
        int at = IntStream.range(0, line.values().length).filter(i -> line.values()[i] == least).findFirst().orElseThrow();
        assertEquals(at + 1 + 3, line.values().length);
        var cut = new Sgd().with("epochs=%d patience=3 tolerance=0 validation=0.3 learningRate=0.02".formatted(at + 1)).fit(data);
        assertArrayEquals(cut.model().outputs().getFirst().weights(), trained.model().outputs().getFirst().weights());
    }

    @Test
    void weightsNeverLeaveTheRangeOfNumbers() {
        var raw = table("data/diabetes.csv");
        var trained = new Sgd().with("learningRate=1").fit(raw);
        assertTrue(trained.warnings().getFirst().contains("standardize | sgd"));
        assertTrue(Arrays.stream(trained.predict(raw).values()).allMatch(Double::isFinite));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        var iris = table("data/iris.csv");
        assertThrows(DataException.class, () -> new Sgd().with("").fit(iris.rows(0, 50)));
        assertThrows(DataException.class, () -> new Sgd().with("alpha=0").fit(iris));
        assertThrows(DataException.class, () -> new Sgd().with("loss=squared").fit(iris));
        assertThrows(DataException.class, () -> new Sgd().with("loss=hinge").fit(table("data/diabetes.csv")));
        var balanced = (Sgd.Settings) org.glia.api.AlgorithmType.of(new Sgd()).settings().read("classWeight=balanced");
        assertThrows(DataException.class, () -> new Sgd().open(iris.schema(), balanced, Run.local(0)));
        var cycle = (Sgd.Settings) org.glia.api.AlgorithmType.of(new Sgd()).settings().read("learningRate=[one-cycle highest=0.1]");
        assertThrows(DataException.class, () -> new Sgd().open(iris.schema(), cycle, Run.local(0)));
    }
}
