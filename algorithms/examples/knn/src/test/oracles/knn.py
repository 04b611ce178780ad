"""Answers of scikit-learn's nearest neighbours; writes src/test/resources. Made with scikit-learn 1.6.1, NumPy 1.26.0.

    python knn.py src/test/resources
"""
import sys

import numpy as np
import sklearn
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

target = sys.argv[1]
print(sklearn.__version__, np.__version__)
random = np.random.default_rng(7)
kinds = np.array(["ant", "bee", "cat"])
rows = random.normal(size=(150, 3))
classes = np.digitize(rows[:, 0] + rows[:, 1] * rows[:, 2] + random.normal(scale=0.4, size=150), [-0.5, 0.6])
numbers = np.sin(2 * rows[:, 0]) + rows[:, 1] ** 2 + random.normal(scale=0.1, size=150)
with open(f"{target}/rows.csv", "w") as out:
    out.write("a,b,c,class,number\n")
    for x, kind, y in zip(rows, kinds[classes], numbers):
        out.write(",".join(map(repr, map(float, x))) + f",{kind},{float(y)!r}\n")

asked = np.vstack([random.normal(size=(39, 3)), rows[17]])  # the last one is a training row: at distance 0
with open(f"{target}/answers.csv", "w") as out:
    out.write("settings,a,b,c,ant,bee,cat,number\n")
    for settings, k, metric, weights in [("", 5, "euclidean", "uniform"), ("k=1", 1, "euclidean", "uniform"),
                                         ("k=12 weights=distance", 12, "euclidean", "distance"),
                                         ("k=7 metric=manhattan weights=distance", 7, "manhattan", "distance"),
                                         ("k=8 metric=chebyshev", 8, "chebyshev", "uniform"),
                                         ("k=9 metric=cosine weights=distance", 9, "cosine", "distance"),
                                         ("k=150", 150, "euclidean", "uniform")]:
        options = dict(n_neighbors=k, metric=metric, weights=weights, algorithm="brute" if metric == "cosine" else "kd_tree")
        shares = KNeighborsClassifier(**options).fit(rows, classes).predict_proba(asked)
        means = KNeighborsRegressor(**options).fit(rows, numbers).predict(asked)
        for x, share, mean in zip(asked, shares, means):
            out.write(settings + "," + ",".join(map(repr, map(float, [*x, *share, mean]))) + "\n")
