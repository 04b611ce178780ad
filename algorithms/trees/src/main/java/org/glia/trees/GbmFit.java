package org.glia.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.model.Trained;
import org.glia.api.run.Parallel;
import org.glia.api.run.Run;
import org.glia.compute.random.Sampling;

/// The rounds of one fit.
final class GbmFit implements BoostRounds.Body {

    private static final int PIECE = LossFunction.PIECE;
    /// A sum of second derivatives below which a leaf stays 0.
    private static final double FLAT = 1e-150;

    private final Gbm.Settings settings;
    private final Run run;
    private final Parallel parallel;
    private final BoostTargets targets;
    private final LossFunction loss;
    private final BoostTargets judged;
    private final LossFunction judgedLoss;
    private final Columns columns;
    private final TreeGrower grower;
    private final List<Tree> trees = new ArrayList<>();

    private final int n;
    private final int outputs;
    private final double[] weights;
    private final double[] start;
    private final Optional<Trained<?>> first;
    private final double[] scores;
    private final double[] judgedScores;

    GbmFit(Dataset data, Gbm.Settings settings, Run run) {
        this.settings = settings;
        this.run = run;
        this.parallel = run.parallel();
        var split = settings.stopping().split(data, run);
        targets = BoostTargets.train(split.train(), run.task(), settings.loss(), settings.classWeight(), "gbm");
        judged = targets.others(split.validation(), settings.classWeight());
        loss = targets.loss();
        judgedLoss = judged.loss();
        n = targets.count();
        outputs = loss.outputs();
        weights = targets.weights();
        columns = Columns.of(targets.rows(), parallel);
        grower = new TreeGrower(columns, Criterion.SQUARED,
                settings.limits().growth(settings.maxFeatures(), columns.count(), Splitter.BEST));
        start = settings.start().init() instanceof GbmStart.Constant ? loss.start() : new double[outputs];
        first = settings.start().init() instanceof GbmStart.Model model
                ? Optional.of(run.recipes().fit(model.base(), targets.rows(), run.child("init"))) : Optional.empty();
        scores = GbmFirst.scores(start, first, targets.classes(), counts(), targets.rows());
        judgedScores = GbmFirst.scores(start, first, targets.classes(), counts(), judged.rows());
    }

    private boolean counts() {
        return settings.loss() instanceof BoostLoss.Poisson;
    }

    GbmModel fit() {
        var rounds = BoostRounds.run(settings.iterations(), settings.stopping(), run, this);
        var kept = trees.subList(0, rounds.kept(settings.stopping()) * outputs);
        var decreases = new double[columns.count()];
        for (var tree : kept) {
            var own = tree.decreases(columns.count());
            Arrays.setAll(decreases, f -> decreases[f] + own[f]);
        }
        var all = kept.stream().map(this::shrunk).toList();
        run.progress(1, "done");
        return new GbmModel(start, first, all.isEmpty() ? Optional.empty() : Optional.of(Trees.of(all)),
                Importances.shares(decreases), targets.classes(), counts(), rounds.best());
    }

    private Tree shrunk(Tree tree) {
        return tree.withValues(1, Arrays.stream(tree.values()).map(value -> settings.learningRate() * value).toArray());
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
        return judged.count() > 0;
    }

    // ---- a round

    @Override
    public boolean round(int round) {
        var seen = seen(round);
        double before = unseenLoss(seen);
        var grown = parallel.map(outputs, output -> grow(round, output, seen));
        for (int output = 0; output < outputs; output++) {
            var tree = grown.get(output).tree();
            trees.add(tree);
            add(grown.get(output), output);
            judge(tree, output);
        }
        if (seen.length > 0) {
            run.record("out-of-bag improvement", round + 1, before - unseenLoss(seen));
        }
        return seen.length > 0 || settings.maxFeatures().of(columns.count()) < columns.count()
                || grown.stream().anyMatch(each -> each.tree().size() > 1);
    }

