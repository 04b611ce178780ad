package org.glia.selforganizing;

import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.run.Run;

/// Neurons that are about to learn from rows one by one, and the rows.
final class Competition {

    private final Dataset data;
    private final String algorithm;
    private final boolean unit;
    private final Presentation presentation;
    private final MapStep.Extent.Sums extent;
    private final Codes codes;
    private final Run run;

    private Competition(Dataset data, String algorithm, boolean unit, Presentation presentation, MapStep.Extent.Sums extent,
                        Codes codes, Run run) {
        this.data = data;
        this.algorithm = algorithm;
        this.unit = unit;
        this.presentation = presentation;
        this.extent = extent;
        this.codes = codes;
        this.run = run;
    }

    /// @param given the weights to begin with, in the place of `start`
    /// @throws DataException if no row has weight, or squared distances overflow
    static Competition of(Dataset data, int neurons, Start start, boolean unit, Optional<double[]> given, String algorithm,
                          Run run) {
        var presentation = new Presentation(data, unit, run);
        var extent = MapRows.of(data, unit, run).aggregate(new MapStep.Extent());
        if (!Double.isFinite(extent.squares())) {
            throw MapRows.tooLarge(data, algorithm);
        }
        var weights = given.map(double[]::clone).orElseGet(() ->
                start.weights(neurons, extent.means().length, presentation, extent, run.random("start", 0)));
        return new Competition(data, algorithm, unit, presentation, extent, new Codes(weights, neurons, unit), run);
    }

    /// How many rows have weight.
    int rows() {
        return presentation.rows();
    }

    Codes codes() {
        return codes;
    }

    /// The mean squared distance of the rows to their mean.
    double variance() {
        return extent.variance();
    }

    void show(int epochs, Presentation.Pupil pupil) {
        presentation.show(epochs, "quantisation error", pupil);
    }

    Codebook codebook() {
        return Codebook.of(codes.weights, codes.neurons, unit, data, algorithm, run);
    }
}
