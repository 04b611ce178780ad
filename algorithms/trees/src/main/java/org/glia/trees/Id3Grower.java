package org.glia.trees;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.glia.api.data.NominalColumn;
import org.glia.api.run.Run;

/// Grows a tree with a branch for each level.
final class Id3Grower {

    /// Gains below this, and differences of gains, are rounding.
    private static final double NOTHING = 1e-10;

    private final int[][] cells;
    private final int[] levels;
    private final int[] classes;
    private final int k;
    private final double[] weights;
    private final Id3.Settings settings;
    private final Run run;
    private final Information information;

    // of all nodes so far
    private final List<Integer> feature = new ArrayList<>();
    private final List<Integer> firstChild = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final List<Double> gains = new ArrayList<>();
    private double[] rootGains = {};

    /// @param rows    that come to the node
    /// @param weights how much of each
    /// @param asked   features that were asked on the way
    private record Open(int node, int depth, int[] rows, double[] weights, boolean[] asked) {
    }

    /// What a feature says in a node.
    ///
    /// @param counts `levels x k`
    /// @param known  the weight of the rows whose answer is known
    /// @param gain   in bits, times the share of known answers
    /// @param bits   the entropy of the answer
    private record Question(int feature, double[] counts, double known, double gain, double bits) {
    }

    Id3Grower(List<NominalColumn> features, NominalColumn target, double[] weights, Id3.Settings settings, Run run) {
        cells = features.stream().map(NominalColumn::codes).toArray(int[][]::new);
        levels = features.stream().mapToInt(column -> column.levels().size()).toArray();
        classes = target.codes();
        k = target.levels().size();
        this.weights = weights;
        this.settings = settings;
        this.run = run;
        information = new Information(Arrays.stream(weights).sum());
    }

    Id3Model grow() {
        var rows = java.util.stream.IntStream.range(0, weights.length).filter(row -> weights[row] > 0).toArray();
        var open = new ArrayDeque<Open>();
        var all = Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray();
        open.add(new Open(add(count(rows, all)), 0, rows, all, new boolean[cells.length]));
        while (!open.isEmpty()) {
            run.checkCancelled();
            var node = open.remove();
            var question = choose(node);
            if (question != null) {
                divide(node, question, open);
            }
        }
        return new Id3Model(k, ints(feature), ints(firstChild), concatenated(),
                gains.stream().mapToDouble(Double::doubleValue).toArray(), rootGains);
    }

    private int add(double[] counts) {
        feature.add(-1);
        firstChild.add(0);
        values.add(counts);
        gains.add(0.0);
        return feature.size() - 1;
    }

    private double[] count(int[] rows, double[] ofRows) {
        var counts = new double[k];
        for (int i = 0; i < rows.length; i++) {
            counts[classes[rows[i]]] += ofRows[i];
        }
        return counts;
    }

    /// The question to ask, null where none is worth it.
    private Question choose(Open node) {
        var counts = values.get(node.node());
        double total = Arrays.stream(counts).sum();
        boolean root = node.node() == 0;
        if (root) {
            rootGains = new double[cells.length];
        }
        boolean pure = Arrays.stream(counts).filter(count -> count > 0).count() < 2;
        if (!root && (pure || total < settings.minSplit() || node.depth() >= settings.maxDepth().orElse(Integer.MAX_VALUE))) {
            return null;
        }
        var questions = new ArrayList<Question>();
        for (int f = 0; f < cells.length; f++) {
            if (!node.asked()[f]) {
                var question = ask(node, f, total);
                if (root) {
                    rootGains[f] = question.gain();
                }
                if (question.gain() > NOTHING && isSignificant(question)) {
                    questions.add(question);
                }
            }
        }
        if (pure || total < settings.minSplit() || questions.isEmpty()) {
            return null;
        }
        return settings.choice() == Id3.Choice.GAIN ? best(questions, Question::gain) : bestRatio(questions);
    }

    private Question ask(Open node, int f, double total) {
        var counts = new double[levels[f] * k];
        for (int i = 0; i < node.rows().length; i++) {
            int row = node.rows()[i];
            if (cells[f][row] >= 0) {
                counts[cells[f][row] * k + classes[row]] += node.weights()[i];
            }
        }
        var byClass = new double[k];
        var byLevel = new double[levels[f]];
        double after = 0;
        for (int level = 0; level < levels[f]; level++) {
            for (int c = 0; c < k; c++) {
                byClass[c] += counts[level * k + c];
                byLevel[level] += counts[level * k + c];
            }
            after += information.cost(counts, level * k, (level + 1) * k);
        }
        double known = Arrays.stream(byLevel).sum();
        // weight times entropy, divided by the whole weight: rows whose answer is missing gain nothing
        double gain = (information.cost(byClass, 0, k) - after) / total;
        return new Question(f, counts, known, gain, known > 0 ? information.cost(byLevel, 0, byLevel.length) / known : 0);
    }

    private boolean isSignificant(Question question) {
        return settings.significance().isEmpty()
                || Significance.pValue(question.counts(), levels[question.feature()], k) <= settings.significance().get();
    }

    /// Only features of at least average gain, since the ratio favours those whose answer is nearly always the same.
    private static Question bestRatio(List<Question> questions) {
        double mean = questions.stream().mapToDouble(Question::gain).average().orElse(0);
        return best(questions.stream().filter(question -> question.gain() >= mean - NOTHING).toList(),
                question -> question.gain() / question.bits());
    }

    /// The first of equals.
    private static Question best(List<Question> questions, java.util.function.ToDoubleFunction<Question> worth) {
        var best = questions.getFirst();
        for (var question : questions) {
            if (worth.applyAsDouble(question) > worth.applyAsDouble(best) + NOTHING) {
                best = question;
            }
        }
        return best;
    }

    private void divide(Open node, Question question, ArrayDeque<Open> open) {
        int f = question.feature();
        feature.set(node.node(), f);
        firstChild.set(node.node(), feature.size());
        gains.set(node.node(), question.gain());
        var asked = node.asked().clone();
        asked[f] = true;
        for (int level = 0; level < levels[f]; level++) {
            double ofLevel = 0;
            for (int c = 0; c < k; c++) {
                ofLevel += question.counts()[level * k + c];
            }
            double share = ofLevel / question.known();
            var rows = new int[node.rows().length];
            var parts = new double[rows.length];
            int count = 0;
            for (int i = 0; i < node.rows().length; i++) {
                int code = cells[f][node.rows()[i]];
                double part = code == level ? node.weights()[i] : code < 0 ? node.weights()[i] * share : 0;
                if (part > 0) {
                    rows[count] = node.rows()[i];
                    parts[count++] = part;
                }
            }
            rows = Arrays.copyOf(rows, count);
            parts = Arrays.copyOf(parts, count);
            int child = add(count(rows, parts));
            if (count > 0) {
                open.add(new Open(child, node.depth() + 1, rows, parts, asked));
            }
        }
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private double[] concatenated() {
        var all = new double[values.size() * k];
        for (int node = 0; node < values.size(); node++) {
            System.arraycopy(values.get(node), 0, all, node * k, k);
        }
        return all;
    }
}
