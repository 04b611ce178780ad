package org.glia.trees;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.problem.Suggestion;
import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.compute.random.Sampling;

/// The rounds of one fit.
final class HistGbmFit implements BoostRounds.Body {

    private static final int PIECE = LossFunction.PIECE;

    private final HistGbm.Settings settings;
    private final Run run;
    private final Parallel parallel;
    private final BoostTargets targets;
    private final LossFunction loss;
    private final BoostTargets judged;
    private final LossFunction judgedLoss;
    private final boolean isJudged;
    private final Binning binning;
    private final BinnedRows binned;
    private final BinnedRows judgedBins;
    private final HistogramGrower[] growers;
    private final BoostForest.Builder forest;

    private final int n;
    private final int outputs;
    private final double[] start;
    private final double[] scores;
    private final double[] judgedScores;
    /// The rows of each output's grower, which it moves about.
    private final int[][] orders;
    /// The derivatives of each output.
    private final Words[] words;

    HistGbmFit(Dataset data, HistGbm.Settings settings, Run run) {
        this.settings = settings;
        this.run = run;
        this.parallel = run.parallel();
        var split = settings.stopping().split(data, run);
        targets = BoostTargets.train(split.train(), run.task(), settings.loss(), settings.classWeight(), "histgbm");
        judged = targets.others(split.validation(), settings.classWeight());
        isJudged = judged.count() > 0;
        loss = targets.loss();
        judgedLoss = judged.loss();
        var columns = new BoostColumns(targets.rows().schema());
        var limits = limits(columns);
        run.progress(0, "binning");
        var binnedStart = Binning.of(targets.rows(), columns, settings.growth().bins(), run);
        binning = binnedStart.binning();
        binned = binnedStart.binned();
        judgedBins = isJudged ? binning.bin(judged.rows(), run) : binned;
        n = targets.count();
        outputs = loss.outputs();
        start = loss.start();
        scores = repeated(start, n);
        judgedScores = repeated(start, judged.count());
        growers = new HistogramGrower[outputs];
        Arrays.setAll(growers, output -> new HistogramGrower(binned, binning, limits));
        orders = new int[outputs][n];
        words = new Words[outputs];
        forest = new BoostForest.Builder(binning);
    }

