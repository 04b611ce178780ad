"""Runs of scikit-learn's GaussianMixture from given components; writes src/test/resources/gmm. Made with scikit-learn 1.6.1, numpy 1.26.0.

    python gmm.py src/test/resources/kmeans src/test/resources/gmm

`runs.csv`: what was run, its iterations, the mean log-likelihood of the last iteration (`bound`), of all rows at the end (`score`), BIC and
AIC. `CASE.first.csv` and `CASE.last.csv`: one line for each component: weight, mean, covariance (row after row; as full matrices).
`CASE.rows.csv`: the label and the logarithm of the density of each row, and its memberships.
"""
import sys
import warnings

import numpy as np
import sklearn
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")
source, target = sys.argv[1:]
print(sklearn.__version__, np.__version__)
digits = np.loadtxt(f"{source}/digits.csv.gz", delimiter=",", skiprows=1, usecols=range(64))
data = {"iris": (np.loadtxt(f"{source}/iris.csv", delimiter=",", skiprows=1, usecols=range(4)), 4),
        "eruptions": (np.loadtxt(f"{source}/eruptions.csv", delimiter=",", skiprows=1, usecols=range(2)), 2),
        "digits": (digits[:, :20], 20)}


def save(name, weights, means, covariances):
    rows = np.hstack([weights[:, None], means, covariances.reshape(len(weights), -1)])
    np.savetxt(f"{target}/{name}.csv", rows, fmt="%.17g", delimiter=",", header=",".join(f"v{i}" for i in range(rows.shape[1])), comments="")


def full(model, k, d):
    c = model.covariances_
    return {"full": lambda: c, "tied": lambda: np.stack([c] * k), "diag": lambda: np.stack([np.diag(v) for v in c]),
            "spherical": lambda: np.stack([v * np.eye(d) for v in c])}[model.covariance_type]()


with open(f"{target}/runs.csv", "w") as out:
    out.write("case,data,k,covariance,tolerance,iterations,bound,score,bic,aic\n")
    for name, k, kind, tol, reg in [(n, k, kind, tol, 1e-6) for n, k, tol in (("iris", 3, 1e-6), ("eruptions", 2, 1e-8), ("iris", 6, 1e-4))
                                    for kind in ("full", "tied", "diag", "spherical")] + [("digits", 5, "full", 1e-5, 1e-2)]:
        x, d = data[name]
        means = x[np.arange(k) * (len(x) // k)]
        weights = np.arange(1.0, k + 1)
        weights /= weights.sum()
        spread = np.cov(x.T) + 0.1 * np.eye(d)
        covariances = np.stack([spread * (1 + (c if kind != "tied" else 0) / k) for c in range(k)])
        if kind == "diag":
            covariances = np.stack([np.diag(np.diag(s)) for s in covariances])
        if kind == "spherical":
            covariances = np.stack([np.mean(np.diag(s)) * np.eye(d) for s in covariances])
        precisions = np.linalg.inv(covariances)
        given = {"full": precisions, "tied": precisions[0], "diag": np.stack([np.diag(p) for p in precisions]),
                 "spherical": precisions[:, 0, 0]}[kind]
        model = GaussianMixture(k, covariance_type=kind, tol=tol, max_iter=500, reg_covar=reg, weights_init=weights, means_init=means,
                                precisions_init=given, random_state=0).fit(x)
        case = f"{name}-{k}-{kind}"
        print(case, model.n_iter_, model.lower_bound_, model.converged_, model.weights_.min())
        save(case + ".first", weights, means, covariances)
        save(case + ".last", model.weights_, model.means_, full(model, k, d))
        rows = np.column_stack([model.predict(x), model.score_samples(x), model.predict_proba(x)])
        np.savetxt(f"{target}/{case}.rows.csv", rows, fmt="%.17g", delimiter=",",
                   header="label,density," + ",".join(f"m{c}" for c in range(k)), comments="")
        out.write(f"{case},{name},{k},{kind},{tol},{model.n_iter_},{model.lower_bound_!r},{model.score(x)!r},{model.bic(x)!r},{model.aic(x)!r}\n")
