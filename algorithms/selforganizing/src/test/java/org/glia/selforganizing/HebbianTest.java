package org.glia.selforganizing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.AlgorithmType;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Task;
import org.glia.api.problem.GliaException;
import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.compute.decomposition.SVD;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.compute.optimise.LearningRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HebbianTest {

    private static Dataset rows(double[]... rows) {
        return Dataset.builder("rows").block("x", Matrix.of(rows)).build();
    }

    private static Hebbian.Settings settings(int neurons, HebbianRule rule, Response response, boolean bias, double rate) {
        return new Hebbian.Settings(neurons, rule, response, bias, new LearningRate.Constant(rate), 1, 0.5);
    }

    /// Learns from rows in their order, with given weights to begin with.
    private static HebbianModel learn(Hebbian.Settings settings, double[][] weights, double[] biases, double[]... rows) {
        var start = new HebbianModel(Matrix.of(weights), biases, settings.bias(), settings.response(), 0, 0);
        var learner = new Hebbian().resume(start, rows(rows).schema(), settings, Run.local(0).as(Task.CLUSTERING));
        learner.learn(rows(rows));
        return learner.model();
    }

    /// The worked example of the talk "Machine Learning: The Bare Math Behind Libraries" (2019), whose slides show three
    /// decimals that are cut off.
    @Test
    void theNumbersAreThoseOfTheTalk() {
        var inputs = new double[] {0.2, 0.3, 0.1};
        var before = new double[][] {{0.230, 0.010, 0.900}};
        var products = IntStream.range(0, 3).mapToDouble(j -> inputs[j] * before[0][j]).toArray();
        assertArrayEquals(new double[] {0.046, 0.003, 0.090}, products, 1e-15);
        var linear = new HebbianModel(Matrix.of(before), new double[] {0.110}, true, new Response.Linear(), 0, 0);
        assertEquals(0.249, linear.responses(rows(inputs).features()).get(0, 0), 1e-15);
        var sigmoid = new HebbianModel(Matrix.of(before), new double[] {0.110}, true, new Response.Sigmoid(1), 0, 0);
        assertEquals(0.562, sigmoid.responses(rows(inputs).features()).get(0, 0), 0.0005);
        var after = learn(settings(1, new HebbianRule.Simple(), new Response.Sigmoid(1), true, 0.1), before,
                new double[] {0.110}, inputs);
        var steps = new double[] {after.weights().get(0, 0) - 0.230, after.weights().get(0, 1) - 0.010,
            after.weights().get(0, 2) - 0.900,
            after.biases()[0] - 0.110};
        assertArrayEquals(new double[] {0.011, 0.016, 0.005, 0.056}, Arrays.stream(steps)
                .map(step -> Math.floor(step * 1000) / 1000).toArray(),
                1e-15);
        double y = 1 / (1 + Math.exp(-0.249));
        assertArrayEquals(new double[] {0.02 * y, 0.03 * y, 0.01 * y, 0.1 * y}, steps, 1e-15);
    }

    /// Each rule once, by its formula, on two linear neurons.
    @Test
    void rulesFollowTheirFormulas() {
        var x = new double[] {1, 2};
        var w = new double[][] {{0.5, 0.25}, {-1, 1}}; // responses 1 and 1
        assertArrayEquals(new double[] {0.6, 0.45, -0.9, 1.2}, after(new HebbianRule.Simple(), w, x), 1e-15);
        assertArrayEquals(new double[] {0.6 - 0.03 * 0.5, 0.45 - 0.03 * 0.25, -0.9 + 0.03, 1.2 - 0.03},
                after(new HebbianRule.Forgetting(0.3), w, x),
                1e-15);
        assertArrayEquals(new double[] {0.55, 0.425, -0.8, 1.1}, after(new HebbianRule.Instar(), w, x), 1e-15);
        assertArrayEquals(new double[] {0.55, 0.425, -0.8, 1.1}, after(new HebbianRule.Oja(), w, x), 1e-15);
        assertArrayEquals(new double[] {0.55, 0.425, -1 + 0.1 * (1 - 0.5 + 1), 1 + 0.1 * (2 - 0.25 - 1)},
                after(new HebbianRule.Sanger(), w, x),
                1e-15);
        assertArrayEquals(new double[] {0.8, 0.6, -0.6, 0.8}, after(new HebbianRule.Normalised(), w, x), 1e-15);
    }

    private static double[] after(HebbianRule rule, double[][] weights, double[] row) {
        return learn(settings(2, rule, new Response.Linear(), false, 0.1), weights, new double[2], row).weights().toArray();
    }

    /// Rows whose variances in four orthogonal directions are 4, 2, 1 and 0.25, exactly.
    private static double[][] ellipsoid() {
        var random = RandomStream.of(8, "ellipsoid", 0);
        var cells = new double[120 * 4];
        Arrays.setAll(cells, i -> random.nextGaussian());
        for (int j = 0; j < 4; j++) {
            int column = j;
            double mean = IntStream.range(0, 120).mapToDouble(i -> cells[i * 4 + column]).average().orElseThrow();
            IntStream.range(0, 120).forEach(i -> cells[i * 4 + column] -= mean);
        }
        var svd = SVD.of(Strided.of(120, 4, cells), Parallel.sequential());
        var deviations = new double[] {2, Math.sqrt(2), 1, 0.5};
        var rows = new double[120][4];
        for (int i = 0; i < 120; i++) {
            for (int j = 0; j < 4; j++) {
                for (int k = 0; k < 4; k++) {
                    rows[i][j] += svd.u().get(i, k) * Math.sqrt(120) * deviations[k] * svd.v().get(j, k);
                }
            }
        }
        return rows;
    }

    private static double[][] directions(double[][] rows) {
        var svd = SVD.of(Strided.of(Matrix.of(rows)), Parallel.sequential());
        var directions = new double[4][4];
        for (int k = 0; k < 4; k++) {
            for (int j = 0; j < 4; j++) {
                directions[k][j] = svd.v().get(j, k);
            }
        }
        return directions;
    }

    @Test
    void sangerComesToThePrincipalDirectionsInOrder() {
        var rows = ellipsoid();
        var directions = directions(rows);
        var model = new Hebbian().with("neurons=3 rule=sanger rate=[exponential rate=0.02 epochs=300] epochs=1500")
                .fit(rows(rows), Run.local(1))
                .model();
        for (int k = 0; k < 3; k++) {
            var found = model.weights().row(k);
            double sign = Math.signum(Doubles.dot(found, 0, directions[k], 0, 4));
            for (int j = 0; j < 4; j++) {
                assertEquals(directions[k][j], sign * found[j], 5e-5, "direction " + k);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oja", "normalised"})
    void boundedRulesComeToTheFirstPrincipalDirection(String rule) {
        var rows = ellipsoid();
        var trained = new Hebbian()
                .with("neurons=2 rule=%s rate=[exponential rate=0.02 epochs=300] epochs=1500".formatted(rule))
                .fit(rows(rows), Run.local(1));
        for (int k = 0; k < 2; k++) {
            var found = trained.model().weights().row(k);
            assertEquals(1, Math.abs(Doubles.dot(found, 0, directions(rows)[0], 0, 4)), 1e-5);
            assertEquals(1, Doubles.norm(found, 0, 4), 1e-5);
        }
        assertEquals(List.of(), trained.warnings());
        assertEquals(Math.sqrt(2), trained.history().find("weight norm").orElseThrow().last(), 1e-5);
    }

    /// With one row over and over, the response grows by `1 + rate |x|^2` at each step.
    @Test
    void theSimpleRuleGrowsWithoutEnd() {
        var x = new double[] {3, 4};
        var shown = IntStream.range(0, 10).mapToObj(i -> x).toArray(double[][]::new);
        var model = learn(settings(1, new HebbianRule.Simple(), new Response.Linear(), false, 0.1),
                new double[][] {{0.3, 0.4}}, new double[1], shown);
        double grown = Math.pow(1 + 0.1 * 25, 10);
        assertArrayEquals(new double[] {0.3 * grown, 0.4 * grown}, model.weights().toArray(), 1e-9 * grown);
    }

    @Test
    void weightsThatRunAwayEndTheTrainingWithAWarningAndNumbers() {
        for (double scale : new double[] {1, 1e60, 1e150}) {
            var rows = Arrays.stream(ellipsoid()).map(row -> Arrays.stream(row).map(x -> scale * x).toArray())
                    .toArray(double[][]::new);
            var trained = new Hebbian().with("rule=simple epochs=200").fit(rows(rows), Run.local(1));
            assertTrue(Arrays.stream(trained.model().weights().toArray()).allMatch(Double::isFinite));
            assertTrue(trained.warnings().getFirst().contains("rule=oja"), trained.warnings().toString());
            var norms = trained.history().find("weight norm").orElseThrow().values();
            assertTrue(norms.length < 200);
            assertTrue(scale > 1 || norms[norms.length - 1] > 1e6 * norms[0]);
        }
    }

    @Test
    void aSigmoidGrowsSlowlyAndIsWarnedOfToo() {
        var trained = new Hebbian().with("neurons=1 rule=simple response=sigmoid bias=true rate=0.5 epochs=50")
                .fit(Heroes.data());
        assertTrue(trained.warnings().getFirst().contains("go on growing"), trained.warnings().toString());
    }

    /// Where a sigmoid neuron forgets, `w = mean of y x / decay` is where it stays; with one row that is one equation.
    @Test
    void forgettingBoundsWeights() {
        var row = new double[] {1, 0};
        var trained = new Hebbian().with("neurons=1 rule=[forgetting decay=0.5] response=sigmoid rate=0.1 epochs=2000")
                .fit(rows(row));
        double w = trained.model().weights().get(0, 0);
        assertEquals(1 / (1 + Math.exp(-w)) / 0.5, w, 1e-12);
        assertEquals(0, trained.model().weights().get(0, 1), 1e-12);
        assertEquals(List.of(), trained.warnings());
    }

    @Test
    void anInstarComesToTheRowItRespondsTo() {
        var trained = new Hebbian().with("neurons=2 rule=instar response=sigmoid rate=0.1 epochs=1000")
                .fit(rows(new double[] {2, -1, 0.5}));
        assertArrayEquals(new double[] {2, -1, 0.5, 2, -1, 0.5}, trained.model().weights().toArray(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"sanger, linear", "simple, sigmoid", "oja, linear"})
    void learningGoesOnFromAModel(String rule, String response) {
        var text = "neurons=2 rule=%s response=%s bias=true rate=[power t0=1 t1=50]".formatted(rule, response);
        var settings = AlgorithmType.of(new Hebbian()).settings().read(text);
        var rows = ellipsoid();
        var run = Run.local(3).as(Task.CLUSTERING);
        var never = new Hebbian().open(rows(rows).schema(), settings, run);
        never.learn(rows(Arrays.copyOf(rows, 50)));
        never.learn(rows(Arrays.copyOfRange(rows, 50, 120)));
        var first = new Hebbian().open(rows(rows).schema(), settings, run);
        first.learn(rows(Arrays.copyOf(rows, 50)));
        var second = new Hebbian().resume(first.model(), rows(rows).schema(), settings, run);
        second.learn(rows(Arrays.copyOfRange(rows, 50, 120)));
        assertEquals(never.model().weights(), second.model().weights());
        assertArrayEquals(never.model().biases(), second.model().biases());
        assertNotEquals(first.model().weights(), second.model().weights());
    }

    @Test
    void asAStepItGivesResponses() {
        var rows = rows(ellipsoid());
        var trained = new Hebbian().with("neurons=2 epochs=5").as(Task.TRANSFORMATION).fit(rows);
        var output = trained.transform(rows);
        assertEquals(List.of("neuron_0", "neuron_1"), output.schema().featureNames());
        double expected = Doubles.dot(trained.model().weights().row(1), 0, rows.features().row(7), 0, 4);
        assertEquals(expected, output.numeric("neuron_1").value(7), 1e-12);
    }

    @Test
    void heroesStirTheNeuronOfTheirKind() {
        var heroes = Heroes.data();
        var centred = heroes.features().toArray();
        for (int j = 0; j < 6; j++) {
            int column = j;
            double mean = IntStream.range(0, 16).mapToDouble(i -> centred[i * 6 + column]).average().orElseThrow();
            IntStream.range(0, 16).forEach(i -> centred[i * 6 + column] -= mean);
        }
        var data = Dataset.builder("heroes").block("x", Matrix.of(16, 6, centred)).build();
        var clusters = new Hebbian().with("neurons=2 epochs=200").fit(data, Run.local(0)).predict(data).clusters();
        var strong = Heroes.clusters(clusters, "Thor", "Hulk", "Iron Man");
        assertEquals(1, Arrays.stream(strong).distinct().count(), Arrays.toString(clusters));
        assertEquals(2, Arrays.stream(clusters).distinct().count(), Arrays.toString(clusters));
    }

    @Test
    void aRateThatWaitsForALossIsRefused() {
        assertTrue(assertThrows(GliaException.class, () -> new Hebbian().with("rate=plateau")).getMessage()
                .contains("has none"));
    }
}
