package org.example.xgboost;

import java.util.HashMap;
import java.util.Map;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Kind;
import org.glia.api.data.Task;
import org.glia.api.model.FeatureImportances;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Predicts classes or numbers by trees, each of which corrects those before it, with the library XGBoost.
///
/// *What it learns.* A sum of trees: of a number, of the log-odds of two classes, or of the scores of more.
///
/// *When to use it.* Where models must be XGBoost's: its settings, its results, its files. `histgbm` does the same without native
/// code, takes nominal columns, and gives the same bits on every machine.
///
/// *How it works.* The table goes to the library in single precision, then round after round, with one thread: with more its sums
/// would depend on their number. Experiments fit side by side all the same.
///
/// *Missing values* take the better side of each split. *Nominal columns* are not taken: `onehot | xgboost`. *Weights* multiply
/// derivatives.
///
/// *Example.* `crossval xgboost numRound=50 maxDepth=3 on breast-cancer`
@Component(service = Estimator.class)
@Algorithm(name = "xgboost", title = "XGBoost, gradient-boosted trees", tasks = {Task.CLASSIFICATION, Task.REGRESSION},
        accepts = {Accepts.NUMERIC, Accepts.MISSING, Accepts.WEIGHTS}, views = FeatureImportances.class, random = true,
        references = "Chen and Guestrin 2016")
public final class Xgboost implements Estimator<Xgboost.Settings, XgboostModel> {

    /// XGBoost's own settings, with its defaults.
    ///
    /// @param numRound        `num_round`
    /// @param eta             `eta`, also called learning_rate
    /// @param maxDepth        `max_depth`
    /// @param minChildWeight  `min_child_weight`
    /// @param gamma           `gamma`, also called min_split_loss
    /// @param lambda          `lambda`, also called reg_lambda
    /// @param subsample       `subsample`
    /// @param colsampleBytree `colsample_bytree`
    public record Settings(
            @Setting(value = "rounds of trees", min = 1, tune = "30..1000:log") int numRound,
            @Setting(value = "what each tree is multiplied by", min = 0, max = 1, minExclusive = true, tune = "0.01..0.5:log") double eta,
            @Setting(value = "most questions on the way to a leaf", min = 1, max = 30, tune = "2..10") int maxDepth,
            @Setting(value = "least sum of second derivatives in a leaf", min = 0, tune = "0.1..20:log") double minChildWeight,
            @Setting(value = "least gain of a split", min = 0) double gamma,
            @Setting(value = "penalty on the squares of leaves", min = 0, tune = "0.01..100:log") double lambda,
            @Setting(value = "share of the rows that each round sees", min = 0, max = 1, minExclusive = true, tune = "0.5..1") double subsample,
            @Setting(value = "share of the columns that each tree sees", min = 0, max = 1, minExclusive = true, tune = "0.3..1")
            double colsampleBytree) {

        public Settings() {
            this(100, 0.3, 6, 1, 0, 1, 1, 1);
        }
    }

    /// @throws DataException if there is one class only, or a number is beyond single precision
    @Override
    public XgboostModel fit(Dataset data, Settings settings, Run run) {
        int classes = classes(data);
        var parameters = parameters(settings, classes);
        parameters.put("seed", run.random("rows and columns", 0).nextInt(Integer.MAX_VALUE));
        return new XgboostModel(Library.call(() -> {
            var rows = FloatTable.of(data).matrix();
            try {
                rows.setLabel(FloatTable.target(data));
                if (data.weights().isPresent()) {
                    rows.setWeight(FloatTable.weights(data));
                }
                return boost(rows, parameters, settings.numRound(), run);
            } finally {
                rows.dispose();
            }
        }));
    }

    /// How many classes the target has, 0 for numbers.
    private static int classes(Dataset data) {
        if (data.targetField().kind() != Kind.NOMINAL) {
            return 0;
        }
        var target = data.nominalTarget();
        var weights = data.weights();
        var present = new boolean[target.levels().size()];
        int count = 0;
        for (int row = 0; row < data.rows(); row++) {
            if (!present[target.code(row)] && (weights.isEmpty() || weights.get()[row] > 0)) {
                present[target.code(row)] = true;
                count++;
            }
        }
        if (count < 2) {
            throw new DataException("all rows of %s that count have the same `%s`, and xgboost needs two classes at least"
                    .formatted(data.name(), data.targetField().name()));
        }
        return present.length;
    }

    private static Map<String, Object> parameters(Settings settings, int classes) {
        var parameters = new HashMap<String, Object>(Map.of("eta", settings.eta(), "max_depth", settings.maxDepth(), "min_child_weight",
                settings.minChildWeight(), "gamma", settings.gamma(), "lambda", settings.lambda(), "subsample", settings.subsample(),
                "colsample_bytree", settings.colsampleBytree(), "nthread", 1, "verbosity", 0));
        parameters.put("objective", classes == 0 ? "reg:squarederror" : classes == 2 ? "binary:logistic" : "multi:softprob");
        if (classes > 2) {
            parameters.put("num_class", classes);
        }
        return parameters;
    }

    /// Round by round, so that a run that is cancelled ends between two of them.
    private static byte[] boost(DMatrix rows, Map<String, Object> parameters, int rounds, Run run) throws XGBoostError {
        run.progress(0, "round 1");
        run.checkCancelled();
        Booster trees = XGBoost.train(rows, parameters, 1, Map.of(), null, null);
        try {
            for (int round = 1; round < rounds; round++) {
                run.progress((double) round / rounds, "round %d".formatted(round + 1));
                run.checkCancelled();
                trees.update(rows, round);
            }
            return trees.toByteArray(XgboostModel.FORMAT);
        } finally {
            trees.dispose();
        }
    }
}
