"""Runs of scikit-learn's MiniBatchKMeans; writes src/test/resources/minibatchkmeans. Made with scikit-learn 1.6.1, numpy 1.26.0.

    python minibatchkmeans.py src/test/resources/kmeans src/test/resources/minibatchkmeans
"""
import sys

import numpy as np
import sklearn
from sklearn.cluster import MiniBatchKMeans

source, target = sys.argv[1:]
print(sklearn.__version__, np.__version__)
digits = np.loadtxt(f"{source}/digits.csv.gz", delimiter=",", skiprows=1)[:, :64]


def save(name, rows):
    np.savetxt(f"{target}/{name}.csv", rows, fmt="%.17g", delimiter=",",
               header=",".join(f"x{j}" for j in range(rows.shape[1])), comments="")


# batches of 300 rows from the rows 0, 180, 360 ... as first centroids
weights = 1.0 + np.arange(len(digits)) % 3
for name, w in [("batches", None), ("batches-weighted", weights)]:
    model = MiniBatchKMeans(10, init=digits[:1800:180][:10], n_init=1, reassignment_ratio=0, random_state=0)
    for begin in range(0, 1500, 300):
        rows = slice(begin, begin + 300)
        model.partial_fit(digits[rows], sample_weight=None if w is None else w[rows])
    save(name, model.cluster_centers_)

# inertias with the default settings but for the batch
for k in (10, 30):
    inertias = [MiniBatchKMeans(k, batch_size=256, n_init=3, random_state=seed).fit(digits).inertia_ for seed in range(50)]
    print(k, "mean", np.mean(inertias), "deviation", np.std(inertias), "least", np.min(inertias), "most", np.max(inertias))
