package org.glia.regression;

import static org.glia.regression.Fixtures.numbers;
import static org.glia.regression.Fixtures.table;
import static org.glia.regression.Fixtures.weighted;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.model.DataTree;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LinearTest {

    /// A NIST set with the powers of x as columns.
    private static Dataset nist(String name) {
        var lines = Fixtures.lines("nist/" + name + ".csv");
        var certified = numbers("nist/" + name + ".certified.csv", 0, 1);
        int degree = certified.getOrDefault("polynomial_degree", 1.0).intValue();
        var header = lines.getFirst();
        var builder = Dataset.builder(name);
        for (int c = 1; c < header.length; c++) {
            int column = c;
            var x = lines.stream().skip(1).mapToDouble(line -> Double.parseDouble(line[column])).toArray();
            var power = new double[x.length];
            java.util.Arrays.fill(power, 1);
            for (int d = 1; d <= (header.length == 2 ? degree : 1); d++) {
                for (int i = 0; i < x.length; i++) {
                    power[i] *= x[i];
                }
                builder.numeric(header[c] + "^" + d, power.clone());
            }
        }
        return builder.numeric("y", lines.stream().skip(1).mapToDouble(line -> Double.parseDouble(line[0])).toArray()).target("y").build();
    }

    /// Correct digits: -log10 of the relative error, 15 where it is exact.
    private static double digits(double computed, double certified) {
        double error = certified == 0 ? Math.abs(computed) : Math.abs((computed - certified) / certified);
        return Math.min(15, -Math.log10(Math.max(error, 1e-300)));
    }

    /// NIST StRD, linear least squares. The digits asked for are those that are reached, rounded down.
    @ParameterizedTest
    @CsvSource({"norris,13,13,14", "pontius,13,13,14", "noint1,14,14,14", "noint2,14,14,14", "longley,14,14,14", "filip,7,7,10",
        "wampler1,14,0,14", "wampler2,13,0,14", "wampler3,14,13,14", "wampler4,14,13,14", "wampler5,14,13,14"})
    void reachesTheCertifiedDigits(String name, double coefficientDigits, double errorDigits, double r2Digits) {
        var certified = numbers("nist/" + name + ".certified.csv", 0, 1);
        var deviations = numbers("nist/" + name + ".certified.csv", 0, 2);
        boolean intercept = certified.getOrDefault("intercept", 1.0) == 1;
        var model = new Linear().with("intercept=" + intercept).fit(nist(name)).model();
        double worst = 15;
        double worstError = 15;
        for (int j = 0; j < model.coefficients().length + (intercept ? 1 : 0); j++) {
            int b = intercept ? j : j + 1;
            double estimate = b == 0 ? model.intercept() : model.coefficients()[b - 1];
            worst = Math.min(worst, digits(estimate, certified.get("B" + b)));
            worstError = Math.min(worstError, digits(model.standardErrors()[j], deviations.get("B" + b)));
        }
        double r2 = digits(model.fit().r2(), certified.get("r_squared"));
        assertTrue(worst >= coefficientDigits, name + " coefficients: " + worst);
        assertTrue(worstError >= errorDigits || errorDigits == 0, name + " standard errors: " + worstError);
        assertTrue(r2 >= r2Digits, name + " R2: " + r2);
        if (errorDigits > 0) {
            assertTrue(digits(model.fit().sigma(), certified.get("residual_standard_deviation")) >= errorDigits, name + " sigma");
            assertTrue(digits(model.fit().f(), certified.get("f_statistic")) >= errorDigits - 1, name + " F");
        }
    }

    private static Dataset cars(String name, String... leftOut) {
        var cars = table("data/" + name + ".csv").withTarget("consumption");
        return cars.columns(field -> !List.of(leftOut).contains(field.name()));
    }

    static Stream<Arguments> cases() {
        var dependent = cars("cars-dependent", "w");
        var zero = cars("cars-dependent").withRole(Role.WEIGHT, "w")
                .columns(field -> List.of("weight", "power", "gears", "consumption", "w").contains(field.name()));
        return Stream.of(Arguments.of("cars", cars("cars", "w"), ""),
                Arguments.of("cars-weighted", cars("cars").withRole(Role.WEIGHT, "w"), ""),
                Arguments.of("cars-no-intercept", cars("cars", "w"), "intercept=false"),
                Arguments.of("cars-no-intercept-weighted", cars("cars").withRole(Role.WEIGHT, "w"), "intercept=false"),
                Arguments.of("cars-zero-weights", zero, ""),
                Arguments.of("cars-dependent", dependent, ""),
                Arguments.of("diabetes", table("data/diabetes.csv"), ""),
                Arguments.of("diabetes-weighted", weighted(table("data/diabetes.csv"), 1, 2, 3), ""));
    }

    /// R 4.2.2's `lm`.
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void saysWhatRSays(String name, Dataset data, String settings) {
        var trained = new Linear().with(settings).fit(data);
        var report = trained.view(Report.class).orElseThrow();
        var table = report.tables().getFirst().rows();
        var estimates = numbers("lm/" + name + ".terms.csv", 0, 1);
        estimates.remove(".w"); // the column in which the script held the weights, constant in the unweighted case
        boolean dependent = estimates.values().stream().anyMatch(value -> Double.isNaN(value));
        assertEquals(estimates.size(), table.rows());
        for (int row = 0; row < table.rows(); row++) {
            var term = table.column("term").format(row).replace("(intercept)", "intercept");
            assertClose(estimates.get(term), table.numeric("estimate").value(row), 1e-10, term);
            assertClose(numbers("lm/" + name + ".terms.csv", 0, 2).get(term), table.numeric("standard_error").value(row), 1e-10, term);
            assertClose(numbers("lm/" + name + ".terms.csv", 0, 3).get(term), table.numeric("t").value(row), 1e-10, term);
            assertClose(numbers("lm/" + name + ".terms.csv", 0, 4).get(term), table.numeric("p").value(row), 1e-9, term);
        }
        var fitted = Fixtures.lines("lm/" + name + ".fitted.csv");
        var predicted = trained.predict(data).values();
        for (int row = 0; row < predicted.length; row++) {
            var line = fitted.get(row + 1);
            assertClose(Double.parseDouble(line[line.length - 1]), predicted[row], 1e-9, "fitted " + row);
        }
        var stats = numbers("lm/" + name + ".stats.csv", 0, 1);
        var fit = trained.model().fit();
        var mine = java.util.Map.of("r_squared", fit.r2(), "adjusted_r_squared", fit.adjustedR2(), "aic", fit.aic(),
                "log_likelihood", fit.logLikelihood(), "residual_standard_error", fit.sigma(), "f_statistic", fit.f(), "rank",
                (double) fit.rank(), "residual_degrees_of_freedom", (double) fit.degrees(), "f_p_value", trained.model().pOfF());
        var compared = new ArrayList<String>();
        stats.forEach((figure, value) -> {
            if (mine.containsKey(figure)) {
                compared.add(figure);
                assertClose(value, mine.get(figure), 1e-9, figure);
            }
        });
        assertEquals(mine.size(), compared.size(), compared + " of " + stats.keySet());
        assertEquals(dependent ? 1 : 0, trained.warnings().size(), trained.warnings().toString());
    }

    private static void assertClose(double expected, double actual, double relative, String what) {
        if (Double.isNaN(expected)) {
            assertTrue(Double.isNaN(actual), what); // NA: the column is left out
        } else {
            assertEquals(expected, actual, relative * Math.max(1e-8, Math.abs(expected)), what);
        }
    }

    @Test
    void moreColumnsThanRowsStillFitTheRows() {
        var random = new RandomStream(1);
        var builder = Dataset.builder("wide");
        for (int j = 0; j < 20; j++) {
            builder.numeric("x" + j, random.doubles(6).toArray());
        }
        var data = builder.numeric("y", random.doubles(6).toArray()).target("y").build();
        var trained = new Linear().with("").fit(data);
        assertArrayEquals(data.numericTarget().values(), trained.predict(data).values(), 1e-12);
        assertEquals(6, trained.model().fit().rank());
        assertTrue(trained.warnings().getFirst().contains("depend on the constant or on columns before"));
    }

    /// All levels of a nominal column beside a constant, and a weighted sum of others: the last of each is left out.
    @Test
    void columnsThatAreSumsOfOthersAreFoundHoweverManyThereAre() {
        for (int levels : new int[] {3, 40, 150}) {
            var random = new RandomStream(levels);
            int n = 3000;
            var x = new double[levels + 3][n];
            var y = new double[n];
            for (int i = 0; i < n; i++) {
                int level = random.nextInt(levels);
                x[level][i] = 1;
                x[levels][i] = random.nextGaussian();
                x[levels + 1][i] = 1e6 + random.nextDouble();
                x[levels + 2][i] = 0.3 * x[levels][i] + 0.7e-6 * x[levels + 1][i];
                y[i] = 0.1 * level + x[levels][i] + random.nextGaussian();
            }
            var builder = Dataset.builder("levels");
            for (int j = 0; j < x.length; j++) {
                builder.numeric("x" + j, x[j]);
            }
            var model = new Linear().with("").fit(builder.numeric("y", y).target("y").build()).model();
            assertEquals(levels + 2, model.fit().rank());
            assertTrue(model.dependent()[levels - 1] && model.dependent()[levels + 2]);
            assertEquals(1, model.coefficients()[levels], 0.1);
        }
    }

    @Test
    void numbersAtTheEdgesOfDoublesAreNoTrouble() {
        var data = table("data/diabetes.csv");
        var expected = new Linear().with("").fit(data).predict(data).values();
        for (double factor : new double[] {1e-300, 1e-200, 1e200, 1e290}) {
            var scaled = data.with(Field.numeric("bmi"), new NumericColumn(java.util.Arrays.stream(data.numeric("bmi").values())
                    .map(value -> value * factor).toArray()));
            assertArrayEquals(expected, new Linear().with("").fit(scaled).predict(scaled).values(), 1e-9, "" + factor);
        }
    }

    @Test
    void columnsFarFromZeroKeepTheirDigits() {
        var data = table("data/diabetes.csv");
        var moved = data.with(Field.numeric("age"), new NumericColumn(java.util.Arrays.stream(data.numeric("age").values())
                .map(value -> value + 1e12).toArray()));
        var expected = new Linear().with("").fit(data).model();
        var actual = new Linear().with("").fit(moved).model();
        assertEquals(expected.coefficients()[0], actual.coefficients()[0], 1e-12);
        assertEquals(expected.standardErrors()[1], actual.standardErrors()[1], 1e-12);
    }

    /// Many chunks against one: the same rows 40 times, each with a fortieth of the weight.
    @Test
    void manyChunksSayWhatOneSays() {
        var data = table("data/diabetes.csv");
        var repeated = weighted(data.rows(IntStream.range(0, 40 * 442).map(i -> i % 442).toArray()), 1 / 40.0);
        assertArrayEquals(new Linear().with("").fit(data).model().coefficients(),
                new Linear().with("").fit(repeated).model().coefficients(), 1e-12);
    }

    @Test
    void aTargetThatNeverChangesHasNoR2() {
        var data = Dataset.builder("flat").numeric("x", 1, 2, 3, 5).numeric("y", 4, 4, 4, 4).target("y").build();
        var model = new Linear().with("").fit(data).model();
        assertEquals(4, model.intercept(), 1e-15);
        assertTrue(Double.isNaN(model.fit().r2()));
    }

    @Test
    void theUnitsOfColumnsDoNotMatter() {
        var data = table("data/diabetes.csv");
        var scaled = data;
        for (var field : data.schema().features()) {
            double factor = Math.pow(10, 3 * (field.name().hashCode() % 7));
            scaled = scaled.with(field, new NumericColumn(java.util.Arrays.stream(data.numeric(field.name()).values())
                    .map(value -> value * factor).toArray()));
        }
        assertArrayEquals(new Linear().with("").fit(data).predict(data).values(),
                new Linear().with("").fit(scaled).predict(scaled).values(), 1e-9);
    }

    @Test
    void anotherNumberOfThreadsGivesTheSameBits() {
        var random = new RandomStream(2);
        var builder = Dataset.builder("many");
        for (int j = 0; j < 30; j++) {
            builder.numeric("x" + j, random.doubles(5000).toArray());
        }
        var data = builder.numeric("y", random.doubles(5000).toArray()).target("y").build();
        assertEquals(1, IntStream.of(1, 2, 7).mapToObj(threads -> DataTree.of(new Linear().with("").fit(data,
                Run.local(RunSetup.of(0).withThreads(threads))))).distinct().count());
    }

    /// Two variables one-hot beside numbers, all stored sparsely, with a weight: `rare` rows of the last level of each.
    private static Dataset oneHot(int n, int levels, int rare, double offset) {
        var random = new RandomStream(n + levels);
        int d = 2 * levels + 3;
        var x = new double[n][d];
        var y = new double[n];
        for (int i = 0; i < n; i++) {
            int first = i < rare ? levels - 1 : random.nextInt(levels - 1);
            int second = n - i <= rare ? levels - 1 : random.nextInt(levels - 1);
            x[i][first] = 1;
            x[i][levels + second] = 1;
            x[i][2 * levels] = random.nextInt(5);
            x[i][2 * levels + 1] = random.nextInt(3) == 0 ? random.nextGaussian() : 0;
            x[i][2 * levels + 2] = offset + random.nextDouble();
            y[i] = 3 + 0.1 * first - 0.2 * second + x[i][2 * levels] - 2 * x[i][2 * levels + 1] + random.nextGaussian();
        }
        return weighted(Dataset.builder("one-hot").block("x", org.glia.api.data.Matrix.of(x)).numeric("y", y).target("y").build(), 1, 0, 2, 0.5);
    }

    private static Dataset sparse(Dataset dense) {
        var x = dense.features();
        return dense.with(Field.block("x", List.of(x.columns())), new BlockColumn(x.csr()));
    }

    /// Products of columns have half the digits of reflections; corrections bring the coefficients back.
    @ParameterizedTest
    @CsvSource({"20000,30,50,0", "20000,30,1,0", "30000,20,3,100", "30000,20,3,1e8"})
    void manySparseRowsGiveWhatReflectionsOfDenseOnesGive(int n, int levels, int rare, double offset) {
        var data = oneHot(n, levels, rare, offset);
        for (boolean intercept : new boolean[] {true, false}) {
            var expected = new Linear().with("intercept=" + intercept).fit(data);
            var actual = new Linear().with("intercept=" + intercept).fit(sparse(data));
            var a = expected.model();
            var b = actual.model();
            assertArrayEquals(a.dependent(), b.dependent());
            assertEquals(2 * levels + 3 + 1 - 2, b.fit().rank());
            assertArrayEquals(a.coefficients(), b.coefficients(), 1e-11 * Math.max(1, offset * 1e-4));
            assertEquals(a.intercept(), b.intercept(), 1e-11 * Math.max(1, offset));
            for (int j = 0; j < a.standardErrors().length; j++) {
                assertClose(a.standardErrors()[j], b.standardErrors()[j], 1e-9, "standard error " + j);
            }
            assertClose(a.fit().sigma(), b.fit().sigma(), 1e-12, "sigma");
            assertClose(a.fit().logLikelihood(), b.fit().logLikelihood(), 1e-12, "log-likelihood");
            assertClose(a.fit().r2(), b.fit().r2(), 1e-12, "R2");
            assertEquals(expected.warnings().isEmpty(), actual.warnings().isEmpty());
        }
    }

    /// Nearly a combination, but no more: half the digits cannot tell.
    @Test
    void sparseColumnsThatAreAlmostCombinationsKeepTheirCoefficients() {
        var data = oneHot(30_000, 20, 5, 0);
        var x = new double[data.rows()][];
        for (int i = 0; i < x.length; i++) {
            var row = data.features().row(i);
            x[i] = java.util.Arrays.copyOf(row, row.length + 1);
            x[i][row.length] = row[40] + 1e-6 * row[41];
        }
        var wider = data.with(Field.block("x", List.of(x[0].length)), new BlockColumn(org.glia.api.data.Matrix.of(x)));
        var expected = new Linear().with("").fit(wider).model();
        var actual = new Linear().with("").fit(sparse(wider)).model();
        assertEquals(expected.fit().rank(), actual.fit().rank());
        for (int j = 0; j < x[0].length; j++) {
            assertClose(expected.coefficients()[j], actual.coefficients()[j], 1e-8, "coefficient " + j);
        }
    }

    @Test
    void anotherNumberOfThreadsGivesSparseRowsTheSameBits() {
        var data = sparse(oneHot(20_000, 30, 5, 0));
        assertEquals(1, IntStream.of(1, 2, 3).mapToObj(threads -> DataTree.of(new Linear().with("").fit(data,
                Run.local(RunSetup.of(0).withThreads(threads))))).distinct().count());
    }

    @Test
    void oneRowAndConstantColumnsAreNoTrouble() {
        var one = Dataset.builder("one").numeric("x", 3).numeric("y", 7).target("y").build();
        assertEquals(7, new Linear().with("").fit(one).predict(one).values()[0], 1e-15);
        var constant = Dataset.builder("constant").numeric("x", 3, 3, 3).numeric("y", 1, 2, 6).target("y").build();
        assertArrayEquals(new double[] {3, 3, 3}, new Linear().with("").fit(constant).predict(constant).values(), 1e-14);
    }

    @Test
    void rowsWithoutWeightAreRefusedAltogether() {
        var data = weighted(table("data/diabetes.csv"), 0);
        assertEquals("all rows of data/diabetes.csv have the weight 0; give some a positive one",
                assertThrows(DataException.class, () -> new Linear().with("").fit(data)).getMessage());
    }
}
