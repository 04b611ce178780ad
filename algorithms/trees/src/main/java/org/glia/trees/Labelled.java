package org.glia.trees;

import java.util.Arrays;

import org.glia.api.ClassWeight;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.problem.DataException;

/// Targets and weights of a table as trees take them.
///
/// @param weights one for each row, 0 for rows that do not count
record Labelled(Target target, double[] weights) {

    /// @throws DataException if no row has a positive weight
    static Labelled of(Dataset data, ClassWeight classWeight, Task task) {
        boolean regression = task == Task.REGRESSION;
        var weights = regression ? data.weights().orElseGet(() -> {
            var ones = new double[data.rows()];
            Arrays.fill(ones, 1);
            return ones;
        }) : classWeight.rowWeights(data);
        if (Arrays.stream(weights).noneMatch(weight -> weight > 0)) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        var target = regression ? new Target.Numbers(data.numericTarget().values())
                : new Target.Classes(data.nominalTarget().codes(), data.nominalTarget().levels().size());
        return new Labelled(target, weights);
    }
}
