package org.glia.api.model;

import java.util.List;

/// How much each feature matters to a model.
///
/// @param method      how it was measured (`impurity decrease`, `permutation`)
/// @param features    the features
/// @param importances one for each feature, larger matters more
/// @param deviations  the standard deviation of each, empty where it is not known
public record FeatureImportances(String method, List<String> features, double[] importances, double[] deviations) {
}
