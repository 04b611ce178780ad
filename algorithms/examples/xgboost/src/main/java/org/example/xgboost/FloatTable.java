package org.example.xgboost;

import java.util.List;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.problem.DataException;

/// A table's features in single precision, row after row; NaN is missing.
record FloatTable(int rows, int columns, float[] cells) {

    /// @throws DataException if a number is beyond single precision
    static FloatTable of(Dataset data) {
        var features = data.features();
        var names = data.schema().featureNames();
        int width = features.columns();
        var cells = new float[Math.multiplyExact(features.rows(), width)];
        var row = new double[width];
        for (int i = 0; i < features.rows(); i++) {
            features.read(i, i + 1, row, 0);
            for (int j = 0; j < width; j++) {
                cells[i * width + j] = single(row[j], names, j);
            }
        }
        return new FloatTable(features.rows(), width, cells);
    }

    /// The numbers of the target, or the codes of its classes.
    static float[] target(Dataset data) {
        var name = List.of(data.targetField().name());
        var target = new float[data.rows()];
        for (int row = 0; row < target.length; row++) {
            target[row] = switch (data.target()) {
                case NominalColumn classes -> classes.code(row);
                case NumericColumn numbers -> single(numbers.value(row), name, 0);
                default -> throw new IllegalArgumentException("a target is nominal or numeric");
            };
        }
        return target;
    }

    static float[] weights(Dataset data) {
        var weights = data.weights().orElseThrow();
        var floats = new float[weights.length];
        for (int row = 0; row < floats.length; row++) {
            floats[row] = single(weights[row], List.of("the weights"), 0);
        }
        return floats;
    }

    private static float single(double value, List<String> names, int column) {
        if (Math.abs(value) > Float.MAX_VALUE) {
            throw new DataException("`%s` has %s, and XGBoost knows numbers up to 3.4e38 only; divide that column, or take histgbm"
                    .formatted(names.get(column), value));
        }
        return (float) value;
    }

    /// The same as the library keeps it, outside of Java's memory: to be disposed of.
    DMatrix matrix() throws XGBoostError {
        return new DMatrix(cells, rows, columns, Float.NaN);
    }
}
