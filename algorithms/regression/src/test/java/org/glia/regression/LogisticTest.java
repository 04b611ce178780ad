package org.glia.regression;

import static org.glia.regression.Fixtures.numbers;
import static org.glia.regression.Fixtures.standardized;
import static org.glia.regression.Fixtures.table;
import static org.glia.regression.Fixtures.weighted;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.model.Coefficients;
import org.glia.api.model.DataTree;
import org.glia.api.model.Report;
import org.glia.api.model.Trained;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LogisticTest {

    private static final String EXACT = " tolerance=1e-13";

    private static Dataset dose() {
        var data = table("data/dose.csv");
        var alive = data.numeric("alive").values();
        var codes = IntStream.range(0, alive.length).map(row -> (int) alive[row]).toArray();
        var levels = Levels.of("n_dead", "y_alive");
        return data.columns(List.of("dose", "age", "w")).with(Field.nominal("alive", levels), new NominalColumn(levels, codes))
                .withTarget("alive");
    }

    private static Dataset unbalancedIris() {
        var iris = standardized(table("data/iris.csv"));
        return iris.rows(30, iris.rows());
    }

    static Stream<Arguments> cases() {
        var cancer = standardized(table("data/breast-cancer.csv"));
        var iris = standardized(table("data/iris.csv"));
        var wine = standardized(table("data/wine.csv"));
        var dose = dose();
        var unweightedDose = dose.columns(List.of("dose", "age", "alive"));
        return Stream.of(
                Arguments.of("breast-cancer-c0.01", cancer, "c=0.01"),
                Arguments.of("breast-cancer-c1", cancer, "c=1"),
                Arguments.of("breast-cancer-c100", cancer, "c=100"),
                Arguments.of("breast-cancer-balanced", cancer, "classWeight=balanced"),
                Arguments.of("breast-cancer-weighted", weighted(cancer, 1, 2, 3), ""),
                Arguments.of("breast-cancer-class-weights", cancer, "c=0.5 classWeight=malignant:4,benign:1"),
                Arguments.of("iris-c0.1", iris, "c=0.1"),
                Arguments.of("iris-c1", iris, "c=1"),
                Arguments.of("iris-c1000", iris, "c=1000"),
                Arguments.of("iris-weighted", weighted(iris, 1, 2, 3), ""),
                Arguments.of("iris-unbalanced-balanced", unbalancedIris(), "classWeight=balanced"),
                Arguments.of("iris-raw", table("data/iris.csv"), ""),
                Arguments.of("wine-c0.1", wine, "c=0.1"),
                Arguments.of("wine-c1", wine, ""),
                Arguments.of("wine-c10", wine, "c=10"),
                Arguments.of("dose-c1", unweightedDose, ""),
                Arguments.of("dose-no-penalty", unweightedDose, "c=infinity"),
                Arguments.of("dose-no-penalty-weighted", dose.withRole(Role.WEIGHT, "w"), "c=infinity"),
                Arguments.of("wine-two-columns-no-penalty", wine.columns(List.of("ash", "magnesium", "class")), "c=infinity"));
    }

    /// scikit-learn 1.2.1's solutions, finished by Newton steps to the optimum.
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void findsTheOptimumThatScikitLearnFinds(String name, Dataset data, String settings) {
        var trained = new Logistic().with(settings + EXACT).fit(data);
        assertTrue(trained.model().fit().converged());
        // At C = 1000 the objective is so flat that its rounding hides the last digits.
        double relative = name.endsWith("c1000") ? 2e-6 : 2e-7;
        var coefficients = trained.view(Coefficients.class).orElseThrow();
        var lines = Fixtures.lines("logistic/" + name + ".csv");
        var probabilities = trained.predict(data).probabilities();
        int compared = 0;
        for (var line : lines.subList(1, lines.size())) {
            double expected = Double.parseDouble(line[2]);
            int output = coefficients.outputs().indexOf(line[0]);
            if (line[1].equals("intercept")) {
                assertEquals(expected, coefficients.intercepts()[output], relative * (1 + Math.abs(expected)), name + " " + line[0]);
            } else if (line[1].startsWith("probability.")) {
                int row = Integer.parseInt(line[1].substring(12));
                int level = data.targetField().levels().code(line[0]);
                assertEquals(expected, probabilities.get(row, level), 1e-7, name + " " + line[0] + " " + line[1]);
            } else if (coefficients.terms().contains(line[1])) {
                assertEquals(expected, coefficients.values().get(coefficients.terms().indexOf(line[1]), output),
                        relative * (1 + Math.abs(expected)), name + " " + line[0] + " " + line[1]);
            } else {
                continue;
            }
            compared++;
        }
        assertTrue(compared >= 3 + 5, "compared " + compared);
    }

    /// scikit-learn 1.6.1's solutions (saga), finished by Newton steps on their support to the optimum.
    @ParameterizedTest
    @CsvSource({"breast-cancer,0.1,1", "breast-cancer,1,1", "breast-cancer,1,0.5", "iris,0.1,1", "iris,1,1", "iris,1,0.5",
            "wine,0.1,1", "wine,1,1", "wine,1,0.5"})
    void absoluteValuesInThePenaltyMakeTheSameCoefficientsZero(String name, String c, String l1Ratio) {
        var data = standardized(table("data/" + name + ".csv"));
        var trained = new Logistic().with("c=%s l1Ratio=%s tolerance=1e-12".formatted(c, l1Ratio)).fit(data);
        var coefficients = trained.view(Coefficients.class).orElseThrow();
        var lines = Fixtures.lines("logistic/%s-c%s-l1-%s.csv".formatted(name, c, l1Ratio));
        for (var line : lines.subList(1, lines.size())) {
            double expected = Double.parseDouble(line[2]);
            if (line[1].equals("objective")) {
                var fit = trained.model().fit();
                assertEquals(expected, fit.objective() * Double.parseDouble(c) * fit.weight(), 1e-11 * expected);
                continue;
            }
            int output = coefficients.outputs().indexOf(line[0]);
            double found = line[1].equals("intercept") ? coefficients.intercepts()[output]
                    : coefficients.values().get(coefficients.terms().indexOf(line[1]), output);
            assertEquals(expected, found, 2e-7 * (1 + Math.abs(expected)), line[0] + " " + line[1]);
            assertEquals(expected == 0, found == 0, line[0] + " " + line[1]);
        }
        assertTrue(trained.model().fit().converged(), "gradient");
    }

    @Test
    void strongAbsoluteValuesLeaveTheSharesOfTheClasses() {
        var wine = standardized(table("data/wine.csv"));
        var trained = new Logistic().with("c=0.001 l1Ratio=1").fit(wine);
        assertTrue(java.util.Arrays.stream(trained.model().coefficients()).allMatch(value -> value == 0));
        assertEquals(71.0 / 178, trained.predict(wine).probabilities().get(0, 1), 1e-6);
    }

    @Test
    void anotherNumberOfThreadsGivesTheSameBits() {
        var rows = new int[5000];
        java.util.Arrays.setAll(rows, row -> row * 7 % 150);
        var data = table("data/iris.csv").rows(rows);
        assertEquals(1, IntStream.of(1, 2, 7).mapToObj(threads -> DataTree.of(new Logistic().with("").fit(data,
                Run.local(RunSetup.of(0).withThreads(threads))))).distinct().count());
    }

    @Test
    void sparseFeaturesGiveWhatDenseOnesGive() {
        var random = new RandomStream(1);
        var x = new double[200][30];
        var codes = new int[200];
        for (int i = 0; i < x.length; i++) {
            for (int q = 0; q < 5; q++) {
                x[i][random.nextInt(30)] = random.nextInt(4);
            }
            codes[i] = x[i][0] + x[i][1] + random.nextGaussian() > 1 ? 1 : 0;
        }
        var levels = Levels.of("no", "yes");
        var dense = Dataset.builder("d").block("x", org.glia.api.data.Matrix.of(x)).nominal("y", levels, codes).target("y").build();
        var sparse = dense.with(Field.block("x", List.of(30)), new BlockColumn(org.glia.api.data.Matrix.of(x).csr()));
        var expected = new Logistic().with(EXACT).fit(dense);
        var actual = new Logistic().with(EXACT).fit(sparse);
        assertArrayEquals(expected.model().coefficients(), actual.model().coefficients(), 1e-8);
        assertArrayEquals(expected.predict(sparse).probabilities().toArray(), actual.predict(dense).probabilities().toArray(), 1e-8);
    }

    @Test
    void aClassWithoutRowsHasTheProbabilityZero() {
        var iris = table("data/iris.csv");
        var trained = new Logistic().with("").fit(iris.rows(50, 150));
        var probabilities = trained.predict(iris).probabilities();
        assertEquals(3, probabilities.columns());
        for (int row = 0; row < 150; row++) {
            assertEquals(0, probabilities.get(row, 0));
            assertEquals(1, probabilities.get(row, 1) + probabilities.get(row, 2), 1e-15);
        }
    }

    @Test
    void theLossNeverRises() {
        var loss = new Logistic().with("").fit(table("data/wine.csv")).history().find("loss").orElseThrow();
        for (int i = 1; i < loss.values().length; i++) {
            assertTrue(loss.values()[i] <= loss.values()[i - 1]);
        }
    }

    @Test
    void aFitThatIsCutShortWarnsWithTheCure() {
        Trained<LogisticModel> trained = new Logistic().with("maxIterations=2").fit(table("data/wine.csv"));
        assertEquals(2, trained.model().fit().iterations());
        assertTrue(trained.warnings().getFirst().startsWith("logistic had not converged after maxIterations=2"));
    }

    @Test
    void separableClassesWithoutPenaltyEndSomewhereFinite() {
        var data = Dataset.builder("parted").numeric("x", 1, 2, 8, 9).nominal("y", "a", "a", "b", "b").target("y").build();
        var prediction = new Logistic().with("c=infinity").fit(data).predict(data);
        assertArrayEquals(data.nominalTarget().codes(), prediction.labels().codes());
        assertTrue(new Logistic().with("c=infinity").fit(data).warnings().getFirst().contains("choose a finite c"));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        var iris = table("data/iris.csv");
        assertEquals("`logistic` needs rows of at least two classes, and data/iris.csv has only `setosa`",
                assertThrows(DataException.class, () -> new Logistic().with("").fit(iris.rows(0, 50))).getMessage());
        assertEquals("classWeight names `setossa`, which is no level of the target; did you mean `setosa`?",
                assertThrows(DataException.class, () -> new Logistic().with("classWeight=setossa:2").fit(iris)).getMessage());
        assertThrows(RecipeException.class, () -> new Logistic().with("c=0"));
    }

    @Test
    void extremeUnitsDoNotMatterWithoutPenalty() {
        var data = standardized(table("data/wine.csv")).columns(List.of("ash", "magnesium", "class"));
        var scaled = data.with(Field.numeric("ash"), new NumericColumn(java.util.Arrays.stream(
                data.numeric("ash").values()).map(value -> 1e6 * value + 1e8).toArray()));
        assertArrayEquals(new Logistic().with("c=infinity" + EXACT).fit(data).predict(data).probabilities().toArray(),
                new Logistic().with("c=infinity" + EXACT).fit(scaled).predict(scaled).probabilities().toArray(), 1e-6);
    }

    /// R 4.2.2's `glm`.
    @ParameterizedTest
    @CsvSource({"dose", "dose-weighted", "iris-two-classes"})
    void withoutPenaltyItSaysWhatRSays(String name) {
        var dose = dose();
        var iris = table("data/iris.csv");
        var data = switch (name) {
            case "dose" -> dose.columns(List.of("dose", "age", "alive"));
            case "dose-weighted" -> dose.withRole(Role.WEIGHT, "w");
            default -> iris.rows(50, 150);
        };
        var trained = new Logistic().with("c=infinity" + EXACT).fit(data);
        var tables = trained.view(Report.class).orElseThrow().tables();
        var rows = tables.getFirst().rows();
        assertEquals(numbers("glm/" + name + ".terms.csv", 0, 1).size(), rows.rows());
        for (int row = 0; row < rows.rows(); row++) {
            var term = rows.column("term").format(row).replace("(intercept)", "intercept");
            for (int column = 1; column <= 4; column++) {
                double expected = numbers("glm/" + name + ".terms.csv", 0, column).get(term);
                assertEquals(expected, rows.numeric(rows.schema().field(column).name()).value(row), 1e-6 * Math.abs(expected),
                        term + " " + column);
            }
        }
        var figures = tables.getLast().rows();
        var stats = numbers("glm/" + name + ".stats.csv", 0, 1);
        assertEquals(stats.get("log_likelihood"), Double.parseDouble(figures.column("value").format(1)), 1e-9);
        assertEquals(stats.get("aic"), Double.parseDouble(figures.column("value").format(2)), 1e-9);
        var fitted = Fixtures.lines("glm/" + name + ".fitted.csv");
        var probabilities = trained.predict(data).probabilities();
        for (int row = 0; row < data.rows(); row++) {
            assertEquals(Double.parseDouble(fitted.get(row + 1)[0]), probabilities.get(row, probabilities.columns() - 1), 1e-8);
        }
    }

    /// The gradient of each kind of pass against differences of the loss.
    @ParameterizedTest
    @CsvSource({"2,false", "2,true", "3,false", "3,true"})
    void theGradientIsThatOfTheLoss(int classes, boolean sparse) {
        int d = 4;
        int outputs = classes == 2 ? 1 : classes;
        var random = new RandomStream(6);
        var x = org.glia.api.data.Matrix.of(25, d, random.doubles(25 * d, -1, 2).toArray());
        var levels = Levels.of(IntStream.range(0, classes).mapToObj(Integer::toString).toList());
        var data = weighted(Dataset.builder("d").block("x", sparse ? x.csr() : x)
                .nominal("y", levels, random.ints(25, 0, classes).toArray()).target("y").build(), 1, 0, 2.5);
        var block = new Block.Open().open(data);
        var parameters = random.doubles(outputs * d + outputs, -1, 1).toArray();
        var factors = random.doubles(classes, 0.5, 2).toArray();
        var sums = sums(parameters, outputs, d, factors, data, block);
        for (int p = 0; p < parameters.length; p++) {
            double step = 1e-6;
            var up = parameters.clone();
            up[p] += step;
            var down = parameters.clone();
            down[p] -= step;
            double slope = (sums(up, outputs, d, factors, data, block)[parameters.length]
                    - sums(down, outputs, d, factors, data, block)[parameters.length]) / (2 * step);
            assertEquals(slope, sums[p], 1e-7, "parameter " + p);
        }
    }

    private static double[] sums(double[] parameters, int outputs, int d, double[] factors, Dataset data, Block block) {
        return new LogLoss(java.util.Arrays.copyOf(parameters, outputs * d),
                java.util.Arrays.copyOfRange(parameters, outputs * d, parameters.length), new double[] {0.1, -3, 0, 7},
                IntStream.range(0, factors.length).toArray(), factors).accumulate(data, block);
    }

    @Test
    void rowsWithoutWeightCountNowhere() {
        var iris = table("data/iris.csv");
        var kept = IntStream.range(0, 150).filter(row -> row % 3 > 0).toArray();
        assertArrayEquals(new Logistic().with(EXACT).fit(iris.rows(kept)).model().coefficients(),
                new Logistic().with(EXACT).fit(weighted(iris, 0, 1, 1)).model().coefficients(), 1e-8);
    }

    @Test
    void aFeatureInAnyUnitIsLearntFrom() {
        var iris = table("data/iris.csv").rows(50, 150);
        double expected = new Logistic().with("c=infinity").fit(iris).model().fit().logLoss();
        for (double factor : new double[] {1e-250, 1e-9, 1e9, 1e250}) {
            var scaled = iris.with(Field.numeric("petal_width_cm"), new NumericColumn(java.util.Arrays.stream(
                    iris.numeric("petal_width_cm").values()).map(value -> factor * value).toArray()));
            assertEquals(expected, new Logistic().with("c=infinity").fit(scaled).model().fit().logLoss(), 1e-6);
            // With a penalty a tiny unit cannot be paid for, but the other features still can.
            var penalised = new Logistic().with("").fit(scaled);
            assertTrue(penalised.model().fit().converged());
            assertTrue(penalised.model().fit().logLoss() < 0.3, "log-loss " + penalised.model().fit().logLoss());
        }
    }
}
