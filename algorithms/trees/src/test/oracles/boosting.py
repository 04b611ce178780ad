"""Numbers of scikit-learn's boosted trees, for BoostOracleTest. Run with the folder for the results as argument.

Made with scikit-learn 1.6.1, numpy 1.26.0, Python 3.11.
"""
import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris
from sklearn.ensemble import (AdaBoostClassifier, GradientBoostingClassifier, GradientBoostingRegressor,
                              HistGradientBoostingClassifier, HistGradientBoostingRegressor)
from sklearn.metrics import log_loss, mean_absolute_error, mean_pinball_loss, mean_squared_error
from sklearn.tree import DecisionTreeClassifier

into = Path(sys.argv[1])
into.mkdir(parents=True, exist_ok=True)


def write(name, header, rows):
    with open(into / f"{name}.csv", "w") as out:
        out.write(",".join(header) + "\n")
        for row in rows:
            out.write(",".join("" if isinstance(x, float) and np.isnan(x) else repr(x) if isinstance(x, float) else str(x)
                               for x in row) + "\n")


def table(name, columns, target, y, weights=None):
    header = list(columns) + ([] if weights is None else ["weight"]) + [target]
    cells = list(columns.values()) + ([] if weights is None else [weights]) + [y]
    write(name, header, zip(*[[x.item() if hasattr(x, "item") else x for x in column] for column in cells]))


def staged(name, losses, scores):
    write(f"{name}.losses", ["loss"], [[float(x)] for x in losses])
    scores = np.asarray(scores)
    scores = scores.reshape(len(scores), -1)
    write(f"{name}.scores", [f"output{k}" for k in range(scores.shape[1])], scores.tolist())


def poisson_loss(y, mean):
    return float(np.mean(mean - y * np.log(mean)))


# ---- data

diabetes = load_diabetes(scaled=False)
diabetes_columns = {name.replace(" ", "_"): diabetes.data[:, j] for j, name in enumerate(diabetes.feature_names)}
table("diabetes", diabetes_columns, "progression", diabetes.target)

cancer = load_breast_cancer()
table("breast-cancer", {name.replace(" ", "_"): cancer.data[:, j] for j, name in enumerate(cancer.feature_names)}, "diagnosis",
      np.array(["c0", "c1"])[cancer.target])

iris = load_iris()
table("iris", {f"x{j}": iris.data[:, j] for j in range(4)}, "species", iris.target_names[iris.target])

# numbers, levels, gaps in both, and weights
random = np.random.default_rng(4)
n = 1500
a = np.round(random.normal(size=n), 2)
b = np.round(random.uniform(0, 10, size=n), 1)
level = random.integers(0, 12, size=n)
effect = np.array([0.0, 2.0, -1.0, 0.5, 3.0, -2.0, 0.0, 1.0, 1.5, -3.0, 0.7, 2.2])
signal = a * 2 + np.sin(b) + effect[level]
y = np.round(signal + random.normal(scale=0.5, size=n), 6)
counts = random.poisson(np.exp(signal / 3))
holed_a = np.where(random.uniform(size=n) < 0.1 + 0.2 * (y > 1), np.nan, a)
holed_level = np.where(random.uniform(size=n) < 0.08, np.nan, level.astype(float))
words = ["" if np.isnan(x) else f"l{int(x):02d}" for x in holed_level]
weights = random.integers(1, 4, size=n).astype(float)
mixed = np.column_stack([holed_a, b, holed_level])
columns = {"a": holed_a, "b": b, "level": words}
table("mixed", columns, "y", y)
table("mixed-weighted", columns, "y", y, weights)
table("mixed-counts", columns, "y", counts)
sides = (y > 0.5).astype(int)
table("mixed-sides", columns, "y", np.array(["no", "yes"])[sides])

# ---- histograms

hist = dict(early_stopping=False, max_iter=40)


def hist_regression(name, x, y, measure, weights=None, **settings):
    model = HistGradientBoostingRegressor(**(hist | settings)).fit(x, y, sample_weight=weights)
    staged(name, [measure(y, p) for p in model.staged_predict(x)], model.predict(x))


def hist_classes(name, x, y, **settings):
    model = HistGradientBoostingClassifier(**(hist | settings)).fit(x, y)
    staged(name, [log_loss(y, p) for p in model.staged_predict_proba(x)], model.predict_proba(x))


