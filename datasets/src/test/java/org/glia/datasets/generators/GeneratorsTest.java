package org.glia.datasets.generators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.DataSource;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Role;
import org.glia.api.data.TextColumn;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorsTest {

    static Stream<DataSource<?>> all() {
        return Stream.of(new Blobs(), new Moons(), new Circles(), new SwissRoll(), new LinearProblem(),
                new ClassificationProblem(),
                new Friedman1(), new TwoScales());
    }

    private static <S extends Record> Dataset load(DataSource<S> source, String settings, Run run) {
        return source.load(Optional.empty(), DataSource.settings(source).read(settings), run);
    }

    private static <S extends Record> Dataset load(DataSource<S> source, String settings) {
        return load(source, settings, Run.local(1));
    }

    private static Dataset truth(Dataset data) {
        return data.attachment("truth").orElseThrow();
    }

    // ---- all of them

    @ParameterizedTest
    @MethodSource("all")
    void theSeedDecidesEverythingAndTheThreadsNothing(DataSource<?> source) {
        var data = load(source, "");
        assertEquals(data.fingerprint(), load(source, "", Run.local(RunSetup.of(1).withThreads(7))).fingerprint());
        assertNotEquals(data.fingerprint(), load(source, "", Run.local(2)).fingerprint());
        assertEquals(DataSource.source(source.getClass()).name(), data.name());
    }

    @ParameterizedTest
    @MethodSource("all")
    void numericFeaturesAreAWindowOfFiniteNumbers(DataSource<?> source) {
        var features = load(source, "").features();
        assertEquals(DenseMatrix.class, features.getClass());
        assertTrue(DoubleStream.of(features.toArray()).allMatch(Double::isFinite));
        assertEquals(1, load(source, "").schema().targets().size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theNumberOfRowsIsTheOneAskedFor(DataSource<?> source) {
        assertEquals(source instanceof TwoScales ? 77 + 77 + 7 : 77, load(source, "n=77").rows());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "blobs | n=2 centers=3 | 2 rows cannot make 3 clusters; say n=3 or more",
            "blobs | n=2000000000 features=9 | 2000000000 rows of 9 numbers are more than the 2147483639 that a table holds",
            "linear-problem | features=3 informative=4 | 4 features cannot matter of 3; say features=4 or more",
            "classification-problem | features=3 | 2 informative, 2 redundant and 0 repeated features are more than 3; say features=4 or more",
            "classification-problem | classes=3 | 3 classes of 2 clusters need 6 corners, and 2 informative features make 4; say more of these",
            "classification-problem | shares=0.5,0.2 | `shares` must be 2 numbers that sum to 1; they were [0.5, 0.2]",
            "classification-problem | shares=1 | `shares` must be 2 numbers that sum to 1; they were [1.0]",
            "two-scales | n=3 clusters=4 | 3 rows cannot make 4 clusters; say n=4 or more"})
    void settingsThatDoNotFitTogetherAreRefused(String name, String settings, String sentence) {
        var source = all().filter(each -> DataSource.source(each.getClass()).name().equals(name))
                .findFirst().orElseThrow();
        assertEquals(sentence, assertThrows(RecipeException.class, () -> load(source, settings)).getMessage());
    }

    // ---- blobs

    @Test
    void blobsScatterAroundTheirCentresAsWidelyAsAsked() {
        var data = load(new Blobs(), "n=30001 centers=3 features=2 deviation=0.5");
        assertArrayEquals(new int[] {10001, 10000, 10000}, data.nominalTarget().counts());
        var centers = truth(data).matrix(field -> field.role() == Role.FEATURE);
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 2; j++) {
                var cells = of(data.features(), data.nominalTarget(), k, j);
                double mean = DoubleStream.of(cells).average().orElseThrow();
                assertEquals(centers.get(k, j), mean, 5 * 0.5 / 100);
                assertEquals(0.5, deviation(cells), 0.02);
                assertTrue(Math.abs(centers.get(k, j)) <= 10);
            }
        }
    }

    private static double[] of(Matrix features, NominalColumn labels, int label, int column) {
        return IntStream.range(0, labels.rows()).filter(row -> labels.code(row) == label)
                .mapToDouble(row -> features.get(row, column)).toArray();
    }

    private static double deviation(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        return Math.sqrt(DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    }

    @Test
    void blobsWithoutDeviationAreTheirCentres() {
        var data = load(new Blobs(), "n=10 centers=10 features=3 deviation=0 box=2");
        var centers = truth(data).matrix(field -> field.role() == Role.FEATURE);
        for (int i = 0; i < 10; i++) {
            assertArrayEquals(centers.row(data.nominalTarget().code(i)), data.features().row(i));
        }
    }

    @Test
    void rowsAreInRandomOrder() {
        for (var source : List.of(new Blobs(), new Moons(), new Circles(), new ClassificationProblem())) {
            var codes = load(source, "").nominalTarget().codes();
            assertTrue(IntStream.range(1, codes.length).filter(i -> codes[i] != codes[i - 1]).count() > 50);
        }
    }

    // ---- curves

    @Test
    void moonsWithoutNoiseLieOnTheirHalfCircles() {
        var data = load(new Moons(), "n=101 noise=0");
        assertArrayEquals(new int[] {50, 51}, data.nominalTarget().counts());
        for (int i = 0; i < 101; i++) {
            boolean isUpper = data.nominalTarget().code(i) == 0;
            double x = data.features().get(i, 0) - (isUpper ? 0 : 1);
            double y = data.features().get(i, 1) - (isUpper ? 0 : 0.5);
            assertEquals(1, Math.hypot(x, y), 1e-12);
            assertTrue(isUpper ? y > -1e-12 : y < 1e-12);
        }
    }

    @Test
    void circlesWithoutNoiseHaveTheirRadii() {
        var data = load(new Circles(), "n=101 noise=0 factor=0.3");
        assertArrayEquals(new int[] {50, 51}, data.nominalTarget().counts());
        for (int i = 0; i < 101; i++) {
            assertEquals(data.nominalTarget().code(i) == 0 ? 1 : 0.3, Math.hypot(data.features().get(i, 0),
                    data.features().get(i, 1)), 1e-12);
        }
    }

    @Test
    void noiseIsAsWideAsAsked() {
        var noisy = load(new Circles(), "n=20000 noise=0.1").features();
        var clean = load(new Circles(), "n=20000 noise=0").features();
        var differences = new double[40_000];
        Arrays.setAll(differences, k -> noisy.get(k / 2, k % 2) - clean.get(k / 2, k % 2));
        assertEquals(0.1, deviation(differences), 0.002);
    }

    @Test
    void theSwissRollIsRolledAroundItsAxis() {
        var data = load(new SwissRoll(), "n=5000");
        for (int i = 0; i < data.rows(); i++) {
            double t = data.numericTarget().value(i);
            assertEquals(t, Math.hypot(data.features().get(i, 0), data.features().get(i, 2)), 1e-12);
            assertTrue(t >= 1.5 * Math.PI && t < 4.5 * Math.PI);
            assertTrue(data.features().get(i, 1) >= 0 && data.features().get(i, 1) < 21);
        }
        assertEquals(3 * Math.PI, DoubleStream.of(data.numericTarget().values()).average().orElseThrow(), 0.2);
    }

    // ---- problems

    @Test
    void theLinearProblemWithoutNoiseIsItsTruth() {
        var data = load(new LinearProblem(), "n=50 features=7 informative=3 intercept=4 noise=0");
        var coefficients = truth(data).numeric("coefficient").values();
        assertEquals(4, coefficients[0]);
        assertEquals(3, IntStream.rangeClosed(1, 7).filter(j -> coefficients[j] > 0 && coefficients[j] < 100).count());
        assertEquals(4, IntStream.rangeClosed(1, 7).filter(j -> coefficients[j] == 0).count());
        assertEquals("intercept", truth(data).column("term").format(0));
        assertEquals("x7", truth(data).column("term").format(7));
        for (int i = 0; i < 50; i++) {
            var x = data.features().row(i);
            double expected = 4 + IntStream.range(0, 7).mapToDouble(j -> coefficients[j + 1] * x[j]).sum();
            assertEquals(expected, data.numericTarget().value(i), 1e-10);
        }
    }

    @Test
    void friedmansProblemIsItsFormulaAndItsNoise() {
        var data = load(new Friedman1(), "n=20000 features=7 noise=2");
        var mean = data.attachment("mean").orElseThrow().numeric("y");
        var noise = new double[data.rows()];
        for (int i = 0; i < data.rows(); i++) {
            var x = data.features().row(i);
            assertEquals(10 * Math.sin(Math.PI * x[0] * x[1]) + 20 * Math.pow(x[2] - 0.5, 2) + 10 * x[3] + 5 * x[4],
                    mean.value(i), 1e-12);
            noise[i] = data.numericTarget().value(i) - mean.value(i);
        }
        assertEquals(2, deviation(noise), 0.05);
        // the mean of the published function: 10 E[sin(pi u v)] + 20/12 + 5 + 2.5, where the first is 5.2466 by numeric integration
        assertEquals(5.2466 + 20 / 12.0 + 7.5, DoubleStream.of(mean.values()).average().orElseThrow(), 0.1);
        assertEquals(List.of("yes", "yes", "yes", "yes", "yes", "no", "no"),
                IntStream.range(0, 7).mapToObj(truth(data).column("matters")::format).toList());
    }

    @Test
    void theClassificationProblemTellsWhatItsFeaturesAre() {
        var data = load(new ClassificationProblem(), "n=4000 features=12 informative=3 redundant=2 repeated=2 flip=0");
        var truth = truth(data);
        var kinds = truth.nominal("is");
        assertArrayEquals(new int[] {3, 2, 2, 5}, kinds.counts());
        var x = data.features();
        var informative = IntStream.range(0, 12).filter(j -> kinds.code(j) == 0).toArray();
        for (int j = 0; j < 12; j++) {
            var copies = ((TextColumn) truth.column("copies")).text(j);
            assertEquals(kinds.code(j) == 2, copies.isPresent());
            if (copies.isPresent()) {
                assertArrayEquals(data.numeric(copies.get()).values(), x.column(j));
            }
            double explained = explained(x, informative, j);
            assertEquals(kinds.code(j) < 3 ? 1 : 0, explained, kinds.code(j) < 3 ? 1e-9 : 0.01, "column " + j);
        }
    }

    /// R2 of a column on the informative ones, by Gram and Schmidt.
    private static double explained(Matrix x, int[] informative, int column) {
        var rest = centred(x.column(column));
        double total = dot(rest, rest);
        var basis = new ArrayList<double[]>();
        for (int j : informative) {
            var next = centred(x.column(j));
            basis.forEach(done -> remove(next, done));
            basis.add(next);
        }
        basis.forEach(done -> remove(rest, done));
        return 1 - dot(rest, rest) / total;
    }

    private static void remove(double[] from, double[] direction) {
        double share = dot(from, direction) / dot(direction, direction);
        Arrays.setAll(from, i -> from[i] - share * direction[i]);
    }

    private static double[] centred(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        return DoubleStream.of(values).map(x -> x - mean).toArray();
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    @Test
    void clustersOfTheClassificationProblemSitOnCorners() {
        var data = load(new ClassificationProblem(), "n=80000 features=2 informative=2 redundant=0 separation=10 flip=0 classes=4 clusters=1");
        var corners = new HashSet<String>();
        for (int k = 0; k < 4; k++) {
            double first = DoubleStream.of(of(data.features(), data.nominalTarget(), k, 0)).average().orElseThrow();
            double second = DoubleStream.of(of(data.features(), data.nominalTarget(), k, 1)).average().orElseThrow();
            assertEquals(10, Math.abs(first), 0.1);
            assertEquals(10, Math.abs(second), 0.1);
            corners.add((first > 0) + " " + (second > 0));
        }
        assertEquals(4, corners.size());
    }

    @Test
    void sharesAndFlipsAreThoseAskedFor() {
        var shares = load(new ClassificationProblem(), "n=1000 classes=3 clusters=1 shares=0.7,0.2,0.1 flip=0");
        assertArrayEquals(new int[] {700, 200, 100}, shares.nominalTarget().counts());
        var clean = load(new ClassificationProblem(), "n=20000 flip=0").nominalTarget();
        var flipped = load(new ClassificationProblem(), "n=20000 flip=0.4").nominalTarget();
        long different = IntStream.range(0, 20_000).filter(i -> clean.code(i) != flipped.code(i)).count();
        assertEquals(0.2, different / 20_000.0, 0.015); // half of those drawn anew get the other class
    }

    @Test
    void moreThanThirtyInformativeFeaturesHaveDistinctCorners() {
        assertEquals(64, load(new ClassificationProblem(), "n=100 features=64 informative=60").schema().featureWidth());
    }

    // ---- two scales

    @Test
    void theSmallPartIsASampleOfTheFirstShrunkToAQuarterAndMovedByTwenty() {
        var data = load(new TwoScales(), "n=200 clusters=4 sample=0.25");
        assertEquals(450, data.rows());
        assertArrayEquals(new int[] {200, 200, 50}, data.nominal("part").counts());
        assertEquals(Role.IGNORED, data.schema().find("part").orElseThrow().role());
        assertEquals(List.of("x", "y"), data.schema().featureNames());
        var used = new HashSet<Integer>();
        for (int i = 400; i < 450; i++) {
            double x = data.features().get(i, 0);
            double y = data.features().get(i, 1);
            int original = IntStream.range(0, 200).filter(r -> data.features().get(r,
                    0) / 4 + 20 == x && data.features().get(r, 1) / 4 + 20 == y)
                    .findFirst().orElseThrow();
            assertTrue(used.add(original));
            assertEquals(data.nominalTarget().format(original).replace("X.", "X2."), data.nominalTarget().format(i));
        }
        var names = data.nominalTarget().levels().names();
        assertEquals(List.of("X.1", "X.2", "X.3", "X.4", "X1.1"), names.subList(0, 5));
        assertEquals("X2.4", names.getLast());
    }

    @Test
    void theTruthOfTheTwoScalesIsWhereTheClustersAre() {
        var data = load(new TwoScales(), "n=20000 clusters=2 sample=1 deviation=0.8");
        for (int k = 0; k < 6; k++) {
            assertEquals(k < 4 ? 0.8 : 0.2, truth(data).numeric("deviation").value(k), 1e-15);
            for (int j = 0; j < 2; j++) {
                var cells = of(data.features(), data.nominalTarget(), k, j);
                assertEquals(truth(data).numeric(j == 0 ? "x" : "y").value(k), DoubleStream.of(cells)
                        .average().orElseThrow(), 0.05);
                assertEquals(k < 4 ? 0.8 : 0.2, deviation(cells), 0.02);
            }
        }
        assertTrue(truth(data).numeric("x").value(2) <= -10 && truth(data).numeric("x").value(0) >= -10);
    }

    /// The area within the curve, as MathWorld gives it in closed form: 48.4243 to four places.
    @Test
    void theLogoHasThePublishedArea() {
        double area = 955.0 / 48 - 2.0 / 7 * (2 * Math.sqrt(33) + 7 * Math.PI + 3 * Math.sqrt(10) * (Math.PI - 1))
                + 21 * (Math.acos(3.0 / 7) + Math.acos(4.0 / 7));
        int steps = 1000;
        long inside = IntStream.range(0, 16 * steps).mapToLong(i -> IntStream.range(0, 80)
                .filter(j -> HeroLogo.isInside(-8 + (i + 0.5) / steps, -4 + (j + 0.5) / 10)).count()).sum();
        assertEquals(area, inside / (10.0 * steps), 0.2);
        assertEquals(48.4243, area, 1e-4);
    }
}
