package org.glia.api;

import org.glia.api.data.Dataset;
import org.glia.api.model.DataTree;
import org.glia.api.model.Model;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.Run;
import org.osgi.annotation.versioning.ConsumerType;

/// An algorithm. Implementations have a public constructor without arguments, carry [Algorithm], keep no state and are
/// safe for use by many threads at once.
///
/// People do not call [#fit] themselves: `with(...)` checks the settings and gives a [Configured], whose `fit` checks
/// the data.
///
/// ```java
/// var clusters = new KMeans().with("k=3").fit(iris);
/// ```
///
/// @param <S> the settings, a record whose constructor without arguments gives the defaults
/// @param <M> the model, a record
@ConsumerType
public interface Estimator<S extends Record, M extends Model> {

    /// Learns from `data`, which has been checked against [#traits] and is never changed: it has rows and features, and
    /// nothing that is not accepted.
    ///
    /// @param data     the rows, with targets where the task is supervised
    /// @param settings checked
    /// @param run      random streams, parallel loops, progress
    /// @throws DataException      if these data cannot be learnt from (one class only, say)
    /// @throws CancelledException if the run was cancelled
    M fit(Dataset data, S settings, Run run);

    /// What the algorithm can take and do with these settings: the annotation's word unless overridden.
    ///
    /// @param catalog resolves nested recipes, whose traits a wrapper takes over
    default Traits traits(S settings, Catalog catalog) {
        return Traits.declared(getClass());
    }

    /// Lifts a model's data of an older format to the present one.
    ///
    /// @param from the format of `model`, lower than that of [Algorithm#format()]
    /// @throws GliaException if that format cannot be read any more
    default DataTree upgrade(int from, DataTree model) {
        throw new GliaException("models of format %d of `%s` cannot be read any more; fit the recipe again"
                .formatted(from, AlgorithmType.annotation(getClass()).name()));
    }

    /// This algorithm with settings as a recipe writes them (`"k=3 seeding=random"`).
    ///
    /// @throws RecipeException if a setting is unknown or out of range; the message names all such
    default Configured<M> with(String settings) {
        return Configured.of(this, settings);
    }

    default Configured<M> with(S settings) {
        return Configured.of(this, settings);
    }
}
