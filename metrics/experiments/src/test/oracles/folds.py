"""Writes cross-validation results of scikit-learn for given folds.

Run: /usr/bin/python3 folds.py   (scikit-learn 1.2.1, NumPy 1.24.2, Python 3.11; Debian 12)
"""
import csv
import os
import numpy as np
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, f1_score, log_loss, mean_absolute_error, mean_squared_error, r2_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HERE = os.path.dirname(os.path.abspath(__file__))
R = os.path.join(HERE, "..", "resources", "oracles")
BUILTIN = os.path.join(HERE, "..", "..", "..", "..", "..", "datasets", "src", "main", "resources", "org", "glia", "datasets",
                       "builtin")


def read(name):
    with open(os.path.join(BUILTIN, name)) as f:
        rows = list(csv.reader(f))
    return np.array([r[:-1] for r in rows[1:]], dtype=float), np.array([r[-1] for r in rows[1:]])


def write(name, head, rows):
    with open(os.path.join(R, name), "w") as f:
        f.write(",".join(head) + "\n")
        for r in rows:
            f.write(",".join(v if isinstance(v, str) else repr(int(v)) if isinstance(v, (int, np.integer))
                             else repr(float(v)) for v in r) + "\n")


def cross(case, X, y, fold, recipes, measures):
    write(case + ".folds.csv", ["fold"], [(f,) for f in fold])
    rows = []
    for recipe, make in recipes:
        scores = []
        for f in range(fold.max() + 1):
            out = fold == f
            model = make().fit(X[~out], y[~out])
            scores.append([measure(model, X[out], y[out]) for _, measure in measures])
            rows += [(recipe, "fold.%d" % f, name, s) for (name, _), s in zip(measures, scores[-1])]
        scores = np.array(scores)
        for j, (name, _) in enumerate(measures):
            rows.append((recipe, "mean", name, scores[:, j].mean()))
            rows.append((recipe, "deviation", name, scores[:, j].std(ddof=1)))
            print(case, recipe, name, scores[:, j].mean(), scores[:, j].std(ddof=1))
    write(case + ".scores.csv", ["recipe", "of", "measure", "value"], rows)


labels = [("accuracy", lambda m, X, y: accuracy_score(y, m.predict(X))),
          ("f1.macro", lambda m, X, y: f1_score(y, m.predict(X), average="macro", zero_division=0)),
          ("log_loss", lambda m, X, y: log_loss(y, m.predict_proba(X), labels=m.classes_))]
numbers = [("rmse", lambda m, X, y: mean_squared_error(y, m.predict(X), squared=False)),
           ("mae", lambda m, X, y: mean_absolute_error(y, m.predict(X))),
           ("r2", lambda m, X, y: r2_score(y, m.predict(X)))]


def logistic():
    return make_pipeline(StandardScaler(), LogisticRegression(C=1.0, tol=1e-12, max_iter=100000))


for name in ("iris", "wine", "breast-cancer"):
    X, y = read(name + ".csv")
    # dealt out class by class, so each fold has the classes in proportion
    fold = np.zeros(len(y), dtype=int)
    dealt = 0
    for c in sorted(set(y)):
        rows = np.flatnonzero(y == c)
        fold[rows] = (dealt + np.arange(len(rows))) % 5
        dealt += len(rows)
    cross(name, X, y, fold, [("standardize-logistic", logistic), ("majority", lambda: DummyClassifier(strategy="prior"))],
          labels)
X, y = read("diabetes.csv")
y = y.astype(float)
cross("diabetes", X, y, (np.arange(len(y)) * 7) % 10,
      [("linear", LinearRegression), ("standardize-ridge-10", lambda: make_pipeline(StandardScaler(), Ridge(alpha=10.0))),
       ("mean", DummyRegressor)], numbers)
