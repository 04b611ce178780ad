package org.glia.measures;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Kind;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.model.Prediction;
import org.glia.api.problem.DataException;

/// What predictions are held against: the one target, and the weights of the rows.
final class Truth {

    private Truth() {
    }

    /// The rows whose target is known.
    ///
    /// @throws DataException if the prediction is one of other rows
    static int[] known(Dataset truth, Prediction prediction) {
        requireSameRows(truth, prediction);
        var target = target(truth);
        var known = IntStream.range(0, truth.rows()).filter(row -> !target.isMissing(row)).toArray();
        if (known.length == 0) {
            throw new NoScore(truth.rows() == 0 ? "there are no rows" : "the target is missing in every row");
        }
        return known;
    }

    static void requireSameRows(Dataset truth, Prediction prediction) {
        if (truth.rows() != prediction.rows()) {
            throw new DataException("a prediction of %d rows cannot be measured by %d rows"
                    .formatted(prediction.rows(), truth.rows()));
        }
    }

    static NominalColumn levels(Dataset truth) {
        if (target(truth) instanceof NominalColumn nominal) {
            return nominal;
        }
        throw wrongKind(truth, "levels");
    }

    static NumericColumn numbers(Dataset truth) {
        if (target(truth) instanceof NumericColumn numeric) {
            return numeric;
        }
        throw wrongKind(truth, "numbers");
    }

    private static NoScore wrongKind(Dataset truth, String wanted) {
        var target = truth.targetField();
        return new NoScore("the measure compares %s, and the target `%s` is %s".formatted(wanted, target.name(),
                target.kind() == Kind.BLOCK ? "a block" : target.kind().name().toLowerCase()));
    }

    private static Column target(Dataset truth) {
        int targets = truth.schema().targets().size();
        if (targets != 1) {
            throw new NoScore(targets == 0 ? "the data have no target to compare with"
                    : "the data have %d targets, and the measure judges one".formatted(targets));
        }
        return truth.target();
    }

    /// The weights of the chosen rows, 1 where the data have none.
    static double[] weights(Dataset truth, int[] rows) {
        var all = truth.weights();
        var chosen = new double[rows.length];
        Arrays.setAll(chosen, i -> all.isPresent() ? all.get()[rows[i]] : 1);
        if (sum(chosen) == 0) {
            throw new NoScore("all rows have the weight 0");
        }
        return chosen;
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
