package org.glia.trees;

import java.util.Set;

import org.glia.api.ClassWeight;
import org.glia.api.Traits;
import org.glia.api.data.Task;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;

/// The settings of forests.
///
/// @param trees       how many
/// @param criterion   what splits make less
/// @param limits      when trees stop
/// @param maxFeatures how many features each split chooses from
/// @param rows        which rows each tree learns from
/// @param importance  how the importances of features are measured
/// @param classWeight how much the rows of each class count
public record ForestSettings(
        @Setting(value = "number of trees", min = 1) int trees,
        @Setting(value = "impurity: gini or entropy for classes, squared or absolute for numbers") Impurity criterion,
        @Group Limits limits,
        @Setting("features that each split chooses from: auto, all, sqrt, log2, third, a number or a share")
        MaxFeatures maxFeatures,
        @Group Rows rows,
        @Setting("how importances are measured: by decrease of impurity, or by shuffling a feature") Importance importance,
        @Setting("how much the rows of each class count") ClassWeight classWeight) {

    /// @throws IllegalArgumentException if importances need rows that trees have not seen, and there are none
    public ForestSettings {
        if (importance == Importance.PERMUTATION && !rows.leaveOut()) {
            throw new IllegalArgumentException("importance=permutation needs rows that a tree has not seen; "
                    + "set bootstrap=true, or maxSamples below 1");
        }
    }

    static ForestSettings drawing(boolean bootstrap) {
        return new ForestSettings(100, Impurity.AUTO, new Limits(), new MaxFeatures.Auto(), new Rows(bootstrap, 1, true),
                Importance.IMPURITY, new ClassWeight.None());
    }

    /// The task that the criterion and class weights are for.
    Traits narrow(Traits traits) {
        var narrowed = criterion.narrow(traits);
        return classWeight instanceof ClassWeight.None ? narrowed
                : narrowed.withTasks(narrowed.tasks().contains(Task.CLASSIFICATION) ? Set.of(Task.CLASSIFICATION) : Set.of());
    }
}
