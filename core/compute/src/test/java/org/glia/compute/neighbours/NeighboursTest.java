package org.glia.compute.neighbours;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.model.DataTree;
import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.neighbours.Neighbours.Method;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NeighboursTest {

    private static final Parallel ALONE = Parallel.sequential();
    private static final List<Method> METHODS = List.of(Method.BRUTE_FORCE, Method.KD_TREE, Method.BALL_TREE);
    private static final List<Metric> METRICS = List.of(new Metric.Euclidean(), new Metric.Manhattan(), new Metric.Chebyshev(),
            new Metric.Minkowski(3), new Metric.Minkowski(1.5), new Metric.Minkowski(2.3), new Metric.Cosine());

    private record Case(String name, Matrix rows, Matrix queries) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        var random = new RandomStream(11);
        var gaussian = gaussian(random, 500, 5, 1);
        var clustered = clustered(random, 600, 7);
        var grid = grid(9);
        var identical = Matrix.of(400, 3, filled(1200, 2.5));
        var constant = new double[600 * 4];
        for (int i = 0; i < 600; i++) {
            constant[i * 4] = 7;
            constant[i * 4 + 1] = random.nextInt(3);
            constant[i * 4 + 2] = i < 550 ? 0 : random.nextGaussian() * 100;
            constant[i * 4 + 3] = -1;
        }
        return Stream.of(
                new Case("random", gaussian, gaussian(random, 20, 5, 1)),
                new Case("far queries", gaussian, gaussian(random, 20, 5, 1000)),
                new Case("clustered", clustered, clustered(random, 40, 7)),
                new Case("grid with ties", grid, grid.rows(IntStream.range(0, 40).map(i -> 18 * i).toArray())),
                new Case("all rows equal", identical, Matrix.of(9, 3, filled(27, 2.5))),
                new Case("constant columns, many duplicates", Matrix.of(600, 4, constant), Matrix.of(600, 4, constant).rows(
                        new int[] {0, 3, 555, 599})),
                new Case("high-dimensional", gaussian(random, 300, 70, 1), gaussian(random, 20, 70, 1)),
                new Case("far from the origin", shifted(gaussian(random, 400, 24, 1), 1e6), shifted(gaussian(random, 20, 24, 1), 1e6)),
                new Case("of very different scales", scaled(gaussian(random, 400, 33, 1)), scaled(gaussian(random, 20, 33, 1))),
                new Case("tiny numbers", gaussian(random, 200, 25, 1e-170), gaussian(random, 20, 25, 1e-170)),
                new Case("small numbers", gaussian(random, 200, 25, 1e-120), gaussian(random, 20, 25, 1e-120)),
                new Case("huge numbers", gaussian(random, 200, 25, 1e160), gaussian(random, 20, 25, 1e150)),
                new Case("numbers too small for floats beside large ones", beside(gaussian(random, 300, 25, 1e-25)),
                        gaussian(random, 20, 25, 1e-25)),
                new Case("one row", gaussian(random, 1, 4, 1), gaussian(random, 3, 4, 1)),
                new Case("one bucket", gaussian(random, 32, 1, 1), gaussian(random, 3, 1, 1)),
                new Case("one row more than a bucket", gaussian(random, 33, 2, 1), gaussian(random, 12, 2, 1)),
                new Case("no rows", gaussian(random, 0, 4, 1), gaussian(random, 3, 4, 1)),
                new Case("no columns", Matrix.of(50, 0, new double[0]), Matrix.of(3, 0, new double[0])),
                new Case("no queries", gaussian(random, 50, 4, 1), gaussian(random, 0, 4, 1)),
                new Case("outliers without end", powersOfTwo(1000), powersOfTwo(1000).rows(new int[] {0, 500, 999})));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMethodFindsWhatLoopsFind(Case data) {
        for (var metric : METRICS) {
            for (int k : new int[] {10, 1000}) {
                var expected = nearest(data.rows, data.queries, metric, k, new int[0]);
                for (var method : METHODS) {
                    var index = Neighbours.index(data.rows, metric, method, ALONE);
                    assertSame(expected, index.nearest(data.queries, k, ALONE), method + " " + metric + " k=" + k);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMethodFindsTheSameWithinARadius(Case data) {
        for (var metric : METRICS) {
            var near = nearest(data.rows, data.queries, metric, 5, new int[0]);
            double typical = near.distances().length == 0 ? 1 : near.distances()[near.distances().length / 2];
            for (double radius : new double[] {0, typical, Math.nextDown(typical), Double.POSITIVE_INFINITY}) {
                if (!(radius >= 0)) {
                    continue;
                }
                var expected = within(data.rows, data.queries, metric, radius, new int[0]);
                for (var method : METHODS) {
                    var index = Neighbours.index(data.rows, metric, method, ALONE);
                    assertSame(expected, index.within(data.queries, radius, ALONE), method + " " + metric + " r=" + radius);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rowsAreLeftOutOfTheirOwnNeighbourhoods(Case data) {
        int n = data.rows.rows();
        var all = IntStream.range(0, n).toArray();
        var some = IntStream.range(0, n / 7).map(i -> n - 1 - 7 * i).toArray();
        for (var metric : List.of(new Metric.Euclidean(), new Metric.Cosine(), new Metric.Chebyshev())) {
            var expected = nearest(data.rows, data.rows, metric, 4, all);
            var expectedSome = nearest(data.rows, data.rows.rows(some), metric, 4, some);
            double radius = expected.distances().length == 0 ? 1 : expected.distances()[expected.distances().length / 2];
            var expectedWithin = within(data.rows, data.rows, metric, radius, all);
            var expectedSomeWithin = within(data.rows, data.rows.rows(some), metric, radius, some);
            for (var method : METHODS) {
                var index = Neighbours.index(data.rows, metric, method, ALONE);
                assertSame(expected, index.nearestOthers(4, ALONE), method + " " + metric);
                assertSame(expectedSome, index.nearestOthers(some, 4, ALONE), method + " " + metric);
                assertSame(expectedWithin, index.othersWithin(radius, ALONE), method + " " + metric);
                assertSame(expectedSomeWithin, index.othersWithin(some, radius, ALONE), method + " " + metric);
            }
        }
    }

    @Test
    void treesOfSeveralLevelsFindWhatLoopsFind() {
        var random = new RandomStream(5);
        var rows = clustered(random, 20_000, 3);
        var queries = clustered(random, 60, 3);
        var expected = nearest(rows, queries, new Metric.Euclidean(), 7, new int[0]);
        for (var method : Method.values()) {
            assertSame(expected, Neighbours.index(rows, new Metric.Euclidean(), method, ALONE).nearest(queries, 7, ALONE),
                    method.name());
        }
    }

    @Test
    void otherNumbersOfThreadsGiveTheSameBits() {
        var random = new RandomStream(6);
        for (var rows : List.of(clustered(random, 3000, 4), clustered(random, 1500, 40))) {
            for (var metric : List.of(new Metric.Euclidean(), new Metric.Cosine(), new Metric.Manhattan())) {
                for (var method : Method.values()) {
                    var one = Neighbours.index(rows, metric, method, ALONE);
                    var nearest = one.nearestOthers(6, ALONE);
                    double radius = nearest.distances()[nearest.distances().length / 3];
                    for (int threads = 2; threads <= 3; threads++) {
                        try (var pool = Executors.newFixedThreadPool(threads)) {
                            var several = new Parallel(pool, threads, () -> { });
                            var other = Neighbours.index(rows, metric, method, several);
                            assertEquals(one.method(), other.method());
                            assertSame(nearest, other.nearestOthers(6, several), method + " " + metric);
                            assertSame(one.othersWithin(radius, ALONE), other.othersWithin(radius, several), method + " " + metric);
                            assertSameTree(one.index(), other.index());
                        }
                    }
                }
            }
        }
    }

    private static void assertSameTree(Index one, Index other) {
        if (one instanceof Tree a && other instanceof Tree b) {
            assertArrayEquals(a.order(), b.order());
            assertArrayEquals(a.child(), b.child());
            assertArrayEquals(a.lowest(), b.lowest());
            assertArrayEquals(a.points(), b.points());
            if (a.bounds() instanceof Tree.Balls x && b.bounds() instanceof Tree.Balls y) {
                assertArrayEquals(x.centres(), y.centres());
                assertArrayEquals(x.radii(), y.radii());
            } else {
                assertArrayEquals(((Tree.Boxes) a.bounds()).corners(), ((Tree.Boxes) b.bounds()).corners());
            }
        } else {
            assertEquals(one.getClass(), other.getClass());
        }
    }

    /// Distances and indices that searches find, and the numbers that kernels give.
    public static final class Searches implements EveryWidth.Probe {
        @Override
        public double[] get() {
            var random = new RandomStream(9);
            var numbers = new ArrayList<Double>();
            for (int d : new int[] {7, 33}) {
                var rows = gaussian(random, 200, d, 1);
                for (var metric : METRICS.subList(0, 4)) {
                    for (var method : METHODS) {
                        var found = Neighbours.index(rows, metric, method, ALONE).nearestOthers(5, ALONE);
                        Arrays.stream(found.distances()).forEach(numbers::add);
                        Arrays.stream(found.indices()).forEach(i -> numbers.add((double) i));
                    }
                }
            }
            return numbers.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /// The kernels' own numbers; of sums that are above the limit only that they are.
    public static final class Kernels implements EveryWidth.Probe {
        @Override
        public double[] get() {
            var random = new RandomStream(10);
            var numbers = new ArrayList<Double>();
            var sums = new double[Lanes.BUCKET];
            var lanes = Lanes.of(Long.MAX_VALUE);
            for (int d : new int[] {0, 1, 2, 15, 16, 17, 53, 131}) {
                var q = strange(random, 3 + d);
                var points = strange(random, 5 + d * Lanes.BUCKET);
                for (var metric : METRICS) {
                    var form = Form.of(metric);
                    for (double limit : new double[] {Double.POSITIVE_INFINITY, d, 0}) {
                        int within = lanes.bucket(form, q, 3, d, points, 5, limit, sums);
                        numbers.add((double) within);
                        for (int l = 0; l < Lanes.BUCKET; l++) {
                            numbers.add((within >> l & 1) == 1 ? sums[l] : -1);
                        }
                    }
                    lanes.centres(form, q, 3, d, points, 5, sums);
                    Arrays.stream(sums, 0, Lanes.FAN).forEach(numbers::add);
                    lanes.boxes(form, q, 3, d, points, 5, sums);
                    Arrays.stream(sums, 0, Lanes.FAN).forEach(numbers::add);
                }
                var floats = new float[3 + 5 * d];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) random.nextGaussian();
                }
                var hits = new int[3 + 5 * d];
                int count = lanes.filter(floats, 1, floats, 2, 5 * d, 0.3f, hits);
                numbers.add((double) count);
                Arrays.stream(hits, 0, count).forEach(i -> numbers.add((double) i));
            }
            return numbers.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private static double[] strange(RandomStream random, int n) {
            var numbers = new double[n];
            for (int i = 0; i < n; i++) {
                int kind = random.nextInt(300);
                numbers[i] = kind == 0 ? Double.POSITIVE_INFINITY : kind == 1 ? Double.NEGATIVE_INFINITY : kind == 2 ? Double.NaN
                        : kind == 3 ? -0.0 : kind == 4 ? 1e200 : random.nextGaussian();
            }
            return numbers;
        }
    }

    @Test
    void everyWidthOfVectorsFindsTheSame() {
        EveryWidth.agrees(Searches.class);
        EveryWidth.agrees(Kernels.class);
    }

    @Test
    void boundsAreNeverAboveTheSumsOfPointsInside() {
        var random = new RandomStream(12);
        for (var metric : METRICS) {
            var form = Form.of(metric);
            int d = 9;
            int dd = metric instanceof Metric.Cosine ? d + 1 : d;
            var rows = gaussian(random, 700, d, 1);
            for (var method : List.of(Method.KD_TREE, Method.BALL_TREE)) {
                var tree = (Tree) Neighbours.index(rows, metric, method, ALONE).index();
                var q = new double[dd];
                var bounds = new double[Lanes.BUCKET];
                var sums = new double[Lanes.BUCKET];
                for (int trial = 0; trial < 20; trial++) {
                    tree.read(random.nextInt(700), q, 0);
                    for (int node = 0; node * Lanes.FAN < tree.child().length; node++) {
                        tree.bounds().below(form, new ScalarLanes(), q, 0, dd, node, bounds);
                        for (int c = 0; c < Lanes.FAN; c++) {
                            int child = tree.child()[node * Lanes.FAN + c];
                            if (child < 0) {
                                new ScalarLanes().bucket(form, q, 0, dd, tree.points(), ~child * Lanes.BUCKET * dd,
                                        Double.POSITIVE_INFINITY, sums);
                                for (int l = 0; l < Lanes.BUCKET && ~child * Lanes.BUCKET + l < 700; l++) {
                                    assertTrue(bounds[c] <= sums[l], method + " " + metric);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void treesLookAtFewRowsWhereFeaturesAreFew() {
        var rows = gaussian(new RandomStream(13), 20_000, 3, 1);
        var tree = (Tree) Neighbours.index(rows, new Metric.Euclidean(), Method.KD_TREE, ALONE).index();
        assertTrue(tree.share(Form.of(new Metric.Euclidean())) < 0.03);
        assertEquals(Method.KD_TREE, Neighbours.index(rows, new Metric.Euclidean(), Method.AUTO, ALONE).method());
    }

    @Test
    void treesLookAtFewRowsWhereAllAreEqual() {
        var tree = (Tree) Neighbours.index(Matrix.of(20_000, 2, filled(40_000, 1)), new Metric.Euclidean(), Method.KD_TREE, ALONE)
                .index();
        assertTrue(tree.share(Form.of(new Metric.Euclidean())) < 0.03);
    }

    @Test
    void bruteForceIsTakenWhereRowsFillTheirSpace() {
        var random = new RandomStream(14);
        assertEquals(Method.BRUTE_FORCE,
                Neighbours.index(gaussian(random, 3000, 60, 1), new Metric.Euclidean(), Method.AUTO, ALONE).method());
        assertEquals(Method.BRUTE_FORCE,
                Neighbours.index(gaussian(random, 100, 2, 1), new Metric.Euclidean(), Method.AUTO, ALONE).method());
    }

    @Test
    void agreesWithScikitLearn() throws IOException {
        var lcg = new Lcg();
        var rows = lcg.matrix(300, 6);
        var queries = lcg.matrix(7, 6);
        int compared = 0;
        for (var line : lines()) {
            var cells = line.split(",");
            var metric = switch (cells[0].split(" ")[0]) {
                case "euclidean" -> new Metric.Euclidean();
                case "manhattan" -> new Metric.Manhattan();
                case "chebyshev" -> new Metric.Chebyshev();
                case "cosine" -> new Metric.Cosine();
                default -> new Metric.Minkowski(Double.parseDouble(cells[0].split(" ")[1]));
            };
            int query = Integer.parseInt(cells[2]);
            int rank = Integer.parseInt(cells[3]);
            int row = Integer.parseInt(cells[4]);
            double distance = Double.parseDouble(cells[5]);
            for (var method : METHODS) {
                var index = Neighbours.index(rows, metric, method, ALONE);
                switch (cells[1]) {
                    case "count" -> assertEquals(row, index.within(queries, distance, ALONE).indices().length, line);
                    case "nearest" -> assertFound(row, distance, index.nearest(queries, 4, ALONE), query, rank, line);
                    case "within" -> assertFound(row, distance, index.within(queries, distance * (1 + 1e-12), ALONE), query, rank, line);
                    case "others" -> assertFound(row, distance, index.nearestOthers(4, ALONE), 30 * query, rank, line);
                    default -> throw new AssertionError(line);
                }
            }
            compared++;
        }
        assertTrue(compared > 400, "lines compared: " + compared);
    }

    private static void assertFound(int row, double distance, Neighbourhoods found, int query, int rank, String line) {
        assertEquals(row, found.index(query, rank), line);
        assertEquals(distance, found.distance(query, rank), 1e-13 * Math.max(1, distance), line);
    }

    private static List<String> lines() throws IOException {
        try (var in = NeighboursTest.class.getResourceAsStream("scikit-learn.csv");
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).toList();
        }
    }

    /// The generator of the script.
    private static final class Lcg {
        private long state = 2024;

        Matrix matrix(int n, int d) {
            var values = new double[n * d];
            for (int i = 0; i < values.length; i++) {
                state = (1103515245L * state + 12345) % (1L << 31);
                values[i] = state / (double) (1L << 31) - 0.25;
            }
            return Matrix.of(n, d, values);
        }
    }

    @Test
    void pointsOnACircleHaveTheKnownDistances() {
        // 3-4-5 triangles
        var rows = Matrix.of(new double[][] {{3, 4}, {4, -3}, {-5, 0}, {0, 6}});
        for (var method : METHODS) {
            var found = Neighbours.index(rows, new Metric.Euclidean(), method, ALONE).nearest(Matrix.of(1, 2, new double[2]), 4, ALONE);
            assertArrayEquals(new int[] {0, 1, 2, 3}, found.indices());
            assertArrayEquals(new double[] {5, 5, 5, 6}, found.distances());
        }
    }

    @Test
    void rowsOfZerosHaveNoDirection() {
        var rows = Matrix.of(new double[][] {{0, 0}, {2, 0}, {0, 0}, {0, -3}});
        for (var method : METHODS) {
            var index = Neighbours.index(rows, new Metric.Cosine(), method, ALONE);
            assertEquals(2, index.columns());
            var found = index.nearest(Matrix.of(new double[][] {{0, 0}, {1, 0}, {0, 5}}), 4, ALONE);
            assertArrayEquals(new int[] {0, 2, 1, 3, 1, 0, 2, 3, 0, 1, 2, 3}, found.indices());
            assertArrayEquals(new double[] {0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 2}, found.distances(), 1e-15);
        }
    }

    @Test
    void cosinesOfSmallAnglesKeepTheirDigits() {
        double angle = 1e-9;
        var rows = Matrix.of(new double[][] {{1, 0}});
        var found = Neighbours.index(rows, new Metric.Cosine(), Method.AUTO, ALONE)
                .nearest(Matrix.of(new double[][] {{5, 5 * angle}}), 1, ALONE);
        // 1 - cos x = x²/2 - x⁴/24 + ...
        assertEquals(angle * angle / 2, found.distance(0, 0), 1e-15 * angle * angle);
    }

    @Test
    void minkowskiMetricsOfWellKnownExponentsAreThoseMetrics() {
        var random = new RandomStream(15);
        var rows = gaussian(random, 200, 5, 1);
        var pairs = List.of(List.of(new Metric.Minkowski(1), new Metric.Manhattan()),
                List.of(new Metric.Minkowski(2), new Metric.Euclidean()),
                List.of(new Metric.Minkowski(Double.POSITIVE_INFINITY), new Metric.Chebyshev()));
        for (var pair : pairs) {
            assertSame(Neighbours.index(rows, pair.get(1), Method.KD_TREE, ALONE).nearestOthers(3, ALONE),
                    Neighbours.index(rows, pair.get(0), Method.KD_TREE, ALONE).nearestOthers(3, ALONE), pair.toString());
        }
    }

    @Test
    void windowsAndSparseRowsAreSearchedLikeCopies() {
        var random = new RandomStream(16);
        var wide = gaussian(random, 700, 30, 1);
        var window = ((DenseMatrix) wide).columns(3, 24);
        var sparse = wide.csr();
        for (var method : METHODS) {
            for (var metric : List.of(new Metric.Euclidean(), new Metric.Cosine())) {
                assertSame(Neighbours.index(Matrix.of(700, 24, window.toArray()), metric, method, ALONE).nearestOthers(3, ALONE),
                        Neighbours.index(window, metric, method, ALONE).nearestOthers(3, ALONE), method + " of a window");
                assertSame(Neighbours.index(wide, metric, method, ALONE).nearestOthers(3, ALONE),
                        Neighbours.index(sparse, metric, method, ALONE).nearestOthers(3, ALONE), method + " of sparse rows");
            }
        }
    }

    @Test
    void anIndexTakenApartAndPutTogetherFindsTheSame() {
        var random = new RandomStream(17);
        var rows = gaussian(random, 400, 25, 1);
        for (var method : METHODS) {
            for (var metric : METRICS) {
                var index = Neighbours.index(rows, metric, method, ALONE);
                var again = DataTree.of(index).as(Neighbours.class);
                assertSame(index.nearestOthers(2, ALONE), again.nearestOthers(2, ALONE), method + " " + metric);
            }
        }
    }

    @Test
    void moreThanArraysHoldIsRefused() {
        var rows = gaussian(new RandomStream(18), 50_000, 1, 1);
        var index = Neighbours.index(rows, new Metric.Euclidean(), Method.KD_TREE, ALONE);
        var message = assertThrows(IllegalArgumentException.class, () -> index.nearestOthers(49_999, ALONE)).getMessage();
        assertTrue(message.contains("49999 neighbours of each of 50000 queries"), message);
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        var good = Matrix.of(2, 2, new double[] {1, 2, 3, 4});
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            var matrix = Matrix.of(3, 2, new double[] {1, 2, 3, bad, bad, 6});
            for (var method : Method.values()) {
                var rows = assertThrows(IllegalArgumentException.class,
                        () -> Neighbours.index(matrix, new Metric.Euclidean(), method, ALONE));
                assertTrue(rows.getMessage().startsWith("row 1 has " + bad + " in column 1,"), rows.getMessage());
                var index = Neighbours.index(good, new Metric.Euclidean(), method, ALONE);
                var queries = assertThrows(IllegalArgumentException.class, () -> index.within(matrix, 1, ALONE));
                assertTrue(queries.getMessage().startsWith("query 1 has " + bad + " in column 1,"), queries.getMessage());
            }
        }
    }

    @Test
    void questionsWithoutSenseAreRefused() {
        var index = Neighbours.index(Matrix.of(2, 2, new double[] {1, 2, 3, 4}), new Metric.Euclidean(), Method.AUTO, ALONE);
        var query = Matrix.of(1, 2, new double[2]);
        assertThrows(IllegalArgumentException.class, () -> index.nearest(query, 0, ALONE));
        assertThrows(IllegalArgumentException.class, () -> index.nearest(Matrix.of(1, 3, new double[3]), 1, ALONE));
        assertThrows(IllegalArgumentException.class, () -> index.within(query, -1, ALONE));
        assertThrows(IllegalArgumentException.class, () -> index.within(query, Double.NaN, ALONE));
        assertThrows(IllegalArgumentException.class, () -> new Metric.Minkowski(0.5));
        assertThrows(IllegalArgumentException.class, () -> new Metric.Minkowski(Double.NaN));
        assertThrows(IndexOutOfBoundsException.class, () -> index.nearestOthers(new int[] {2}, 1, ALONE));
        assertThrows(IndexOutOfBoundsException.class, () -> index.nearest(query, 1, ALONE).index(0, 1));
    }

    // The plain loops that searches are held against.

    private static double sum(double[] a, double[] b, Metric metric) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double x = Math.abs(a[j] - b[j]);
            sum = switch (metric) {
                case Metric.Euclidean() -> Math.fma(x, x, sum);
                case Metric.Cosine() -> Math.fma(x, x, sum);
                case Metric.Manhattan() -> sum + x;
                case Metric.Chebyshev() -> Math.max(sum, x);
                case Metric.Minkowski(double p) -> sum + (p == 3 ? x * (x * x) : p == 1.5 ? Math.sqrt(x) * x : StrictMath.pow(x, p));
            };
        }
        return sum;
    }

    private static double distance(double sum, Metric metric) {
        return switch (metric) {
            case Metric.Euclidean() -> Math.sqrt(sum);
            case Metric.Cosine() -> sum / 2;
            case Metric.Manhattan() -> sum;
            case Metric.Chebyshev() -> sum;
            case Metric.Minkowski(double p) -> StrictMath.pow(sum, 1 / p);
        };
    }

    private static double[] row(Matrix matrix, int i, Metric metric) {
        var row = matrix.row(i);
        if (metric instanceof Metric.Cosine) {
            double largest = 0;
            for (double x : row) {
                largest = Math.max(largest, Math.abs(x));
            }
            double squares = 0;
            for (double x : row) {
                squares = largest == 0 ? 0 : Math.fma(x / largest, x / largest, squares);
            }
            var scaled = Arrays.copyOf(row, row.length + 1);
            for (int j = 0; j < row.length; j++) {
                scaled[j] = largest == 0 ? 0 : row[j] / largest / Math.sqrt(squares);
            }
            scaled[row.length] = largest == 0 ? 1 : 0;
            return scaled;
        }
        return row;
    }

    private record Candidate(int row, double sum) {
    }

    private static Neighbourhoods search(Matrix rows, Matrix queries, Metric metric, int k, double radius, int[] leftOut) {
        var starts = new int[queries.rows() + 1];
        var found = new ArrayList<Candidate>();
        for (int q = 0; q < queries.rows(); q++) {
            var query = row(queries, q, metric);
            var candidates = new ArrayList<Candidate>();
            for (int i = 0; i < rows.rows(); i++) {
                if (leftOut.length == 0 || leftOut[q] != i) {
                    candidates.add(new Candidate(i, sum(query, row(rows, i, metric), metric)));
                }
            }
            candidates.stream().filter(candidate -> distance(candidate.sum, metric) <= radius)
                    .sorted(Comparator.comparingDouble(Candidate::sum).thenComparingInt(Candidate::row)).limit(k).forEach(found::add);
            starts[q + 1] = found.size();
        }
        return new Neighbourhoods(starts, found.stream().mapToInt(Candidate::row).toArray(),
                found.stream().mapToDouble(candidate -> distance(candidate.sum, metric)).toArray());
    }

    private static Neighbourhoods nearest(Matrix rows, Matrix queries, Metric metric, int k, int[] leftOut) {
        return search(rows, queries, metric, k, Double.POSITIVE_INFINITY, leftOut);
    }

    private static Neighbourhoods within(Matrix rows, Matrix queries, Metric metric, double radius, int[] leftOut) {
        return search(rows, queries, metric, Integer.MAX_VALUE, radius, leftOut);
    }

    private static void assertSame(Neighbourhoods expected, Neighbourhoods actual, String what) {
        assertArrayEquals(expected.starts(), actual.starts(), what);
        assertArrayEquals(expected.indices(), actual.indices(), what);
        assertArrayEquals(expected.distances(), actual.distances(), what);
    }

    // Data.

    private static Matrix gaussian(RandomStream random, int n, int d, double scale) {
        var values = new double[n * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = scale * random.nextGaussian();
        }
        return Matrix.of(n, d, values);
    }

    private static Matrix clustered(RandomStream random, int n, int d) {
        var values = new double[n * d];
        for (int i = 0; i < n; i++) {
            int cluster = random.nextInt(5);
            for (int j = 0; j < d; j++) {
                values[i * d + j] = 20 * ((cluster * 7 + j) % 5) + random.nextGaussian();
            }
        }
        return Matrix.of(n, d, values);
    }

    private static Matrix grid(int side) {
        var values = new double[side * side * side * 3];
        for (int i = 0; i < side * side * side; i++) {
            values[3 * i] = i % side;
            values[3 * i + 1] = i / side % side;
            values[3 * i + 2] = i / side / side;
        }
        return Matrix.of(side * side * side, 3, values);
    }

    private static Matrix shifted(Matrix matrix, double by) {
        return Matrix.of(matrix.rows(), matrix.columns(), Arrays.stream(matrix.toArray()).map(x -> x + by).toArray());
    }

    private static Matrix scaled(Matrix matrix) {
        var values = matrix.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= Math.scalb(1, i % matrix.columns() - 10);
        }
        return Matrix.of(matrix.rows(), matrix.columns(), values);
    }

    /// Sets the first two rows far to either side of the others.
    private static Matrix beside(Matrix matrix) {
        var values = matrix.toArray();
        Arrays.fill(values, 0, matrix.columns(), 1);
        Arrays.fill(values, matrix.columns(), 2 * matrix.columns(), -1);
        return Matrix.of(matrix.rows(), matrix.columns(), values);
    }

    private static Matrix powersOfTwo(int n) {
        var values = new double[2 * n];
        for (int i = 0; i < n; i++) {
            values[2 * i] = Math.scalb(1.0, i - 500);
            values[2 * i + 1] = i % 3;
        }
        return Matrix.of(n, 2, values);
    }

    private static double[] filled(int n, double value) {
        var values = new double[n];
        Arrays.fill(values, value);
        return values;
    }
}
