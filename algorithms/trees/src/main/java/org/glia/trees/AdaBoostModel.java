package org.glia.trees;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.data.Tag;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.Trained;
import org.glia.api.model.View;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.Strided;
import org.glia.compute.elementwise.Softmax;

/// Classifiers and what their votes count.
///
/// @param members in the order in which they were learnt
/// @param votes   the weight of each
/// @param errors  the weighted share of the training rows that each got wrong
/// @param classes codes of the classes that had training rows, rising
public record AdaBoostModel(List<Trained<?>> members, double[] votes, double[] errors, int[] classes) implements Model {

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        return rows -> predict(rows, target);
    }

    /// Scores are sums of votes as shares of all: a vote counts 1 for its class and -1 / (k - 1) for each other. Probabilities
    /// are the softmax of the scores over k - 1 (Zhu et al. 2009, section 2.3).
    private Prediction predict(Dataset rows, Field target) {
        int n = rows.rows();
        int k = classes.length;
        int levels = target.levels().size();
        double total = Arrays.stream(votes).sum();
        var scores = new double[n * k];
        for (int m = 0; m < votes.length && n > 0; m++) {
            var labels = members.get(m).predict(rows).labels();
            for (int i = 0; i < n; i++) {
                int said = Arrays.binarySearch(classes, labels.code(i));
                for (int c = 0; c < k; c++) {
                    scores[i * k + c] += c == said ? votes[m] : -votes[m] / (k - 1);
                }
            }
        }
        var byLevel = new double[n * levels];
        Arrays.fill(byLevel, -1.0 / (k - 1));
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= total;
            byLevel[i / k * levels + classes[i % k]] = scores[i];
            scores[i] /= k - 1;
        }
        Softmax.rows(Strided.of(n, k, scores), Parallel.sequential());
        var probabilities = new double[n * levels];
        for (int i = 0; i < scores.length; i++) {
            probabilities[i / k * levels + classes[i % k]] = scores[i];
        }
        return Prediction.builder().labels(target, Prediction.mostProbable(Matrix.of(n, levels, byLevel)))
                .levels(Tag.PROBABILITY, target, Matrix.of(n, levels, probabilities))
                .levels(Tag.SCORE, target, Matrix.of(n, levels, byLevel)).build();
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return type == FeatureImportances.class ? importances().flatMap(view -> View.of(type, view))
                : View.of(type, report());
    }

    /// Those of the members, by the weight of their votes, where they have such.
    private Optional<FeatureImportances> importances() {
        var views = members.stream().map(member -> member.view(FeatureImportances.class)).toList();
        if (views.isEmpty() || views.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        var first = views.getFirst().get();
        var sums = new double[first.features().size()];
        double total = Arrays.stream(votes).sum();
        for (int m = 0; m < votes.length; m++) {
            var own = views.get(m).get().importances();
            for (int f = 0; f < sums.length; f++) {
                sums[f] += own[f] * votes[m] / total;
            }
        }
        return Optional.of(new FeatureImportances(first.method() + " of the classifiers, by their votes", first.features(), sums,
                new double[0]));
    }

    private Report report() {
        var table = Dataset.builder("rounds").numeric("classifier", IntStream.rangeClosed(1, votes.length).asDoubleStream().toArray())
                .numeric("error", errors).numeric("vote", votes).build();
        return Report.of(new Table("Classifiers", table));
    }
}
