package org.glia.svm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.model.DataTree;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.model.SupportVectors;
import org.glia.api.model.Trained;
import org.glia.api.problem.DataException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.junit.jupiter.api.Test;

class KernelMachinesTest {

    /// A file of scikit-learn 1.6.1, see src/test/oracles/svm.py.
    private static double[][] oracle(String name) {
        try (var in = KernelMachinesTest.class.getResourceAsStream("/svm/" + name + ".csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray()).toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireOracle(String name, Matrix values, double tolerance) {
        var expected = oracle(name);
        assertEquals(expected.length, values.rows());
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], values.row(i), tolerance * Math.max(1, Math.abs(expected[i][0])), name + ", row " + i);
        }
    }

    private static Matrix column(double[] values) {
        return Matrix.of(values.length, 1, values);
    }

    private static Dataset weighted(Dataset data, double more) {
        return Tables.weighted(data, IntStream.range(0, data.rows()).mapToDouble(row -> row % 5 * 0.5 + more).toArray());
    }

    // ---- scikit-learn's values

    @Test
    void weightsOfRowsMultiplyCAsInScikitLearn() {
        var wine = Tables.wine();
        var trained = new Svc().with("c=3 tolerance=1e-9 kernel=[rbf gamma=%s]".formatted(scale(wine))).fit(weighted(wine, 0));
        requireOracle("wine-svc-weights", trained.predict(wine).scores(), 1e-6);
    }

    /// scikit-learn's `scale` does not look at weights; ours does, so that weights count like repeated rows.
    private static double scale(Dataset data) {
        var all = data.features().toArray();
        double mean = Arrays.stream(all).average().orElseThrow();
        return all.length / Arrays.stream(all).map(x -> (x - mean) * (x - mean)).sum() / data.features().columns();
    }

    @Test
    void gammaScaleIsThatOfScikitLearn() {
        var raw = Tables.byClass(Tables.rawWine());
        requireOracle("wine-raw-scale", new Svc().with("tolerance=1e-9").fit(raw).predict(raw).scores(), 1e-6);
        var wine = Tables.wine();
        requireOracle("wine-svc-poly-scale", new Svc().with("tolerance=1e-9 kernel=[polynomial coef0=1]").fit(wine)
                .predict(wine).scores(), 1e-6);
    }

    @Test
    void balancedClassesAndGammaAutoAreThoseOfScikitLearn() {
        var wine = Tables.wine();
        requireOracle("wine-svc-balanced", new Svc().with("c=0.3 tolerance=1e-9 classWeight=balanced kernel=[rbf gamma=auto]")
                .fit(wine).predict(wine).scores(), 1e-6);
    }

    @Test
    void oneAgainstTheRestIsAMachineForEachClass() {
        var wine = Tables.wine();
        requireOracle("wine-ovr", new Svc().with("c=2 tolerance=1e-9 multiclass=one-vs-rest kernel=[rbf gamma=0.07]")
                .fit(wine).predict(wine).scores(), 1e-6);
    }

    @Test
    void nusvcTakesWeightsAsScikitLearnDoes() {
        var cancer = Tables.breastCancer();
        requireOracle("cancer-nusvc-weights", new NuSvc().with("nu=0.3 tolerance=1e-9 kernel=[rbf gamma=0.05]")
                .fit(weighted(cancer, 0.25)).predict(cancer).scores(), 1e-5);
    }

    @Test
    void regressionsHaveScikitLearnsValues() {
        var diabetes = Tables.diabetes();
        double gamma = scale(diabetes);
        requireOracle("diabetes-svr-weights", column(new Svr().with("c=20 epsilon=5 tolerance=1e-7 kernel=[rbf gamma=%s]".formatted(gamma))
                .fit(weighted(diabetes, 0.25)).predict(diabetes).values()), 1e-6);
        requireOracle("diabetes-nusvr", column(new NuSvr().with("c=20 nu=0.3 tolerance=1e-7").fit(diabetes).predict(diabetes)
                .values()), 1e-6);
    }

    @Test
    void oneclassTakesWeightsAsScikitLearnDoes() {
        var diabetes = Tables.unlabelled(Tables.diabetes());
        var trained = new OneClass().with("nu=0.2 tolerance=1e-9 kernel=[rbf gamma=%s]".formatted(scale(diabetes)))
                .fit(weighted(diabetes, 0.25));
        requireOracle("diabetes-oneclass-weights", column(Arrays.stream(trained.predict(diabetes).anomalies())
                .map(value -> -value).toArray()), 1e-6);
    }

    // ---- what must make no difference

    private static DataTree tree(Trained<?> trained) {
        return DataTree.of((Record) trained.model());
    }

    @Test
    void neitherTheCacheNorShrinkingChangesWhatIsFound() {
        var cancer = Tables.breastCancer();
        var few = new Svc().with("c=50 cache=1 tolerance=1e-6").fit(cancer);
        var many = new Svc().with("c=50 cache=500 tolerance=1e-6").fit(cancer);
        assertEquals(tree(few), tree(many));
        var unshrunk = new Svc().with("c=50 shrinking=false tolerance=1e-6").fit(cancer);
        assertEquals(unshrunk.model().machines().objectives()[0], many.model().machines().objectives()[0], 1e-6);
        assertArrayEquals(unshrunk.predict(cancer).scores().toArray(), many.predict(cancer).scores().toArray(), 1e-4);
    }

    @Test
    void sparseRowsAreLearntLikeDenseOnes() {
        var digits = Tables.every(Tables.digits(), 6);
        for (var kernel : new String[] {"linear", "[rbf gamma=0.002]", "[polynomial gamma=0.01]", "[sigmoid gamma=0.0001]"}) {
            var dense = new Svc().with("tolerance=1e-7 kernel=" + kernel).fit(digits);
            var sparse = new Svc().with("tolerance=1e-7 kernel=" + kernel).fit(Tables.sparse(digits));
            assertTrue(sparse.view(SupportVectors.class).orElseThrow().vectors().isSparse());
            assertArrayEquals(dense.predict(digits).scores().toArray(), sparse.predict(Tables.sparse(digits)).scores().toArray(),
                    1e-4, kernel);
        }
    }

    @Test
    void weightsCountLikeRepeatedRowsAndTheOrderOfRowsDoesNotMatter() {
        var iris = Tables.iris();
        int[] counts = IntStream.range(0, iris.rows()).map(row -> row % 4).toArray();
        var weighted = Tables.weighted(iris, Arrays.stream(counts).asDoubleStream().toArray());
        var repeated = iris.rows(IntStream.range(0, counts.length).flatMap(row -> IntStream.generate(() -> row).limit(counts[row])).toArray());
        var mixed = weighted.rows(new RandomStream(5).permutation(iris.rows()));
        for (var recipe : new String[] {"c=10 tolerance=1e-8", "c=0.1 multiclass=one-vs-rest tolerance=1e-8"}) {
            var expected = new Svc().with(recipe).fit(repeated).predict(iris).scores().toArray();
            assertArrayEquals(expected, new Svc().with(recipe).fit(weighted).predict(iris).scores().toArray(), 1e-5);
            assertArrayEquals(expected, new Svc().with(recipe).fit(mixed).predict(iris).scores().toArray(), 1e-5);
        }
        var expected = new NuSvc().with("nu=0.1 tolerance=1e-9").fit(repeated).predict(iris).scores().toArray();
        assertArrayEquals(expected, new NuSvc().with("nu=0.1 tolerance=1e-9").fit(mixed).predict(iris).scores().toArray(), 1e-4);
    }

    @Test
    void aRowWithoutWeightIsNoSupportVector() {
        var iris = Tables.iris();
        var weights = new double[iris.rows()];
        Arrays.fill(weights, 1);
        weights[3] = 0;
        weights[99] = 0;
        var rows = new Svc().with("c=0.01").fit(Tables.weighted(iris, weights)).view(SupportVectors.class).orElseThrow().rows();
        assertEquals(148, rows.length, "with so small a c all others are");
        assertTrue(Arrays.stream(rows).noneMatch(row -> row == 3 || row == 99));
    }

    // ---- nu

    @Test
    void nuBoundsErrorsAndSupportVectors() {
        var diabetes = Tables.diabetes();
        for (double nu : new double[] {0.1, 0.5, 0.8}) {
            var trained = new NuSvr().with("c=100 tolerance=1e-5 nu=" + nu).fit(diabetes);
            var truth = diabetes.numericTarget().values();
            var values = trained.predict(diabetes).values();
            double epsilon = trained.model().epsilon();
            long outside = IntStream.range(0, truth.length).filter(i -> Math.abs(truth[i] - values[i]) > epsilon + 1e-3).count();
            assertTrue(outside <= nu * truth.length, outside + " rows lie outside of the tube with nu=" + nu);
            assertTrue(trained.model().coefficients().length >= nu * truth.length);
            // the tube that nu found, given, finds the same function
            var same = new Svr().with("c=100 tolerance=1e-5 epsilon=" + epsilon).fit(diabetes);
            assertArrayEquals(same.predict(diabetes).values(), values, 0.01);
        }
        var region = new OneClass().with("nu=0.1 tolerance=1e-6").fit(Tables.unlabelled(diabetes));
        long strange = Arrays.stream(region.predict(Tables.unlabelled(diabetes)).anomalies()).filter(value -> value > 1e-5).count();
        assertTrue(strange <= 44, strange + " of 442 rows are outliers");
        assertTrue(region.model().coefficients().length >= 45);
    }

    @Test
    void nuThatIsTooLargeForTheSmallerClassIsRefusedWithWhatIsPossible() {
        var iris = Tables.iris().rows(IntStream.range(0, 60).toArray());
        var refused = assertThrows(DataException.class, () -> new NuSvc().with("nu=0.5").fit(iris));
        assertTrue(refused.getMessage().contains("nu can be at most 0.333"), refused.getMessage());
        var balanced = new NuSvc().with("nu=0.5 classWeight=balanced").fit(iris);
        assertEquals(1, Tables.accuracy(iris.nominalTarget(), balanced.predict(iris).labels()));
    }

    // ---- probabilities

    @Test
    void probabilitiesAreCalibrated() {
        var random = new RandomStream(3);
        int n = 1200;
        var x = new double[n];
        var codes = new int[n];
        for (int i = 0; i < n; i++) {
            x[i] = 4 * random.nextDouble() - 2;
            codes[i] = random.nextDouble() < 1 / (1 + Math.exp(-2 * x[i])) ? 1 : 0;
        }
        var data = Tables.of(Matrix.of(n, 1, x), new NominalColumn(Levels.of("no", "yes"), codes));
        var probabilities = new Svc().with("kernel=linear probability=true").fit(data).predict(data).probabilities();
        for (int i = 0; i < n; i++) {
            assertEquals(1 / (1 + Math.exp(-2 * x[i])), probabilities.get(i, 1), 0.06, "at " + x[i]);
        }
    }

    @Test
    void coupledProbabilitiesReproducePairsThatFitEachOther() {
        double[] p = {0.5, 0.3, 0.15, 0.05};
        var pairs = new double[16];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                pairs[4 * i + j] = i == j ? 0 : p[i] / (p[i] + p[j]);
            }
        }
        assertArrayEquals(p, Coupling.probabilities(pairs, 4), 1e-10);
    }

    @Test
    void labelsFollowTheProbabilitiesAndClassesWithoutRowsHaveNone() {
        var wine = Tables.wine();
        var levels = Levels.of("class_0", "never", "class_1", "class_2");
        var widened = wine.with(wine.targetField().withLevels(levels), wine.nominalTarget().recoded(levels));
        for (var multiclass : new String[] {"one-vs-one", "one-vs-rest"}) {
            var prediction = new Svc().with("probability=true multiclass=" + multiclass).fit(widened).predict(wine);
            for (int row = 0; row < wine.rows(); row++) {
                assertEquals(0, prediction.probabilities().get(row, 1));
                assertTrue(prediction.scores().get(row, 1) < prediction.scores().get(row, 0));
                int label = prediction.labels().code(row);
                assertEquals(Arrays.stream(prediction.probabilities().row(row)).max().orElseThrow(),
                        prediction.probabilities().get(row, label));
            }
            assertTrue(Tables.accuracy(widened.nominalTarget(), prediction.labels()) > 0.98);
        }
    }

    @Test
    void twoRowsOfEachClassAreEnoughForProbabilities() {
        var few = Tables.iris().rows(new int[] {0, 1, 50, 51});
        var prediction = new Svc().with("probability=true").fit(few).predict(few);
        for (int row = 0; row < 4; row++) {
            double sum = Arrays.stream(prediction.probabilities().row(row)).sum();
            assertEquals(1, sum, 1e-9);
        }
    }

    // ---- what people see

    @Test
    void unscaledFeaturesAreWarnedOf() {
        var trained = new Svc().with("").fit(Tables.rawWine());
        assertTrue(trained.warnings().stream().anyMatch(warning -> warning.contains("very different scales (the standard deviation of `proline` is")),
                trained.warnings().toString());
        assertEquals(List.of(), new Svc().with("").fit(Tables.wine()).warnings());
    }

    @Test
    void aSearchThatEndsEarlySaysSo() {
        var trained = new Svc().with("c=1000 maxIterations=20").fit(Tables.breastCancer());
        assertTrue(trained.warnings().getFirst().contains("had not converged after maxIterations=20"), trained.warnings().toString());
        assertEquals(20, trained.model().machines().iterations()[0]);
    }

    @Test
    void theHistoryShowsTheDualObjectiveFall() {
        var trained = new Svc().with("c=100").fit(Tables.breastCancer());
        var line = trained.view(History.class).orElseThrow().find("dual objective").orElseThrow();
        var values = line.values();
        for (int i = 1; i < values.length; i++) {
            assertTrue(values[i] <= values[i - 1] + 1e-9 * Math.abs(values[i]));
        }
        assertEquals(trained.model().machines().objectives()[0], values[values.length - 1], 1e-9);
    }

    @Test
    void viewsShowVectorsAndMachines() {
        var iris = Tables.iris();
        var trained = new Svc().with("c=10").fit(iris);
        var vectors = trained.view(SupportVectors.class).orElseThrow();
        assertEquals(3, vectors.coefficients().columns());
        for (int machine = 0; machine < 3; machine++) {
            // the sum of the multipliers of each machine is 0
            assertEquals(0, Arrays.stream(vectors.coefficients().column(machine)).sum(), 1e-9);
        }
        for (int i = 0; i < vectors.rows().length; i++) {
            assertArrayEquals(iris.features().row(vectors.rows()[i]), vectors.vectors().row(i));
        }
        var machines = trained.view(Report.class).orElseThrow().tables().getFirst().rows();
        assertEquals("versicolor | setosa", machines.column("machine").format(0));
        assertEquals(trained.model().machines().vectors()[0], machines.numeric("vectors").value(0));
    }

    @Test
    void kernelsThatOverflowAreRefused() {
        var huge = Tables.scaled(Tables.iris(), 1e80);
        var refused = assertThrows(DataException.class, () -> new Svc().with("kernel=[polynomial gamma=1 degree=5]").fit(huge));
        assertTrue(refused.getMessage().contains("too large"), refused.getMessage());
    }

    @Test
    void rowsThatAreAlikeButOfDifferentClassesAreLearntWithoutHarm() {
        var data = Tables.of(Matrix.of(6, 1, new double[] {1, 1, 1, 1, 1, 1}),
                new NominalColumn(Levels.of("a", "b"), new int[] {0, 1, 0, 1, 0, 0}));
        var prediction = new Svc().with("").fit(data).predict(data);
        assertTrue(Double.isFinite(prediction.scores().get(0, 0)));
        assertEquals(0, prediction.labels().code(0));
        var refused = assertThrows(DataException.class, () -> new NuSvc().with("").fit(data));
        assertTrue(refused.getMessage().contains("no margin"), refused.getMessage());
    }

    @Test
    void aTubeThatHoldsAllRowsNeedsNoVectors() {
        var diabetes = Tables.diabetes();
        var trained = new Svr().with("epsilon=1000").fit(diabetes);
        assertEquals(0, trained.model().coefficients().length);
        assertEquals(442, trained.predict(diabetes).values().length);
    }

    @Test
    void standardizedWineAndBreastCancerAreLearntWell() {
        for (var data : new Dataset[] {Tables.wine(), Tables.breastCancer()}) {
            var test = IntStream.range(0, data.rows()).filter(row -> row % 3 == 0).toArray();
            var train = IntStream.range(0, data.rows()).filter(row -> row % 3 != 0).toArray();
            var labels = new Svc().with("").fit(data.rows(train), Run.local(1)).predict(data.rows(test)).labels();
            double accuracy = Tables.accuracy(data.rows(test).nominalTarget(), labels);
            assertTrue(accuracy > 0.965, data.name() + ": " + accuracy);
        }
    }
}
