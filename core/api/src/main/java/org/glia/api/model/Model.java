package org.glia.api.model;

import java.util.Optional;

import org.glia.api.data.Schema;
import org.glia.api.problem.GliaException;
import org.osgi.annotation.versioning.ConsumerType;

/// What an estimator has learnt: an immutable record of data (numbers, strings, enums, arrays, lists, maps, optionals,
/// records, sealed interfaces of records, `Matrix`, `Schema`, `Dataset`, `Recipe`, `Trained`), so that it can be saved,
/// compared and read without its author doing anything. Trees and other deep structures are flat arrays.
///
/// A model predicts, transforms, or both; the `schema` it is given for that is the one of the rows it was fitted on, as
/// the fit saw them.
@ConsumerType
public interface Model {

    /// Builds once what prediction needs (a search tree, packed weights). The result is not saved and must be safe for
    /// use by many threads at once.
    ///
    /// @throws GliaException if this kind of model does not predict
    default Predictor predictor(Schema schema) {
        throw new GliaException("this model does not predict new rows");
    }

    /// Builds once what transforming rows needs; safe for use by many threads at once.
    ///
    /// @throws GliaException if this kind of model does not transform
    default Transformer transformer(Schema schema) {
        throw new GliaException("this model does not transform rows");
    }

    /// A neutral look at the model (`Coefficients`, `TreeView`, `Centroids` ...) for pictures, exports and people; empty
    /// where the model has no such side.
    ///
    /// ```java
    /// return View.of(type, new Centroids(schema.featureNames(), centroids, sizes));
    /// ```
    default <V> Optional<V> view(Class<V> type, Schema schema) {
        return Optional.empty();
    }
}
