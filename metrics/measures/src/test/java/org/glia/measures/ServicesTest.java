package org.glia.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.glia.api.Measure;
import org.glia.api.MeasureOffer;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.Tag;
import org.glia.api.data.Task;
import org.glia.api.model.Plugin;
import org.glia.api.model.Prediction;
import org.glia.api.problem.DataException;
import org.junit.jupiter.api.Test;

/// What the bundle offers as services, read from its component descriptions.
class ServicesTest {

    private static List<Measure> measures() throws Exception {
        var measures = new ArrayList<Measure>();
        var folder = Path.of(Accuracy.class.getProtectionDomain().getCodeSource().getLocation().toURI()).resolve("OSGI-INF");
        try (var files = Files.list(folder)) {
            for (var file : files.filter(file -> file.toString().endsWith(".xml")).sorted().toList()) {
                var name = file.getFileName().toString().replace(".xml", "");
                assertTrue(Files.readString(file).contains("interface=\"org.glia.api.Measure\""), name);
                measures.add((Measure) Class.forName(name).getConstructor().newInstance());
            }
        }
        return measures;
    }

    private static List<MeasureOffer> offers() throws Exception {
        return measures().stream().map(measure -> MeasureOffer.of(measure, Plugin.classPath())).toList();
    }

    @Test
    void everyMeasureIsAService() throws Exception {
        assertEquals(List.of("accuracy", "ari", "auc", "auc-weighted", "balanced-accuracy", "brier", "calinski-harabasz",
                "confusion", "davies-bouldin", "f1", "f1-macro", "f1-micro", "f1-weighted", "inertia", "kappa", "log-loss",
                "mae", "mcc", "median-absolute-error", "nmi", "pr-auc", "precision", "precision-macro", "precision-micro",
                "precision-weighted", "r2", "recall", "recall-macro", "recall-micro", "recall-weighted", "rmse",
                "silhouette"), offers().stream().map(MeasureOffer::name).sorted().toList());
    }

    @Test
    void standardMeasuresComeInTheOrderOfTheirRank() throws Exception {
        assertEquals("accuracy balanced-accuracy auc log-loss", standard(Task.CLASSIFICATION));
        assertEquals("rmse mae r2", standard(Task.REGRESSION));
        assertEquals("silhouette davies-bouldin ari", standard(Task.CLUSTERING));
    }

    private static String standard(Task task) throws Exception {
        return offers().stream().filter(offer -> offer.standard() && offer.tasks().contains(task))
                .sorted(Comparator.comparingInt(MeasureOffer::rank)).map(MeasureOffer::name).collect(Collectors.joining(" "));
    }

    @Test
    void errorsAreBetterWhenSmaller() throws Exception {
        assertEquals(List.of("brier", "confusion", "davies-bouldin", "inertia", "log-loss", "mae", "median-absolute-error",
                "rmse"), offers().stream().filter(offer -> !offer.greaterIsBetter()).map(MeasureOffer::name).sorted().toList());
    }

    @Test
    void everyMeasureRefusesAPredictionOfOtherRows() throws Exception {
        var truth = Dataset.builder("t").numeric("x", 1, 2).nominal("y", "a", "b").target("y").build();
        var prediction = Prediction.labels(truth.targetField(), new int[] {0, 1, 1})
                .beside(Prediction.clusters(2, new int[] {0, 1, 1}))
                .beside(Prediction.values(Field.numeric("z"), new double[] {1, 2, 3}))
                .beside(Prediction.builder().levels("probability", truth.targetField(),
                        Matrix.of(new double[][] {{1, 0}, {1, 0}, {1, 0}})).build());
        for (var measure : measures()) {
            var refusal = assertThrows(DataException.class, () -> measure.score(truth, prediction));
            assertEquals("a prediction of 3 rows cannot be measured by 2 rows", refusal.getMessage());
        }
    }

    @Test
    void reasonsAreSentencesAboutData() throws Exception {
        var truth = Dataset.builder("t").numeric("x", 1, 2).build();
        var prediction = Prediction.builder().column("s", Tag.of("anomaly"), new double[] {1, 2}).build();
        for (var measure : measures()) {
            assertFalse(Oracle.reason(measure, truth, prediction).contains("Exception"));
        }
    }
}
