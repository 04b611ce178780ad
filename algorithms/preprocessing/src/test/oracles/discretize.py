"""Writes two tables and the edges that scikit-learn's KBinsDiscretizer finds in their columns.

Run: python3 discretize.py   (scikit-learn 1.9.1, NumPy 2.4.6, Python 3.11.7; quantile_method needs scikit-learn 1.7)
The weights are 0 to 4, made by a formula.
"""
import csv
import os
import warnings
import numpy as np
from sklearn.datasets import load_iris, load_wine
from sklearn.preprocessing import KBinsDiscretizer

R = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "oracles")


def write(name, head, rows):
    with open(os.path.join(R, name), "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def number(v):
    return repr(float(v))


def table(name, data):
    names = [n.replace(" (cm)", "").replace(" ", "_").replace("/", "_") for n in data.feature_names]
    weights = np.array([(7 * i + 1) % 13 % 5 for i in range(len(data.data))], dtype=float)
    write("discretize-%s.csv" % name, names + ["class", "w"],
          [[number(v) for v in row] + ["c%d" % c, number(w)] for row, c, w in zip(data.data, data.target, weights)])
    spread = data.data.std(axis=0)
    rows = np.vstack([data.data[::10], data.data.min(axis=0) - spread, data.data.max(axis=0) + spread, data.data.mean(axis=0)])
    write("discretize-%s.rows.csv" % name, names, [[number(v) for v in row] for row in rows])
    return names, data.data, rows, weights


def edges(case, names, data, rows, weights=None, **settings):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bins = KBinsDiscretizer(encode="ordinal", subsample=None, **settings).fit(data, sample_weight=weights)
    write("discretize-%s.edges.csv" % case, ["column", "edge"],
          [[name, number(e)] for name, found in zip(names, bins.bin_edges_) for e in found[1:-1]])
    write("discretize-%s.codes.csv" % case, names, [[number(v) for v in row] for row in bins.transform(rows)])


quantile = dict(strategy="quantile", quantile_method="averaged_inverted_cdf")
for name, data in (("iris", load_iris()), ("wine", load_wine())):
    names, values, rows, weights = table(name, data)
    edges(name + "-quantile", names, values, rows, n_bins=5, **quantile)
    edges(name + "-quantile-weighted", names, values, rows, weights, n_bins=5, **quantile)
    edges(name + "-quantile-8", names, values, rows, n_bins=8, **quantile)
    edges(name + "-uniform", names, values, rows, n_bins=5, strategy="uniform")
    edges(name + "-uniform-weighted", names, values, rows, weights, n_bins=7, strategy="uniform")
