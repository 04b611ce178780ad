package org.glia.clustering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.DataTree;
import org.glia.api.problem.DataException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MiniBatchKMeansTest {

    private static Dataset line(double... x) {
        return Dataset.builder("line").numeric("x", x).build();
    }

    private static Dataset digits() {
        return Dataset.builder("digits").block("x", Oracle.read("digits.csv.gz").matrix(64)).build();
    }

    private static Dataset weighted(Dataset data, double... cycle) {
        var weights = IntStream.range(0, data.rows()).mapToDouble(row -> cycle[row % cycle.length]).toArray();
        return data.beside(Dataset.builder("w").numeric("w", weights).build()).withRole(Role.WEIGHT, "w");
    }

    private static Dataset clouds(int rows, int width, int centres, long seed) {
        var random = new RandomStream(seed);
        var middle = IntStream.range(0, centres * width).mapToDouble(i -> 5 * random.nextGaussian()).toArray();
        var cells = IntStream.range(0, rows * width)
                .mapToDouble(i -> middle[i / width % centres * width + i % width] + random.nextGaussian()).toArray();
        return Dataset.builder("clouds").block("x", Matrix.of(rows, width, cells)).build();
    }

    private static MiniBatchKMeansModel from(Matrix centroids, double... counts) {
        return new MiniBatchKMeansModel(centroids, counts, counts, 0, 1, 0, false);
    }

    private static MiniBatchKMeans.Settings settings(int k, double reassign) {
        return new MiniBatchKMeans.Settings(k, KMeans.Seeds.PLUS_PLUS, 1, 100, 10, 10, 0, reassign);
    }

    private static MiniBatchKMeansModel after(MiniBatchKMeansModel model, Dataset batch, double reassign) {
        var learner = new MiniBatchKMeans().resume(model, batch.schema(), settings(model.counts().length, reassign), Run.local(1));
        learner.learn(batch);
        return learner.model();
    }

    // ---- a mini-batch

    @Test
    void aMiniBatchMovesEachCentroidToTheMeanOfAllThatItHasBeenGiven() {
        var model = after(from(Matrix.of(new double[][] {{0}, {10}}), 2, 1), line(1, 3, 8), 0);
        // (2 * 0 + 1 + 3) / 4 and (10 + 8) / 2
        assertArrayEquals(new double[] {1, 9}, model.centroids().toArray(), 1e-15);
        assertArrayEquals(new double[] {4, 2}, model.counts());
        assertEquals(1 + 9 + 4, model.inertia());
        assertEquals(2, model.steps());
    }

    @Test
    void weightsCountLikeRepeatedRowsInAMiniBatch() {
        var first = from(Matrix.of(new double[][] {{0}, {10}}), 2, 1);
        var weighted = after(first, weighted(line(1, 3, 8), 2, 0, 3), 0);
        var repeated = after(first, line(1, 1, 8, 8, 8), 0);
        assertArrayEquals(repeated.centroids().toArray(), weighted.centroids().toArray(), 1e-15);
        assertArrayEquals(repeated.counts(), weighted.counts());
    }

    @ParameterizedTest
    @CsvSource({"batches, false", "batches-weighted, true"})
    void severalMiniBatchesFromTheSameCentroidsGiveThoseOfScikitLearn(String name, boolean weights) {
        var digits = digits();
        var first = digits.rows(IntStream.range(0, 10).map(c -> 180 * c).toArray()).features().dense();
        var model = from(first, new double[10]);
        var rows = weights ? weighted(digits, 1, 2, 3) : digits;
        for (int from = 0; from < 1500; from += 300) {
            model = after(model, rows.rows(from, from + 300), 0);
        }
        assertArrayEquals(Oracle.read("minibatchkmeans", name + ".csv").matrix(64).toArray(), model.centroids().toArray(), 1e-10);
    }

    @Test
    void aCentroidThatStarvesGoesToARowOfTheBatchWithTheLeastWeightOfTheOthers() {
        var model = after(from(Matrix.of(new double[][] {{0}, {1000}, {10}}), 500, 0, 300), line(0, 1, 9, 10), 0.01);
        assertTrue(Arrays.stream(new double[] {0, 1, 9, 10}).anyMatch(x -> x == model.centroids().get(1, 0)));
        assertArrayEquals(new double[] {502, 302, 302}, model.counts());
        assertEquals(1000, after(from(Matrix.of(new double[][] {{0}, {1000}, {10}}), 500, 0, 300), line(0, 1, 9, 10), 0)
                .centroids().get(1, 0));
    }

    @Test
    void notMoreCentroidsAreMovedThanHalfTheRows() {
        var model = after(from(Matrix.of(new double[][] {{0}, {1000}, {2000}, {3000}}), 50, 0, 0, 0), line(0, 1, 2), 0.01);
        assertEquals(List.of(2000.0, 3000.0), Arrays.stream(model.centroids().toArray()).filter(x -> x >= 1000).boxed().toList());
    }

    // ---- a whole fit

    /// The means, deviations, least and greatest inertias of fifty runs of scikit-learn 1.6.1 (oracles/minibatchkmeans.py).
    @ParameterizedTest
    @CsvSource({"10, 1195610, 17776, 1167149, 1234328", "30, 864812, 7860, 853009, 894914"})
    void inertiasOnDigitsAreThoseOfScikitLearn(int k, double mean, double deviation, double least, double most) {
        var digits = digits();
        var inertias = IntStream.range(0, 6).mapToDouble(seed -> new MiniBatchKMeans().with("k=%d batch=256".formatted(k))
                .fit(digits, Run.local(seed)).model().inertia()).toArray();
        assertEquals(mean, Arrays.stream(inertias).average().orElseThrow(), 4 * deviation / Math.sqrt(6));
        for (double inertia : inertias) {
            assertTrue(inertia > 0.99 * least && inertia < 1.02 * most, Arrays.toString(inertias));
        }
    }

    @Test
    void sizesAndInertiaAreThoseOfAllRows() {
        var data = weighted(clouds(3000, 3, 5, 1), 1, 0.5, 0);
        var model = new MiniBatchKMeans().with("k=5 batch=100").fit(data).model();
        var clusters = model.predictor(data.schema()).predict(data).clusters();
        var sizes = new double[5];
        double inertia = 0;
        for (int row = 0; row < data.rows(); row++) {
            double weight = data.weights().orElseThrow()[row];
            sizes[clusters[row]] += weight;
            for (int j = 0; j < 3; j++) {
                inertia += weight * Math.pow(data.features().get(row, j) - model.centroids().get(clusters[row], j), 2);
            }
        }
        assertArrayEquals(sizes, model.sizes(), 1e-9);
        assertEquals(inertia, model.inertia(), 1e-9 * inertia);
        assertTrue(model.converged());
    }

    @Test
    void rowsWithoutWeightAreNeverDrawn() {
        var data = weighted(line(IntStream.range(0, 400).mapToDouble(i -> i % 2 == 0 ? i / 100 : 1e6).toArray()), 1, 0);
        var centroids = new MiniBatchKMeans().with("k=4 batch=50").fit(data).model().centroids().toArray();
        Arrays.sort(centroids);
        assertArrayEquals(new double[] {0, 1, 2, 3}, centroids, 1e-9);
    }

    @Test
    void toleranceEndsAFitThatPatienceWouldNot() {
        var data = clouds(2000, 2, 3, 2);
        var model = new MiniBatchKMeans().with("k=3 batch=200 patience=0 tolerance=0.01").fit(data).model();
        assertTrue(model.converged());
        assertTrue(model.steps() < 1000);
        assertEquals(1000, new MiniBatchKMeans().with("k=3 batch=200 patience=0").fit(data).model().steps());
    }

    @Test
    void anEndBeforeItConvergesIsToldOf() {
        var trained = new MiniBatchKMeans().with("k=3 batch=100 maxEpochs=1").fit(clouds(300, 2, 3, 3));
        assertFalse(trained.model().converged());
        assertEquals(3, trained.model().steps());
        assertTrue(trained.warnings().getFirst().contains("maxEpochs=1"), trained.warnings().toString());
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        var data = clouds(9000, 5, 6, 4);
        var trees = IntStream.of(1, 2, 5).mapToObj(threads -> DataTree.of(new MiniBatchKMeans().with("k=6 batch=2000")
                .fit(data, Run.local(RunSetup.of(1).withThreads(threads))).model())).distinct().toList();
        assertEquals(1, trees.size());
    }

    @Test
    void sparseBlocksGiveTheSameBitsAsDenseOnes() {
        var dense = digits().features();
        assertEquals(DataTree.of(new MiniBatchKMeans().with("k=5").fit(Dataset.builder("d").block("x", dense).build()).model()),
                DataTree.of(new MiniBatchKMeans().with("k=5").fit(Dataset.builder("d").block("x", dense.csr()).build()).model()));
    }

    // ---- streams, ugly data, pictures

    @Test
    void theFirstCentroidsAreChosenAsSoonAsThereAreRowsEnough() {
        var learner = new MiniBatchKMeans().open(line(1).schema(), settings(3, 0.01), Run.local(1));
        assertThrows(DataException.class, () -> learner.model().predictor(line(1).schema()));
        learner.learn(line(1));
        assertArrayEquals(new double[] {1}, learner.model().centroids().toArray());
        assertEquals(0, learner.model().steps());
        var resumed = new MiniBatchKMeans().resume(learner.model(), line(1).schema(), settings(3, 0.01), Run.local(1));
        resumed.learn(line(5, 9, 9.5));
        assertEquals(3, resumed.model().centroids().rows());
        assertEquals(4, Arrays.stream(resumed.model().counts()).sum());
        var sorted = resumed.model().centroids().toArray();
        Arrays.sort(sorted);
        assertEquals(1, sorted[0]);
        for (int k : new int[] {2, 4}) {
            var other = assertThrows(DataException.class, () -> new MiniBatchKMeans().resume(resumed.model(), line(1).schema(),
                    settings(k, 0.01), Run.local(1)));
            assertTrue(other.getMessage().contains("go on with k=3"), other.getMessage());
        }
    }

    @Test
    void fewerDistinctRowsThanClustersLeaveClustersEmptyWithAWarning() {
        var trained = new MiniBatchKMeans().with("k=3").fit(line(7, 7, 5, 7, 5));
        assertEquals(0, trained.model().inertia());
        assertTrue(trained.warnings().getFirst().contains("1 of the k=3 clusters are empty"), trained.warnings().toString());
    }

    @Test
    void tooManyClustersAndTooLargeNumbersAreRefused() {
        assertThrows(DataException.class, () -> new MiniBatchKMeans().with("k=4").fit(line(1, 2, 3)));
        assertThrows(DataException.class, () -> new MiniBatchKMeans().with("k=1").fit(weighted(line(1, 2), 0)));
        var refusal = assertThrows(DataException.class, () -> new MiniBatchKMeans().with("k=1").fit(line(1e200, -1e200, 0)));
        assertTrue(refusal.getMessage().contains("standardize | minibatchkmeans"), refusal.getMessage());
    }

    @Test
    void itGivesDistancesAsAStepAndCentroidsAsAPicture() {
        var data = clouds(200, 2, 2, 5);
        var trained = new MiniBatchKMeans().with("k=2").fit(data);
        assertEquals(200, Arrays.stream(trained.view(Centroids.class).orElseThrow().sizes()).sum());
        assertTrue(trained.history().find("smoothed inertia").isPresent());
        var step = new MiniBatchKMeans().with("k=2").as(Task.TRANSFORMATION).fit(data);
        assertEquals(List.of("distance_0", "distance_1"), step.transform(data).schema().names());
    }
}
