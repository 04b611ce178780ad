package org.glia.tck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glia.api.Algorithm;
import org.glia.api.Incremental;
import org.glia.api.Learner;
import org.glia.api.data.Accepts;
import org.glia.api.data.BlockColumn;
import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.data.SequenceColumn;
import org.glia.api.data.Task;
import org.glia.api.data.TextColumn;
import org.glia.api.data.TimeColumn;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.History;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.View;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Parallel;
import org.glia.api.run.Run;

/// A sound classifier that takes everything: naive Bayes over tokens, into which any cell can be cut.
@Algorithm(name = "tokenbayes", title = "naive Bayes over tokens", tasks = Task.CLASSIFICATION,
        accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.TEXT, Accepts.TIME, Accepts.SEQUENCE, Accepts.SPARSE,
                Accepts.MISSING, Accepts.INFINITE, Accepts.UNSEEN, Accepts.WEIGHTS, Accepts.MISSING_TARGET},
        views = {FeatureImportances.class, History.class}, references = "Maron 1961")
public final class TokenBayes implements Incremental<TokenBayes.Settings, TokenBayes.Counts> {

    public enum Prior { LEARNT, EQUAL }

    public record Settings(
            @Setting(value = "added to each count", min = 0, minExclusive = true, max = 1000) double smoothing,
            @Setting("how likely the classes are beforehand") Prior prior) {

        public Settings() {
            this(1, Prior.LEARNT);
        }
    }

    private static final int CHUNK = 64;
    private static final double BIN = 1.5;
    private static final long TWO_DAYS = 2 * 86_400_000L;

    @Override
    public Counts fit(Dataset data, Settings settings, Run run) {
        int chunks = Parallel.chunks(data.rows(), CHUNK);
        var parts = run.parallel().map(chunks, chunk ->
                count(data.rows(chunk * CHUNK, Math.min(data.rows(), (chunk + 1) * CHUNK)), settings));
        var counts = parts.getFirst();
        for (int chunk = 1; chunk < chunks; chunk++) {
            run.checkCancelled();
            counts = counts.plus(parts.get(chunk));
            run.progress((double) chunk / chunks, "counting");
        }
        double total = counts.total();
        if (total == 0) {
            throw new DataException(data.name() + " has no row with a target and a weight above 0");
        }
        run.record("rows", 1, total);
        return counts;
    }

    static Counts count(Dataset data, Settings settings) {
        var target = data.nominalTarget();
        var weights = data.weights();
        var classes = new double[target.levels().size()];
        var tokens = new HashMap<String, double[]>();
        for (int row = 0; row < data.rows(); row++) {
            double weight = weights.isPresent() ? weights.get()[row] : 1;
            if (target.isMissing(row)) {
                continue;
            }
            classes[target.code(row)] += weight;
            for (var token : tokens(data, row)) {
                tokens.computeIfAbsent(token, any -> new double[classes.length])[target.code(row)] += weight;
            }
        }
        return new Counts(settings, tokens, classes);
    }

    /// What the features of a row say; a missing cell says nothing.
    static List<String> tokens(Dataset data, int row) {
        var tokens = new ArrayList<String>();
        for (var field : data.schema().features()) {
            var column = data.column(field.name());
            tokens(column, row).forEach(token -> tokens.add(field.name() + " " + token));
        }
        return tokens;
    }

    private static List<String> tokens(Column column, int row) {
        return switch (column) {
            case NumericColumn numeric -> numeric.isMissing(row) ? List.of() : List.of(bin(numeric.value(row)));
            case NominalColumn nominal -> nominal.isMissing(row) ? List.of() : List.of(nominal.format(row));
            case TextColumn texts -> texts.isMissing(row) ? List.of() : List.of(texts.format(row).split("\\W+"));
            case TimeColumn times -> times.isMissing(row) ? List.of()
                    : List.of(Long.toString(times.millis(row) / TWO_DAYS));
            case BlockColumn block -> bins(block.matrix().row(row));
            case SequenceColumn sequences -> bins(means(sequences.sequence(row)));
        };
    }