hist_regression("histgbm-diabetes", diabetes.data, diabetes.target, mean_squared_error)
hist_regression("histgbm-diabetes-absolute", diabetes.data, diabetes.target, mean_absolute_error, loss="absolute_error",
                max_iter=12)  # signs have ties, which rounding decides later on
hist_regression("histgbm-diabetes-monotone", diabetes.data, diabetes.target, mean_squared_error,
                monotonic_cst=[0, 0, 1, -1, 0, 0, 0, 0, 0, 0])
hist_regression("histgbm-diabetes-l2", diabetes.data, diabetes.target, mean_squared_error, l2_regularization=5.0,
                max_depth=4, max_leaf_nodes=None, min_samples_leaf=7, learning_rate=0.3)
hist_regression("histgbm-diabetes-10bins", diabetes.data, diabetes.target, mean_squared_error, max_bins=10)
hist_classes("histgbm-breast-cancer", cancer.data, cancer.target, l2_regularization=1.0, max_leaf_nodes=6)
hist_classes("histgbm-iris", iris.data, iris.target, min_samples_leaf=10)
hist_regression("histgbm-mixed", mixed, y, mean_squared_error, categorical_features=[2])
hist_regression("histgbm-mixed-weighted", mixed, y, lambda y, p: mean_squared_error(y, p, sample_weight=weights), weights=weights,
                categorical_features=[2])
hist_regression("histgbm-mixed-counts", mixed, counts, poisson_loss, loss="poisson", categorical_features=[2])
hist_classes("histgbm-mixed-sides", mixed, sides, categorical_features=[2])

# ---- exact trees


def gbm_regression(name, x, y, measure, weights=None, **settings):
    model = GradientBoostingRegressor(**(dict(random_state=0, n_estimators=40) | settings)).fit(x, y, sample_weight=weights)
    staged(name, [measure(y, p) for p in model.staged_predict(x)], model.predict(x))


def gbm_classes(name, x, y, **settings):
    model = GradientBoostingClassifier(random_state=0, n_estimators=40, **settings).fit(x, y)
    staged(name, [log_loss(y, p) for p in model.staged_predict_proba(x)], model.predict_proba(x))


plain = dict(criterion="squared_error")
gbm_regression("gbm-diabetes", diabetes.data, diabetes.target, mean_squared_error, **plain)
# uneven weights leave few ties between splits of signs, and no quantile between two numbers; as many rounds as come out alike
# in whatever order scikit-learn looks at the features
uneven = np.round(np.random.default_rng(1).uniform(0.5, 1.5, size=len(diabetes.target)), 4)
table("diabetes-weighted", diabetes_columns, "progression", diabetes.target, uneven)
gbm_regression("gbm-diabetes-absolute", diabetes.data, diabetes.target,
               lambda y, p: mean_absolute_error(y, p, sample_weight=uneven), uneven, loss="absolute_error",
               n_estimators=20, **plain)
gbm_regression("gbm-diabetes-huber", diabetes.data, diabetes.target,
               lambda y, p: mean_squared_error(y, p, sample_weight=uneven), uneven, loss="huber", alpha=0.85,
               n_estimators=20, **plain)
gbm_regression("gbm-diabetes-quantile", diabetes.data, diabetes.target,
               lambda y, p: mean_pinball_loss(y, p, alpha=0.8, sample_weight=uneven), uneven, loss="quantile", alpha=0.8,
               n_estimators=3, **plain)
gbm_classes("gbm-breast-cancer", cancer.data, cancer.target, **plain)
gbm_classes("gbm-iris", iris.data, iris.target, max_depth=2, **plain)

# ---- SAMME


def ada(name, x, y, depth, **settings):
    model = AdaBoostClassifier(DecisionTreeClassifier(max_depth=depth, random_state=0), algorithm="SAMME", random_state=0,
                               **settings).fit(x, y)
    write(f"{name}.rounds", ["error", "weight"],
          [[float(e), float(w)] for e, w in zip(model.estimator_errors_, model.estimator_weights_)])
    write(f"{name}.scores", [f"output{k}" for k in range(model.n_classes_)], model.predict_proba(x).tolist())


ada("adaboost-breast-cancer", cancer.data, cancer.target, 1, n_estimators=25)
ada("adaboost-breast-cancer-rate", cancer.data, cancer.target, 1, n_estimators=25, learning_rate=0.5)
ada("adaboost-iris", iris.data, iris.target, 1, n_estimators=15)
ada("adaboost-iris-deep", iris.data, iris.target, 2, n_estimators=15)
