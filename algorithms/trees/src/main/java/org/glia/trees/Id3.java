package org.glia.trees;

import java.util.Optional;

import org.glia.api.Algorithm;
import org.glia.api.ClassWeight;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Task;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Report;
import org.glia.api.model.TreeView;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Asks for the level of one nominal feature after the other, with a branch for each level: Quinlan's ID3.
///
/// *What it learns.* A tree whose splits have one child for each level, and in each node the weights of the classes.
/// Probabilities are the shares of the classes where a row ends.
///
/// *When to use it.* To teach and to learn how trees grow, and for small tables of nominal columns whose tree people
/// shall read. `cart` takes numbers as well, does not scatter the rows over many branches, and can be pruned.
///
/// *How it works.* Each node asks for the feature that tells most about the class: the one with the largest gain, which
/// is the entropy of the classes less the mean entropy after the answer, in bits. Gain favours features with many
/// levels; `choice=ratio` divides it by the entropy of the answer itself, among the features of at least average gain.
/// A feature is asked once on the way to a leaf; growing ends where all rows have one class or no feature gains
/// anything. `significance=0.05` asks only for features whose chi-squared test against the class has at most this
/// p-value.
///
/// *Complexity.* O(d n depth). *Missing values*: a row whose answer is missing goes down all branches, in proportion to
/// the rows whose answer is known, in training as in prediction; gains count for the share of known answers. *Levels*
/// that a node never saw get the node's own shares. *Weights* count like repeated rows. *Numeric columns* are not
/// taken: use `cart`, or make levels of them with `discretize`.
///
/// *Example.* `crossval id3 significance=0.5 on weather`
@Component(service = Estimator.class)
@Algorithm(name = "id3", title = "ID3 decision tree", tasks = Task.CLASSIFICATION,
        accepts = {Accepts.NOMINAL, Accepts.MISSING, Accepts.UNSEEN, Accepts.WEIGHTS},
        views = {TreeView.class, FeatureImportances.class, Report.class},
        references = "Quinlan 1986")
public final class Id3 implements Estimator<Id3.Settings, Id3Model> {

    /// What a feature is chosen by.
    public enum Choice {
        /// The information gained.
        GAIN,
        /// The information gained for each bit of the answer.
        RATIO
    }

    /// @param choice       what a feature is chosen by
    /// @param significance largest p-value of a feature that is asked for
    /// @param maxDepth     most questions on the way to a leaf
    /// @param minSplit     least weight of a node that is split
    /// @param classWeight  how much the rows of each class count
    public record Settings(
            @Setting("choose features by gain, or by gain for each bit of the answer") Choice choice,
            @Setting(value = "largest p-value of a feature that is asked for", min = 0, max = 1) Optional<Double> significance,
            @Setting(value = "most questions on the way to a leaf", min = 1, tune = "1..10") Optional<Integer> maxDepth,
            @Setting(value = "least weight of a node that is split", min = 0) double minSplit,
            @Setting("how much the rows of each class count") ClassWeight classWeight) {

        public Settings() {
            this(Choice.GAIN, Optional.empty(), Optional.empty(), 0, new ClassWeight.None());
        }
    }

    /// @throws DataException if no row has a positive weight, or classWeight names no level
    @Override
    public Id3Model fit(Dataset data, Settings settings, Run run) {
        run.checkCancelled();
        var labelled = Labelled.of(data, settings.classWeight(), Task.CLASSIFICATION);
        var features = data.schema().features().stream().map(field -> data.column(field.name()))
                .map(NominalColumn.class::cast).toList();
        var model = new Id3Grower(features, data.nominalTarget(), labelled.weights(), settings, run).grow();
        run.progress(1, "done");
        return model;
    }
}
