package org.glia.regression;

import static org.glia.regression.Fixtures.standardized;
import static org.glia.regression.Fixtures.table;
import static org.glia.regression.Fixtures.weighted;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.model.Coefficients;
import org.glia.api.model.DataTree;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.Folds;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Lasso and elastic net.
class LassoTest {

    private static final String EXACT = " tolerance=1e-15";

    /// The lines of a file by what their first cells say.
    private static Map<List<String>, Map<String, Double>> cases(String resource, int cells) {
        var cases = new LinkedHashMap<List<String>, Map<String, Double>>();
        var lines = Fixtures.lines(resource);
        for (var line : lines.subList(1, lines.size())) {
            cases.computeIfAbsent(List.of(line).subList(0, cells), any -> new LinkedHashMap<>())
                    .put(line[cells], Double.parseDouble(line[cells + 1]));
        }
        return cases;
    }

    static Stream<Arguments> onDiabetes() {
        return cases("enet/diabetes.csv", 6).entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    /// scikit-learn 1.6.1's solutions, finished on their support to the optimum.
    @ParameterizedTest(name = "{0}")
    @MethodSource("onDiabetes")
    void findsTheOptimumThatScikitLearnFinds(List<String> problem, Map<String, Double> expected) {
        var diabetes = table("data/diabetes.csv");
        var data = problem.get(0).equals("raw") ? diabetes : standardized(diabetes);
        data = problem.get(3).equals("1") ? weighted(data, 1, 2, 3) : data;
        var settings = "alpha=%s positive=%s intercept=%s".formatted(problem.get(1), problem.get(4).equals("1"),
                problem.get(5).equals("1")) + EXACT;
        boolean lasso = problem.get(2).equals("1.0");
        var trained = lasso ? new Lasso().with(settings).fit(data) : new ElasticNet().with(settings + " l1Ratio=" + problem.get(2)).fit(data);
        var coefficients = trained.view(Coefficients.class).orElseThrow();
        for (int j = 0; j < coefficients.terms().size(); j++) {
            double value = expected.get(coefficients.terms().get(j));
            assertEquals(value, coefficients.values().get(j, 0), 1e-8 * (1 + Math.abs(value)), coefficients.terms().get(j));
            assertEquals(value == 0, coefficients.values().get(j, 0) == 0, coefficients.terms().get(j));
        }
        assertEquals(expected.get("intercept"), coefficients.intercepts()[0], 1e-8 * (1 + Math.abs(expected.get("intercept"))));
        var fit = ((ElasticNetModel) trained.model()).fit();
        assertEquals(expected.get("objective"), fit.objective(), 1e-12 * expected.get("objective"));
        assertTrue(fit.gap() <= 1e-12 * expected.get("objective"), "gap " + fit.gap());
    }

    private static Dataset sparse() {
        var x = new double[60][200];
        var y = new double[60];
        var lines = Fixtures.lines("enet/sparse.data.csv");
        for (var line : lines.subList(1, lines.size())) {
            int row = Integer.parseInt(line[0]);
            int column = Integer.parseInt(line[1]);
            if (column == 200) {
                y[row] = Double.parseDouble(line[2]);
            } else {
                x[row][column] = Double.parseDouble(line[2]);
            }
        }
        return Dataset.builder("sparse").block("x", Matrix.of(x).csr()).numeric("y", y).target("y").build();
    }

    private static Dataset dense(Dataset data) {
        return Dataset.builder("dense").block("x", data.features().dense()).numeric("y", data.numericTarget().values()).target("y").build();
    }

    static Stream<Arguments> onSparseRows() {
        return cases("enet/sparse.csv", 3).entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    /// Scikit-learn 1.6.1 on the dense matrix, finished on the support: more columns than rows.
    @ParameterizedTest(name = "{0}")
    @MethodSource("onSparseRows")
    void sparseAndDenseColumnsHaveTheSameOptimum(List<String> problem, Map<String, Double> expected) {
        for (var data : List.of(sparse(), dense(sparse()))) {
            var table = problem.get(2).equals("1") ? weighted(data, 1, 2, 3) : data;
            var model = new ElasticNet().with("alpha=%s l1Ratio=%s".formatted(problem.get(0), problem.get(1)) + EXACT).fit(table).model();
            for (int j = 0; j < 200; j++) {
                assertEquals(expected.getOrDefault(Integer.toString(j), 0.0), model.coefficients()[j], 1e-8, data.name() + " " + j);
            }
            assertEquals(expected.get("-1"), model.intercept(), 1e-8);
            assertEquals(expected.get("-2"), model.fit().objective(), 1e-13);
            assertEquals(expected.size() - 2, model.fit().nonzero());
        }
    }

    /// Where least angle regression says that a coefficient comes or goes: scikit-learn 1.6.1's `lars_path`.
    @Test
    void thePathHasTheKnotsOfLeastAngleRegression() {
        var data = standardized(table("data/diabetes.csv"));
        var lines = Fixtures.lines("enet/knots.csv");
        for (int k = 0; k < lines.size() - 2; k++) {
            var knot = Arrays.stream(lines.get(k + 1)).mapToDouble(Double::parseDouble).toArray();
            var next = Arrays.stream(lines.get(k + 2)).mapToDouble(Double::parseDouble).toArray();
            for (double share : new double[] {0.01, 0.5, 0.99}) {
                double alpha = (1 - share) * knot[0] + share * next[0];
                var model = new Lasso().with("alpha=" + alpha + EXACT).fit(data).model();
                for (int j = 0; j < 10; j++) {
                    assertEquals((1 - share) * knot[j + 1] + share * next[j + 1], model.coefficients()[j], 1e-7, "alpha " + alpha);
                }
            }
        }
        double largest = Double.parseDouble(lines.get(1)[0]);
        assertEquals(0, new Lasso().with("alpha=" + 1.0000001 * largest).fit(data).model().fit().nonzero());
        assertEquals(1, new Lasso().with("alpha=" + 0.9999 * largest).fit(data).model().fit().nonzero());
    }

    /// On orthonormal columns the solution is soft thresholding.
    @Test
    void orthonormalColumnsAreSoftlyThresholded() {
        var data = Dataset.builder("orthonormal").numeric("a", 1, 1, -1, -1).numeric("b", 1, -1, 1, -1).numeric("y", 5, 1, 2, 0)
                .target("y").build();
        // slopes: a (5 + 1 - 2 - 0) / 4 = 1, b (5 - 1 + 2 - 0) / 4 = 1.5
        assertArrayEquals(new double[] {0, 0.25}, new Lasso().with("alpha=1.25" + EXACT).fit(data).model().coefficients(), 1e-15);
        assertArrayEquals(new double[] {0.5 / 1.5, 1 / 1.5},
                new ElasticNet().with("alpha=1 l1Ratio=0.5" + EXACT).fit(data).model().coefficients(), 1e-15);
        assertEquals(2, new Lasso().with("alpha=1.25").fit(data).model().intercept(), 1e-15);
    }

    @Test
    void withoutAbsoluteValuesItIsRidgeRegression() {
        var data = standardized(table("data/diabetes.csv"));
        var ridge = new Ridge().with("alpha=" + 0.3 * data.rows()).fit(data).model();
        var model = new ElasticNet().with("alpha=0.3 l1Ratio=0" + EXACT).fit(data).model();
        assertArrayEquals(ridge.coefficients(), model.coefficients(), 1e-9);
        assertTrue(model.fit().gap() <= 1e-10, "gap " + model.fit().gap());
    }

    /// Up to 512 columns products of columns are summed, beyond that sweeps keep residuals: both must find the one optimum.
    @Test
    void manyColumnsHaveTheSameOptimumAsFew() {
        var random = new RandomStream(3);
        int n = 700;
        var x = new double[n][520];
        var y = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 500; j++) {
                x[i][j] = random.nextGaussian() + j % 3;
            }
            y[i] = x[i][1] - 3 * x[i][7] + random.nextGaussian();
        }
        var few = Arrays.stream(x).map(row -> Arrays.copyOf(row, 500)).toArray(double[][]::new);
        var wide = Dataset.builder("wide").block("x", Matrix.of(x)).numeric("y", y).target("y").build();
        var narrow = Dataset.builder("narrow").block("x", Matrix.of(few)).numeric("y", y).target("y").build();
        for (var settings : List.of("alpha=0.1", "alpha=0.02 positive=true", "alpha=0.1 intercept=false")) {
            var a = new Lasso().with(settings + " tolerance=1e-13").fit(wide).model();
            var b = new Lasso().with(settings + " tolerance=1e-13").fit(narrow).model();
            assertArrayEquals(b.coefficients(), Arrays.copyOf(a.coefficients(), 500), 1e-7, settings);
            assertEquals(b.fit().objective(), a.fit().objective(), 1e-10 * a.fit().objective());
            assertTrue(a.fit().converged() && b.fit().converged());
        }
    }

