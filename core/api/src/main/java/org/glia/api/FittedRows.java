package org.glia.api;

import org.glia.api.data.Dataset;
import org.glia.api.model.Model;
import org.glia.api.model.Trained;

/// A trained model and its answer for the rows it was fitted on: the table of a prediction, or transformed rows.
public record FittedRows<M extends Model>(Trained<M> trained, Dataset output) {
}