    private static double[] means(Matrix steps) {
        var means = new double[steps.columns()];
        for (int step = 0; step < steps.rows(); step++) {
            for (int j = 0; j < means.length; j++) {
                means[j] += steps.get(step, j) / steps.rows();
            }
        }
        return means;
    }

    private static List<String> bins(double[] numbers) {
        var bins = new ArrayList<String>();
        for (int j = 0; j < numbers.length; j++) {
            if (!Double.isNaN(numbers[j])) {
                bins.add(j + " " + bin(numbers[j]));
            }
        }
        return bins;
    }

    private static String bin(double number) {
        return Long.toString((long) Math.floor(Math.clamp(number, -8, 8) / BIN));
    }

    @Override
    public Learner<Counts> open(Schema schema, Settings settings, Run run) {
        int classes = schema.targets().getFirst().levels().size();
        return resume(new Counts(settings, Map.of(), new double[classes]), schema, settings, run);
    }

    @Override
    public Learner<Counts> resume(Counts model, Schema schema, Settings settings, Run run) {
        return new Learner<>() {
            private Counts counts = model;

            @Override
            public void learn(Dataset batch) {
                counts = counts.plus(count(batch, settings));
            }

            @Override
            public Counts model() {
                return counts;
            }
        };
    }

    /// @param tokens  for each token, the weight of the rows of each class that have it
    /// @param classes the weight of the rows of each class
    public record Counts(Settings settings, Map<String, double[]> tokens, double[] classes) implements Model {

        Counts plus(Counts other) {
            var sums = new HashMap<String, double[]>();
            tokens.forEach((token, counts) -> sums.put(token, counts.clone()));
            other.tokens.forEach((token, counts) ->
                    add(sums.computeIfAbsent(token, any -> new double[classes.length]), counts));
            return new Counts(settings, sums, add(classes.clone(), other.classes));
        }

        private static double[] add(double[] sums, double[] more) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += more[c];
            }
            return sums;
        }

        double total() {
            double total = 0;
            for (double weight : classes) {
                total += weight;
            }
            return total;
        }

        @Override
        public Predictor predictor(Schema schema) {
            var target = schema.targets().getFirst();
            return rows -> Prediction.probabilities(target, probabilities(rows));
        }

        Matrix probabilities(Dataset rows) {
            var all = new double[rows.rows() * classes.length];
            for (int row = 0; row < rows.rows(); row++) {
                System.arraycopy(probabilities(TokenBayes.tokens(rows, row)), 0, all, row * classes.length,
                        classes.length);
            }
            return Matrix.of(rows.rows(), classes.length, all);
        }

        double[] probabilities(List<String> said) {
            double smoothing = settings.smoothing();
            var scores = new double[classes.length];
            double best = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < scores.length; c++) {
                scores[c] = settings.prior() == Prior.EQUAL ? 0 : StrictMath.log(classes[c] + smoothing);
                for (var token : said) {
                    var counts = tokens.get(token);
                    double count = counts == null ? 0 : counts[c];
                    scores[c] += StrictMath.log((count + smoothing) / (classes[c] + 2 * smoothing));
                }
                best = Math.max(best, scores[c]);
            }
            double sum = 0;
            for (int c = 0; c < scores.length; c++) {
                scores[c] = StrictMath.exp(scores[c] - best);
                sum += scores[c];
            }
            for (int c = 0; c < scores.length; c++) {
                scores[c] /= sum;
            }
            return scores;
        }

        @Override
        public <V> Optional<V> view(Class<V> type, Schema schema) {
            var features = schema.features().stream().map(field -> field.name()).toList();
            var importances = features.stream().mapToDouble(feature ->
                    tokens.keySet().stream().filter(token -> token.startsWith(feature + " ")).count()).toArray();
            return View.of(type, new FeatureImportances("distinct tokens", features, importances, new double[0]));
        }
    }
}
