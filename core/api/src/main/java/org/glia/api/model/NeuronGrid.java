package org.glia.api.model;

import java.util.List;

import org.glia.api.data.Matrix;

/// Neurons that lie on a plane or a torus, as in a self-organizing map, with all that pictures of it show: component planes
/// are columns of `weights`, the hit map is `hits`, and [#uMatrix()] tells borders.
///
/// @param features  the columns of `weights`
/// @param weights   `neurons x features`
/// @param positions `neurons x 2`, where the middle of each neuron's cell lies, x to the right and y upwards; neighbours are at
///                  distance 1, but those across the seams of a torus
/// @param cell      the shape of a neuron's cell
/// @param hits      the weight of the training rows that each neuron won
/// @param from      the first neuron of each pair of neighbours; each pair stands once, also across the seams of a torus
/// @param to        the second neuron of each pair
/// @param labels    the level of the target that each neuron answers, empty where there are none
public record NeuronGrid(List<String> features, Matrix weights, Matrix positions, Cell cell, double[] hits, int[] from, int[] to,
                         List<String> labels) {

    /// The shape of a neuron's cell, for pictures without gaps.
    public enum Cell {
        /// A square with sides of length 1, parallel to the axes.
        SQUARE,
        /// A regular hexagon of width 1, with two sides parallel to the y axis.
        HEXAGON
    }

    /// @throws IllegalArgumentException if the parts do not fit each other
    public NeuronGrid {
        features = List.copyOf(features);
        labels = List.copyOf(labels);
        int neurons = weights.rows();
        if (positions.rows() != neurons || positions.columns() != 2 || hits.length != neurons || from.length != to.length
                || weights.columns() != features.size() || !labels.isEmpty() && labels.size() != neurons) {
            throw new IllegalArgumentException(("%d neurons of %d features with %d positions, %d hits, %d labels, and edges from %d "
                    + "to %d neurons").formatted(neurons, features.size(), positions.rows(), hits.length, labels.size(), from.length,
                    to.length));
        }
    }

    /// The Euclidean distance of each pair of neighbours in the space of the features: large where the edge of the grid crosses
    /// a border between groups.
    public double[] distances() {
        var distances = new double[from.length];
        for (int edge = 0; edge < distances.length; edge++) {
            var a = weights.row(from[edge]);
            var b = weights.row(to[edge]);
            double squares = 0;
            for (int j = 0; j < a.length; j++) {
                squares += (a[j] - b[j]) * (a[j] - b[j]);
            }
            distances[edge] = Math.sqrt(squares);
        }
        return distances;
    }

    /// The unified distance matrix (Ultsch and Siemon, 1990): for each neuron its mean distance to its neighbours in the space
    /// of the features, 0 where it has none.
    public double[] uMatrix() {
        var means = new double[weights.rows()];
        var neighbours = new int[means.length];
        var distances = distances();
        for (int edge = 0; edge < distances.length; edge++) {
            means[from[edge]] += distances[edge];
            means[to[edge]] += distances[edge];
            neighbours[from[edge]]++;
            neighbours[to[edge]]++;
        }
        for (int neuron = 0; neuron < means.length; neuron++) {
            means[neuron] /= Math.max(1, neighbours[neuron]);
        }
        return means;
    }

    /// The component plane of a feature: its weight in each neuron.
    ///
    /// @throws IllegalArgumentException if there is no such feature
    public double[] plane(String feature) {
        int column = features.indexOf(feature);
        if (column < 0) {
            throw new IllegalArgumentException("there is no feature `%s` among %s".formatted(feature, features));
        }
        return weights.column(column);
    }
}
