package org.glia.selforganizing;

import java.util.Arrays;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Task;
import org.glia.api.problem.DataException;
import org.glia.api.run.Chunks;
import org.glia.api.run.Opening;
import org.glia.api.run.Run;

/// What passes over the rows need of a chunk.
///
/// @param cells   the features
/// @param weights of the rows
/// @param codes   the level of the target of each row, -1 where it has none; empty where nothing is to be labelled
/// @param unit    whether rows count as scaled to length 1
record MapRows(Matrix cells, double[] weights, int[] codes, boolean unit) {

    /// @param labelled whether the target is read
    /// @param unit     whether rows count as scaled to length 1
    record Open(boolean labelled, boolean unit) implements Opening<MapRows> {

        @Override
        public MapRows open(Dataset chunk) {
            return new MapRows(chunk.features(), weights(chunk), labelled ? chunk.nominalTarget().codes() : new int[0], unit);
        }
    }

    /// The rows of a fit in chunks, with their labels where it is to classify.
    static Chunks<MapRows> of(Dataset data, boolean unit, Run run) {
        return run.chunks(data, new Open(isLabelled(run), unit));
    }

    static boolean isLabelled(Run run) {
        return run.task() == Task.CLASSIFICATION;
    }

    /// The weights of the rows, 1 where there are none.
    static double[] weights(Dataset data) {
        return data.weights().orElseGet(() -> {
            var ones = new double[data.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
    }

    int rows() {
        return weights.length;
    }

    int width() {
        return cells.columns();
    }

    /// The rows do not fit into the range of doubles when squared.
    static DataException tooLarge(Dataset data, String algorithm) {
        return new DataException("the numbers in %s are too large for squared distances; try `standardize | %s`"
                .formatted(data.name(), algorithm));
    }
}
