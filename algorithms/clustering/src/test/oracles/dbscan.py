"""Labels of scikit-learn's DBSCAN; writes src/test/resources/dbscan. Made with scikit-learn 1.6.1, numpy 1.26.0.

    python dbscan.py src/test/resources/kmeans src/test/resources/dbscan

`moons.csv` and `circles.csv` are data; `runs.csv` says what was run; `CASE.csv` has each row's label and whether it is a core point.
"""
import sys

import numpy as np
import sklearn
from sklearn.cluster import DBSCAN
from sklearn.datasets import make_circles, make_moons

source, target = sys.argv[1:]
print(sklearn.__version__, np.__version__)
moons = make_moons(600, noise=0.08, random_state=1)[0]
circles = make_circles(600, noise=0.06, factor=0.5, random_state=2)[0]
for name, x in (("moons", moons), ("circles", circles)):
    np.savetxt(f"{target}/{name}.csv", x, fmt="%.17g", delimiter=",", header="x,y", comments="")
data = {"moons": moons, "circles": circles,
        "iris": np.loadtxt(f"{source}/iris.csv", delimiter=",", skiprows=1, usecols=range(4)),
        "digits": np.loadtxt(f"{source}/digits.csv.gz", delimiter=",", skiprows=1, usecols=range(64))}

runs = [("moons", 0.12, 5, "euclidean", 1), ("moons", 0.05, 4, "euclidean", 1), ("moons", 0.1, 5, "manhattan", 1),
        ("moons", 0.1, 9, "euclidean", 3), ("circles", 0.12, 5, "chebyshev", 1), ("circles", 0.1, 6, "minkowski", 1),
        ("circles", 0.0015, 12, "cosine", 1), ("iris", 0.5, 5, "euclidean", 1), ("iris", 0.4, 4, "manhattan", 1),
        ("iris", 0.002, 10, "cosine", 1), ("digits", 21, 5, "euclidean", 1), ("digits", 110, 8, "manhattan", 1),
        ("digits", 0.06, 6, "cosine", 2)]
with open(f"{target}/runs.csv", "w") as out:
    out.write("case,data,eps,minPoints,metric,weights,clusters,noise\n")
    for i, (name, eps, least, metric, cycle) in enumerate(runs):
        x = data[name]
        weights = 1.0 + np.arange(len(x)) % cycle
        model = DBSCAN(eps=eps, min_samples=least, metric=metric, p=3 if metric == "minkowski" else None).fit(x, sample_weight=weights)
        core = np.zeros(len(x), int)
        core[model.core_sample_indices_] = 1
        border = ((model.labels_ >= 0) & (core == 0)).sum()
        print(name, metric, model.labels_.max() + 1, "clusters", border, "border", (model.labels_ < 0).sum(), "noise")
        out.write(f"case{i},{name},{eps},{least},{metric},{cycle},{model.labels_.max() + 1},{(model.labels_ < 0).sum()}\n")
        np.savetxt(f"{target}/case{i}.csv", np.stack([model.labels_, core], 1), fmt="%d", delimiter=",", header="label,core", comments="")
