package org.glia.clustering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Role;
import org.glia.api.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs of scikit-learn from the same first centroids, and the best of many of its starts.
class KMeansOracleTest {

    private static final Map<String, Integer> FEATURES = Map.of("iris.csv", 4, "eruptions.csv", 2, "digits.csv.gz", 64);
    private static final Oracle RUNS = Oracle.read("runs.csv");
    private static final Oracle BEST = Oracle.read("best.csv");

    static Stream<Arguments> runs() {
        return IntStream.range(0, RUNS.cells().length).boxed().flatMap(row -> Stream.of(KMeans.Method.LLOYD,
                KMeans.Method.ELKAN, KMeans.Method.HAMERLY).map(method -> Arguments.of(RUNS.text(row, "case"), row, method)));
    }

    private static Dataset data(String file) {
        return Dataset.builder(file).block("x", Oracle.read(file).matrix(FEATURES.get(file))).build();
    }

    private static Dataset weighted(Dataset data, String file, String weights) {
        if (weights.equals("none")) {
            return data;
        }
        var cyclic = IntStream.range(0, data.rows()).mapToDouble(row -> 1 + row % 3).toArray();
        var numbers = weights.equals("column w") ? Oracle.read(file).numbers("w") : cyclic;
        return data.beside(Dataset.builder("w").numeric("w", numbers).build()).withRole(Role.WEIGHT, "w");
    }

    @ParameterizedTest(name = "{0} by {2}")
    @MethodSource("runs")
    void fromTheSameCentroidsTheSameResultIsReached(String name, int row, KMeans.Method method) {
        var file = RUNS.text(row, "data");
        var data = weighted(data(file), file, RUNS.text(row, "weights"));
        int k = (int) RUNS.number(row, "k");
        int width = data.schema().featureWidth();
        var run = Run.local(1);
        var model = new KMeans().fit(data, new KMeans.Settings(k, KMeans.Seeds.RANDOM, method, 1, 1000,
                RUNS.number(row, "tolerance")), Optional.of(Oracle.read(name + ".first.csv").matrix(width)), run);
        assertArrayEquals(Oracle.read(name + ".centroids.csv").matrix(width).toArray(), model.centroids().toArray(), 1e-9);
        assertEquals(RUNS.number(row, "inertia"), model.inertia(), 1e-11 * model.inertia());
        assertEquals(RUNS.number(row, "iterations"), model.iterations());
        assertTrue(model.converged());
        var labels = Arrays.stream(Oracle.read(name + ".labels.csv").numbers("label")).mapToInt(label -> (int) label).toArray();
        assertArrayEquals(labels, model.predictor(data.schema()).predict(data).clusters());
        assertArrayEquals(sizes(labels, data, k), model.sizes(), 1e-12);
        // theirs begins after the first update, ours with the assignment to the first centroids
        var theirs = Oracle.read(name + ".history.csv").numbers("inertia");
        var ours = run.history().find("inertia").orElseThrow().values();
        for (int i = 1; i < ours.length; i++) {
            assertEquals(theirs[i - 1], ours[i], 1e-11 * ours[i]);
        }
    }

    private static double[] sizes(int[] labels, Dataset data, int k) {
        var sizes = new double[k];
        for (int row = 0; row < labels.length; row++) {
            sizes[labels[row]] += data.weights().isPresent() ? data.weights().get()[row] : 1;
        }
        return sizes;
    }

    /// 78.851441426146 for iris and three clusters is the value of the textbooks.
    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "7", "8", "9"})
    void severalStartsFindTheBestThatIsKnown(int row) {
        int k = (int) BEST.number(row, "k");
        var model = new KMeans().with("k=%d starts=30 tolerance=0".formatted(k)).fit(data(BEST.text(row, "data"))).model();
        assertEquals(BEST.number(row, "inertia"), model.inertia(), 1e-9 * model.inertia());
    }

    @Test
    void theDefaultStartsComeWithinOnePercentOnDigits() {
        int row = BEST.cells().length - 1;
        assertEquals("digits.csv.gz", BEST.text(row, "data"));
        var model = new KMeans().with("k=10").fit(data("digits.csv.gz")).model();
        assertTrue(model.inertia() < 1.01 * BEST.number(row, "inertia"), "inertia " + model.inertia());
    }
}
