package org.glia.compute.optimise;

import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Folds;
import org.glia.api.run.Run;

/// When to end a fit that has rounds (epochs, trees): settings that go into the settings of all such algorithms as a group.
///
/// The loss is that of rows which the fit does not learn from: the companion set of the data if there is one, otherwise a
/// share of the rows, stratified by a nominal target. Whoever stops early gives back the best parameters, not the last.
///
/// @param patience   rounds without a better loss after which to stop; 0 for never
/// @param validation the share of the rows that is held out, 0 for none: then the loss of the training rows decides
/// @param tolerance  by how much a loss must be smaller to count as better
public record EarlyStopping(
        @Setting(value = "rounds without a better loss after which to stop, 0 for never", min = 0) int patience,
        @Setting(value = "share of the rows held out to judge by, 0 for none", min = 0, max = 1, maxExclusive = true) double validation,
        @Setting(value = "by how much a loss must be smaller to count as better", min = 0) double tolerance) {

    /// Never, and nothing is held out.
    public EarlyStopping() {
        this(0, 0, 0);
    }

    /// The rows to learn from and those to judge by; the latter have none where the training rows judge.
    public record Split(Dataset train, Dataset validation) {

        public boolean isHeldOut() {
            return validation.rows() > 0;
        }
    }

    /// Takes the companion set, or holds rows out.
    ///
    /// @throws DataException if there are too few rows to hold some out
    public Split split(Dataset data, Run run) {
        if (data.validation().isPresent()) {
            return new Split(data, data.validation().get());
        }
        if (validation == 0) {
            return new Split(data, data.rows(0, 0));
        }
        var fold = Folds.holdout(data, validation, run.random("early stopping", 0).nextLong()).all().getFirst();
        return new Split(data.rows(fold.train()), data.rows(fold.test()));
    }

    public Patience patient() {
        return new Patience(patience, tolerance);
    }
}
