package org.example.xgboost;

import java.util.Map;
import java.util.Optional;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Matrix;
import org.glia.api.data.Schema;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.View;

/// Trees as the library writes them: its handle to native memory is no data, its file is.
///
/// @param file a model file of XGBoost (UBJSON), which its other languages read too
public record XgboostModel(byte[] file) implements Model {

    static final String FORMAT = "ubj";

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        var trees = open(); // its native memory goes with it, by the library's own finalizer
        return rows -> prediction(target, raw(trees, rows));
    }

    private Booster open() {
        return Library.call(() -> {
            var trees = XGBoost.loadModel(file);
            trees.setParam("nthread", 1);
            return trees;
        });
    }

    /// What the library answers, a row each.
    private static float[][] raw(Booster trees, Dataset data) {
        if (data.rows() == 0) {
            return new float[0][];
        }
        return Library.call(() -> {
            var rows = FloatTable.of(data).matrix();
            try {
                return trees.predict(rows);
            } finally {
                rows.dispose();
            }
        });
    }

    private static Prediction prediction(Field target, float[][] raw) {
        if (target.kind() != Kind.NOMINAL) {
            var values = new double[raw.length];
            for (int row = 0; row < raw.length; row++) {
                values[row] = raw[row][0];
            }
            return Prediction.values(target, values);
        }
        int levels = target.levels().size();
        var shares = new double[raw.length * levels];
        for (int row = 0; row < raw.length; row++) {
            double sum = 0;
            for (int level = 0; level < levels; level++) {
                double share = levels > 2 ? raw[row][level] : level == 1 ? raw[row][0] : 1.0 - raw[row][0];
                shares[row * levels + level] = share;
                sum += share;
            }
            for (int level = 0; level < levels; level++) {
                shares[row * levels + level] /= sum; // in single precision they sum to 1 in seven digits only
            }
        }
        return Prediction.probabilities(target, Matrix.of(raw.length, levels, shares));
    }

    /// How much the splits on each feature gain, on average.
    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return type == FeatureImportances.class ? View.of(type, importances(schema)) : Optional.empty();
    }

    private FeatureImportances importances(Schema schema) {
        var names = schema.featureNames();
        var trees = open();
        try {
            Map<String, Double> gains = Library.call(() -> trees.getScore("", "gain")); // it calls features f0, f1 ...
            var importances = new double[names.size()];
            for (int feature = 0; feature < importances.length; feature++) {
                importances[feature] = gains.getOrDefault("f" + feature, 0.0);
            }
            return new FeatureImportances("mean gain", names, importances, new double[0]);
        } finally {
            trees.dispose();
        }
    }
}
