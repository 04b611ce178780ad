package org.glia.trees;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Grows many trees whose borders are drawn at random, and answers with their mean: extremely randomised trees.
///
/// *What it learns.* Trees as `forest` does, on all rows. Each split draws a few features, for each one border between
/// its smallest and largest value in the node (or one set of its levels), and takes the best of these.
///
/// *When to use it.* Where `forest` is too slow or too rough: borders cost no search, and the mean over random borders
/// is smoother. With many features that say nothing, `forest` is mostly better.
///
/// *Complexity.* O(trees maxFeatures n depth), trees side by side. *Missing values* are tried on both sides of the
/// drawn border. *Nominal columns, weights, classes without rows, out-of-bag scores* (with `bootstrap=true`) and
/// *importances* as in `forest`.
///
/// *Example.* `crossval extratrees on digits`
@Component(service = Estimator.class)
@Algorithm(name = "extratrees", title = "extremely randomised trees", tasks = {Task.CLASSIFICATION, Task.REGRESSION},
        accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.MISSING, Accepts.INFINITE, Accepts.WEIGHTS},
        views = {FeatureImportances.class, Report.class, History.class}, random = true,
        references = "Geurts, Ernst and Wehenkel 2006")
public final class ExtraTrees implements Estimator<ExtraTrees.Settings, ForestModel> {

    /// @param forest what forests have in common
    public record Settings(@Group ForestSettings forest) {

        public Settings() {
            this(ForestSettings.drawing(false));
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        return settings.forest().narrow(Traits.declared(getClass()));
    }

    /// @throws DataException if no row has a positive weight, or classWeight names no level
    @Override
    public ForestModel fit(Dataset data, Settings settings, Run run) {
        var customary = run.task() == Task.REGRESSION ? new MaxFeatures.All() : new MaxFeatures.Sqrt();
        return new Planting(data, settings.forest(), customary, Splitter.RANDOM, run).model();
    }
}
