package org.glia.trees;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.compute.random.Sampling;

/// One fit of a forest: trees, out-of-bag score, importances.
final class Planting {

    /// Rows that are scored together.
    private static final int CHUNK = 512;

    private final Dataset data;
    private final ForestSettings settings;
    private final Run run;
    private final Labelled labelled;
    private final Columns columns;
    private final TreeGrower grower;
    /// Rows of positive weight.
    private final int[] rows;
    private int planted;

    /// @param seen the rows that the tree learnt from
    private record Plant(Tree tree, BitSet seen, double[] decreases) {
    }

    Planting(Dataset data, ForestSettings settings, MaxFeatures customary, Splitter splitter, Run run) {
        this.data = data;
        this.settings = settings;
        this.run = run;
        run.checkCancelled();
        labelled = Labelled.of(data, settings.classWeight(), run.task());
        columns = Columns.of(data, run.parallel());
        var features = settings.maxFeatures() instanceof MaxFeatures.Auto ? customary : settings.maxFeatures();
        grower = new TreeGrower(columns, settings.criterion().of(run.task()),
                settings.limits().growth(features, columns.count(), splitter));
        rows = IntStream.range(0, data.rows()).filter(row -> labelled.weights()[row] > 0).toArray();
    }

    ForestModel model() {
        var parallel = run.parallel();
        // few trees leave threads to the features of large nodes
        var inside = settings.trees() >= parallel.threads() ? Parallel.sequential() : parallel;
        var plants = parallel.map(settings.trees(), t -> plant(t, inside));
        var trees = Trees.of(plants.stream().map(Plant::tree).toList());
        var outOfBag = settings.rows().outOfBag() && settings.rows().leaveOut() ? score(trees, plants)
                : Optional.<ForestModel.OutOfBag>empty();
        boolean permuting = settings.importance() == Importance.PERMUTATION;
        var importances = permuting ? parallel.map(plants.size(), t -> losses(t, plants.get(t)))
                : plants.stream().map(plant -> Importances.shares(plant.decreases())).toList();
        run.progress(1, "done");
        var means = means(importances);
        return new ForestModel(trees, permuting ? "permutation of rows out of bag" : "impurity decrease",
                permuting ? means : Importances.shares(means), deviations(importances, means), outOfBag);
    }

    // ---- trees

    private Plant plant(int t, Parallel inside) {
        var seen = new BitSet();
        var weights = draw(run.random("rows", t), seen);
        var tree = grower.grow(labelled.target(), weights, run.random("tree", t), inside, run::checkCancelled).tree();
        advance();
        return new Plant(labelled.target() instanceof Target.Classes ? Descent.shares(tree) : tree, seen,
                tree.decreases(columns.count()));
    }

    private synchronized void advance() {
        planted++;
        run.progress(0.85 * planted / settings.trees(), "tree " + planted);
    }

    /// What each row counts in one tree: its weight times how often it was drawn.
    private double[] draw(RandomStream random, BitSet seen) {
        if (!settings.rows().leaveOut()) {
            seen.set(0, labelled.weights().length);
            return labelled.weights();
        }
        int size = Math.max(1, (int) Math.rint(settings.rows().maxSamples() * rows.length));
        var drawn = settings.rows().bootstrap() ? Sampling.withReplacement(random, rows.length, size)
                : Sampling.subset(random, rows.length, size);
        var weights = new double[labelled.weights().length];
        for (int place : drawn) {
            weights[rows[place]] += labelled.weights()[rows[place]];
            seen.set(rows[place]);
        }
        return weights;
    }

    // ---- rows out of bag

    /// Sums over a chunk of rows: what counts as right (or the squared error) and the weight, after each tree.
    private record Score(double[] right, double[] weight, int rows) {

        Score plus(Score other) {
            for (int t = 0; t < right.length; t++) {
                right[t] += other.right[t];
                weight[t] += other.weight[t];
            }
            return new Score(right, weight, rows + other.rows);
        }
    }

    private Optional<ForestModel.OutOfBag> score(Trees trees, List<Plant> plants) {
        var cells = RowCells.of(data);
        var descent = new Descent(trees);
        var score = run.parallel().reduce(data.rows(), CHUNK,
                (chunk, from, to) -> score(trees, descent, plants, cells, from, to), Score::plus);
        if (score.rows() == 0) {
            run.warn("no tree left a row out, so there is no out-of-bag score; take more trees");
            return Optional.empty();
        }
        if (score.rows() < rows.length) {
            run.warn("%d of %d rows were drawn by every tree and are left out of the out-of-bag score; take more trees"
                    .formatted(rows.length - score.rows(), rows.length));
        }
        boolean classes = labelled.target() instanceof Target.Classes;
        double variance = classes ? 0 : variance();
        double last = 0;
        for (int t = 0; t < plants.size(); t++) {
            if (score.weight()[t] > 0) {
                double mean = score.right()[t] / score.weight()[t];
                last = classes ? mean : variance > 0 ? 1 - mean / variance : 0;
                run.record(classes ? "out-of-bag accuracy" : "out-of-bag r2", t + 1, last);
            }
        }
        run.progress(0.9, "scored");
        return Optional.of(new ForestModel.OutOfBag(classes ? "accuracy" : "r2", last, score.rows()));
    }

