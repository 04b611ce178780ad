package org.glia.selforganizing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.run.Run;
import org.glia.compute.dense.Doubles;
import org.glia.selforganizing.Grid.Lattice;
import org.glia.selforganizing.Radii.Decay;
import org.glia.selforganizing.Radii.Radius;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Batch maps of R's package kohonen, from the same first weights.
class SomOracleTest {

    private static final Dataset IRIS = Dataset.builder("iris").block("x", Oracle.read("iris.csv").matrix()).build();

    @ParameterizedTest
    @CsvSource({"gaussian, 5, 4, GAUSSIAN, false, 2.5, 0.5, 10", "torus, 6, 4, GAUSSIAN, true, 2, 0.4, 8",
            "bubble, 5, 4, BUBBLE, false, 2.2, 1.2, 2"})
    void fromTheSameWeightsTheSameMapIsReached(String name, int width, int height, Neighbourhood neighbourhood,
            boolean toroidal,
                                               double radius, double finalRadius, int epochs) {
        var settings = new Som.Settings(new Grid(width, height, Lattice.HEXAGONAL, toroidal), neighbourhood,
                new Radii(new Radius.Steps(radius), finalRadius, Decay.LINEAR), Som.Beginning.ROWS,
                new Som.Training.Batch(), epochs,
                Labels.NONE);
        var run = Run.local(1).as(Task.CLUSTERING);
        var model = new Som().fit(IRIS, settings, Optional.of(Oracle.read(name + ".first.csv").matrix().toArray()), run);
        var errors = run.history().find("quantisation error").orElseThrow().values();
        var theirs = Oracle.read(name + ".history.csv").column("error");
        for (int epoch = 0; epoch < epochs; epoch++) {
            assertEquals(theirs[epoch], errors[epoch], 1e-9, "epoch " + epoch);
        }
        assertArrayEquals(Oracle.read(name + ".weights.csv").matrix().toArray(), model.codebook().weights().toArray(), 1e-9);
        var winners = model.predictor(IRIS.schema()).predict(IRIS).clusters();
        var theirWinners = Oracle.read(name + ".winners.csv").wholes("neuron");
        for (int row = 0; row < winners.length; row++) {
            // bubbles leave equal neurons, among which the package draws
            assertEquals(distance(row, model, theirWinners[row]), distance(row, model, winners[row]), 1e-9, "row " + row);
        }
        var edges = Oracle.read(name + ".edges.csv");
        assertArrayEquals(edges.wholes("from"), model.grid().edges()[0]);
        assertArrayEquals(edges.wholes("to"), model.grid().edges()[1]);
    }

    private static double distance(int row, SomModel model, int neuron) {
        return Math.sqrt(Doubles.squaredDistance(IRIS.features().row(row), 0, model.codebook().weights().row(neuron), 0, 4));
    }
}
