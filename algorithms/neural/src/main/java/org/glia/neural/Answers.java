package org.glia.neural;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.glia.api.ClassWeight;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.NominalColumn;
import org.glia.api.problem.DataException;

/// The true answers of rows, as the heads count them, and what each answer weighs.
///
/// @param rows    how many
/// @param classes for each head the row's class, as a position among the head's classes; empty for numbers
/// @param numbers for each head the row's scaled number; empty for classes
/// @param weights for each head the row's weight; 0 where the row has no such answer
record Answers(int rows, int[][] classes, float[][] numbers, float[][] weights) {

    /// The weights of the rows, 1 where there are none.
    static double[] rowWeights(Dataset data) {
        return data.weights().orElseGet(() -> {
            var ones = new double[data.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
    }

    /// Heads for the targets of a schema.
    ///
    /// @param known codes that are predicted, for a nominal target
    static List<Head> heads(List<Field> targets, Mlp.Aim aim, Function<Field, int[]> known) {
        return targets.stream().<Head>map(target -> switch (target.kind()) {
            case NOMINAL -> new Head.Classes(target.name(), known.apply(target));
            case NUMERIC -> new Head.Number(target.name(), 0, 0, 0, aim.scaleTargets());
            default -> throw new DataException("`mlp` predicts numeric and nominal targets, and `%s` is %s".formatted(
                    target.name(), target.kind().name().toLowerCase()));
        }).toList();
    }

    /// Heads for all that these rows of positive weight have.
    ///
    /// @throws DataException if a nominal target has fewer than two levels among them
    static List<Head> heads(Dataset data, Mlp.Aim aim) {
        var weights = rowWeights(data);
        var heads = heads(data.schema().targets(), aim, target -> present(data, target, weights));
        return heads.stream().map(head -> fitted(head, data, weights)).toList();
    }

    private static int[] present(Dataset data, Field target, double[] weights) {
        var column = data.nominal(target.name());
        var seen = new boolean[target.levels().size()];
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] > 0 && column.code(row) >= 0) {
                seen[column.code(row)] = true;
            }
        }
        var classes = IntStream.range(0, seen.length).filter(code -> seen[code]).toArray();
        if (classes.length < 2) {
            throw new DataException("`mlp` needs rows of at least two classes, and %s has only `%s`".formatted(data.name(),
                    classes.length == 0 ? "missing ones" : target.levels().name(classes[0])));
        }
        return classes;
    }

    /// With mean and deviations of the numbers, in two passes.
    private static Head fitted(Head head, Dataset data, double[] weights) {
        if (!(head instanceof Head.Number number) || !number.scaled()) {
            return head;
        }
        var values = data.numeric(head.target()).values();
        double total = 0;
        double sum = 0;
        for (int row = 0; row < values.length; row++) {
            total += weights[row];
            sum += weights[row] * values[row];
        }
        double mean = sum / total;
        double deviations = 0;
        for (int row = 0; row < values.length; row++) {
            deviations += weights[row] * (values[row] - mean) * (values[row] - mean);
        }
        return new Head.Number(head.target(), mean, deviations, total, true);
    }

    /// The answers of rows.
    ///
    /// @param weights of the rows, of which the mean becomes 1
    /// @param factors of the classes of each head, beside those
    static Answers of(Dataset data, List<Head> heads, double[] weights, double[][] factors) {
        int n = data.rows();
        double total = Arrays.stream(weights).sum();
        var classes = new int[heads.size()][0];
        var numbers = new float[heads.size()][0];
        var shares = new float[heads.size()][n];
        for (int h = 0; h < heads.size(); h++) {
            switch (heads.get(h)) {
                case Head.Classes head -> {
                    var column = data.nominal(head.target());
                    classes[h] = new int[n];
                    for (int row = 0; row < n; row++) {
                        int place = column.code(row) < 0 ? -1 : Arrays.binarySearch(head.classes(), column.code(row));
                        classes[h][row] = Math.max(place, 0);
                        shares[h][row] = place < 0 ? 0 : (float) (weights[row] * factors[h][place] * n / total);
                    }
                }
                case Head.Number head -> {
                    var column = data.numeric(head.target());
                    numbers[h] = new float[n];
                    for (int row = 0; row < n; row++) {
                        double value = column.value(row);
                        numbers[h][row] = Double.isNaN(value) ? 0 : (float) ((value - head.mean()) / head.scale());
                        shares[h][row] = Double.isNaN(value) ? 0 : (float) (weights[row] * n / total);
                    }
                }
            }
        }
        return new Answers(n, classes, numbers, shares);
    }

    /// What rows of each class of each head weigh more than others.
    ///
    /// @throws DataException if a weight is given for what is no level of any target
    static double[][] factors(Dataset data, List<Head> heads, ClassWeight rule) {
        var weights = rowWeights(data);
        var nominal = data.schema().targets().stream().filter(target -> !target.levels().names().isEmpty()).toList();
        var factors = new double[heads.size()][];
        for (int h = 0; h < heads.size(); h++) {
            if (!(heads.get(h) instanceof Head.Classes head)) {
                factors[h] = new double[0];
                continue;
            }
            var column = data.nominal(head.target());
            var counts = new double[column.levels().size()];
            for (int row = 0; row < weights.length; row++) {
                if (column.code(row) >= 0) {
                    counts[column.code(row)] += weights[row];
                }
            }
            var all = ofTarget(rule, column, nominal).factors(column.levels(), counts);
            factors[h] = Arrays.stream(head.classes()).mapToDouble(code -> all[code]).toArray();
        }
        return factors;
    }

    /// Where there are several targets, the levels that a rule names are looked for in each.
    private static ClassWeight ofTarget(ClassWeight rule, NominalColumn column, List<Field> targets) {
        if (!(rule instanceof ClassWeight.Levelwise(Map<String, Double> weights)) || targets.size() < 2) {
            return rule;
        }
        var own = new TreeMap<String, Double>();
        weights.forEach((level, weight) -> {
            boolean elsewhere = targets.stream().anyMatch(target -> target.levels().code(level) >= 0);
            if (column.levels().code(level) >= 0 || !elsewhere) {
                own.put(level, weight);
            }
        });
        return new ClassWeight.Levelwise(own);
    }

}
