package org.glia.trees;

import java.util.Optional;

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
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.compute.optimise.EarlyStopping;
import org.osgi.service.component.annotations.Component;

/// Predicts classes or numbers by many small trees, each of which corrects those before it, and looks at every border between
/// values: gradient boosting as Friedman wrote it down.
///
/// *What it learns.* A sum of trees: the mean, median, quantile or log-count of a number, the log-odds of classes (one tree
/// a round for two classes, one for each of more).
///
/// *When to use it.* On tables of up to some ten thousand rows, where every value may matter; on larger ones `histgbm` is many
/// times faster and as good. Shallow trees (`maxDepth` of 2 to 5), a `learningRate` of 0.1 or less and enough `iterations`
/// are customary; `patience=10 validation=0.1` finds out how many are enough. `subsample=0.5` is quicker and often better.
/// `loss=huber` and `loss=absolute` care little for outliers; two fits with `loss=[quantile level=0.05]` and
/// `level=0.95` enclose nine of ten targets.
///
/// *How it works.* Each round fits a tree by least squares to the negative gradients of the loss at the present scores of the
/// rows, or of a share `subsample` of them, puts into each leaf the constant that lowers the loss most (a quantile, or one
/// step of Newton's), and adds `learningRate` times that. With `subsample` below 1 the history says by how much each round
/// bettered the rows that it did not see. All rounds use the same ranks of the columns.
///
/// *Complexity.* O(iterations outputs rows columns maxDepth), and one sort for each column.
/// *Missing values, nominal columns* as in `cart`: on the better side of each split; in two sets of levels. *Weights*
/// count like repeated rows, but for `minSplit` and `minLeaf`, which count rows. *Classes* without training rows get the
/// probability 0.
///
/// *Example.* `crossval gbm iterations=50 subsample=0.7 on diabetes`
@Component(service = Estimator.class)
@Algorithm(name = "gbm", title = "gradient boosting", tasks = {Task.CLASSIFICATION, Task.REGRESSION},
        accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.MISSING, Accepts.INFINITE, Accepts.WEIGHTS},
        views = {FeatureImportances.class, Report.class, History.class}, random = true,
        references = "Friedman 2001; Friedman 2002")
public final class Gbm implements Estimator<Gbm.Settings, GbmModel> {

    /// @param iterations   rounds, each with a tree for every output
    /// @param learningRate what trees are multiplied by
    /// @param loss         what is made small
    /// @param limits       when trees stop
    /// @param maxFeatures  how many features each split chooses from
    /// @param start        where scores begin, and what share of the rows rounds see
    /// @param classWeight  how much the rows of each class count
    /// @param stopping     when to stop before `iterations`
    public record Settings(
            @Setting(value = "rounds of trees", min = 1, tune = "30..1000:log") int iterations,
            @Setting(value = "what each tree is multiplied by", min = 0, minExclusive = true, tune = "0.01..0.5:log")
            double learningRate,
            @Setting("what is made small") BoostLoss loss,
            @Group Limits limits,
            @Setting("features that each split chooses from: auto, all, sqrt, log2, third, a number or a share")
            MaxFeatures maxFeatures,
            @Group Rounds start,
            @Setting("how much the rows of each class count") ClassWeight classWeight,
            @Group EarlyStopping stopping) {

        public Settings() {
            this(100, 0.1, new BoostLoss.Auto(), new Limits(Optional.of(3), 2, 1, Optional.empty(), 0), new MaxFeatures.All(),
                    new Rounds(), new ClassWeight.None(), new EarlyStopping());
        }

        /// @throws IllegalArgumentException if settings contradict each other
        public Settings {
            if (loss.tasks().isPresent() && loss.tasks().get().contains(Task.REGRESSION)
                    && !(classWeight instanceof ClassWeight.None)) {
                throw new IllegalArgumentException("classWeight is for classes, and this loss is for numbers; leave one out");
            }
        }
    }

    /// @param subsample share of the rows that each round sees
    /// @param init      where scores begin
    public record Rounds(
            @Setting(value = "share of the rows that each round sees", min = 0, max = 1, minExclusive = true, tune = "0.5..1")
            double subsample,
            @Setting("where scores begin: at the best constant, at zero, or with another model") GbmStart init) {

        public Rounds() {
            this(1, new GbmStart.Constant());
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        var declared = Traits.declared(Gbm.class);
        var traits = settings.loss().tasks().map(declared::withTasks).orElse(declared);
        return settings.start().init().narrow(traits, catalog);
    }

    /// @throws DataException if fewer than two classes have rows of positive weight, or classWeight names no level
    @Override
    public GbmModel fit(Dataset data, Settings settings, Run run) {
        return new GbmFit(data, settings, run).fit();
    }
}
