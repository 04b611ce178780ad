"""Numbers of scikit-learn's trees and forests, for CartOracleTest and ForestOracleTest. Run with the folder for the results
as argument; digits.csv is zipped afterwards (gzip -9n).

Made with scikit-learn 1.6.1, numpy 1.26, Python 3.11. Between splits that are equally good scikit-learn draws lots, so leaves are
made so large that it need not.
"""
import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier, RandomForestRegressor
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

OUT = Path(sys.argv[1])


def write(name, header, rows):
    with open(OUT / (name + ".csv"), "w") as file:
        file.write(",".join(header) + "\n")
        for row in rows:
            file.write(",".join(repr(float(cell)) if isinstance(cell, (float, np.floating)) else str(cell) for cell in row) + "\n")


CASES = []


def frame(model):
    """In preorder."""
    t = model.tree_
    rows = []
    stack = [0]
    while stack:
        n = stack.pop()
        leaf = t.children_left[n] < 0
        rows.append([-1 if leaf else t.feature[n], 0.0 if leaf else t.threshold[n], t.impurity[n], int(t.n_node_samples[n]),
                     t.weighted_n_node_samples[n], *[float(v) for v in t.value[n][0]]])
        if not leaf:
            stack += [t.children_right[n], t.children_left[n]]
    return rows


def settled(make, x, y, weights, least):
    """The smallest leaves with which no lots are drawn: twelve seeds give the same tree."""
    while True:
        models = [make(min_samples_leaf=least, random_state=seed).fit(x, y, weights) for seed in range(12)]
        frames = [frame(model) for model in models]
        if all(len(f) == len(frames[0]) and np.allclose(f, frames[0]) for f in frames):
            return models[0], least
        least += 1


def nodes(name, settings, make, x, y, weights=None, least=8):
    model, least = settled(make, x, y, weights, least)
    rows = frame(model)
    write(name, ["feature", "threshold", "impurity", "rows", "weight"] + ["value%d" % i for i in range(len(rows[0]) - 5)], rows)
    write(name + ".importances", ["importance"], [[float(v)] for v in model.feature_importances_])
    CASES.append([name, ("minLeaf=%d " % least + settings).strip()])
    return least


def path(name, make, least, x, y):
    p = make(min_samples_leaf=least, random_state=0).cost_complexity_pruning_path(x, y)
    write(name + ".path", ["alpha", "impurity"], [[float(a), float(i)] for a, i in zip(p.ccp_alphas, p.impurities)])


def classes(**settings):
    return lambda **more: DecisionTreeClassifier(**settings, **more)


def numbers(**settings):
    return lambda **more: DecisionTreeRegressor(**settings, **more)


cancer = load_breast_cancer()
x, y = cancer.data, cancer.target
cyclic = 1.0 + np.arange(len(y)) % 3
golden = 0.5 + np.arange(len(y)) * 0.6180339887498949 % 1
least = nodes("cancer-gini", "", classes(), x, y)
path("cancer-gini", classes(), least, x, y)
nodes("cancer-entropy", "criterion=entropy", classes(criterion="entropy"), x, y)
nodes("cancer-weighted", "", classes(), x, y, cyclic)
nodes("cancer-fractions-entropy", "criterion=entropy", classes(criterion="entropy"), x, y, golden)
nodes("cancer-best-first", "maxLeaves=6", classes(max_leaf_nodes=6), x, y)
nodes("cancer-decrease", "minImpurityDecrease=0.01", classes(min_impurity_decrease=0.01), x, y)
nodes("cancer-pruned", "prune=[cost alpha=0.01]", classes(ccp_alpha=0.01), x, y)

# missing in the first columns, the more often the other class; y decides, so that the way of the missing ones matters
holes = x.copy()
for column, step in ((7, 4), (20, 5), (22, 3), (23, 7), (27, 2)):
    holes[(np.arange(len(y)) % step == 1) & (y == column % 2), column] = np.nan
holes[np.arange(len(y)) % 11 == 3, 1] = np.nan
nodes("cancer-missing-fractions", "", classes(), holes, y, golden)
nodes("cancer-missing-fractions-entropy", "criterion=entropy", classes(criterion="entropy"), holes, y, golden)

diabetes = load_diabetes(scaled=False)
x, y = diabetes.data, diabetes.target
cyclic = 1.0 + np.arange(len(y)) % 3
least = nodes("diabetes-squared", "", numbers(), x, y)
path("diabetes-squared", numbers(), least, x, y)
nodes("diabetes-weighted", "", numbers(), x, y, cyclic)
nodes("diabetes-best-first", "maxLeaves=9", numbers(max_leaf_nodes=9), x, y)
nodes("diabetes-absolute", "criterion=absolute", numbers(criterion="absolute_error"), x, y, least=15)
holes = x.copy()
for column, step in ((2, 3), (8, 4), (3, 5)):
    holes[(np.arange(len(y)) % step == 1) & (y > 140), column] = np.nan
nodes("diabetes-missing-fractions", "", numbers(), holes, y, 0.5 + np.arange(len(y)) * 0.6180339887498949 % 1)
write("cases", ["case", "settings"], CASES)

# forests: mean and standard deviation over seeds
rows = []


def seeds(name, make, score):
    scores = [score(make(seed)) for seed in range(12)]
    rows.append([name, float(np.mean(scores)), float(np.std(scores))])


digits = load_digits()
xd, yd = digits.data, digits.target
test = np.arange(len(yd)) % 3 == 0
seeds("forest digits out of bag", lambda s: RandomForestClassifier(100, oob_score=True, random_state=s, n_jobs=1).fit(xd, yd),
      lambda m: m.oob_score_)
seeds("forest digits test", lambda s: RandomForestClassifier(100, random_state=s).fit(xd[~test], yd[~test]),
      lambda m: m.score(xd[test], yd[test]))
seeds("extratrees digits test", lambda s: ExtraTreesClassifier(100, random_state=s).fit(xd[~test], yd[~test]),
      lambda m: m.score(xd[test], yd[test]))
seeds("forest diabetes out of bag", lambda s: RandomForestRegressor(200, max_features=1 / 3, oob_score=True, random_state=s).fit(x, y),
      lambda m: m.oob_score_)
seeds("forest diabetes depth", lambda s: RandomForestRegressor(50, max_features=1 / 3, random_state=s).fit(x, y),
      lambda m: float(np.mean([t.get_depth() for t in m.estimators_])))
seeds("forest diabetes leaves", lambda s: RandomForestRegressor(50, max_features=1 / 3, random_state=s).fit(x, y),
      lambda m: float(np.mean([t.get_n_leaves() for t in m.estimators_])))
write("forests", ["case", "mean", "deviation"], rows)
write("digits", ["p%d" % i for i in range(64)] + ["digit"], [[*map(int, r), "d%d" % t] for r, t in zip(xd, yd)])
