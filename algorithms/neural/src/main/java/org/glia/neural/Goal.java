package org.glia.neural;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.glia.api.problem.DataException;
import org.glia.api.problem.Suggestion;
import org.glia.api.run.Parallel;
import org.glia.compute.dense.FloatStrided;
import org.glia.compute.dense.Floats;
import org.glia.compute.elementwise.FloatElementary;
import org.glia.compute.elementwise.FloatSoftmax;

/// What a network is to reach: the losses of all heads, each with its weight.
///
/// @param heads   one for each target
/// @param losses  of numeric targets
/// @param weights what the loss of each head counts
record Goal(List<Head> heads, List<Loss> losses, float[] weights) {

    /// @throws DataException if the settings name a target that does not exist, or give a nominal one a loss
    static Goal of(List<Head> heads, Mlp.Aim aim) {
        var names = heads.stream().map(Head::target).toList();
        aim.lossWeights().keySet().forEach(name -> require(names, name, "lossWeights"));
        aim.lossOf().keySet().forEach(name -> {
            require(names, name, "lossOf");
            if (heads.get(names.indexOf(name)) instanceof Head.Classes) {
                throw new DataException(("lossOf gives `%s` a loss, and nominal targets always have the cross-entropy; "
                        + "leave it out").formatted(name));
            }
        });
        var weights = new float[heads.size()];
        for (int h = 0; h < weights.length; h++) {
            weights[h] = aim.lossWeights().getOrDefault(names.get(h), 1.0).floatValue();
        }
        return new Goal(heads, names.stream().map(name -> aim.lossOf().getOrDefault(name, aim.loss())).toList(), weights);
    }

    private static void require(List<String> targets, String name, String setting) {
        if (!targets.contains(name)) {
            throw new DataException("%s names `%s`, which is no target%s".formatted(setting, name,
                    Suggestion.didYouMean(name, targets)));
        }
    }

    int scores() {
        return heads.stream().mapToInt(Head::scores).sum();
    }

    /// The same losses for heads that have learnt more.
    Goal with(List<Head> others) {
        return new Goal(others, losses, weights);
    }

    /// The losses of a batch, row by row. Mutable.
    static final class Tally {

        private final float[] losses;
        private final float[] scratch;
        private final int[] classes;
        /// For each head whether a row's most probable class is the true one.
        private final boolean[][] right;

        Tally(Goal goal, int capacity) {
            losses = new float[capacity];
            scratch = new float[capacity];
            classes = new int[capacity];
            right = new boolean[goal.heads().size()][capacity];
        }
    }

    /// Computes the losses of rows `from` to `to` (exclusive) of a pass, and the derivatives of their sum over `rows`
    /// by the scores, if the pass has room for them.
    ///
    /// @param order which answers belong to the batch, from place `first` on
    void judge(Pass pass, Answers answers, int[] order, int first, int from, int to, Tally tally) {
        int width = pass.scores().length / pass.capacity();
        boolean derive = pass.mode() == Pass.Mode.TRAIN;
        var slopes = derive ? pass.scoreSlopes() : pass.scores();
        if (derive) {
            System.arraycopy(pass.scores(), from * width, slopes, from * width, (to - from) * width);
        }
        Arrays.fill(tally.losses, from, to, 0);
        int at = 0;
        for (int h = 0; h < heads.size(); h++) {
            int scores = heads.get(h).scores();
            switch (heads.get(h)) {
                case Head.Classes head when scores == 1 ->
                        binary(h, slopes, at, width, answers, order, first, from, to, tally);
                case Head.Classes head -> categorical(h,
                        new FloatStrided(slopes, at, pass.capacity(), scores, width, 1), answers, order,
                        first, from, to, tally);
                case Head.Number head -> number(h, slopes, at, width, answers, order, first, from, to, tally);
            }
            if (derive) {
                float share = weights[h] / pass.rows();
                for (int i = from; i < to; i++) {
                    float factor = share * answers.weights()[h][order[first + i]];
                    for (int j = i * width + at; j < i * width + at + scores; j++) {
                        slopes[j] *= factor;
                    }
                }
            }
            at += scores;
        }
    }

    private void binary(int h, float[] slopes, int at, int width, Answers answers, int[] order, int first, int from,
            int to, Tally tally) {
        for (int i = from; i < to; i++) {
            int row = order[first + i];
            float z = slopes[i * width + at];
            int truth = answers.classes()[h][row];
            tally.right[h][i] = z > 0 == (truth == 1);
            tally.losses[i] += weights[h] * answers.weights()[h][row] * FloatElementary.softplus(truth == 1 ? -z : z);
            // of the less probable class first, which keeps its digits
            slopes[i * width + at] = truth == 1 ? -FloatElementary.logistic(-z) : FloatElementary.logistic(z);
        }
    }

    private void categorical(int h, FloatStrided scores, Answers answers, int[] order, int first, int from, int to,
            Tally tally) {
        for (int i = from; i < to; i++) {
            int truth = answers.classes()[h][order[first + i]];
            tally.classes[i] = truth;
            tally.right[h][i] = Floats.indexOfMax(scores.array(), scores.at(i, 0), scores.columns()) == truth;
        }
        FloatSoftmax.residuals(scores.block(from, 0, to - from, scores.columns()), tally.classes, from, tally.scratch,
                from, Parallel.sequential());
        for (int i = from; i < to; i++) {
            tally.losses[i] += weights[h] * answers.weights()[h][order[first + i]] * tally.scratch[i];
        }
    }

    private void number(int h, float[] slopes, int at, int width, Answers answers, int[] order, int first, int from,
            int to, Tally tally) {
        var loss = losses.get(h);
        for (int i = from; i < to; i++) {
            int row = order[first + i];
            float error = slopes[i * width + at] - answers.numbers()[h][row];
            tally.losses[i] += weights[h] * answers.weights()[h][row] * loss.value(error);
            slopes[i * width + at] = loss.slope(error);
        }
    }

    /// Sums over batches: losses and right answers. Mutable.
    static final class Sums {

        private double loss;
        private double rows;
        private final double[] right;
        private final double[] answered;

        Sums(Goal goal) {
            right = new double[goal.heads().size()];
            answered = new double[goal.heads().size()];
        }

        /// Adds the rows of a batch, in their order.
        void add(Tally tally, Answers answers, int[] order, int first, int batch) {
            for (int i = 0; i < batch; i++) {
                loss += tally.losses[i];
            }
            rows += batch;
            for (int h = 0; h < right.length; h++) {
                for (int i = 0; i < batch; i++) {
                    double weight = answers.weights()[h][order[first + i]];
                    answered[h] += weight;
                    right[h] += tally.right[h][i] ? weight : 0;
                }
            }
        }

        /// The mean loss of a row.
        double loss() {
            return loss / rows;
        }

        /// The share of right answers of a head.
        double accuracy(int head) {
            return answered[head] > 0 ? right[head] / answered[head] : 0;
        }
    }

    /// Names of lines of a history, and which head they are for: those with classes.
    Map<Integer, String> accuracies() {
        var nominal = new TreeMap<Integer, String>();
        for (int h = 0; h < heads.size(); h++) {
            if (heads.get(h) instanceof Head.Classes head) {
                nominal.put(h, heads.size() == 1 ? "accuracy" : "accuracy of " + head.target());
            }
        }
        return nominal;
    }
}
