"""Writes numbers to hold the searches for settings against: schedules of successive halving and a grid search by
scikit-learn, and Parzen estimators by the formulas of Optuna 4.

Run: python3 tuning.py   (scikit-learn 1.6.1, NumPy 1.26.0, SciPy 1.15.3)
"""
import csv
import json
import os
import numpy as np
from scipy.special import logsumexp
from scipy.stats import norm, truncnorm
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV, HalvingGridSearchCV, PredefinedSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HERE = os.path.dirname(os.path.abspath(__file__))
R = os.path.join(HERE, "..", "resources", "oracles")
BUILTIN = os.path.join(HERE, "..", "..", "..", "..", "..", "datasets", "src", "main", "resources", "org", "glia", "datasets",
                       "builtin")


class Still(RegressorMixin, BaseEstimator):
    """Predicts a number; `amount` is the resource."""

    def __init__(self, number=0, amount=1):
        self.number = number
        self.amount = amount

    def fit(self, X, y):
        return self

    def predict(self, X):
        return np.full(len(X), float(self.number))


def halving():
    """candidates, eta, minimum ('exhaust' or a number), maximum -> candidates and resources of each rung"""
    lines = []
    X, y = np.zeros((10, 1)), np.arange(10.0)
    for candidates, eta, minimum, maximum in [(27, 3, "exhaust", 100), (9, 3, 1, 9), (10, 3, 5, 1000), (50, 2, "exhaust", 120),
                                              (50, 2, "exhaust", 20), (7, 4, 30, 96), (1, 3, "exhaust", 50), (2, 3, 10, 50),
                                              (100, 3, 7, 400), (81, 3, 1, 81), (64, 4, 20, 20)]:
        search = HalvingGridSearchCV(Still(), {"number": list(range(candidates))}, factor=eta, resource="amount", cv=2,
                                     min_resources=minimum, max_resources=maximum, random_state=0).fit(X, y)
        lines.append([candidates, eta, minimum, maximum, " ".join(map(str, search.n_candidates_)),
                      " ".join(map(str, search.n_resources_))])
    with open(os.path.join(R, "tune", "halving.csv"), "w") as f:
        f.write("candidates,eta,minimum,maximum,rung.candidates,rung.resources\n")
        for line in lines:
            f.write(",".join(map(str, line)) + "\n")


def grid():
    """the scores of a grid of ridge regressions, with the folds of diabetes.folds.csv"""
    with open(os.path.join(BUILTIN, "diabetes.csv")) as f:
        rows = list(csv.reader(f))[1:]
    X, y = np.array([r[:-1] for r in rows], dtype=float), np.array([float(r[-1]) for r in rows])
    with open(os.path.join(R, "diabetes.folds.csv")) as f:
        fold = np.array([int(line) for line in f.read().split()[1:]])
    alphas = np.geomspace(0.01, 1000, 11)
    search = GridSearchCV(make_pipeline(StandardScaler(), Ridge()), {"ridge__alpha": alphas}, cv=PredefinedSplit(fold),
                          scoring="neg_root_mean_squared_error").fit(X, y)
    with open(os.path.join(R, "tune", "grid.csv"), "w") as f:
        f.write("alpha,rmse,deviation,rank\n")
        for i, alpha in enumerate(alphas):
            scores = np.array([search.cv_results_["split%d_test_score" % s][i] for s in range(fold.max() + 1)])
            f.write("%r,%r,%r,%d\n" % (float(alpha), float(-scores.mean()), float(scores.std(ddof=1)),
                                       search.cv_results_["rank_test_score"][i]))
    print("best", search.best_params_, -search.best_score_)


def weights(n):
    w = np.ones(n) if n < 25 else np.concatenate([np.linspace(1.0 / n, 1.0, num=n - 25), np.ones(25)])
    w = np.append(w[:n], 1.0)
    return w / w.sum()


def ends(dim):
    low, high = dim["low"], dim["high"]
    if dim["whole"]:
        low, high = low - 0.5, high + 0.5
    return (np.log(low), np.log(high)) if dim["log"] else (low, high)


