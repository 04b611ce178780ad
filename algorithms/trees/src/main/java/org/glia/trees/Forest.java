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

/// Grows many deep trees, each on rows drawn with replacement and each split among a few features drawn anew, and
/// answers with their mean: a random forest.
///
/// *What it learns.* The trees, of which each errs in its own way, so that the mean errs less. Probabilities are the
/// mean of the class shares in the trees' leaves, numbers the mean of the leaves' means or medians.
///
/// *When to use it.* As the first strong learner for tables: it needs no scaling, no coding of levels, hardly any
/// tuning, and does not get worse with more trees. `gbm` and `histgbm` are often better when tuned. Not where the model
/// must be read (`cart`), be small, or go beyond the targets it has seen.
///
/// *How it works.* Each tree draws as many rows as there are; a row drawn twice counts twice. The trees are those of
/// `cart`, grown out. About a third of the rows are not drawn by a tree, and are predicted by the trees that did not
/// draw them: the out-of-bag score, which is as good as a test set's, stands in the report, and its course over the
/// number of trees in the history. `importance=permutation` shuffles each feature among a tree's unseen rows and
/// reports by how much the answers get worse, with the deviation over the trees; it costs one more prediction for each
/// feature, and unlike `impurity` does not favour features with many values.
///
/// *Complexity.* O(trees maxFeatures n log n), trees side by side. *Missing values, nominal columns* as in `cart`.
/// *Weights* and class weights multiply how often a row was drawn. *Classes* without training rows get the probability
/// 0.
///
/// *Example.* `crossval forest trees=200 on wine`
@Component(service = Estimator.class)
@Algorithm(name = "forest", title = "random forest", tasks = {Task.CLASSIFICATION, Task.REGRESSION},
        accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.MISSING, Accepts.INFINITE, Accepts.WEIGHTS},
        views = {FeatureImportances.class, Report.class, History.class}, random = true,
        references = "Breiman 2001")
public final class Forest implements Estimator<Forest.Settings, ForestModel> {

    /// @param forest what forests have in common
    public record Settings(@Group ForestSettings forest) {

        public Settings() {
            this(ForestSettings.drawing(true));
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        return settings.forest().narrow(Traits.declared(getClass()));
    }

    /// @throws DataException if no row has a positive weight, or classWeight names no level
    @Override
    public ForestModel fit(Dataset data, Settings settings, Run run) {
        var customary = run.task() == Task.REGRESSION ? new MaxFeatures.Third() : new MaxFeatures.Sqrt();
        return new Planting(data, settings.forest(), customary, Splitter.BEST, run).model();
    }
}
