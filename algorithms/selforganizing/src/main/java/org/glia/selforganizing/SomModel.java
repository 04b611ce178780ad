package org.glia.selforganizing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.NeuronGrid;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;

/// A map: neurons in the space of the features that lie on a grid.
///
/// @param codebook         the neurons, row by row of the grid
/// @param grid             how they lie
/// @param topographicError the share of the training rows whose nearest and second nearest neurons are no neighbours on the
///                         grid
public record SomModel(Codebook codebook, Grid grid, double topographicError) implements Model {

    /// The nearest neuron of each row, and the levels it stands for where it has labels.
    @Override
    public Predictor predictor(Schema schema) {
        return codebook.predictor(schema);
    }

    /// Where on the map each row lies, as columns `map_x` and `map_y`.
    @Override
    public Transformer transformer(Schema schema) {
        var points = codebook.points();
        var positions = grid.positions();
        var origin = schema.features().stream().map(Field::name).toList();
        return features -> {
            var winners = codebook.winners(points, features.features());
            var cells = new double[2 * winners.length];
            Arrays.setAll(cells, i -> positions.values()[2 * winners[i / 2] + i % 2]);
            var matrix = new DenseMatrix(winners.length, 2, cells);
            return Dataset.of(features.name(), winners.length,
                    Schema.of(Field.numeric("map_x").withOrigin(origin), Field.numeric("map_y").withOrigin(origin)),
                    List.of(new NumericColumn(matrix.columns(0, 1)), new NumericColumn(matrix.columns(1, 1))));
        };
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        var map = map(schema);
        return View.of(type, map, codebook.centroids(schema), report(schema, map));
    }

    private NeuronGrid map(Schema schema) {
        var edges = grid.edges();
        var cell = grid.lattice() == Grid.Lattice.HEXAGONAL ? NeuronGrid.Cell.HEXAGON : NeuronGrid.Cell.SQUARE;
        return new NeuronGrid(schema.featureNames(), codebook.weights(), grid.positions(), cell, codebook.hits(), edges[0],
                edges[1], codebook.labels(schema));
    }

    private Report report(Schema schema, NeuronGrid map) {
        Matrix positions = map.positions();
        return Report.of(
                new Table("neurons", codebook.neuronTable(schema)
                        .numeric("x", positions.column(0)).numeric("y", positions.column(1))
                        .numeric("distance to neighbours", map.uMatrix()).build()),
                new Table("fit", Dataset.builder("fit").numeric("quantisation error", codebook.quantisationError())
                        .numeric("topographic error", topographicError)
                        .numeric("neurons without rows", codebook.dead()).build()));
    }
}
