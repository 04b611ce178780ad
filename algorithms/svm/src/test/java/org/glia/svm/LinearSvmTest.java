package org.glia.svm;

import static org.glia.svm.LinearSvmOracleTest.data;
import static org.glia.svm.LinearSvmOracleTest.words;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.model.Coefficients;
import org.glia.api.model.DataTree;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearSvmTest {

    private static final String EXACT = " tolerance=1e-9 maxIterations=100000";

    /// Two points on a line: the plane in the middle, margin 1 at both, as every textbook has it.
    @Test
    void twoPointsArePartedInTheMiddle() {
        var data = Dataset.builder("d").numeric("x", -1, 3).numeric("y", 0, 0).nominal("class", "a", "b").target("class").build();
        var model = new LinearSvm().with("loss=linear c=1000 interceptScaling=2" + EXACT).fit(data).model();
        assertArrayEquals(new double[] {0.5, 0}, model.coefficients(), 1e-8);
        assertEquals(-0.5, model.intercepts()[0], 1e-8);
        assertEquals(2, model.fits().getFirst().supportVectors());
    }

    /// One row without intercept: w = min(c, 1 / x^2) x by the linear loss, x / (x^2 + 1 / 2c) by the squared one.
    @Test
    void oneRowOfAClassHasAClosedForm() {
        var data = Dataset.builder("d").numeric("x", 0, 2).nominal("class", "a", "b").target("class").build();
        assertEquals(0.5, new LinearSvm().with("loss=linear c=10 intercept=false" + EXACT).fit(data).model().coefficients()[0], 1e-9);
        assertEquals(0.2, new LinearSvm().with("loss=linear c=0.1 intercept=false" + EXACT).fit(data).model().coefficients()[0], 1e-9);
        assertEquals(2 / 4.5, new LinearSvm().with("c=1 intercept=false" + EXACT).fit(data).model().coefficients()[0], 1e-9);
    }

    /// One number without intercept: by the squared loss w (x^2 + 1 / 2c) = x (y - epsilon).
    @Test
    void oneNumberHasAClosedForm() {
        var data = Dataset.builder("d").numeric("x", 2).numeric("y", 5).target("y").build();
        assertEquals(2 * 4.5 / 4.5, new LinearSvm().with("c=1 epsilon=0.5 intercept=false" + EXACT).fit(data).model().coefficients()[0],
                1e-9);
        assertEquals(4.5 / 2, new LinearSvm().with("loss=linear c=10 epsilon=0.5 intercept=false" + EXACT).fit(data).model()
                .coefficients()[0], 1e-9);
        assertEquals(0, new LinearSvm().with("epsilon=5").fit(data).model().coefficients()[0], "nothing lies outside the tube");
    }

    @Test
    void theDualNeverFallsAndTheGapCloses() {
        var trained = new LinearSvm().with("loss=linear c=0.1" + EXACT).fit(data("breast-cancer"));
        var objective = trained.history().find("dual objective").orElseThrow().values();
        for (int i = 1; i < objective.length; i++) {
            assertTrue(objective[i] >= objective[i - 1] - 1e-12 * Math.abs(objective[i]), "sweep " + i);
        }
        var fit = trained.model().fits().getFirst();
        assertEquals(fit.dual(), objective[objective.length - 1], 1e-9 * fit.dual(), "what was added up is what it comes to");
        assertTrue(fit.gap() > -1e-12 * fit.primal() && fit.relativeGap() < 1e-8, "gap " + fit.gap());
        var table = trained.view(Report.class).orElseThrow().tables().getLast().rows();
        assertEquals(fit.gap(), table.numeric("gap").value(0));
    }

    @Test
    void manyRowsOfFewColumnsAreFinishedByNewton() {
        var trained = new LinearSvm().with("c=10" + EXACT).fit(data("breast-cancer"));
        var fit = trained.model().fits().getFirst();
        assertEquals(30, fit.sweeps());
        assertTrue(fit.steps() > 0 && fit.steps() < 60 && fit.converged(), fit.toString());
        assertTrue(Math.abs(fit.relativeGap()) < 1e-9, "gap " + fit.gap());
        var objective = trained.history().find("primal objective").orElseThrow();
        assertEquals(fit.primal(), objective.values()[objective.values().length - 1], 1e-9 * fit.primal());
        assertTrue(objective.values()[0] >= trained.history().find("dual objective").orElseThrow().values()[29]);
    }

    /// The primal objective's slope and bend against differences.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSlopeIsThatOfTheObjective(boolean numbers) {
        var random = new RandomStream(8);
        int n = 30;
        var x = LinearRows.of(Matrix.of(n, 3, random.doubles(n * 3, -1, 2).toArray()), IntStream.range(0, n).toArray(), 2);
        var costs = random.doubles(n, 0.5, 3).toArray();
        var y = IntStream.range(0, n).mapToDouble(i -> numbers ? random.nextDouble() : i % 3 == 0 ? 1 : -1).toArray();
        var problem = numbers ? new LinearTube(x, y, costs, LinearSvm.Loss.SQUARED, 0.1)
                : new LinearMargin(x, y, costs, LinearSvm.Loss.SQUARED);
        var objective = new LinearPrimal(problem, Parallel.sequential());
        var w = random.doubles(4, -0.5, 0.5).toArray();
        var gradient = new double[4];
        objective.evaluate(w, gradient);
        double step = 1e-6;
        for (int j = 0; j < 4; j++) {
            var up = w.clone();
            var down = w.clone();
            up[j] += step;
            down[j] -= step;
            var above = new double[4];
            var below = new double[4];
            assertEquals((objective.evaluate(up, above) - objective.evaluate(down, below)) / (2 * step), gradient[j], 1e-6);
            var unit = new double[4];
            unit[j] = 1;
            var column = new double[4];
            objective.evaluate(w, gradient);
            objective.times(unit, column);
            for (int k = 0; k < 4; k++) {
                assertEquals((above[k] - below[k]) / (2 * step), column[k], 1e-6);
            }
            assertEquals(column[j], objective.diagonal()[j], 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "loss=linear"})
    void anotherSeedFindsTheSamePlane(String settings) {
        var data = data("wine");
        var one = new LinearSvm().with(settings + EXACT).fit(data, Run.local(1)).model();
        var other = new LinearSvm().with(settings + EXACT).fit(data, Run.local(2)).model();
        assertArrayEquals(one.coefficients(), other.coefficients(), 1e-6);
    }

    @Test
    void anotherNumberOfThreadsGivesTheSameBits() {
        var data = words();
        assertEquals(1, IntStream.of(1, 2, 7).mapToObj(threads -> {
            var trained = new LinearSvm().with("").fit(data, Run.local(RunSetup.of(0).withThreads(threads)));
            return List.of(DataTree.of(trained.model()), trained.history().series().stream().map(line -> line.name()
                    + Arrays.toString(line.values())).toList());
        }).distinct().count());
    }

    @Test
    void sparseAndDenseAndSingleRowsGiveTheSamePlane() {
        var sparse = words();
        var x = sparse.features();
        var dense = sparse.with(Field.block("text", List.of(x.columns())), new BlockColumn(x.dense()));
        var a = new LinearSvm().with("" + EXACT).fit(sparse);
        var b = new LinearSvm().with("" + EXACT).fit(dense);
        assertArrayEquals(a.model().coefficients(), b.model().coefficients(), 1e-7);
        assertArrayEquals(a.predict(dense).scores().toArray(), b.predict(sparse).scores().toArray(), 1e-6);
    }

    @Test
    void rowsReadOneByOneGiveTheBitsOfKeptOnes() {
        var random = new RandomStream(5);
        var floats = new float[40 * 7];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) random.nextGaussian();
        }
        Matrix x = Matrix.ofFloats(40, 7, floats);
        var kept = new LinearRows.Dense(x.dense(), 2);
        var read = new LinearRows.Read(x, 2, new double[7], new int[] {-1}).own();
        var one = random.doubles(8, -1, 1).toArray();
        var other = one.clone();
        for (int i : new int[] {3, 3, 39, 0, 7}) {
            assertEquals(kept.dot(i, one), read.dot(i, other));
            assertEquals(kept.square(i), read.square(i));
            var squares = new double[8];
            kept.addSquares(1, i, squares);
            assertEquals(kept.square(i), Arrays.stream(squares).sum(), 1e-12);
            kept.add(0.3, i, one);
            read.add(0.3, i, other);
        }
        assertArrayEquals(one, other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"breast-cancer", "iris", "diabetes"})
    void weightsCountLikeRepeatedRows(String name) {
        var data = data(name);
        var counts = IntStream.range(0, data.rows()).map(row -> row % 3).toArray();
        var repeated = IntStream.range(0, data.rows()).flatMap(row -> IntStream.generate(() -> row).limit(counts[row])).toArray();
        var weighted = data.with(Field.numeric("w").withRole(Role.WEIGHT),
                new NumericColumn(Arrays.stream(counts).asDoubleStream().toArray()));
        for (var loss : List.of("loss=linear c=0.1", "c=0.1")) {
            assertArrayEquals(new LinearSvm().with(loss + EXACT).fit(data.rows(repeated)).model().coefficients(),
                    new LinearSvm().with(loss + EXACT).fit(weighted).model().coefficients(), 1e-5, loss);
        }
    }

    @Test
    void aClassWithoutRowsComesLast() {
        var iris = data("iris");
        var trained = new LinearSvm().with("").fit(iris.rows(50, 150));
        assertEquals(1, trained.view(Coefficients.class).orElseThrow().outputs().size());
        var prediction = trained.predict(iris);
        var scores = prediction.scores();
        for (int row = 0; row < 150; row++) {
            assertEquals(-scores.get(row, 1), scores.get(row, 2));
            assertTrue(scores.get(row, 0) < Math.min(scores.get(row, 1), scores.get(row, 2)));
            assertTrue(prediction.labels().code(row) > 0);
        }
    }

    @Test
    void itClassifiesWhatPlanesCanPart() {
        for (var name : List.of("breast-cancer", "wine", "iris", "words")) {
            var data = data(name);
            var labels = new LinearSvm().with("").fit(data).predict(data).labels();
            long right = IntStream.range(0, data.rows()).filter(row -> labels.code(row) == data.nominalTarget().code(row)).count();
            assertTrue(right > 0.93 * data.rows(), name + " " + right);
        }
    }

    @Test
    void aFitThatIsCutShortWarnsWithTheCure() {
        var trained = new LinearSvm().with("maxIterations=2").fit(data("breast-cancer"));
        assertEquals(2, trained.model().fits().getFirst().sweeps());
        assertTrue(trained.warnings().getFirst().startsWith("linearsvm had not converged after maxIterations=2"));
        assertTrue(trained.model().fits().getFirst().relativeGap() > 0, "the gap says how far it is");
    }

    @Test
    void uglyRowsAreLearntFrom() {
        var levels = Levels.of("a", "b");
        var random = new RandomStream(1);
        var x = new double[40][4];
        var codes = new int[40];
        for (int i = 0; i < 40; i++) {
            codes[i] = i % 2;
            // a constant column, a copy of another, rows of nothing but zeros
            double value = i < 4 ? 0 : codes[i] + 0.1 * random.nextGaussian() - 0.5;
            x[i] = new double[] {value, i < 4 ? 0 : 7, value, 0};
        }
        var data = Dataset.builder("ugly").block("x", Matrix.of(x)).nominal("y", levels, codes).target("y").build();
        for (var settings : List.of("", "loss=linear", "loss=linear intercept=false", "intercept=false")) {
            var trained = new LinearSvm().with(settings + " maxIterations=20000").fit(data);
            assertEquals(trained.model().coefficients()[0], trained.model().coefficients()[2], 1e-9, settings);
            assertEquals(0, trained.model().coefficients()[3], settings);
            var labels = trained.predict(data).labels().codes();
            assertArrayEquals(Arrays.copyOfRange(codes, 4, 40), Arrays.copyOfRange(labels, 4, 40), settings);
        }
        var numbers = Dataset.builder("same").numeric("x", 0, 0, 0).numeric("y", 4, 4, 4).target("y").build();
        assertEquals(3.9, new LinearSvm().with("c=1000" + EXACT).fit(numbers).predict(numbers).values()[0], 0.01);
        assertEquals(0, new LinearSvm().with("loss=linear intercept=false").fit(numbers).predict(numbers).values()[0]);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        var iris = data("iris");
        assertEquals("`linearsvm` needs rows of at least two classes, and %s has only `%s`".formatted(iris.name(),
                        iris.targetField().levels().name(0)),
                assertThrows(DataException.class, () -> new LinearSvm().with("").fit(iris.rows(0, 50))).getMessage());
        assertEquals("classWeight is for classes, and `%s` is a number; leave it out".formatted(data("diabetes").targetField().name()),
                assertThrows(DataException.class, () -> new LinearSvm().with("classWeight=balanced").fit(data("diabetes"))).getMessage());
        assertThrows(RecipeException.class, () -> new LinearSvm().with("c=0"));
        assertThrows(RecipeException.class, () -> new LinearSvm().with("interceptScaling=0"));
        var huge = Dataset.builder("huge").numeric("x", -1e200, 1e200).nominal("y", "a", "b").target("y").build();
        assertTrue(assertThrows(DataException.class, () -> new LinearSvm().with("").fit(huge)).getMessage().contains("too large"));
    }
}
