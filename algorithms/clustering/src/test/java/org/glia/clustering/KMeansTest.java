package org.glia.clustering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.DataTree;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KMeansTest {

    private static Dataset line(double... x) {
        return Dataset.builder("line").numeric("x", x).build();
    }

    private static KMeans.Settings settings(int k, KMeans.Method method) {
        return new KMeans.Settings(k, KMeans.Seeds.PLUS_PLUS, method, 1, 100, 0);
    }

    /// Rows about `centres` points, each number changed by `shape`.
    private static Dataset clouds(int rows, int width, int centres, long seed, DoubleUnaryOperator shape) {
        var random = new RandomStream(seed);
        var middle = IntStream.range(0, centres * width).mapToDouble(i -> 3 * random.nextGaussian()).toArray();
        var cells = new double[rows * width];
        for (int row = 0; row < rows; row++) {
            int centre = random.nextInt(centres);
            for (int j = 0; j < width; j++) {
                cells[row * width + j] = shape.applyAsDouble(middle[centre * width + j] + random.nextGaussian());
            }
        }
        return Dataset.builder("clouds").block("x", Matrix.of(rows, width, cells)).build();
    }

    // ---- three methods, one result

    static Stream<Arguments> manyData() {
        return Stream.of(
                Arguments.of("one feature", clouds(500, 1, 5, 1, x -> x), 6),
                Arguments.of("two features, more rows than a chunk holds", clouds(20_000, 2, 9, 2, x -> x), 8),
                Arguments.of("seven features, many clusters", clouds(3_000, 7, 20, 3, x -> x), 60),
                Arguments.of("many features", clouds(300, 90, 6, 4, x -> x), 7),
                Arguments.of("a grid of whole numbers, full of ties", clouds(2_000, 2, 3, 5, Math::rint), 12),
                Arguments.of("few distinct rows", clouds(500, 1, 2, 6, x -> Math.rint(x / 4)), 9),
                Arguments.of("far from the origin", clouds(1_000, 3, 4, 7, x -> 1e9 + x), 8),
                Arguments.of("farther than the spacing of numbers", clouds(1_000, 3, 4, 8, x -> 1e16 + x), 8),
                Arguments.of("squares that underflow in part", clouds(1_000, 2, 4, 9, x -> 1e-155 * x), 8),
                Arguments.of("squares that underflow", clouds(1_000, 2, 4, 10, x -> 1e-163 * x), 8),
                Arguments.of("very large numbers", clouds(1_000, 2, 4, 11, x -> 1e150 * x), 8),
                Arguments.of("one cluster", clouds(100, 2, 2, 12, x -> x), 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manyData")
    void lloydElkanAndHamerlyGiveTheSameBits(String what, Dataset data, int k) {
        var runs = Stream.of(KMeans.Method.LLOYD, KMeans.Method.ELKAN, KMeans.Method.HAMERLY).map(method -> {
            var run = Run.local(17);
            var model = new KMeans().fit(data, settings(k, method), run);
            return List.of(DataTree.of(model), Arrays.toString(run.history().find("inertia").orElseThrow().values()));
        }).toList();
        assertEquals(runs.get(0), runs.get(1));
        assertEquals(runs.get(0), runs.get(2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manyData")
    void inertiaNeverRises(String what, Dataset data, int k) {
        var run = Run.local(3);
        new KMeans().fit(data, new KMeans.Settings(k, KMeans.Seeds.RANDOM, KMeans.Method.AUTO, 1, 100, 0), run);
        var values = run.history().find("inertia").orElseThrow().values();
        for (int i = 1; i < values.length; i++) {
            assertTrue(values[i] <= values[i - 1] * (1 + 1e-12), "%d: %s".formatted(i, Arrays.toString(values)));
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        var data = clouds(60_000, 3, 5, 21, x -> x);
        for (var method : List.of(KMeans.Method.LLOYD, KMeans.Method.ELKAN, KMeans.Method.HAMERLY)) {
            var trees = Stream.of(1, 2, 7).map(threads -> DataTree.of(new KMeans().fit(data, settings(12, method),
                    Run.local(RunSetup.of(5).withThreads(threads))))).distinct().toList();
            assertEquals(1, trees.size());
        }
    }

    // ---- what a result is

    @Test
    void rowsGoToTheNearestCentroidAndTheFirstOfEquallyNearOnes() {
        var model = new KMeansModel(Matrix.of(new double[][] {{2}, {0}, {0}, {4}}), new double[4], 0, 1, true);
        var data = line(-1, 0, 1, 2, 3, 3.5, 9);
        assertArrayEquals(new int[] {1, 1, 0, 0, 0, 3, 3}, model.predictor(data.schema()).predict(data).clusters());
    }

    @Test
    void everyRowIsPredictedIntoTheClusterThatAnHonestSearchFinds() {
        var data = clouds(700, 5, 6, 31, x -> x);
        var trained = new KMeans().with("k=9").fit(data);
        var clusters = trained.predict(data).clusters();
        var cells = data.features();
        var centroids = trained.model().centroids();
        double inertia = 0;
        for (int row = 0; row < data.rows(); row++) {
            int best = -1;
            double smallest = Double.POSITIVE_INFINITY;
            for (int c = 0; c < 9; c++) {
                double sum = 0;
                for (int j = 0; j < 5; j++) {
                    sum += Math.pow(cells.get(row, j) - centroids.get(c, j), 2);
                }
                if (sum < smallest) {
                    smallest = sum;
                    best = c;
                }
            }
            assertEquals(best, clusters[row]);
            inertia += smallest;
        }
        assertEquals(inertia, trained.model().inertia(), 1e-10 * inertia);
    }

    @Test
    void centroidsAreTheMeansOfTheirRows() {
        var model = new KMeans().with("k=2 tolerance=0").fit(line(0, 1, 2, 10, 12)).model();
        var found = model.centroids().toArray();
        Arrays.sort(found);
        assertArrayEquals(new double[] {1, 11}, found, 1e-15);
        assertEquals(4, model.inertia(), 1e-14);
        assertTrue(model.converged());
    }

    @Test
    void wholeWeightsCountLikeRepeatedRows() {
        var data = clouds(200, 2, 3, 41, x -> x);
        var counts = IntStream.range(0, 200).map(row -> row % 4).toArray();
        var repeated = IntStream.range(0, 200).flatMap(row -> IntStream.range(0, counts[row]).map(copy -> row)).toArray();
        var weighted = data.beside(Dataset.builder("w").numeric("w", Arrays.stream(counts).asDoubleStream().toArray()).build())
                .withRole(Role.WEIGHT, "w");
        var first = Optional.of(Matrix.of(new double[][] {{0, 0}, {3, 3}, {-3, 3}}));
        for (var method : List.of(KMeans.Method.LLOYD, KMeans.Method.ELKAN, KMeans.Method.HAMERLY)) {
            var a = new KMeans().fit(weighted, settings(3, method), first, Run.local(1));
            var b = new KMeans().fit(data.rows(repeated), settings(3, method), first, Run.local(1));
            assertArrayEquals(b.centroids().toArray(), a.centroids().toArray(), 1e-12);
            assertArrayEquals(b.sizes(), a.sizes(), 1e-12);
            assertEquals(b.inertia(), a.inertia(), 1e-11 * b.inertia());
        }
    }

    @Test
    void sparseBlocksGiveTheSameBitsAsDenseOnes() {
        var dense = clouds(400, 12, 4, 51, x -> Math.abs(x) < 2 ? 0 : x).features();
        var a = new KMeans().with("k=5").fit(Dataset.builder("d").block("x", dense).build()).model();
        var b = new KMeans().with("k=5").fit(Dataset.builder("d").block("x", dense.csr()).build()).model();
        assertEquals(DataTree.of(a), DataTree.of(b));
    }

    @Test
    void theStartWithTheSmallestInertiaIsKept() {
        var data = clouds(300, 2, 8, 61, x -> x);
        var run = Run.local(4);
        var model = new KMeans().fit(data, new KMeans.Settings(8, KMeans.Seeds.RANDOM, KMeans.Method.AUTO, 5, 100, 0), run);
        var ends = IntStream.rangeClosed(1, 5).mapToDouble(start ->
                run.history().find("inertia of start " + start).orElseThrow().last()).toArray();
        assertEquals(Arrays.stream(ends).min().orElseThrow(), model.inertia());
        assertEquals(model.inertia(), run.history().find("inertia").orElseThrow().last());
        assertTrue(Arrays.stream(ends).distinct().count() > 1, Arrays.toString(ends));
    }

    // ---- seeding

    private static Seeding seeding(Dataset data, int k, int seed) {
        var numbered = KMeansRows.numbered(data);
        var chunks = Run.local(seed).chunks(numbered, new KMeansRows.Open(numbered.schema().names().getLast()));
        return new Seeding(chunks, data.rows(), k, data.schema().featureWidth(), new RandomStream(seed));
    }

    @Test
    void randomSeedsAreDrawnByWeightAndNeverTwice() {
        var data = Dataset.builder("d").numeric("x", 0, 1, 2, 3).numeric("w", 1, 0, 3, 0.5).role(Role.WEIGHT, "w").build();
        var counts = new int[4];
        for (int seed = 0; seed < 3000; seed++) {
            counts[(int) seeding(data, 1, seed).random()[0]]++;
            var two = seeding(data, 2, seed).random();
            assertTrue(two[0] != two[1] && two[0] != 1 && two[1] != 1);
        }
        assertEquals(0, counts[1]);
        assertEquals(3000 * 1 / 4.5, counts[0], 75);
        assertEquals(3000 * 3 / 4.5, counts[2], 75);
    }

    @Test
    void plusPlusSeedsLieOneInEachOfFarApartClusters() {
        var random = new RandomStream(1);
        var data = line(IntStream.range(0, 400).mapToDouble(i -> 1e4 * (i % 4) + random.nextDouble()).toArray());
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(4, Arrays.stream(seeding(data, 4, seed).plusPlus()).map(x -> Math.floor(x / 1e4)).distinct().count());
        }
    }

    @Test
    void aTableWithAColumnCalledRowIsSeededToo() {
        assertEquals(2, new KMeans().with("k=2").fit(Dataset.builder("d").numeric("row", 1, 2, 8).build()).model().sizes().length);
    }

    // ---- ugly data

    @Test
    void anEmptyClusterGoesToTheFarthestRow() {
        var first = Optional.of(Matrix.of(new double[][] {{0.5}, {100}, {200}}));
        for (var method : List.of(KMeans.Method.LLOYD, KMeans.Method.ELKAN, KMeans.Method.HAMERLY)) {
            var model = new KMeans().fit(line(0, 1, 10), settings(3, method), first, Run.local(1));
            assertArrayEquals(new double[] {1, 10, 0}, model.centroids().toArray());
            assertEquals(0, model.inertia());
        }
    }

    @Test
    void moreClustersThanRowsAreRefusedWithTheNumberThatWorks() {
        var refusal = assertThrows(DataException.class, () -> new KMeans().with("k=4").fit(line(1, 2, 3)));
        assertTrue(refusal.getMessage().contains("k=4 clusters of 3 rows; choose k=3 or less"), refusal.getMessage());
    }

    @Test
    void rowsWithoutWeightDoNotCount() {
        var data = Dataset.builder("d").numeric("x", 1, 2, 1000).numeric("w", 1, 1, 0).role(Role.WEIGHT, "w").build();
        var refusal = assertThrows(DataException.class, () -> new KMeans().with("k=3").fit(data));
        assertTrue(refusal.getMessage().contains("2 rows of positive weight"), refusal.getMessage());
        assertEquals(1.5, new KMeans().with("k=1").fit(data).model().centroids().get(0, 0));
        var none = Dataset.builder("d").numeric("x", 1, 2).numeric("w", 0, 0).role(Role.WEIGHT, "w").build();
        assertThrows(DataException.class, () -> new KMeans().with("k=1").fit(none));
    }

    @Test
    void asManyClustersAsRowsLeaveNoInertia() {
        var trained = new KMeans().with("k=4").fit(line(1, 2, 4, 8));
        assertEquals(0, trained.model().inertia());
        assertTrue(trained.warnings().isEmpty());
    }

    @Test
    void fewerDistinctRowsThanClustersLeaveClustersEmptyWithAWarning() {
        for (var seeding : List.of("plus-plus", "random")) {
            var trained = new KMeans().with("k=3 seeding=" + seeding).fit(line(7, 7, 5, 7, 5));
            assertEquals(0, trained.model().inertia());
            assertEquals(1, Arrays.stream(trained.model().sizes()).filter(size -> size == 0).count());
            assertTrue(trained.warnings().getFirst().contains("1 of the k=3 clusters are empty"), trained.warnings().toString());
        }
    }

    @Test
    void oneRowIsAClusterOfItsOwn() {
        var model = new KMeans().with("k=1").fit(line(-3)).model();
        assertArrayEquals(new double[] {-3}, model.centroids().toArray());
        assertArrayEquals(new double[] {1}, model.sizes());
    }

    @Test
    void numbersWhoseSquaredDistancesOverflowAreRefused() {
        var refusal = assertThrows(DataException.class, () -> new KMeans().with("k=1").fit(line(1e200, -1e200, 0)));
        assertTrue(refusal.getMessage().contains("try `standardize | kmeans`"), refusal.getMessage());
    }

    @Test
    void anEndBeforeConvergenceIsToldOf() {
        var trained = new KMeans().with("k=8 maxIterations=1 tolerance=0 starts=1").fit(clouds(500, 2, 3, 71, x -> x));
        assertFalse(trained.model().converged());
        assertEquals(1, trained.model().iterations());
        assertTrue(trained.warnings().getFirst().contains("maxIterations=1"), trained.warnings().toString());
    }

    @Test
    void negativeKIsRefusedWithItsRangeAndHelp() {
        var refusal = assertThrows(RecipeException.class, () -> new KMeans().with("k=-3"));
        assertTrue(refusal.getMessage().contains("`k` must be at least 1 (number of clusters)"), refusal.getMessage());
    }

    // ---- as a step, and as a picture

    @Test
    void asATransformerItGivesTheDistancesToTheCentroids() {
        var data = Dataset.builder("d").numeric("x", 0, 3, 0, 100).numeric("y", 0, 4, 0, 100).nominal("c", "a", "b", "a", "b").build();
        var trained = new KMeans().with("k=2").as(Task.TRANSFORMATION).fit(data);
        var output = trained.transform(data);
        assertEquals(List.of("c", "distance_0", "distance_1"), output.schema().names());
        assertEquals(List.of("x", "y"), output.schema().find("distance_1").orElseThrow().origin());
        var centroids = trained.model().centroids();
        assertEquals(Math.hypot(3 - centroids.get(1, 0), 4 - centroids.get(1, 1)), output.numeric("distance_1").value(1), 1e-12);
    }

    @Test
    void viewsShowCentroidsSizesAndInertia() {
        var trained = new KMeans().with("k=2").fit(Dataset.builder("d").numeric("x", 1, 1, 5).numeric("y", 2, 2, 2).build());
        var view = trained.view(Centroids.class).orElseThrow();
        assertEquals(List.of("x", "y"), view.features());
        assertEquals(3, Arrays.stream(view.sizes()).sum());
        var tables = trained.view(Report.class).orElseThrow().tables();
        assertEquals(2, tables.get(0).rows().rows());
        assertEquals(0, tables.get(1).rows().numeric("inertia").value(0));
    }
}
