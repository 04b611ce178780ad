"""Writes k-means runs of scikit-learn from given first centroids.

Run: /usr/bin/python3 kmeans.py   (scikit-learn 1.2.1, NumPy 1.24.2, Python 3.11; Debian 12)
"""
import csv
import gzip
import os
import warnings
import numpy as np
from sklearn.cluster import KMeans

warnings.filterwarnings("ignore")
R = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "kmeans")


def read(name):
    op = gzip.open if name.endswith(".gz") else open
    with op(os.path.join(R, name), "rt") as f:
        rows = list(csv.reader(f))
    return rows[0], rows[1:]


def text(v):
    return v if isinstance(v, str) else repr(int(v)) if isinstance(v, (int, np.integer)) else repr(float(v))


def write(name, head, rows):
    with open(os.path.join(R, name), "w") as f:
        f.write(",".join(head) + "\n")
        for r in rows:
            f.write(",".join(text(v) for v in r) + "\n")


def eruptions():
    """272 points by formula that look like Old Faithful: two tilted clouds, unit weights and fractional ones."""
    i = np.arange(272)
    long = (i * 89) % 272 >= 97
    a = np.mod((i + 0.5) * 0.6180339887498949, 1.0)
    b = np.mod((i + 0.5) * 0.7548776662466927, 1.0)
    r = np.sqrt(-2 * np.log(a + 1e-3))
    u, v = r * np.cos(2 * np.pi * b), r * np.sin(2 * np.pi * b)
    minutes = np.where(long, 4.3 + 0.4 * u, 2.0 + 0.25 * u)
    waiting = np.where(long, 80 + 3.5 * u + 5 * v, 54.5 + 2.0 * u + 5.2 * v)
    X = np.column_stack([np.round(minutes, 3), np.round(waiting, 1)])
    w = 0.25 * (1 + (i * 5) % 9)
    write("eruptions.csv", ["minutes", "waiting", "w"], [(x[0], x[1], k) for x, k in zip(X, w)])
    return X, w


summary = []


def run(case, data, X, first, tolerance, weights=None, weight_note="none", history=True):
    X = np.ascontiguousarray(X, dtype=float)
    first = np.asarray(first, dtype=float)
    k = len(first)

    def fit(iterations):
        return KMeans(n_clusters=k, init=first, n_init=1, algorithm="lloyd", tol=tolerance,
                      max_iter=iterations).fit(X, sample_weight=weights)

    model = fit(1000)
    # the same by the definition: the last labels are the nearest centroids, and at tol 0 the centroids are their means
    D = ((X[:, None, :] - model.cluster_centers_[None, :, :]) ** 2).sum(axis=2)
    w = np.ones(len(X)) if weights is None else weights
    assert (D.argmin(axis=1) == model.labels_).all()
    # no point is so near to a border that rounding could decide
    nearest = np.sort(D, axis=1)
    margin = ((nearest[:, 1] - nearest[:, 0]) / nearest[:, 1]).min()
    inertia = float((w * D.min(axis=1)).sum())
    assert abs(inertia - model.inertia_) < 1e-9 * inertia
    if tolerance == 0:
        for j in range(k):
            m = model.labels_ == j
            assert np.allclose(np.average(X[m], axis=0, weights=w[m]), model.cluster_centers_[j], atol=1e-9)
    heads = ["f%d" % j for j in range(X.shape[1])]
    write(case + ".first.csv", heads, first)
    write(case + ".centroids.csv", heads, model.cluster_centers_)
    write(case + ".labels.csv", ["label"], [(l,) for l in model.labels_])
    if history:
        write(case + ".history.csv", ["iteration", "inertia"],
              [(t, fit(t).inertia_) for t in range(1, model.n_iter_ + 1)])
    summary.append((case, data, k, tolerance, weight_note, model.n_iter_, model.inertia_, margin))
    print("%-28s %3d iterations  inertia %.6f  margin %.1e" % (case, model.n_iter_, model.inertia_, margin))


head, rows = read("iris.csv")
iris = np.array([r[:4] for r in rows], dtype=float)
cyclic = 1.0 + np.arange(150) % 3
run("iris-k3", "iris.csv", iris, iris[[0, 50, 100]], 0.0)
run("iris-k3-tolerance", "iris.csv", iris, iris[[0, 50, 100]], 1e-2)
run("iris-k3-poor-start", "iris.csv", iris, iris[[7, 8, 9]], 0.0)
run("iris-k3-weighted", "iris.csv", iris, iris[[0, 50, 100]], 0.0, cyclic, "1 2 3 1 2 3 ... by row")
run("iris-k5", "iris.csv", iris, iris[[0, 30, 60, 90, 120]], 0.0)
E, w = eruptions()
run("eruptions-k2", "eruptions.csv", E, [[2.0, 80.0], [4.5, 50.0]], 0.0)
run("eruptions-k2-weighted", "eruptions.csv", E, [[2.0, 80.0], [4.5, 50.0]], 0.0, w, "column w")
run("eruptions-k4", "eruptions.csv", E, E[[0, 1, 2, 3]], 0.0)
head, rows = read("digits.csv.gz")
digits = np.array([r[:64] for r in rows], dtype=float)
classes = np.array([int(r[64]) for r in rows])
firsts = [int(np.argmax(classes == c)) for c in range(10)]
run("digits-k10", "digits.csv.gz", digits, digits[firsts], 0.0)
write("runs.csv", ["case", "data", "k", "tolerance", "weights", "iterations", "inertia", "margin"], summary)

# the best of many starts
best = []
for data, X, ks, starts in (("iris.csv", iris, range(2, 8), 300), ("eruptions.csv", E, range(2, 5), 100),
                            ("digits.csv.gz", digits, (10,), 20)):
    best += [(data, 1, float(((X - X.mean(axis=0)) ** 2).sum()))]
    for k in ks:
        m = KMeans(n_clusters=k, n_init=starts, tol=0, max_iter=1000, random_state=0, algorithm="lloyd").fit(X)
        best.append((data, k, m.inertia_))
write("best.csv", ["data", "k", "inertia"], best)
print(best)
