package org.glia.benchmarks.workloads;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.Score;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.model.Prediction;
import org.glia.api.run.Parallel;
import org.glia.benchmarks.report.MarkdownTable;

/// Says how good answers are, everybody's by the same measures.
final class Judge {

    private final Workload workload;
    private final Layout layout;

    Judge(Workload workload, Layout layout) {
        this.workload = workload;
        this.layout = layout;
    }

    /// The answers' quality by each measure of the workload, the median of several answers.
    Map<String, Double> quality(List<Answer> answers) {
        var quality = new LinkedHashMap<String, Double>();
        for (var measure : workload.measures()) {
            quality.put(measure, MarkdownTable.median(answers.stream().map(answer -> score(measure, answer)).toList()));
        }
        return quality;
    }

    private double score(String measure, Answer answer) {
        var rows = measure.startsWith("train ") ? layout.train() : layout.test();
        var numbers = measure.startsWith("train ") ? answer.train() : answer.test();
        return switch (measure.substring(measure.indexOf(' ') + 1)) {
            case "rows" -> numbers[0];
            case "columns" -> numbers[1];
            case "sum" -> numbers[2];
            case "squares" -> numbers[0];
            case "objective" -> objective(rows, answer);
            case "clusters" -> Arrays.stream(numbers).filter(number -> number >= 0).distinct().count();
            case "noise" -> Arrays.stream(numbers).filter(number -> number < 0).count();
            case "log-density" -> Arrays.stream(numbers).average().orElse(Double.NaN);
            case "inertia" -> value("inertia", GliaContestant.dataset(layout, rows), nearest(rows, numbers));
            case String name -> value(name, GliaContestant.dataset(layout, rows), prediction(rows, numbers));
        };
    }

    private static double value(String measure, Dataset truth, Prediction prediction) {
        return switch (GliaContestant.catalog().score(measure, truth, prediction)) {
            case Score.Value score -> score.value();
            case Score.Undefined none -> Double.NaN;
        };
    }

    private Prediction prediction(Rows rows, double[] numbers) {
        var target = GliaContestant.dataset(layout, rows).targetField();
        return layout.classes().isEmpty() ? Prediction.values(target, numbers)
                : Prediction.probabilities(target, Matrix.of(rows.count(), layout.classes().size(), numbers));
    }

    /// What is minimised, for each row; NaN if the contestant tells no norms, or answers with probabilities where scores are needed.
    private double objective(Rows rows, Answer answer) {
        if (answer.squaredNorm().isEmpty() || answer.absoluteNorm().isEmpty()) {
            return Double.NaN;
        }
        double c = setting("c", 1);
        double ratio = setting("l1Ratio", workload.algorithm().equals("lasso") ? 1 : 0);
        double penalty = ratio * answer.absoluteNorm().get() + 0.5 * (1 - ratio) * answer.squaredNorm().get();
        return switch (workload.algorithm()) {
            // mean log-loss + penalty / (c n)
            case "logistic" -> value("log-loss", GliaContestant.dataset(layout, rows), prediction(rows, answer.train()))
                    + penalty / (c * rows.count());
            // half the mean square + alpha penalty
            case "lasso", "elasticnet" -> 0.5 * IntStream.range(0, rows.count()).mapToDouble(i -> answer.train()[i] - rows.target()[i])
                    .map(error -> error * error).average().orElse(Double.NaN) + setting("alpha", 1) * penalty;
            // mean hinge loss, or its square, of each class against the others, summed up + |w|^2 / (2 c n)
            case "linearsvm" -> hinge(rows, answer.train()) + penalty / (c * rows.count());
            case String other -> throw new IllegalArgumentException("nobody knows the objective of " + other);
        };
    }

    private double setting(String name, double otherwise) {
        return Optional.ofNullable(workload.settings("").get(name)).map(Double::parseDouble).orElse(otherwise);
    }

    private double hinge(Rows rows, double[] scores) {
        boolean squared = "squared".equals(workload.settings("").get("loss"));
        int classes = layout.classes().size();
        double sum = 0;
        for (int at = 0; at < scores.length; at++) {
            boolean own = (int) rows.target()[at / classes] == at % classes;
            double loss = Math.max(0, 1 - (own ? scores[at] : -scores[at]));
            sum += squared ? loss * loss : loss;
        }
        return sum / rows.count();
    }

    private static Prediction nearest(Rows rows, double[] centres) {
        int d = rows.columns();
        int k = centres.length / d;
        var cells = rows.dense();
        var nearest = new int[rows.count()];
        new Parallel(java.util.concurrent.ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors(), () -> { })
                .chunked(rows.count(), 1000, (chunk, from, to) -> IntStream.range(from, to).forEach(i -> {
                    double smallest = Double.POSITIVE_INFINITY;
                    for (int c = 0; c < k; c++) {
                        double sum = 0;
                        for (int j = 0; j < d; j++) {
                            double difference = cells[i * d + j] - centres[c * d + j];
                            sum += difference * difference;
                        }
                        if (sum < smallest) {
                            smallest = sum;
                            nearest[i] = c;
                        }
                    }
                }));
        return Prediction.clusters(k, nearest);
    }
}
