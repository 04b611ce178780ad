package org.glia.measures;

import static org.glia.measures.Oracle.assertClose;
import static org.glia.measures.Oracle.reason;
import static org.glia.measures.Oracle.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.Measure;
import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.model.Prediction;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterMeasuresTest {

    private static final List<Measure> SHAPES = List.of(new Silhouette(), new DaviesBouldin(), new CalinskiHarabasz());

    private static Dataset iris() {
        var columns = Oracle.csv("iris.csv");
        var builder = Dataset.builder("iris");
        columns.forEach((name, cells) -> builder.numeric(name, cells.stream().mapToDouble(Double::parseDouble).toArray()));
        return builder.build();
    }

    private static Prediction clusters(List<String> labels) {
        var distinct = labels.stream().distinct().sorted().toList();
        return Prediction.clusters(distinct.size(), labels.stream().mapToInt(distinct::indexOf).toArray());
    }

    private static Dataset levels(List<String> labels) {
        return Dataset.builder("t").nominal("y", labels.toArray(String[]::new)).target("y").build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"species", "bands", "striped", "lonely"})
    void shapesAgreeWithScikitLearn(String labelling) {
        var oracle = Oracle.read("iris-labels");
        var prediction = clusters(oracle.columns().get(labelling));
        assertClose(oracle.value("silhouette." + labelling, "none"), value(new Silhouette(), iris(), prediction), 1e-13, "");
        // the centres of `striped` all but coincide, which costs either side three digits
        assertClose(oracle.value("davies_bouldin." + labelling, "none"), value(new DaviesBouldin(), iris(), prediction), 1e-11, "");
        assertClose(oracle.value("calinski_harabasz." + labelling, "none"),
                value(new CalinskiHarabasz(), iris(), prediction), 1e-12, "");
        assertClose(oracle.value("inertia." + labelling, "none"), value(new Inertia(), iris(), prediction), 1e-13, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"species", "bands", "striped", "lonely"})
    void agreementWithATargetIsThatOfScikitLearn(String labelling) {
        var oracle = Oracle.read("iris-labels");
        for (var target : List.of("species", "bands", "striped")) {
            var truth = levels(oracle.columns().get(target));
            var prediction = clusters(oracle.columns().get(labelling));
            var pair = "." + target + "." + labelling;
            assertClose(oracle.value("ari" + pair, "none"), value(new Ari(), truth, prediction), 1e-13, pair);
            assertClose(oracle.value("nmi" + pair, "none"), value(new Nmi(), truth, prediction), 1e-12, pair);
        }
    }

    @Test
    void smallPairsOfLabellingsAgreeWithScikitLearn() {
        var pairs = Oracle.csv("label-pairs.csv");
        assertEquals(8, pairs.get("name").size());
        for (int i = 0; i < pairs.get("name").size(); i++) {
            var truth = levels(List.of(pairs.get("first").get(i).split(" ")));
            var prediction = clusters(List.of(pairs.get("second").get(i).split(" ")));
            var name = pairs.get("name").get(i);
            assertClose(Double.parseDouble(pairs.get("ari").get(i)), value(new Ari(), truth, prediction), 1e-14, name);
            assertClose(Double.parseDouble(pairs.get("nmi").get(i)), value(new Nmi(), truth, prediction), 1e-14, name);
        }
    }

    @Test
    void theExampleOfManningHasItsMutualInformation() {
        // Manning, Raghavan and Schuetze 2008, figure 16.4: NMI 0.36
        var truth = levels(List.of("x x x x x o x o o o o d x x d d d".split(" ")));
        var prediction = clusters(List.of("1 1 1 1 1 1 2 2 2 2 2 2 3 3 3 3 3".split(" ")));
        assertEquals(0.36, value(new Nmi(), truth, prediction), 0.005);
    }

    @Test
    void silhouetteIsThatOfItsDefinitionAcrossBlocks() {
        var random = RandomStream.of(7, "silhouette", 0);
        int n = 333;
        var x = random.doubles(2L * n).toArray();
        var labels = random.ints(n, 0, 5).toArray();
        var data = Dataset.builder("t").numeric(List.of("a", "b"), Matrix.of(n, 2, x)).build();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            var total = new double[5];
            var count = new int[5];
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    total[labels[j]] += Math.hypot(x[2 * i] - x[2 * j], x[2 * i + 1] - x[2 * j + 1]);
                    count[labels[j]]++;
                }
            }
            double a = total[labels[i]] / count[labels[i]];
            double b = Double.POSITIVE_INFINITY;
            for (int c = 0; c < 5; c++) {
                b = c == labels[i] ? b : Math.min(b, total[c] / count[c]);
            }
            sum += (b - a) / Math.max(a, b);
        }
        assertEquals(sum / n, value(new Silhouette(), data, Prediction.clusters(5, labels)), 1e-12);
    }

    @Test
    void emptyClustersAndTheNumbersOfClustersDoNotMatter() {
        var oracle = Oracle.read("iris-labels");
        var labels = oracle.columns().get("bands").stream().mapToInt(Integer::parseInt).toArray();
        var renamed = Arrays.stream(labels).map(label -> 9 - 2 * label).toArray();
        for (var measure : List.of(new Silhouette(), new DaviesBouldin(), new CalinskiHarabasz(), new Inertia())) {
            assertClose(value(measure, iris(), Prediction.clusters(4, labels)),
                    value(measure, iris(), Prediction.clusters(10, renamed)), 1e-13, "");
        }
    }

    @Test
    void noiseIsLeftOutOfShapesAndIsOneMoreGroupForAgreement() {
        var oracle = Oracle.read("iris-labels");
        var labels = oracle.columns().get("bands").stream().mapToInt(Integer::parseInt).toArray();
        var noisy = Arrays.stream(labels).map(label -> label - 1).toArray();
        var kept = IntStream.range(0, labels.length).filter(row -> noisy[row] >= 0).toArray();
        for (var measure : List.of(new Silhouette(), new DaviesBouldin(), new CalinskiHarabasz(), new Inertia())) {
            assertEquals(value(measure, iris().rows(kept), Prediction.clusters(3, noisy).rows(kept)),
                    value(measure, iris(), Prediction.clusters(3, noisy)));
        }
        var truth = levels(oracle.columns().get("species"));
        assertEquals(value(new Ari(), truth, Prediction.clusters(4, labels)), value(new Ari(), truth, Prediction.clusters(3, noisy)));
        assertEquals(value(new Nmi(), truth, Prediction.clusters(4, labels)), value(new Nmi(), truth, Prediction.clusters(3, noisy)));
    }

    @Test
    void sparseFeaturesMeasureLikeDenseOnes() {
        var dense = iris().features().dense();
        var sparse = Dataset.builder("sparse").block("x", dense.csr()).build();
        var labels = Oracle.read("iris-labels").columns().get("bands");
        assertEquals(CsrMatrix.class, dense.csr().getClass());
        for (var measure : SHAPES) {
            assertEquals(value(measure, iris(), clusters(labels)), value(measure, sparse, clusters(labels)));
        }
    }

    @Test
    void inertiaCountsTheWeightsOfRows() {
        var plain = Dataset.builder("t").numeric("x", 0, 0, 3, 10, 10, 12).build();
        var weighted = Dataset.builder("t").numeric("x", 0, 3, 10, 12, 77).numeric("w", 2, 1, 2, 1, 0).role(Role.WEIGHT, "w").build();
        assertEquals(value(new Inertia(), plain, Prediction.clusters(2, new int[] {0, 0, 0, 1, 1, 1})),
                value(new Inertia(), weighted, Prediction.clusters(2, new int[] {0, 0, 1, 1, 1})), 1e-12);
        assertEquals(6 + 8.0 / 3, value(new Inertia(), plain, Prediction.clusters(2, new int[] {0, 0, 0, 1, 1, 1})), 1e-12);
    }

    @Test
    void oneClusterHasNoShapeNorHaveAllSingleRows() {
        var data = Dataset.builder("t").numeric("x", 1, 2, 3).build();
        for (var measure : SHAPES) {
            assertEquals("all rows are in one cluster, and there is no other to compare it with",
                    reason(measure, data, Prediction.clusters(3, new int[] {1, 1, 1})));
            assertEquals("every row is a cluster of its own", reason(measure, data, Prediction.clusters(3, new int[] {0, 1, 2})));
            assertEquals("no row belongs to a cluster", reason(measure, data, Prediction.clusters(3, new int[] {-1, -1, -1})));
            assertEquals("there are no rows", reason(measure, data.rows(new int[0]), Prediction.clusters(3, new int[0])));
        }
    }

    @Test
    void coincidingRowsHaveNoRatios() {
        var data = Dataset.builder("t").numeric("x", 1, 1, 1, 1).build();
        var two = Prediction.clusters(2, new int[] {0, 0, 1, 1});
        assertEquals(0, value(new Silhouette(), data, two));
        assertEquals("two clusters have the same centre", reason(new DaviesBouldin(), data, two));
        assertEquals("the rows of each cluster are all the same, so there is no variance to compare with",
                reason(new CalinskiHarabasz(), data, two));
        assertEquals(0, value(new Inertia(), data, two));
    }

    @Test
    void whatHasNoDistanceIsNamed() {
        var two = Prediction.clusters(2, new int[] {0, 0, 1});
        assertEquals("distances are measured between numeric features, and `sex` is nominal",
                reason(new Silhouette(), Dataset.builder("t").numeric("x", 1, 2, 3).nominal("sex", "f", "m", "f").build(), two));
        assertEquals("row 2 has a missing or infinite feature, so it has no distance to others",
                reason(new Silhouette(), Dataset.builder("t").numeric("x", 1, Double.NaN, 3).build(), two));
        assertEquals("the data have no features to measure distances by",
                reason(new Silhouette(), Dataset.builder("t").nominal("y", "a", "b", "c").target("y").build(), two));
        assertEquals("the prediction has no clusters", reason(new Silhouette(), Dataset.builder("t").numeric("x", 1).build(),
                Prediction.labels(levels(List.of("a")).targetField(), new int[] {0})));
    }

    @Test
    void agreementNeedsANominalTarget() {
        var two = Prediction.clusters(2, new int[] {0, 0, 1});
        assertEquals("the data have no target to compare with",
                reason(new Ari(), Dataset.builder("t").numeric("x", 1, 2, 3).build(), two));
        assertEquals("the measure compares levels, and the target `y` is numeric",
                reason(new Nmi(), Dataset.builder("t").numeric("y", 1, 2, 3).target("y").build(), two));
        var single = Dataset.builder("t").nominal("y", Levels.of("a"), "a", "", "").target("y").build();
        assertEquals("one row makes no pair", reason(new Ari(), single, two));
    }
}
