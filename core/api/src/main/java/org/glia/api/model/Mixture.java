package org.glia.api.model;

import java.util.List;

import org.glia.api.data.Matrix;

/// A mixture of normal distributions.
///
/// @param features    the columns of `means`
/// @param weights     one for each component, summing to 1
/// @param means       `components x features`
/// @param covariances one `features x features` matrix for each component
public record Mixture(List<String> features, double[] weights, Matrix means, List<Matrix> covariances) {
}