    @Test
    void thePathIsThatOfTheSingleSolutions() {
        var data = standardized(table("data/diabetes.csv"));
        var path = new Lasso().with("alpha=2 path=true alphas=12 eps=0.01" + EXACT).fit(data).model().path().orElseThrow();
        assertEquals(13, path.alphas().length);
        for (int a = 1; a < path.alphas().length; a++) {
            assertTrue(path.alphas()[a] < path.alphas()[a - 1]);
            assertTrue(path.r2()[a] >= path.r2()[a - 1]);
            var single = new Lasso().with("alpha=" + path.alphas()[a] + EXACT).fit(data).model();
            for (int k = 0; k < path.features().length; k++) {
                assertEquals(single.coefficients()[path.features()[k]], path.coefficients()[a * path.features().length + k], 1e-8);
            }
            assertEquals(single.fit().nonzero(), path.nonzero()[a]);
        }
        assertEquals(0, path.nonzero()[0]);
        assertEquals(0.01, path.alphas()[12] / path.alphas()[0], 1e-12);
        var tables = new Lasso().with("alpha=2 path=true alphas=12").fit(data).view(Report.class).orElseThrow().tables();
        assertEquals(List.of("Coefficients", "Fit", "Path"), tables.stream().map(each -> each.title()).toList());
        assertEquals(13, tables.getLast().rows().rows());
    }

