package org.glia.neural;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.data.Tag;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.elementwise.Elementary;

/// Answers by a network: by the whole one, or by many thinned ones, whose mean and spread are the answer.
final class MlpPredictor implements Predictor {

    /// Rows that go through the network together.
    private static final int TILE = 256;

    private final MlpModel model;
    private final Schema schema;
    private final Network network;

    MlpPredictor(MlpModel model, Schema schema) {
        this.model = model;
        this.schema = schema;
        this.network = model.network();
    }

    /// The answers for one head: probabilities of its classes, or a number; sums while samples are added.
    private record Sums(double[] means, double[] squares) {
    }

    @Override
    public Prediction predict(Dataset rows) {
        int n = rows.rows();
        var heads = model.heads();
        var sums = heads.stream().map(head -> new Sums(new double[n * width(head)], new double[n * width(head)]))
                .toList();
        int samples = Math.max(1, model.thinning().samples());
        var inputs = Inputs.of(rows.features(), network, samples > 1, Parallel.sequential());
        var order = IntStream.range(0, n).toArray();
        var mode = model.thinning().samples() > 0 ? Pass.Mode.SAMPLE : Pass.Mode.PREDICT;
        var pass = new Pass(network, model.parameters(), model.averages(), mode, Math.clamp(n, 1, TILE),
                inputs.isSparse());
        for (int sample = 0; sample < samples; sample++) {
            if (mode == Pass.Mode.SAMPLE) {
                thin(pass, sample);
            }
            for (int first = 0; first < n; first += pass.capacity()) {
                int at = first;
                inputs.begin(pass, order, at, Math.min(pass.capacity(), n - at), Pass.Masks.none());
                pass.forward((from, to) -> inputs.read(pass, order, at, from, to), (from, to) -> { },
                        Parallel.sequential());
                int score = 0;
                for (int h = 0; h < heads.size(); h++) {
                    add(heads.get(h), pass, score, at, sample, sums.get(h));
                    score += heads.get(h).scores();
                }
            }
        }
        var prediction = Prediction.builder();
        for (int h = 0; h < heads.size(); h++) {
            answer(heads.get(h), sums.get(h), n, prediction);
        }
        return prediction.build();
    }

    private static int width(Head head) {
        return head instanceof Head.Classes classes ? classes.classes().length : 1;
    }

    private void thin(Pass pass, int sample) {
        for (var stage : network.stages()) {
            if (stage instanceof DropoutStage dropout) {
                var random = RandomStream.of(model.thinning().seed(), "dropout " + dropout.number(), sample);
                dropout.draw(random, pass.extra(dropout.number()), 0, dropout.units());
            }
        }
    }

    /// Adds what a sample says of the rows of a tile: running means and sums of squared deviations (Welford, 1962).
    private void add(Head head, Pass pass, int score, int first, int sample, Sums sums) {
        int width = width(head);
        int stride = network.outputs();
        var answer = new double[width];
        for (int i = 0; i < pass.rows(); i++) {
            answer(head, pass.scores(), i * stride + score, answer);
            for (int c = 0; c < width; c++) {
                int place = (first + i) * width + c;
                double step = answer[c] - sums.means()[place];
                sums.means()[place] += step / (sample + 1);
                sums.squares()[place] += step * (answer[c] - sums.means()[place]);
            }
        }
    }

    private static void answer(Head head, float[] scores, int at, double[] answer) {
        switch (head) {
            case Head.Number number -> answer[0] = number.mean() + number.scale() * scores[at];
            case Head.Classes classes when classes.scores() == 1 -> {
                answer[0] = Elementary.logistic(-scores[at]);
                answer[1] = Elementary.logistic(scores[at]);
            }
            case Head.Classes classes -> {
                double most = Double.NEGATIVE_INFINITY;
                for (int c = 0; c < answer.length; c++) {
                    most = Math.max(most, scores[at + c]);
                }
                double sum = 0;
                for (int c = 0; c < answer.length; c++) {
                    answer[c] = Elementary.exp(scores[at + c] - most);
                    sum += answer[c];
                }
                for (int c = 0; c < answer.length; c++) {
                    answer[c] /= sum;
                }
            }
        }
    }

    private void answer(Head head, Sums sums, int n, Prediction.Builder prediction) {
        var target = schema.find(head.target()).orElseThrow();
        switch (head) {
            case Head.Number number -> {
                prediction.column("predicted_" + target.name(), Tag.of(Tag.VALUE, target.name()), sums.means());
                int samples = model.thinning().samples();
                if (samples > 0) {
                    prediction.column("spread_" + target.name(), Tag.of(Tag.SPREAD, target.name()),
                            Arrays.stream(sums.squares()).map(squares -> Math.sqrt(squares / (samples - 1))).toArray());
                }
            }
            case Head.Classes classes -> {
                int levels = target.levels().size();
                var probabilities = new double[n * levels];
                for (int i = 0; i < n; i++) {
                    for (int c = 0; c < classes.classes().length; c++) {
                        probabilities[i * levels + classes.classes()[c]] = sums.means()[i * classes.classes().length + c];
                    }
                }
                var matrix = Matrix.of(n, levels, probabilities);
                prediction.labels(target, Prediction.mostProbable(matrix)).levels(Tag.PROBABILITY, target, matrix);
            }
        }
    }
}
