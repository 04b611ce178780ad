package org.glia.benchmarks.workloads;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// XGBoost, in single precision: linear models by coordinate descent, whose penalty is divided by the number of rows, and trees on
/// histograms that grow by leaves. Codes of levels are numbers to it here.
public final class XgboostContestant implements Contestant {

    private static final int ROUNDS = 100;

    @Override
    public String name() {
        return "xgboost";
    }

    @Override
    public String version() {
        return "2.1.4";
    }

    @Override
    public String licence() {
        return "Apache-2.0";
    }

    @Override
    public Set<String> algorithms() {
        return Set.of("linear", "ridge", "logistic", "gbm", "histgbm");
    }

    @Override
    public Trial prepare(Assignment task) throws Exception {
        var layout = Layout.read(task.data());
        var train = matrix(layout.train());
        train.setLabel(floats(layout.train().target()));
        int n = layout.train().count();
        var settings = new HashMap<String, Object>(Map.of("booster", "gblinear", "updater", "coord_descent", "nthread", task.threads(),
                "verbosity", 0, "eta", 1));
        var rounds = new int[] {ROUNDS};
        int classes = layout.classes().size();
        if (task.workload().algorithm().endsWith("gbm")) {
            boolean histogram = task.workload().algorithm().equals("histgbm");
            settings.clear();
            settings.putAll(Map.of("booster", "gbtree", "tree_method", histogram ? "hist" : "exact", "nthread", task.threads(), "verbosity", 0,
                    "eta", task.number(name(), "learningRate", 0.1), "lambda", 0, "max_bin", 255,
                    "objective", classes > 2 ? "multi:softprob" : classes == 2 ? "binary:logistic" : "reg:squarederror"));
            if (histogram) {
                settings.putAll(Map.of("grow_policy", "lossguide", "max_leaves", task.whole(name(), "maxLeaves", 31), "max_depth", 0));
            } else {
                settings.put("max_depth", task.whole(name(), "maxDepth", 3));
            }
            if (classes > 2) {
                settings.put("num_class", classes);
            }
            rounds[0] = task.whole(name(), "iterations", ROUNDS);
        }
        switch (task.workload().algorithm()) {
            case "gbm", "histgbm" -> { }
            case "logistic" -> settings.putAll(Map.of("objective", "multi:softprob", "num_class", layout.classes().size(), "eta", 0.5,
                    "lambda", 1 / (task.number(name(), "c", 1) * n)));
            case "ridge" -> settings.putAll(Map.of("objective", "reg:squarederror", "lambda", task.number(name(), "alpha", 1) / n));
            default -> settings.putAll(Map.of("objective", "reg:squarederror", "lambda", 0));
        }
        return run -> {
            settings.put("seed", run);
            var model = XGBoost.train(train, settings, rounds[0], Map.of(), null, null);
            return () -> Answer.of(predicted(model, layout.train(), classes), predicted(model, layout.test(), classes));
        };
    }

    private static DMatrix matrix(Rows rows) throws XGBoostError {
        if (!rows.isSparse()) {
            return new DMatrix(floats(rows.values()), rows.count(), rows.columns(), Float.NaN);
        }
        var starts = new long[rows.starts().length];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = rows.starts()[i];
        }
        return new DMatrix(starts, rows.indices(), floats(rows.values()), DMatrix.SparseType.CSR, rows.columns());
    }

    private static double[] predicted(Booster model, Rows rows, int classes) {
        try {
            var rowsOfResults = model.predict(matrix(rows));
            int width = rowsOfResults[0].length;
            if (classes == 2 && width == 1) {
                return Arrays.stream(rowsOfResults).flatMapToDouble(p -> DoubleStream.of(1 - p[0], p[0])).toArray();
            }
            var all = new double[rowsOfResults.length * width];
            for (int i = 0; i < rowsOfResults.length; i++) {
                for (int j = 0; j < width; j++) {
                    all[i * width + j] = rowsOfResults[i][j];
                }
            }
            return all;
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost cannot predict", e);
        }
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
