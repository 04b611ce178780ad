package org.glia.svm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.data.Tag;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.SupportVectors;
import org.glia.api.model.Table;
import org.glia.api.model.View;

/// A support vector classifier. Its machines are, with `k` classes that had training rows, the pairs (0, 1), (0, 2) ...
/// (1, 2) ... of these, or the classes against the rest; the decision value of a pair is positive for the second of
/// both.
///
/// @param support      the support vectors of all machines, in the order of their classes
/// @param multiclass   what the machines are; pairs where there are two classes
/// @param classes      codes of the classes that had training rows, rising
/// @param starts       where the support vectors of each class begin, and their number
/// @param coefficients `vectors x (k - 1)` for pairs: a vector of class a has its coefficient against class b in column b - 1 if
///                     b > a, in column b otherwise; else `vectors x k`
/// @param intercepts   of each machine
/// @param sigmoids     slope and constant that make a probability of each machine's decision value
/// @param machines     figures of the fits
public record SvcModel(SupportSet support, Multiclass multiclass, int[] classes, int[] starts, double[] coefficients,
                       double[] intercepts, Optional<double[]> sigmoids, Machines machines) implements Model {

    /// Pairwise probabilities stay so far from 0 and 1.
    private static final double LEAST = 1e-7;

    private boolean isOfPairs() {
        return multiclass == Multiclass.ONE_VS_ONE;
    }

    private int columns() {
        return isOfPairs() ? classes.length - 1 : classes.length;
    }

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        var expansion = support.expansion(isOfPairs() ? starts : new int[] {0, support.rows().length}, columns(), coefficients);
        return rows -> predict(decisions(expansion.of(rows), rows.rows()), rows.rows(), target);
    }

    /// `n x machines`.
    private double[] decisions(double[] sums, int n) {
        int k = classes.length;
        int m = intercepts.length;
        var decisions = new double[n * m];
        for (int i = 0; i < n; i++) {
            if (!isOfPairs()) {
                for (int c = 0; c < k; c++) {
                    decisions[i * m + c] = sums[i * k + c] + intercepts[c];
                }
                continue;
            }
            int machine = 0;
            for (int a = 0; a < k; a++) {
                for (int b = a + 1; b < k; b++, machine++) {
                    int row = i * k * (k - 1);
                    decisions[i * m + machine] = sums[row + a * (k - 1) + b - 1] + sums[row + b * (k - 1) + a]
                            + intercepts[machine];
                }
            }
        }
        return decisions;
    }

    private Prediction predict(double[] decisions, int n, Field target) {
        int levels = target.levels().size();
        var scores = new double[n * levels];
        for (int i = 0; i < n; i++) {
            scores(decisions, i, scores, i * levels, levels);
        }
        var matrix = Matrix.of(n, levels, scores);
        var prediction = Prediction.builder();
        if (sigmoids.isPresent()) {
            var probabilities = Matrix.of(n, levels, probabilities(decisions, n, levels));
            prediction.labels(target, Prediction.mostProbable(probabilities)).levels(Tag.PROBABILITY, target, probabilities);
        } else {
            prediction.labels(target, Prediction.mostProbable(matrix));
        }
        if (levels == 2) {
            return prediction.column("score_" + target.name(), new Tag(Tag.SCORE, target.name(), target.levels().name(1)),
                    decisions).build();
        }
        return prediction.levels(Tag.SCORE, target, matrix).build();
    }

    /// For pairs of more than two classes the votes, and less than a third for how sure they are, which decides between
    /// equal votes. Levels without training rows get one less than the lowest.
    private void scores(double[] decisions, int row, double[] scores, int at, int levels) {
        int k = classes.length;
        var own = new double[k];
        int from = row * intercepts.length;
        if (!isOfPairs()) {
            System.arraycopy(decisions, from, own, 0, k);
        } else if (k == 2) {
            own[0] = -decisions[from];
            own[1] = decisions[from];
        } else {
            var confidences = new double[k];
            for (int a = 0; a < k; a++) {
                for (int b = a + 1; b < k; b++, from++) {
                    confidences[a] -= decisions[from];
                    confidences[b] += decisions[from];
                    own[decisions[from] > 0 ? b : a]++;
                }
            }
            for (int c = 0; c < k; c++) {
                own[c] += confidences[c] / (3 * (Math.abs(confidences[c]) + 1));
            }
        }
        double lowest = Arrays.stream(own).min().orElseThrow();
        Arrays.fill(scores, at, at + levels, lowest - 1);
        for (int c = 0; c < k; c++) {
            scores[at + classes[c]] = own[c];
        }
    }

    private double[] probabilities(double[] decisions, int n, int levels) {
        int k = classes.length;
        int m = intercepts.length;
        var probabilities = new double[n * levels];
        var pairs = new double[k * k];
        for (int i = 0; i < n; i++) {
            var own = new double[k];
            if (isOfPairs()) {
                int machine = 0;
                for (int a = 0; a < k; a++) {
                    for (int b = a + 1; b < k; b++, machine++) {
                        double p = Math.clamp(probability(decisions[i * m + machine], machine), LEAST, 1 - LEAST);
                        pairs[b * k + a] = p;
                        pairs[a * k + b] = 1 - p;
                    }
                }
                own = Coupling.probabilities(pairs, k);
            } else {
                double sum = 0;
                for (int c = 0; c < k; c++) {
                    own[c] = Math.max(probability(decisions[i * m + c], c), LEAST);
                    sum += own[c];
                }
                for (int c = 0; c < k; c++) {
                    own[c] /= sum;
                }
            }
            for (int c = 0; c < k; c++) {
                probabilities[i * levels + classes[c]] = own[c];
            }
        }
        return probabilities;
    }

    private double probability(double decision, int machine) {
        var both = sigmoids.orElseThrow();
        return Platt.probability(decision, both[2 * machine], both[2 * machine + 1]);
    }

    // ---- views

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        if (type == SupportVectors.class) {
            return support.view(schema, intercepts.length, byMachine()).map(type::cast);
        }
        return type == Report.class ? View.of(type, report(schema)) : Optional.empty();
    }

    /// `vectors x machines`, 0 where a vector is not in a machine.
    private double[] byMachine() {
        if (!isOfPairs()) {
            return coefficients;
        }
        int k = classes.length;
        int m = intercepts.length;
        var all = new double[support.rows().length * m];
        int machine = 0;
        for (int a = 0; a < k; a++) {
            for (int b = a + 1; b < k; b++, machine++) {
                for (int i = starts[a]; i < starts[a + 1]; i++) {
                    all[i * m + machine] = coefficients[i * (k - 1) + b - 1];
                }
                for (int i = starts[b]; i < starts[b + 1]; i++) {
                    all[i * m + machine] = coefficients[i * (k - 1) + a];
                }
            }
        }
        return all;
    }

    private List<String> names(Schema schema) {
        var levels = schema.targets().getFirst().levels();
        var names = new ArrayList<String>();
        for (int a = 0; a < classes.length; a++) {
            if (!isOfPairs()) {
                names.add(levels.name(classes[a]) + " | rest");
            }
            for (int b = a + 1; b < classes.length && isOfPairs(); b++) {
                names.add(levels.name(classes[b]) + " | " + levels.name(classes[a]));
            }
        }
        return names;
    }

    private Report report(Schema schema) {
        var names = names(schema);
        var tables = new ArrayList<Table>();
        tables.add(machines.table(names, Arrays.stream(intercepts).map(intercept -> 0 - intercept).toArray()));
        sigmoids.ifPresent(both -> tables.add(sigmoids(names, both)));
        support.table(names, byMachine()).ifPresent(tables::add);
        return new Report(tables);
    }

    private static Table sigmoids(List<String> names, double[] both) {
        var slopes = new double[names.size()];
        var constants = new double[names.size()];
        for (int m = 0; m < slopes.length; m++) {
            slopes[m] = both[2 * m];
            constants[m] = both[2 * m + 1];
        }
        return new Table("Probabilities: 1 / (1 + exp(slope * decision + constant))", Dataset.builder("sigmoids")
                .text("machine", names.toArray(String[]::new)).numeric("slope", slopes).numeric("constant", constants).build());
    }
}
