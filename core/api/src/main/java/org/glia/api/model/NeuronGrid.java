package org.glia.api.model;

import java.util.List;

import org.glia.api.data.Matrix;

/// Neurons that lie on a plane, as in a self-organizing map.
///
/// @param features  the columns of `weights`
/// @param weights   `neurons x features`
/// @param positions `neurons x 2`, where each neuron lies; neighbours are at distance 1
/// @param hits      the weight of the training rows that each neuron won
public record NeuronGrid(List<String> features, Matrix weights, Matrix positions, double[] hits) {
}
