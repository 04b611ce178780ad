package org.glia.regression;

import static org.glia.regression.Fixtures.table;
import static org.glia.regression.Fixtures.weighted;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.NumericColumn;
import org.glia.api.model.DataTree;
import org.glia.api.problem.DataException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.glia.compute.dense.Doubles;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RidgeTest {

    /// scikit-learn 1.2.1's `Ridge` on the raw columns of diabetes.
    @TestFactory
    Stream<DynamicTest> findsWhatScikitLearnFinds() {
        var diabetes = table("data/diabetes.csv");
        var lines = Fixtures.lines("ridge/diabetes.csv");
        return lines.stream().skip(1).map(line -> line[0] + "," + line[1]).distinct().map(key -> DynamicTest.dynamicTest(key, () -> {
            var alpha = key.split(",")[0];
            var data = key.endsWith("cyclic") ? weighted(diabetes, 1, 2, 3) : diabetes;
            var trained = new Ridge().with("alpha=" + alpha).fit(data);
            var predicted = trained.predict(data).values();
            int compared = 0;
            for (var line : lines) {
                if (!(line[0] + "," + line[1]).equals(key)) {
                    continue;
                }
                double expected = Double.parseDouble(line[3]);
                int feature = data.schema().featureNames().indexOf(line[2]);
                double actual = line[2].equals("intercept") ? trained.model().intercept()
                        : line[2].startsWith("prediction.") ? predicted[Integer.parseInt(line[2].substring(11))]
                        : feature >= 0 ? trained.model().coefficients()[feature] : expected;
                assertEquals(expected, actual, 1e-9 * (1 + Math.abs(expected)), line[2]);
                compared++;
            }
            assertTrue(compared > 10);
        }));
    }

    private static Dataset wide(int rows, int columns, RandomStream random) {
        var builder = Dataset.builder("wide");
        for (int j = 0; j < columns; j++) {
            builder.numeric("x" + j, random.doubles(rows, 5, 6).toArray());
        }
        return builder.numeric("y", random.doubles(rows).toArray()).target("y").build();
    }

    /// The penalty as rows: alpha |b|^2 is what sqrt(alpha) times the unit matrix with target 0 adds to least squares.
    @Test
    void isLeastSquaresWithThePenaltyAsRows() {
        var random = new RandomStream(1);
        for (var size : new int[][] {{30, 4}, {4, 9}, {12, 12}}) {
            var data = wide(size[0], size[1], random);
            double root = Math.sqrt(0.7);
            var builder = Dataset.builder("augmented");
            for (int j = 0; j < size[1]; j++) {
                var column = java.util.Arrays.copyOf(data.numeric("x" + j).values(), size[0] + size[1]);
                column[size[0] + j] = root;
                builder.numeric("x" + j, column);
            }
            var stacked = builder.numeric("y", java.util.Arrays.copyOf(data.numericTarget().values(), size[0] + size[1])).target("y").build();
            assertArrayEquals(new Linear().with("intercept=false").fit(stacked).model().coefficients(),
                    new Ridge().with("alpha=0.7 intercept=false").fit(data).model().coefficients(), 1e-10);
        }
    }

    @Test
    void weightsCountLikeRepeatedRowsWithManyColumnsToo() {
        var data = wide(6, 15, new RandomStream(2));
        var repeated = data.rows(new int[] {0, 1, 1, 2, 2, 2, 3, 4, 4, 5, 5, 5});
        assertArrayEquals(new Ridge().with("").fit(repeated).model().coefficients(),
                new Ridge().with("").fit(weighted(data, 1, 2, 3)).model().coefficients(), 1e-12);
    }

    @Test
    void withoutPenaltyItIsLeastSquares() {
        var data = table("data/diabetes.csv");
        assertArrayEquals(new Linear().with("").fit(data).model().coefficients(),
                new Ridge().with("alpha=0").fit(data).model().coefficients());
        var copied = data.with(Field.numeric("bmi_again"), data.numeric("bmi"));
        var trained = new Ridge().with("alpha=1e-300").fit(copied);
        assertTrue(trained.warnings().getFirst().contains("too small to be told from 0"));
    }

    @Test
    void aHugePenaltyLeavesTheMean() {
        var data = table("data/diabetes.csv");
        double mean = java.util.Arrays.stream(data.numericTarget().values()).average().orElseThrow();
        for (double value : new Ridge().with("alpha=1e12").fit(data).predict(data).values()) {
            assertEquals(mean, value, 1e-2);
        }
    }

    @Test
    void dependentColumnsShareTheirEffect() {
        var data = table("data/diabetes.csv");
        var twice = data.with(Field.numeric("bmi_again"), new NumericColumn(data.numeric("bmi").values()));
        var coefficients = new Ridge().with("alpha=5").fit(twice).model().coefficients();
        assertEquals(coefficients[2], coefficients[10], 1e-10 * Math.abs(coefficients[2]));
    }

    @Test
    void conjugateGradientsFindWhatReflectionsFind() {
        var random = new RandomStream(4);
        var diabetes = weighted(table("data/diabetes.csv"), 1, 0, 2.5);
        for (var data : new Dataset[] {diabetes, wide(300, 40, random), wide(30, 60, random)}) {
            for (var settings : new String[] {"alpha=0.01", "alpha=1", "alpha=1000", "alpha=1 intercept=false"}) {
                var expected = new Ridge().with(settings + " solver=qr").fit(data).model();
                var trained = new Ridge().with(settings + " solver=[cg tolerance=1e-13]").fit(data);
                double largest = Doubles.largest(expected.coefficients(), 0, expected.coefficients().length);
                assertArrayEquals(expected.coefficients(), trained.model().coefficients(), 1e-8 * largest, settings);
                assertEquals(expected.intercept(), trained.model().intercept(), 1e-8 * (1 + Math.abs(expected.intercept())));
                assertEquals(java.util.List.of(), trained.warnings());
            }
        }
    }

    /// Bags of words: more columns than a dense factor could have, few of them in each row.
    @Test
    void manySparseColumnsAreNeverFilled() {
        var random = new RandomStream(5);
        int rows = 1000;
        int columns = 30_000;
        int each = 20;
        var starts = new int[rows + 1];
        var indices = new int[rows * each];
        var values = new double[rows * each];
        var target = new double[rows];
        for (int i = 0; i < rows; i++) {
            starts[i + 1] = (i + 1) * each;
            for (int e = 0; e < each; e++) {
                indices[i * each + e] = e * (columns / each) + random.nextInt(20);
                values[i * each + e] = 1 + random.nextInt(3);
            }
            target[i] = 3 + values[i * each] - 2 * (indices[i * each] % 2);
        }
        var data = Dataset.builder("words")
                .block("words", new org.glia.api.data.CsrMatrix(rows, columns, starts, indices, values))
                .numeric("y", target).target("y").build();
        var trained = new Ridge().with("alpha=0.1").fit(data);
        assertEquals(java.util.List.of(), trained.warnings());
        var predicted = trained.predict(data).values();
        double error = 0;
        for (int i = 0; i < rows; i++) {
            error += (predicted[i] - target[i]) * (predicted[i] - target[i]) / rows;
        }
        assertTrue(error < 0.1, "mean squared error " + error);
    }

    @Test
    void moreColumnsThanReflectionsCanHoldAreRefusedWithTheCure() {
        var data = Dataset.builder("wide").block("x", new org.glia.api.data.CsrMatrix(2, 20_000, new int[] {0, 1, 2},
                new int[] {0, 19_999}, new double[] {1, 2})).numeric("y", 1, 2).target("y").build();
        assertEquals("20000 columns are too many for a direct solution; `ridge solver=cg` takes more",
                assertThrows(DataException.class, () -> new Ridge().with("solver=qr").fit(data)).getMessage());
        assertArrayEquals(new double[] {1, 2}, new Ridge().with("solver=cg alpha=1e-9").fit(data).predict(data).values(), 1e-6);
    }

    @Test
    void aSolverThatIsCutShortWarnsWithTheCure() {
        var trained = new Ridge().with("solver=[cg maxIterations=2] alpha=1e-6").fit(table("data/diabetes.csv"));
        assertTrue(trained.warnings().getFirst().contains("solver=[cg maxIterations=20]"), trained.warnings().toString());
    }

    @Test
    void anotherNumberOfThreadsGivesTheSameBits() {
        var random = new RandomStream(3);
        for (var data : new Dataset[] {wide(20_000, 12, random), wide(90, 120, random)}) {
            assertEquals(1, IntStream.of(1, 2, 7).mapToObj(threads -> DataTree.of(new Ridge().with("").fit(data,
                    Run.local(RunSetup.of(0).withThreads(threads))))).distinct().count());
        }
    }
}
