package org.glia.trees;

import java.util.Set;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.ClassWeight;
import org.glia.api.Estimator;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Report;
import org.glia.api.model.Series;
import org.glia.api.model.TreeView;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Asks one question after the other, each about one feature, until the rows that gave the same answers are alike: a
/// classification and regression tree.
///
/// *What it learns.* A binary tree of questions (`petal_length <= 2.45`, `sex in {female}`) and in each leaf the
/// weights of the classes, or the mean or median of the target. Probabilities are the shares of the classes in a row's
/// leaf.
///
/// *When to use it.* Where the answer must be read and explained: `show cart as rules`. For columns of any kind and
/// scale, as they are: no `standardize`, `onehot` or `impute` before it. Not for the best accuracy, which many trees
/// have (`forest`, `gbm`), nor for lines and planes that lie askew, which a tree can only follow in steps. A tree that
/// is neither limited nor pruned learns its training rows by heart.
///
/// *How it works.* Each node takes the question that lowers the impurity most, over all borders between different
/// values of all features. Levels are split into two sets: for numbers and two classes the best set is found exactly,
/// by ordering the levels by their means (Breiman et al. 1984); for more classes by trying all sets up to nine levels
/// of a node, and beyond that along the first principal component of the levels' class shares (Coppersmith et al.
/// 1999). Of equal questions the first feature and the lowest border is taken. `maxLeaves` makes the best splits first.
/// `prune=[cost alpha=0.01]` then gives back the leaves that are not worth their cost, `prune=chi-squared` the splits
/// that may be chance; the report tells at what cost which subtree is the best.
///
/// *Complexity.* O(d n log n) to prepare, O(d n) for each level of the tree where values repeat and O(d n log n) where
/// they do not; absolute errors O(d n log n). *Missing values* are tried on both sides of each border, so that the way
/// they go is learnt; where training had none at a node, they go with the greater weight, and so do levels that the
/// node never saw. *Weights* count like repeated rows, but for `minSplit` and `minLeaf`, which count rows. *Classes*
/// without training rows get the probability 0.
///
/// *Example.* `fit cart maxDepth=3 on penguins`
@Component(service = Estimator.class)
@Algorithm(name = "cart", title = "classification and regression tree", tasks = {Task.CLASSIFICATION, Task.REGRESSION},
        accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.MISSING, Accepts.INFINITE, Accepts.WEIGHTS},
        views = {TreeView.class, FeatureImportances.class, Report.class, Series.class}, random = true,
        references = "Breiman, Friedman, Olshen and Stone 1984; Coppersmith, Hong and Hosking 1999")
public final class Cart implements Estimator<Cart.Settings, CartModel> {

    /// @param criterion   what splits make less
    /// @param limits      when to stop
    /// @param maxFeatures how many features each split chooses from
    /// @param splitter    which borders are tried
    /// @param prune       how the grown tree is cut back
    /// @param classWeight how much the rows of each class count
    public record Settings(
            @Setting(value = "impurity: gini or entropy for classes, squared or absolute for numbers") Impurity criterion,
            @Group Limits limits,
            @Setting("features that each split chooses from: all, sqrt, log2, third, a number or a share")
            MaxFeatures maxFeatures,
            @Setting("try all borders of a feature, or one at random") Splitter splitter,
            @Setting("how the grown tree is cut back") Pruning prune,
            @Setting("how much the rows of each class count") ClassWeight classWeight) {

        public Settings() {
            this(Impurity.AUTO, new Limits(), new MaxFeatures.All(), Splitter.BEST, new Pruning.None(), new ClassWeight.None());
        }
    }

    /// Criteria, class weights and pruning that belong to one task leave that one.
    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        var traits = settings.criterion().narrow(Traits.declared(getClass()));
        boolean classes = !(settings.classWeight() instanceof ClassWeight.None)
                || settings.prune() instanceof Pruning.ChiSquared;
        if (!classes) {
            return traits;
        }
        var left = traits.tasks().contains(Task.CLASSIFICATION) ? Set.of(Task.CLASSIFICATION) : Set.<Task>of();
        return traits.withTasks(left);
    }

    /// @throws DataException if no row has a positive weight, or classWeight names no level
    @Override
    public CartModel fit(Dataset data, Settings settings, Run run) {
        run.checkCancelled();
        var labelled = Labelled.of(data, settings.classWeight(), run.task());
        var columns = Columns.of(data, run.parallel());
        run.progress(0.1, "growing");
        var growth = settings.limits().growth(settings.maxFeatures(), columns.count(), settings.splitter());
        var grown = new TreeGrower(columns, settings.criterion().of(run.task()), growth)
                .grow(labelled.target(), labelled.weights(), run.random("tree", 0), run.parallel(),
                        run::checkCancelled);
        run.progress(0.9, "pruning");
        var tree = switch (settings.prune()) {
            case Pruning.None none -> grown.tree();
            case Pruning.Cost cost -> CostComplexity.of(grown.tree(), cost.alpha()).tree();
            case Pruning.ChiSquared test -> Significance.prune(grown.tree(), test.significance());
        };
        run.progress(1, "done");
        return new CartModel(tree, columns.gaps());
    }
}