    private static double[] repeated(double[] start, int rows) {
        var scores = new double[Math.multiplyExact(rows, start.length)];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = start[i % start.length];
        }
        return scores;
    }

    private HistogramLimits limits(BoostColumns columns) {
        var growth = settings.growth();
        return new HistogramLimits(growth.maxLeaves() == 0 ? Integer.MAX_VALUE : growth.maxLeaves(),
                growth.maxDepth() == 0 ? Integer.MAX_VALUE : growth.maxDepth(), growth.minLeaf(), growth.minHessian(),
                growth.minGain(), growth.l2(), growth.smoothing(), monotone(columns));
    }

    /// @throws DataException if a column is not there or not numeric, or there are more than two classes
    private int[] monotone(BoostColumns columns) {
        if (settings.monotone().isEmpty()) {
            return new int[0];
        }
        if (targets.classes().length > 2) {
            throw new DataException("monotone holds for numbers and for two classes, and %s has %d classes"
                    .formatted(targets.rows().name(), targets.classes().length));
        }
        var directions = new int[columns.size()];
        settings.monotone().forEach((name, direction) -> {
            int feature = columns.names().indexOf(name);
            if (feature < 0) {
                throw new DataException("monotone names `%s`, which is no feature%s".formatted(name,
                        Suggestion.didYouMean(name, columns.names())));
            }
            if (columns.isNominal(feature)) {
                throw new DataException("monotone names `%s`, which is nominal; only numbers can rise".formatted(name));
            }
            directions[feature] = direction;
        });
        return directions;
    }

    // ---- rounds

    HistGbmModel fit() {
        warnOfSmallWeights();
        var rounds = BoostRounds.run(settings.iterations(), settings.stopping(), run, this);
        var model = new HistGbmModel(start, forest.build(rounds.kept(settings.stopping()) * outputs, settings.learningRate()),
                targets.classes(), settings.loss() instanceof BoostLoss.Poisson, rounds.best());
        run.progress(1, "done");
        return model;
    }

    /// Weights that sum to 1, say, count like a single row.
    private void warnOfSmallWeights() {
        double total = LossFunction.total(loss.weights());
        double least = settings.growth().minHessian();
        if (total < 2 * least) {
            run.warn("the weights of %s sum to %s, so minHessian=%s leaves nothing to split; scale the weights to a mean of 1, or lower minHessian"
                    .formatted(targets.rows().name(), total, least));
        }
    }

    @Override
    public double loss() {
        return loss.stand(scores, parallel);
    }

    @Override
    public double judgedLoss() {
        return judgedLoss.stand(judgedScores, parallel);
    }

    @Override
    public boolean isJudged() {
        return isJudged;
    }

    /// Grows a tree for each output.
    @Override
    public boolean round(int round) {
        var rows = sampledRows(round);
        var trees = parallel.map(outputs, output -> grow(round, output, rows));
        trees.forEach(forest::add);
        parallel.forEach(outputs, output -> judge(output, trees.get(output)));
        return settings.sampling().subsample() < 1 || settings.sampling().columnShare() < 1
                || trees.stream().anyMatch(tree -> !tree.isLeafOnly());
    }

    private int[] sampledRows(int round) {
        int wanted = sampled();
        if (wanted == n) {
            return new int[0];
        }
        return Sampling.subset(run.random("rows", round), n, wanted);
    }

    private int sampled() {
        return Math.max(1, (int) Math.rint(settings.sampling().subsample() * n));
    }

    private boolean[] usedColumns(int round, int output) {
        int features = binning.columns().size();
        var used = new boolean[features];
        int wanted = Math.max(1, (int) Math.rint(settings.sampling().columnShare() * features));
        RandomStream random = run.random("columns", (long) round * outputs + output);
        for (int feature : wanted == features ? IntStream.range(0, features).toArray()
                : Sampling.subset(random, features, wanted)) {
            used[feature] = true;
        }
        return used;
    }

    private HistogramTree grow(int round, int output, int[] chosen) {
        if (words[output] == null) {
            words[output] = new Words();
        }
        var scale = words[output].fill(output);
        var order = orders[output];
        int count = chosen.length == 0 ? n : chosen.length;
        if (chosen.length == 0) {
            for (int i = 0; i < n; i++) {
                order[i] = i;
            }
        } else {
            System.arraycopy(chosen, 0, order, 0, count);
        }
        var tree = growers[output].grow(words[output].sums, scale, order, count, usedColumns(round, output), parallel);
        if (loss.renewsLeaves()) {
            tree = renewed(tree, order);
        }
        add(tree, output, order, count);
        return tree;
    }

    /// The derivatives of one output as whole numbers.
    private final class Words {

        final long[] sums = new long[2 * n];
        private final double[] first = new double[n];
        private final double[] second = new double[n];

        HistogramScale fill(int output) {
            var most = parallel.reduce(n, PIECE, (chunk, from, to) -> {
                loss.derivatives(output, from, to, first, second);
                double mostFirst = 0;
                double mostSecond = 0;
                for (int i = from; i < to; i++) {
                    mostFirst = Math.max(mostFirst, Math.abs(first[i]));
                    mostSecond = Math.max(mostSecond, second[i]);
                }
                return new double[] {mostFirst, mostSecond};
            }, (a, b) -> new double[] {Math.max(a[0], b[0]), Math.max(a[1], b[1])});
            var scale = HistogramScale.of(n, most[0], most[1]);
            parallel.chunked(n, PIECE, (chunk, from, to) -> scale.fill(first, second, from, to, sums));
            return scale;
        }
    }

    private HistogramTree renewed(HistogramTree tree, int[] order) {
        var values = tree.value().clone();
        List<HistogramLeaf> leaves = tree.leaves();
        parallel.forEach(leaves.size(), i -> {
            var leaf = leaves.get(i);
            values[leaf.node] = loss.leaf(order, leaf.from, leaf.to);
        });
        return tree.with(values);
    }

    /// Adds the leaves to the scores of the rows that they hold, and of the rows that were left out.
    private void add(HistogramTree tree, int output, int[] order, int count) {
        double rate = settings.learningRate();
        var leaves = tree.leaves();
        for (var leaf : leaves) {
            double value = rate * tree.value()[leaf.node];
            for (int i = leaf.from; i < leaf.to; i++) {
                scores[order[i] * outputs + output] += value;
            }
        }
        if (count < n) {
            var seen = new boolean[n];
            for (int i = 0; i < count; i++) {
                seen[order[i]] = true;
            }
            parallel.chunked(n, PIECE, (chunk, from, to) -> {
                for (int row = from; row < to; row++) {
                    if (!seen[row]) {
                        scores[row * outputs + output] += rate * tree.value()[tree.leaf(binned, row)];
                    }
                }
            });
        }
    }

    private void judge(int output, HistogramTree tree) {
        if (isJudged) {
            parallel.chunked(judged.count(), PIECE, (chunk, from, to) -> {
                for (int row = from; row < to; row++) {
                    judgedScores[row * outputs + output] += settings.learningRate() * tree.value()[tree.leaf(judgedBins, row)];
                }
            });
        }
    }
}
