package org.glia.trees;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.ClassWeight;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.problem.DataException;

/// The rows of a data set that count, with their weights, and what is to be predicted for them.
///
/// @param rows    those of positive weight whose target the model can know
/// @param classes codes of the classes, rising; empty for numeric targets
/// @param weights of the rows
record BoostTargets(Dataset rows, int[] classes, double[] weights, BoostLoss kind) {

    /// Rows to learn from.
    ///
    /// @throws DataException if none counts, there is only one class, or a number is not finite
    static BoostTargets train(Dataset data, Task task, BoostLoss loss, ClassWeight classWeight, String algorithm) {
        if (task != Task.CLASSIFICATION) {
            if (!(classWeight instanceof ClassWeight.None)) {
                throw new DataException("classWeight is for classes, and `%s` is a number; leave it out"
                        .formatted(data.targetField().name()));
            }
            for (double value : data.numericTarget().values()) {
                if (Double.isInfinite(value)) {
                    throw new DataException("the target `%s` has infinite numbers; leave those rows out"
                            .formatted(data.targetField().name()));
                }
            }
            return counted(data, numberWeights(data), new int[0], loss);
        }
        var weights = classWeight.rowWeights(data);
        var target = data.nominalTarget();
        var shares = new double[target.levels().size()];
        for (int row = 0; row < weights.length; row++) {
            if (target.code(row) >= 0) {
                shares[target.code(row)] += weights[row];
            }
        }
        var classes = IntStream.range(0, shares.length).filter(level -> shares[level] > 0).toArray();
        if (classes.length < 2) {
            throw new DataException(classes.length == 0
                    ? "all rows of %s have the weight 0; give some a positive one".formatted(data.name())
                    : "`%s` needs rows of at least two classes, and %s has only `%s`".formatted(algorithm, data.name(),
                            target.levels().name(classes[0])));
        }
        return counted(data, weights, classes, loss);
    }

    /// Rows to judge by; those of classes that nothing was learnt of are left out.
    BoostTargets others(Dataset data, ClassWeight classWeight) {
        if (classes.length == 0) {
            return counted(data, data.rows() == 0 ? new double[0] : numberWeights(data), classes, kind);
        }
        var own = classWeight.rowWeights(data);
        var target = data.nominalTarget();
        for (int row = 0; row < own.length; row++) {
            own[row] = Arrays.binarySearch(classes, target.code(row)) >= 0 ? own[row] : 0;
        }
        return counted(data, own, classes, kind);
    }

    private static double[] numberWeights(Dataset data) {
        var weights = data.weights().orElseGet(() -> {
            var ones = new double[data.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
        for (int row = 0; row < weights.length; row++) {
            weights[row] = data.numericTarget().isMissing(row) ? 0 : weights[row];
        }
        return weights;
    }

    private static BoostTargets counted(Dataset data, double[] weights, int[] classes, BoostLoss loss) {
        var kept = IntStream.range(0, weights.length).filter(row -> weights[row] > 0).toArray();
        if (kept.length == 0 && data.rows() > 0 && classes.length == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        return kept.length == weights.length ? new BoostTargets(data, classes, weights, loss)
                : new BoostTargets(data.rows(kept), classes, Arrays.stream(kept).mapToDouble(row -> weights[row]).toArray(),
                        loss);
    }

    int count() {
        return weights.length;
    }

    LossFunction loss() {
        if (classes.length == 0) {
            return new LossOfNumbers(kind, rows.rows() == 0 ? new double[0] : rows.numericTarget().values(), weights);
        }
        var codes = rows.nominalTarget().codes();
        Arrays.setAll(codes, row -> Arrays.binarySearch(classes, codes[row]));
        return new LossOfClasses(codes, classes.length, weights);
    }
}