    private double variance() {
        var numbers = ((Target.Numbers) labelled.target()).values();
        double weight = 0;
        double sum = 0;
        for (int row : rows) {
            weight += labelled.weights()[row];
            sum += labelled.weights()[row] * numbers[row];
        }
        double mean = sum / weight;
        double squares = 0;
        for (int row : rows) {
            squares += labelled.weights()[row] * (numbers[row] - mean) * (numbers[row] - mean);
        }
        return squares / weight;
    }

    private Score score(Trees trees, Descent descent, List<Plant> plants, RowCells cells, int from, int to) {
        int width = trees.width();
        int count = plants.size();
        var tile = cells.read(from, to);
        var sums = new double[(to - from) * width];
        var votes = new int[to - from];
        var loss = new double[to - from];
        var leaves = new int[to - from];
        var scratch = new int[to - from];
        var score = new Score(new double[count], new double[count], 0);
        double total = 0;
        double covered = 0;
        int scored = 0;
        for (int t = 0; t < count; t++) {
            var seen = plants.get(t).seen();
            for (int row = from; row < to; row++) {
                leaves[row - from] = labelled.weights()[row] == 0 || seen.get(row) ? -1 : 0;
            }
            descent.leaves(t, tile, cells.width(), leaves, scratch, to - from);
            for (int row = from; row < to; row++) {
                int at = row - from;
                if (leaves[at] < 0) {
                    continue;
                }
                double weight = labelled.weights()[row];
                int leaf = leaves[at] * width;
                for (int k = 0; k < width; k++) {
                    sums[at * width + k] += trees.leaves()[leaf + k];
                }
                if (votes[at]++ == 0) {
                    covered += weight;
                    scored++;
                }
                double now = weight * loss(row, sums, at * width, votes[at]);
                total += now - loss[at];
                loss[at] = now;
            }
            score.right[t] = total;
            score.weight[t] = covered;
        }
        return new Score(score.right(), score.weight(), scored);
    }

    /// 1 if the sums of shares are largest for the row's class, or the squared error of the mean.
    private double loss(int row, double[] sums, int at, int votes) {
        return switch (labelled.target()) {
            case Target.Classes classes -> largest(sums, at, classes.count()) == classes.codes()[row] ? 1 : 0;
            case Target.Numbers numbers -> {
                double error = sums[at] / votes - numbers.values()[row];
                yield error * error;
            }
        };
    }

    private static int largest(double[] sums, int at, int count) {
        int best = 0;
        for (int k = 1; k < count; k++) {
            best = sums[at + k] > sums[at + best] ? k : best;
        }
        return best;
    }

    // ---- importances

    /// By how much worse one tree answers for its unseen rows, for each feature that is shuffled among them (Breiman 2001,
    /// section 10): the share of right answers less, or the mean squared error more.
    private double[] losses(int t, Plant plant) {
        var losses = new double[columns.count()];
        var unseen = IntStream.of(rows).filter(row -> !plant.seen().get(row)).toArray();
        if (unseen.length == 0) {
            return losses;
        }
        var tree = plant.tree();
        var asked = new boolean[columns.count()];
        for (int node = 0; node < tree.size(); node++) {
            if (!tree.isLeaf(node)) {
                asked[tree.feature()[node]] = true;
            }
        }
        boolean classes = labelled.target() instanceof Target.Classes;
        double weight = 0;
        var before = new double[unseen.length];
        for (int i = 0; i < unseen.length; i++) {
            int row = unseen[i];
            before[i] = loss(row, tree.values(), columns.leaf(tree, row) * tree.width(), 1);
            weight += labelled.weights()[row];
        }
        for (int feature = 0; feature < losses.length; feature++) {
            if (!asked[feature]) {
                continue;
            }
            run.checkCancelled();
            var order = run.random("shuffled cells of tree " + t, feature).permutation(unseen.length);
            double change = 0;
            for (int i = 0; i < unseen.length; i++) {
                int row = unseen[i];
                int leaf = columns.leaf(tree, row, feature, unseen[order[i]]);
                change += labelled.weights()[row] * (loss(row, tree.values(), leaf * tree.width(), 1) - before[i]);
            }
            losses[feature] = (classes ? -change : change) / weight;
        }
        return losses;
    }

    private double[] means(List<double[]> importances) {
        var means = new double[columns.count()];
        for (var one : importances) {
            for (int f = 0; f < means.length; f++) {
                means[f] += one[f] / importances.size();
            }
        }
        return means;
    }

    private static double[] deviations(List<double[]> importances, double[] means) {
        var deviations = new double[means.length];
        for (var one : importances) {
            for (int f = 0; f < means.length; f++) {
                deviations[f] += (one[f] - means[f]) * (one[f] - means[f]) / importances.size();
            }
        }
        Arrays.setAll(deviations, f -> Math.sqrt(deviations[f]));
        return deviations;
    }
}