    /// Which rows this round learns from, empty for all.
    private boolean[] seen(int round) {
        int wanted = Math.max(1, (int) (settings.start().subsample() * n));
        if (settings.start().subsample() == 1 || wanted == n) {
            return new boolean[0];
        }
        var seen = new boolean[n];
        for (int row : Sampling.subset(run.random("rows", round), n, wanted)) {
            seen[row] = true;
        }
        return seen;
    }

    /// The mean loss of the rows that a round does not learn from.
    private double unseenLoss(boolean[] seen) {
        double sum = 0;
        double weight = 0;
        for (int row = 0; row < seen.length; row++) {
            if (!seen[row]) {
                sum += weights[row] * loss.loss(row, scores);
                weight += weights[row];
            }
        }
        return weight > 0 ? sum / weight : 0;
    }

    private Grown grow(int round, int output, boolean[] seen) {
        var slopes = new double[n];
        var curvatures = new double[n];
        parallel.chunked(n, PIECE, (chunk, from, to) -> loss.derivatives(output, from, to, slopes, curvatures));
        var residuals = new double[n];
        var counted = seen.length == 0 ? weights : weights.clone();
        for (int row = 0; row < n; row++) {
            residuals[row] = -slopes[row] / weights[row];
            if (seen.length > 0 && !seen[row]) {
                counted[row] = 0;
            }
        }
        var random = run.random("tree", (long) round * outputs + output);
        var grown = grower.grow(new Target.Numbers(residuals), counted, random, parallel, run::checkCancelled);
        return new Grown(grown.tree().withValues(1, values(grown, slopes, curvatures)), grown.leaf());
    }

    /// What the leaves hold, learning rate not included.
    private double[] values(Grown grown, double[] slopes, double[] curvatures) {
        return loss.renewsLeaves() ? constants(grown) : steps(grown, slopes, curvatures);
    }

    private double[] steps(Grown grown, double[] slopes, double[] curvatures) {
        int nodes = grown.tree().size();
        var slope = new double[nodes];
        var curvature = new double[nodes];
        for (int row = 0; row < n; row++) {
            int leaf = grown.leaf()[row];
            if (leaf >= 0) {
                slope[leaf] -= slopes[row];
                curvature[leaf] += curvatures[row];
            }
        }
        var values = new double[nodes];
        Arrays.setAll(values, node -> curvature[node] < FLAT ? 0 : loss.stepFactor() * slope[node] / curvature[node]);
        return values;
    }

    private double[] constants(Grown grown) {
        int nodes = grown.tree().size();
        var ends = new int[nodes + 1];
        for (int leaf : grown.leaf()) {
            if (leaf >= 0) {
                ends[leaf + 1]++;
            }
        }
        for (int node = 0; node < nodes; node++) {
            ends[node + 1] += ends[node];
        }
        var rows = new int[ends[nodes]];
        var at = ends.clone();
        for (int row = 0; row < n; row++) {
            if (grown.leaf()[row] >= 0) {
                rows[at[grown.leaf()[row]]++] = row;
            }
        }
        var values = new double[nodes];
        parallel.forEach(nodes, node -> {
            if (ends[node + 1] > ends[node]) {
                values[node] = loss.leaf(rows, ends[node], ends[node + 1]);
            }
        });
        return values;
    }

    private void add(Grown grown, int output) {
        var values = grown.tree().values();
        parallel.chunked(n, PIECE, (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                int leaf = grown.leaf()[row];
                int node = leaf >= 0 ? leaf : columns.leaf(grown.tree(), row);
                scores[row * outputs + output] += settings.learningRate() * values[node];
            }
        });
    }

    private void judge(Tree tree, int output) {
        if (!isJudged()) {
            return;
        }
        var alone = Trees.of(List.of(tree));
        var cells = RowCells.of(judged.rows());
        parallel.chunked(judged.count(), PIECE, (chunk, from, to) -> {
            var tile = cells.read(from, to);
            for (int row = from; row < to; row++) {
                judgedScores[row * outputs + output] +=
                        settings.learningRate() * alone.leaves()[alone.leaf(0, tile, (row - from) * cells.width())];
            }
        });
    }
}
