package org.glia.clustering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.model.Centroids;
import org.glia.api.model.DataTree;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaddcTest {

    /// AddC as it is told, with a search through all pairs for each row: the centroids, and the free one behind them.
    private static final class Plain {

        private final int k;
        final List<double[]> centroids = new ArrayList<>();
        final List<Double> counts = new ArrayList<>();

        Plain(int k) {
            this.k = k;
        }

        private static double squared(double[] a, double[] b) {
            double sum = 0;
            for (int j = 0; j < a.length; j++) {
                sum = Math.fma(a[j] - b[j], a[j] - b[j], sum);
            }
            return sum;
        }

        void learn(double[] x, double weight) {
            int nearest = 0;
            for (int c = 1; c < centroids.size(); c++) {
                nearest = squared(x, centroids.get(c)) < squared(x, centroids.get(nearest)) ? c : nearest;
            }
            if (centroids.size() < k) {
                if (!centroids.isEmpty() && squared(x, centroids.get(nearest)) == 0) {
                    counts.set(nearest, counts.get(nearest) + weight);
                } else {
                    put(x, weight);
                }
                if (centroids.size() == k) {
                    put(x, 0);
                }
                return;
            }
            counts.set(nearest, counts.get(nearest) + weight);
            var moved = centroids.get(nearest);
            for (int j = 0; j < x.length; j++) {
                moved[j] = counts.get(nearest) == weight ? x[j] : Math.fma(weight / counts.get(nearest), x[j] - moved[j], moved[j]);
            }
            int stays = 0;
            int goes = 1;
            for (int a = 0; a <= k; a++) {
                for (int b = a + 1; b <= k; b++) {
                    if (squared(centroids.get(a), centroids.get(b)) < squared(centroids.get(stays), centroids.get(goes))) {
                        stays = a;
                        goes = b;
                    }
                }
            }
            double together = counts.get(stays) + counts.get(goes);
            var joined = centroids.get(stays);
            for (int j = 0; j < x.length && (together == 0 || counts.get(goes) > 0); j++) {
                double other = centroids.get(goes)[j];
                joined[j] = together == 0 ? Math.fma(0.5, other - joined[j], joined[j])
                        : counts.get(stays) == 0 ? other : Math.fma(counts.get(goes) / together, other - joined[j], joined[j]);
            }
            counts.set(stays, together);
            if (goes < k) {
                centroids.set(goes, centroids.get(k));
                counts.set(goes, counts.get(k));
            }
            centroids.set(k, x.clone());
            counts.set(k, 0.0);
        }

        private void put(double[] x, double weight) {
            centroids.add(x.clone());
            counts.add(weight);
        }
    }

    private static Dataset line(double... x) {
        return Dataset.builder("line").numeric("x", x).build();
    }

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

    private static Dataset weighted(Dataset data, double... cycle) {
        var weights = IntStream.range(0, data.rows()).mapToDouble(row -> cycle[row % cycle.length]).toArray();
        return data.beside(Dataset.builder("w").numeric("w", weights).build()).withRole(Role.WEIGHT, "w");
    }

    private static FaddcModel fit(Dataset data, String settings) {
        return new Faddc().with(settings).fit(data).model();
    }

    // ---- the rule

    @ParameterizedTest
    @CsvSource({"1, 1, 5, 300", "2, 1, 5, 300", "2, 2, 6, 700", "3, 2, 40, 500", "4, 7, 12, 400", "5, 30, 9, 200",
            "6, 1, 1, 50", "7, 3, 64, 66"})
    void theResultIsThatOfASearchThroughAllPairs(long seed, int width, int k, int rows) {
        for (DoubleUnaryOperator shape : List.<DoubleUnaryOperator>of(x -> x, Math::rint, x -> Math.rint(x / 3), x -> 1e9 + x)) {
            var data = weighted(clouds(rows, width, 4, seed, shape), 1, 0.5, 0, 2);
            var plain = new Plain(k);
            for (int row = 0; row < rows; row++) {
                if (data.weights().orElseThrow()[row] > 0) {
                    plain.learn(data.features().row(row), data.weights().get()[row]);
                }
            }
            var model = new Faddc().with("k=" + k).fit(data).model();
            int clusters = Math.min(k, plain.centroids.size());
            assertEquals(clusters, model.centroids().rows());
            for (int c = 0; c < clusters; c++) {
                assertArrayEquals(plain.centroids.get(c), model.centroids().row(c));
                assertEquals(plain.counts.get(c), model.counts()[c]);
            }
        }
    }

    @Test
    void aRowMovesTheNearestCentroidThenTheClosestTwoMeetAndTheFreeOneGoesToTheRow() {
        // after 0, 10: clusters 0 and 10 of count 1, the free one on 10. 1: 0 moves to 0.5; 10 and 10 meet; free on 1.
        // 4: the free one (count 0) is nearest and moves to 4, count 1; 0.5 and 4 meet at (2 * 0.5 + 4) / 3; free on 4.
        assertArrayEquals(new double[] {0.5, 10}, fit(line(0, 10, 1), "k=2").centroids().toArray());
        var model = fit(line(0, 10, 1, 4), "k=2");
        assertArrayEquals(new double[] {5 / 3.0, 10}, model.centroids().toArray(), 1e-15);
        assertArrayEquals(new double[] {3, 1}, model.counts());
        assertArrayEquals(new double[] {4}, model.last());
        assertEquals(1 + 9, model.energy());
    }

    @Test
    void aRowFarFromAllOthersGetsACentroidOfItsOwn() {
        var model = fit(line(0, 10, 0, 10, 0, 10, 0, 10, 1, 11, 100, 0, 10, 0, 10), "k=3");
        assertTrue(Arrays.stream(model.centroids().toArray()).anyMatch(x -> x == 100));
    }

    @ParameterizedTest
    @CsvSource({"3", "10", "200"})
    void theCentroidsHaveTheMeanAndTheWeightOfAllRows(int k) {
        var data = weighted(clouds(900, 3, 5, 11, x -> x), 1, 2, 0.25);
        var model = fit(data, "k=" + k);
        double total = Arrays.stream(data.weights().orElseThrow()).sum();
        assertEquals(total, Arrays.stream(model.counts()).sum(), 1e-9);
        assertEquals(total, model.weight(), 1e-9);
        for (int j = 0; j < 3; j++) {
            double rows = 0;
            for (int row = 0; row < data.rows(); row++) {
                rows += data.weights().get()[row] * data.features().get(row, j);
            }
            double centroids = 0;
            for (int c = 0; c < k; c++) {
                centroids += model.counts()[c] * model.centroids().get(c, j);
            }
            assertEquals(rows, centroids, 1e-8);
        }
    }

    @Test
    void theFirstKDifferentRowsEachBeginACluster() {
        var model = fit(line(3, 3, 7, 3, 5), "k=3");
        assertArrayEquals(new double[] {3, 7, 5}, model.centroids().toArray());
        assertArrayEquals(new double[] {3, 1, 1}, model.counts());
    }

    @Test
    void fewerDifferentRowsThanClustersMakeFewerClustersWithAWarning() {
        var trained = new Faddc().with("k=5").fit(line(2, 2, 8));
        assertEquals(2, trained.model().centroids().rows());
        assertTrue(trained.warnings().getFirst().contains("2 clusters and not k=5"), trained.warnings().toString());
        assertArrayEquals(new int[] {0, 1}, trained.predict(line(1, 9)).clusters());
    }

    @Test
    void unequalScalesKeepTheirOwnClusters() {
        // 1000 rows in one wide cloud, 30 in three tight clouds far away: k-means with k=4 would divide the wide one
        var random = new RandomStream(5);
        var x = IntStream.range(0, 1030).mapToDouble(i -> i % 34 == 0 ? 50 + 10 * (i / 34 % 3) + 0.01 * random.nextGaussian()
                : random.nextGaussian()).toArray();
        var centroids = fit(line(x), "k=4").centroids().toArray();
        Arrays.sort(centroids);
        // the first rows of a cloud have moved the centroid nearest at that time
        assertArrayEquals(new double[] {0, 50, 60, 70}, centroids, 2);
    }

    // ---- streams

    @Test
    void batchesAreOnePassOverAll() {
        var data = clouds(500, 2, 4, 21, x -> x);
        var whole = fit(data, "k=7");
        var learner = new Faddc().open(data.schema(), new Faddc.Settings(7, Faddc.Order.GIVEN), Run.local(1));
        for (int from = 0; from < 500; from += 37) {
            learner.learn(data.rows(from, Math.min(500, from + 37)));
            learner = new Faddc().resume(learner.model(), data.schema(), new Faddc.Settings(7, Faddc.Order.GIVEN), Run.local(1));
        }
        assertEquals(DataTree.of(whole), DataTree.of(learner.model()));
    }

    @Test
    void aModelWithFewerClustersGoesOnToMoreButNotTheOtherWayRound() {
        var data = line(1, 5, 9, 20);
        var model = fit(data, "k=2");
        var learner = new Faddc().resume(model, data.schema(), new Faddc.Settings(3, Faddc.Order.GIVEN), Run.local(1));
        learner.learn(line(40));
        assertEquals(3, learner.model().centroids().rows());
        var refusal = assertThrows(DataException.class, () -> new Faddc().resume(model, data.schema(),
                new Faddc.Settings(1, Faddc.Order.GIVEN), Run.local(1)));
        assertTrue(refusal.getMessage().contains("go on with k=2 or more"), refusal.getMessage());
    }

    @Test
    void aModelThatHasLearntNothingSaysSo() {
        var data = line(1, 2);
        var model = new Faddc().open(data.schema(), new Faddc.Settings(), Run.local(1)).model();
        assertThrows(DataException.class, () -> model.predictor(data.schema()));
    }

    @Test
    void theOrderOfRowsMattersUnlessTheyAreShuffled() {
        var data = clouds(300, 2, 5, 31, x -> x);
        var backwards = data.rows(IntStream.range(0, 300).map(i -> 299 - i).toArray());
        assertNotEquals(DataTree.of(fit(data, "k=4")), DataTree.of(fit(backwards, "k=4")));
        var shuffled = new Faddc().with("k=4 order=shuffled");
        assertNotEquals(DataTree.of(shuffled.fit(data, Run.local(1)).model()), DataTree.of(shuffled.fit(data, Run.local(2)).model()));
        assertEquals(DataTree.of(fit(data, "k=4")), DataTree.of(new Faddc().with("k=4").fit(data, Run.local(2)).model()));
    }

    // ---- ugly data, and pictures

    @Test
    void oneRowIsAClusterOfItsOwn() {
        var model = fit(line(-3), "k=1");
        assertArrayEquals(new double[] {-3}, model.centroids().toArray());
        assertArrayEquals(new double[] {1}, model.counts());
    }

    @Test
    void oneClusterIsTheMeanOfAllRows() {
        assertEquals(4, fit(line(1, 9, 2, 4), "k=1").centroids().get(0, 0), 1e-15);
    }

    @Test
    void rowsWithoutWeightDoNotCount() {
        var data = weighted(line(1, 1000, 2, 1000), 1, 0);
        assertArrayEquals(new double[] {1, 2}, fit(data, "k=2").centroids().toArray());
        assertThrows(DataException.class, () -> fit(weighted(line(1, 2), 0), "k=1"));
    }

    @Test
    void numbersWhoseSquaredDistancesOverflowAreRefused() {
        var refusal = assertThrows(DataException.class, () -> fit(line(1e200, -1e200, 0, 5), "k=2"));
        assertTrue(refusal.getMessage().contains("try `standardize | faddc`"), refusal.getMessage());
        assertThrows(DataException.class, () -> fit(line(1e200, -1e200, 0, 5), "k=1"));
    }

    @Test
    void sparseBlocksGiveTheSameBitsAsDenseOnes() {
        var dense = clouds(300, 12, 4, 51, x -> Math.abs(x) < 2 ? 0 : x).features();
        assertEquals(DataTree.of(fit(Dataset.builder("d").block("x", dense).build(), "k=5")),
                DataTree.of(fit(Dataset.builder("d").block("x", dense.csr()).build(), "k=5")));
    }

    @Test
    void viewsShowCountsAndTheHistoryShowsTheEnergy() {
        var data = clouds(1000, 2, 3, 61, x -> x);
        var trained = new Faddc().with("k=3").fit(data);
        assertEquals(1000, Arrays.stream(trained.view(Centroids.class).orElseThrow().sizes()).sum());
        assertEquals(2, trained.view(Report.class).orElseThrow().tables().size());
        var energy = trained.history().find("energy").orElseThrow();
        assertEquals(100, energy.values().length);
        assertEquals(1000, energy.steps()[99]);
        assertEquals(trained.model().energy(), 10 * Arrays.stream(energy.values()).sum(), 1e-6);
        assertFalse(Double.isNaN(energy.last()));
    }
}
