package org.glia.api;

import org.glia.api.data.Dataset;
import org.glia.api.model.Model;

/// A model and what it says of the rows it was fitted on: a table of tagged columns for a predictor, of features for a
/// transformer.
public record Fitted<M extends Model>(M model, Dataset output) {
}
