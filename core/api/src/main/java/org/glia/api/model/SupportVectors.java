package org.glia.api.model;

import java.util.List;

import org.glia.api.data.Matrix;

/// The training rows that a kernel machine keeps.
///
/// @param features     the columns of `vectors`
/// @param vectors      `vectors x features`
/// @param coefficients `vectors x decision functions`, the dual coefficients with their signs
/// @param rows         the position of each vector in the training rows
public record SupportVectors(List<String> features, Matrix vectors, Matrix coefficients, int[] rows) {
}
