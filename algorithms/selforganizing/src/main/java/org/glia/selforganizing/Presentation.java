package org.glia.selforganizing;

import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.problem.DataException;
import org.glia.api.run.Run;

/// Shows the rows one by one, in each epoch all of those that have weight, in a new random order.
final class Presentation {

    static final int ROWS_BETWEEN_POLLS = 64;

    private final Matrix cells;
    private final boolean unit;
    private final double[] weights;
    private final int[] shown;
    private final Run run;

    /// Who learns from a row at a time.
    @FunctionalInterface
    interface Pupil {

        /// Learns from a row.
        ///
        /// @param row    valid during the call
        /// @param number of the row in the data
        /// @param update how many rows were shown before
        /// @return the error that the pupil made of the row before it learnt
        double learn(double[] row, double weight, int number, long update);

        /// Takes note of the end of an epoch.
        ///
        /// @param epoch from 1
        /// @param error the mean error of the rows
        /// @return whether to go on
        default boolean epoch(int epoch, double error) {
            return true;
        }
    }

    /// @throws DataException if no row has weight
    Presentation(Dataset data, boolean unit, Run run) {
        this.cells = data.features();
        this.unit = unit;
        this.weights = MapRows.weights(data);
        this.shown = IntStream.range(0, weights.length).filter(row -> weights[row] > 0).toArray();
        this.run = run;
        if (shown.length == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
    }

    /// How many rows have weight.
    int rows() {
        return shown.length;
    }

    /// The number of row `i` of those that have weight.
    int shown(int i) {
        return shown[i];
    }

    double weight(int row) {
        return weights[row];
    }

    void read(int row, double[] into, int at) {
        cells.read(row, row + 1, into, at);
        if (unit) {
            UnitLength.scale(into, at, cells.columns());
        }
    }

    /// Records the mean error of each epoch as a line of the history.
    ///
    /// @param line the name of that line
    void show(int epochs, String line, Pupil pupil) {
        var row = new double[cells.columns()];
        long update = 0;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            run.progress((epoch - 1.0) / epochs, "epoch %d of %d".formatted(epoch, epochs));
            double total = 0;
            double errors = 0;
            var order = run.random("order", epoch).permutation(shown.length);
            for (int i = 0; i < order.length; i++) {
                if (i % ROWS_BETWEEN_POLLS == 0) {
                    run.checkCancelled();
                }
                int number = shown[order[i]];
                read(number, row, 0);
                errors += weights[number] * pupil.learn(row, weights[number], number, update++);
                total += weights[number];
            }
            double error = errors / total;
            if (Double.isFinite(error)) {
                run.record(line, epoch, error);
            }
            if (!pupil.epoch(epoch, error)) {
                return;
            }
        }
    }
}