    @Test
    void crossValidationChoosesTheStrengthWithTheLeastErrorOfItsFolds() {
        var data = standardized(table("data/diabetes.csv"));
        var model = new Lasso().with("alpha=[cv folds=4] alphas=9" + EXACT).fit(data).model();
        var path = model.path().orElseThrow();
        var errors = path.crossValidation().orElseThrow().errors();
        var folds = Folds.kFold(data, 4, 1, 0).all();
        for (int a = 0; a < 9; a++) {
            double sum = 0;
            for (var fold : folds) {
                var test = data.rows(fold.test());
                var values = new Lasso().with("alpha=" + path.alphas()[a] + EXACT).fit(data.rows(fold.train())).predict(test).values();
                var truth = test.numericTarget().values();
                sum += IntStream.range(0, values.length).mapToDouble(i -> (values[i] - truth[i]) * (values[i] - truth[i])).average().orElseThrow();
            }
            assertEquals(sum / 4, errors[a], 1e-8 * errors[a]);
        }
        int least = IntStream.range(0, 9).reduce(0, (a, b) -> errors[b] < errors[a] ? b : a);
        assertEquals(path.alphas()[least], model.alpha());
        assertArrayEquals(new Lasso().with("alpha=" + model.alpha() + EXACT).fit(data).model().coefficients(), model.coefficients(), 1e-9);
        var careful = new Lasso().with("alpha=[cv folds=4 rule=one-standard-error] alphas=9").fit(data).model();
        assertTrue(careful.alpha() > model.alpha());
    }

    @Test
    void crossValidationChoosesTheSameWhateverTheThreadsAndTheSeed() {
        var data = standardized(table("data/diabetes.csv"));
        assertEquals(1, IntStream.of(1, 2, 5).mapToObj(threads -> DataTree.of(new ElasticNet().with("alpha=cv alphas=20").fit(data,
                Run.local(RunSetup.of(threads).withThreads(threads))).model())).distinct().count());
    }

    /// So many rows that products are summed in parts, and more columns than pay for products.
    @ParameterizedTest
    @CsvSource({"20000,5", "300,600"})
    void anotherNumberOfThreadsGivesTheSameBits(int n, int d) {
        var random = new RandomStream(8);
        var data = Dataset.builder("random").block("x", Matrix.of(n, d, random.doubles((long) n * d, -1, 1).toArray()))
                .numeric("y", random.doubles(n).toArray()).target("y").build();
        assertEquals(1, IntStream.of(1, 2, 3, 7).mapToObj(threads -> DataTree.of(new Lasso().with("alpha=0.001").fit(data,
                Run.local(RunSetup.of(0).withThreads(threads))).model())).distinct().count());
    }

    @Test
    void aFitThatIsCutShortWarnsWithTheCure() {
        var trained = new Lasso().with("alpha=0.001 maxSweeps=2").fit(table("data/diabetes.csv"));
        assertTrue(trained.warnings().getFirst().startsWith("lasso had not converged after maxSweeps=2"), trained.warnings().toString());
        assertTrue(trained.model().fit().gap() > 0);
    }

    @Test
    void rowsWithoutWeightCountNowhereWhateverTheyHold() {
        var data = standardized(table("data/diabetes.csv"));
        var kept = IntStream.range(0, data.rows()).filter(row -> row % 3 > 0).toArray();
        assertArrayEquals(new Lasso().with(EXACT).fit(data.rows(kept)).model().coefficients(),
                new Lasso().with(EXACT).fit(weighted(data, 0, 1, 1)).model().coefficients(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"alpha=0.5", "alpha=cv alphas=5", "alpha=0.5 intercept=false"})
    void columnsThatNeverChangeGetNothing(String settings) {
        var data = standardized(table("data/diabetes.csv"));
        var more = data.with(Field.numeric("constant"), new NumericColumn(new double[data.rows()]))
                .with(Field.numeric("same"), new NumericColumn(data.numeric("bmi").values()));
        var model = new Lasso().with(settings).fit(more).model();
        assertEquals(0, model.coefficients()[10]);
        var constant = Dataset.builder("constant").numeric("x", 1, 2, 3, 4, 5).numeric("y", 7, 7, 7, 7, 7).target("y").build();
        assertArrayEquals(new double[] {7, 7, 7, 7, 7}, new Lasso().with("").fit(constant).predict(constant).values(), 1e-14);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThrows(RecipeException.class, () -> new Lasso().with("alpha=0"));
        assertThrows(RecipeException.class, () -> new ElasticNet().with("l1Ratio=1.5"));
        var huge = Dataset.builder("huge").numeric("x", 1e200, -1e200, 1e180).numeric("y", 1, 2, 3).target("y").build();
        assertThrows(DataException.class, () -> new Lasso().with("").fit(huge));
    }
}
