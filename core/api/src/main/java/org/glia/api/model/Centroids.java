package org.glia.api.model;

import java.util.List;

import org.glia.api.data.Matrix;

/// The centres of clusters.
///
/// @param features  the columns of `centroids`
/// @param centroids `clusters x features`, in the features' units
/// @param sizes     the weight of the training rows of each cluster
public record Centroids(List<String> features, Matrix centroids, double[] sizes) {
}
