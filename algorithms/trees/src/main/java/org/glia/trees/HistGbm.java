package org.glia.trees;

import java.util.Map;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.ClassWeight;
import org.glia.api.Estimator;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.model.TreeView;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.compute.optimise.EarlyStopping;
import org.osgi.service.component.annotations.Component;

/// Predicts classes or numbers by many small trees, each of which corrects those before it, and grows them on histograms:
/// what to reach for where tables are large.
///
/// *What it learns.* A sum of trees: the mean, median, quantile or log-count of a number, the log-odds of classes (one tree
/// a round for two classes, one for each of more).
///
/// *When to use it.* As a strong predictor on tables of mixed columns from a thousand rows on; on smaller ones `gbm` or
/// `forest` see finer splits. Not for images, sounds and texts, and not where a few coefficients must explain everything. More
/// `iterations` with a smaller `learningRate` cost time and rarely harm; `patience=10 validation=0.1` finds out how many.
/// `minHessian=1` (as XGBoost has it; others have 0.001) keeps leaves of certain classes from taking endless steps.
///
/// *How it works.* Numbers fall into at most 255 bins between quantiles (one for each number where there are fewer). Each round
/// takes first and second derivatives of the loss at the present scores, and grows a tree leaf by leaf: the split that lowers
/// the loss most comes first. Only sums over bins are looked at, and of two children only the smaller one is summed. Columns
/// that are never unusual together share one. Sums are whole numbers of 45 bits or more, so they have no order. Leaves take
/// Newton's step, or for absolute, Huber and quantile loss the best constant. A numeric column in `monotone` bounds the values
/// on both sides of its splits.
///
/// *Complexity.* Rows times columns for each level of a tree, about half of that by subtraction; a byte for each cell, and
/// about 40 bytes a row and output.
/// *Missing values* have a bin of their own, and the better side at each split; where training had none, they go with the many.
/// *Nominal columns* are split into two sets of levels, ordered by their derivatives; levels with fewer than `smoothing` rows
/// in a node stay with the many levels. Levels that training did not see, and all but the 254 commonest, count as missing.
/// *Weights* count like repeated rows, but for `minLeaf`, which counts rows, and for the bins.
///
/// *Example.* `crossval histgbm iterations=50 on breast-cancer`
@Component(service = Estimator.class)
@Algorithm(name = "histgbm", title = "histogram gradient boosting", tasks = {Task.CLASSIFICATION, Task.REGRESSION},
        accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.MISSING, Accepts.INFINITE, Accepts.WEIGHTS},
        views = {FeatureImportances.class, TreeView.class, Report.class, History.class}, random = true,
        references = "Friedman 2001; Chen and Guestrin 2016; Ke, Meng, Finley, Wang, Chen, Ma, Ye and Liu 2017")
public final class HistGbm implements Estimator<HistGbm.Settings, HistGbmModel> {

    /// @param iterations   rounds, each with a tree for every output
    /// @param learningRate what trees are multiplied by
    /// @param loss         what is made small
    /// @param growth       how trees grow
    /// @param sampling     what each round sees of the rows and columns
    /// @param monotone     1 for columns with which predictions must rise, -1 for those with which they must fall
    /// @param classWeight  how much the rows of each class count
    /// @param stopping     when to stop before `iterations`
    public record Settings(
            @Setting(value = "rounds of trees", min = 1, tune = "30..1000:log") int iterations,
            @Setting(value = "what each tree is multiplied by", min = 0, minExclusive = true, tune = "0.01..0.5:log")
            double learningRate,
            @Setting("what is made small") BoostLoss loss,
            @Group Growth growth,
            @Group Sampling sampling,
            @Setting(value = "1 for columns with which predictions rise, -1 for those with which they fall", min = -1, max = 1)
            Map<String, Integer> monotone,
            @Setting("how much the rows of each class count") ClassWeight classWeight,
            @Group EarlyStopping stopping) {

        public Settings() {
            this(100, 0.1, new BoostLoss.Auto(), new Growth(), new Sampling(), Map.of(), new ClassWeight.None(),
                    new EarlyStopping());
        }

        /// @throws IllegalArgumentException if settings contradict each other
        public Settings {
            if (loss.renewsLeaves() && !monotone.isEmpty()) {
                throw new IllegalArgumentException(
                        "monotone needs a loss with curvature; take loss=squared, poisson or log");
            }
            if (loss.tasks().isPresent() && loss.tasks().get().contains(Task.REGRESSION)
                    && !(classWeight instanceof ClassWeight.None)) {
                throw new IllegalArgumentException("classWeight is for classes, and this loss is for numbers; leave one out");
            }
        }
    }

    /// @param maxLeaves  most leaves of a tree, 0 for any number
    /// @param maxDepth   most questions on the way to a leaf, 0 for any number
    /// @param minLeaf    fewest rows in a leaf
    /// @param minHessian least sum of second derivatives in a leaf
    /// @param minGain    least gain of a split
    /// @param l2         penalty on the squares of leaves
    /// @param bins       most bins for a column
    /// @param smoothing  how many rows a level needs
    public record Growth(
            @Setting(value = "most leaves of a tree, 0 for any number", min = 0, tune = "7..127:log") int maxLeaves,
            @Setting(value = "most questions on the way to a leaf, 0 for any number", min = 0) int maxDepth,
            @Setting(value = "fewest rows in a leaf", min = 1, tune = "5..100:log") int minLeaf,
            @Setting(value = "least sum of second derivatives in a leaf", min = 0) double minHessian,
            @Setting(value = "least gain of a split", min = 0) double minGain,
            @Setting(value = "penalty on the squares of leaves", min = 0, tune = "0.001..100:log") double l2,
            @Setting(value = "most bins for the numbers of a column", min = 2, max = 255) int bins,
            @Setting(value = "rows that a level needs in a node to go its own way", min = 0) double smoothing) {

        public Growth() {
            this(31, 0, 20, 1, 0, 0, 255, 10);
        }
    }

    /// @param subsample   share of the rows that each round sees
    /// @param columnShare share of the columns that each tree may ask for
    public record Sampling(
            @Setting(value = "share of the rows that each round sees", min = 0, max = 1, minExclusive = true, tune = "0.5..1")
            double subsample,
            @Setting(value = "share of the columns that each tree may ask for", min = 0, max = 1, minExclusive = true, tune = "0.3..1")
            double columnShare) {

        public Sampling() {
            this(1, 1);
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        var declared = Traits.declared(HistGbm.class);
        return settings.loss().tasks().map(declared::withTasks).orElse(declared);
    }

    /// @throws DataException if fewer than two classes have rows of positive weight, or a setting names what is not there
    @Override
    public HistGbmModel fit(Dataset data, Settings settings, Run run) {
        return new HistGbmFit(data, settings, run).fit();
    }
}
