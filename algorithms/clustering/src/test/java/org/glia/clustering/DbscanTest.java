package org.glia.clustering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.model.DataTree;
import org.glia.api.model.Prediction;
import org.glia.api.model.Report;
import org.glia.api.model.Series;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DbscanTest {

    private static final Oracle RUNS = Oracle.read("dbscan", "runs.csv");
    private static final Map<String, Matrix> DATA = Map.of("moons", Oracle.read("dbscan", "moons.csv").matrix(2), "circles",
            Oracle.read("dbscan", "circles.csv").matrix(2), "iris", Oracle.read("iris.csv").matrix(4), "digits",
            Oracle.read("digits.csv.gz").matrix(64));

    private static Dataset line(double... x) {
        return Dataset.builder("line").numeric("x", x).build();
    }

    private static Dataset weighted(Dataset data, double... cycle) {
        var weights = IntStream.range(0, data.rows()).mapToDouble(row -> cycle[row % cycle.length]).toArray();
        return data.beside(Dataset.builder("w").numeric("w", weights).build()).withRole(Role.WEIGHT, "w");
    }

    private static int[] clusters(Dataset data, String settings) {
        return new Prediction(new Dbscan().with(settings).fitRows(data, Run.local(1)).output()).clusters();
    }

    // ---- against scikit-learn

    static IntStream runs() {
        return IntStream.range(0, RUNS.cells().length);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void labelsAndCorePointsAreThoseOfScikitLearn(int run) {
        var matrix = DATA.get(RUNS.text(run, "data"));
        var data = Dataset.builder("d").block("x", matrix).build();
        int cycle = (int) RUNS.number(run, "weights");
        if (cycle > 1) {
            data = weighted(data, IntStream.rangeClosed(1, cycle).asDoubleStream().toArray());
        }
        var metric = RUNS.text(run, "metric");
        var fitted = new Dbscan().with("eps=%s minPoints=%s metric=%s".formatted(RUNS.text(run, "eps"), RUNS.text(run, "minPoints"),
                metric.equals("minkowski") ? "[minkowski p=3]" : metric)).fitRows(data, Run.local(1));
        var expected = Oracle.read("dbscan", RUNS.text(run, "case") + ".csv");
        var labels = Arrays.stream(expected.numbers("label")).mapToInt(label -> (int) label).toArray();
        assertArrayEquals(labels, new Prediction(fitted.output()).clusters());
        var model = fitted.trained().model();
        var cores = IntStream.range(0, labels.length).filter(row -> expected.number(row, "core") == 1).toArray();
        assertEquals(matrix.rows(cores).dense(), model.cores());
        assertArrayEquals(Arrays.stream(cores).map(row -> labels[row]).toArray(), model.clusters());
    }

    // ---- against its definition

    /// Clusters grown one after the other, each from its first core point, as the paper tells it.
    private static int[] grown(Dataset data, double eps, double minPoints) {
        int n = data.rows();
        var weights = data.weights().orElseGet(() -> IntStream.range(0, n).mapToDouble(row -> 1).toArray());
        var x = data.features();
        boolean[][] near = new boolean[n][n];
        var core = new boolean[n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                double squared = 0;
                for (int f = 0; f < x.columns(); f++) {
                    squared = Math.fma(x.get(i, f) - x.get(j, f), x.get(i, f) - x.get(j, f), squared);
                }
                near[i][j] = Math.sqrt(squared) <= eps;
                sum += near[i][j] ? weights[j] : 0;
            }
            core[i] = weights[i] > 0 && sum >= minPoints;
        }
        var clusters = new int[n];
        Arrays.fill(clusters, -1);
        int next = 0;
        for (int i = 0; i < n; i++) {
            if (core[i] && clusters[i] < 0) {
                var open = new ArrayDeque<>(List.of(i));
                clusters[i] = next;
                while (!open.isEmpty()) {
                    int from = open.poll();
                    for (int j = 0; core[from] && j < n; j++) {
                        if (near[from][j] && clusters[j] < 0) {
                            clusters[j] = next;
                            open.add(j);
                        }
                    }
                }
                next++;
            }
        }
        return clusters;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0.05, 3", "2, 2, 0.4, 4", "3, 2, 1, 6", "4, 3, 1, 5", "5, 2, 2, 1", "6, 2, 1, 200"})
    void clustersAreThoseThatGrowFromTheirFirstCorePoints(long seed, int width, double eps, int minPoints) {
        var random = new RandomStream(seed);
        // a grid of halves, so that many are exactly eps apart
        var cells = IntStream.range(0, 400 * width).mapToDouble(i -> Math.rint(8 * random.nextGaussian()) / 2).toArray();
        var data = Dataset.builder("grid").block("x", Matrix.of(400, width, cells)).build();
        var settings = "eps=%s minPoints=%d".formatted(eps, minPoints);
        assertArrayEquals(grown(data, eps, minPoints), clusters(data, settings));
        var weights = weighted(data, 1, 0, 2.5);
        assertArrayEquals(grown(weights, eps, minPoints), clusters(weights, settings));
    }

    @Test
    void batchesAndThreadsMakeNoDifference() {
        var random = new RandomStream(9);
        var cells = IntStream.range(0, 20_000).mapToDouble(i -> random.nextGaussian()).toArray();
        var data = Dataset.builder("d").block("x", Matrix.of(10_000, 2, cells)).build();
        var trees = Stream.of(1, 2, 5).map(threads -> {
            var fitted = new Dbscan().with("eps=0.03 minPoints=4").fitRows(data, Run.local(RunSetup.of(1).withThreads(threads)));
            return List.of(DataTree.of(fitted.trained().model()), Arrays.toString(new Prediction(fitted.output()).clusters()));
        }).distinct().toList();
        assertEquals(1, trees.size());
        // rows by the thousand in one place: batches become small
        var same = Dataset.builder("d").block("x", Matrix.of(5000, 1, IntStream.range(0, 5000).mapToDouble(i -> i % 2).toArray())).build();
        assertArrayEquals(IntStream.range(0, 5000).map(i -> i % 2).toArray(), clusters(same, "eps=0.5"));
    }

    @Test
    void disjointSetsAreStoodForByTheirLeastMembers() {
        var sets = new DisjointSets(8);
        sets.join(7, 5);
        sets.join(3, 7);
        sets.join(6, 2);
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 3, 2, 3}, IntStream.range(0, 8).map(sets::least).toArray());
        sets.join(5, 6);
        assertEquals(2, sets.least(7));
    }

    // ---- what is said of rows

    @Test
    void aRowBetweenClustersBelongsToTheFirstAndThatIsNotWhatANewOneIsTold() {
        // 2 is within 1 of 1 and of 2.9, each a core point, but is none itself
        var data = line(0, 0.1, 0.2, 1, 2, 2.9, 3.7, 3.8, 3.9);
        var fitted = new Dbscan().with("eps=1 minPoints=4").fitRows(data, Run.local(1));
        assertArrayEquals(new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1}, new Prediction(fitted.output()).clusters());
        assertArrayEquals(new int[] {0, 1, 1, -1}, fitted.trained().predict(line(1.9, 2, 4.8, 5)).clusters());
    }

    @Test
    void weightsCountLikeRepeatedRowsAndRowsOfWeightZeroAreNoCorePoints() {
        var data = weighted(line(0, 0.3, 5, 0.6, 9), 2, 0, 3, 1, 1);
        assertArrayEquals(new int[] {0, 0, 1, 0, -1}, clusters(data, "eps=0.6 minPoints=3"));
        assertArrayEquals(new int[] {0, 0, 1, 1, 1, 0, -1}, clusters(line(0, 0, 5, 5, 5, 0.6, 9), "eps=0.6 minPoints=3"));
        // the row of weight 0 has 3 within 0.3, but links nothing
        assertArrayEquals(new int[] {-1, -1, 0, -1, -1}, clusters(data, "eps=0.3 minPoints=3"));
    }

    @Test
    void aMinPointsOfOneMakesEveryRowACorePoint() {
        assertArrayEquals(new int[] {0, 1, 0, 2}, clusters(line(1, 5, 1.4, 9), "eps=0.5 minPoints=1"));
    }

    @Test
    void allNoiseIsToldOfWithAnEpsThatMayDo() {
        var trained = new Dbscan().with("eps=0.5 minPoints=2").fit(line(0, 2, 4, 6));
        assertTrue(trained.warnings().getFirst().contains("half of the rows have them within 2"), trained.warnings().toString());
        assertArrayEquals(new int[] {-1, -1}, trained.predict(line(0, 3)).clusters());
        assertTrue(new Dbscan().with("minPoints=3").fit(line(1)).warnings().getFirst().contains("smaller minPoints"));
    }

    @Test
    void theLineOfKDistancesFalls() {
        var trained = new Dbscan().with("eps=1 minPoints=3").fit(line(0, 1, 2, 4, 8));
        var line = trained.view(Series.class).orElseThrow();
        assertArrayEquals(new double[] {6, 3, 2, 2, 1}, line.values());
        var tables = trained.view(Report.class).orElseThrow().tables();
        assertEquals(2, tables.get(1).rows().numeric("noise").value(0));
        assertEquals(3, tables.get(0).rows().numeric("size").value(0));
    }

    @Test
    void sparseBlocksGiveTheSameClustersAsDenseOnes() {
        var dense = DATA.get("digits");
        assertArrayEquals(clusters(Dataset.builder("d").block("x", dense).build(), "eps=21"),
                clusters(Dataset.builder("d").block("x", dense.csr()).build(), "eps=21"));
    }

    @Test
    void uglySettingsAndDataAreRefused() {
        assertThrows(RecipeException.class, () -> new Dbscan().with("eps=0"));
        assertThrows(RecipeException.class, () -> new Dbscan().with("metric=[minkowski p=0.5]"));
        assertThrows(DataException.class, () -> new Dbscan().with("").fit(weighted(line(1, 2), 0)));
    }
}