def kernels(dim, points, dims):
    """means and widths, that of the prior last; dims is 0 for one dimension of its own"""
    low, high = ends(dim)
    mus = np.log(points) if dim["log"] else np.array(points, dtype=float)
    n = len(mus)
    if dims:
        sigmas = np.full(n, 0.2 * max(n, 1) ** (-1.0 / (dims + 4)) * (high - low))
    else:
        m = np.append(mus, 0.5 * (low + high))
        order = np.argsort(m, kind="stable")
        e = np.concatenate([[low], m[order], [high]])
        s = np.maximum(e[1:-1] - e[:-2], e[2:] - e[1:-1])
        if len(e) >= 4:
            s[0], s[-1] = e[2] - e[1], e[-2] - e[-3]
        sigmas = s[np.argsort(order)][:n]
    sigmas = np.clip(sigmas, (high - low) / min(100.0, n + 2.0), high - low)
    return np.append(mus, 0.5 * (low + high)), np.append(sigmas, high - low)


def log_kernels(dim, points, dims, x):
    """the logarithm of each kernel at x"""
    if "choices" in dim:
        n = len(points) + 1
        w = np.full((n, dim["choices"]), 1.0 / n)
        w[np.arange(n - 1), np.array(points, dtype=int)] += 1
        w /= w.sum(axis=1, keepdims=True)
        return np.log(w[:, int(x)])
    mus, sigmas = kernels(dim, points, dims)
    low, high = ends(dim)
    a, b = (low - mus) / sigmas, (high - mus) / sigmas
    if dim["whole"]:
        f, t = (np.log(x - 0.5), np.log(x + 0.5)) if dim["log"] else (x - 0.5, x + 0.5)
        with np.errstate(divide="ignore"):
            upper = (f - mus) / sigmas > 0
            p = np.where(upper, norm.sf((f - mus) / sigmas) - norm.sf((t - mus) / sigmas),
                         norm.cdf((t - mus) / sigmas) - norm.cdf((f - mus) / sigmas))
            return np.log(p) - np.log(norm.cdf(b) - norm.cdf(a))
    return truncnorm.logpdf(np.log(x) if dim["log"] else x, a, b, loc=mus, scale=sigmas)


def parzen():
    random = np.random.default_rng(0)
    real = dict(low=-2.0, high=5.0, log=False, whole=False)
    decades = dict(low=0.01, high=100.0, log=True, whole=False)
    count = dict(low=1, high=20, log=False, whole=True)
    power = dict(low=1, high=512, log=True, whole=True)
    choice = dict(choices=3)

    def draw(dim, n):
        if "choices" in dim:
            return [int(i) for i in random.integers(dim["choices"], size=n)]
        low, high = ends(dim)
        x = random.uniform(low, high, size=n)
        x = np.exp(x) if dim["log"] else x
        return [float(v) for v in (np.clip(np.rint(x), dim["low"], dim["high"]) if dim["whole"] else x)]

    cases = []
    for dims, joint in [([real], False), ([decades], False), ([count], False), ([power], False), ([choice], False),
                        ([real, decades, power, choice], True), ([count, choice], True)]:
        for n in (0, 1, 2, 7, 40):
            points = [draw(dim, n) for dim in dims]
            probes = [draw(dim, 4) for dim in dims]
            w = weights(n)
            values = []
            for k in range(4):
                terms = np.log(w)
                for dim, own, probe in zip(dims, points, probes):
                    terms = terms + log_kernels(dim, own, len(dims) if joint else 0, probe[k])
                values.append(float(logsumexp(terms)))
            cases.append(dict(dimensions=dims, joint=joint, points=points, probes=probes, weights=list(map(float, w)),
                              widths=[[] if "choices" in dim else [float(s) for s in kernels(dim, own, len(dims) if joint else 0)[1]]
                                      for dim, own in zip(dims, points)], logDensities=values))
    with open(os.path.join(R, "tune", "parzen.json"), "w") as f:
        f.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


halving()
grid()
parzen()
