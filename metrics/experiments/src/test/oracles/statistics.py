"""Writes tests of paired scores as SciPy does them, and where SciPy does not, as their definitions say.

Run: python3 statistics.py   (SciPy 1.15.3, NumPy 1.26.0, Python 3)
"""
import csv
import itertools
import os
import numpy as np
from scipy import integrate, stats

R = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "oracles", "statistics")
random = np.random.default_rng(7)


def write(name, head, rows):
    with open(os.path.join(R, name + ".csv"), "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(head)
        for row in rows:
            out.writerow([" ".join(repr(float(x)) for x in v) if isinstance(v, (list, np.ndarray))
                          else v if isinstance(v, str) else repr(int(v)) if isinstance(v, (bool, int, np.integer))
                          else repr(float(v)) for v in row])


# differences without ties, with ties, with zeros too, and more of them than are counted
SAMPLES = [np.round(random.normal(0.3, 1, 8), 3), np.round(random.normal(0.2, 1, 30), 4),
           np.array([1, 2, 2, -3, 4, 4, 4, -1, 5, 6.]), np.array([0, 0, 1, -1, 2, 3, 3, 5, -2, 0, 7.]),
           np.array([0, 0.5, 0.5, -0.5, 1, 1, 2]), np.array([3, 3, 3, 3, 3.]), np.array([0, 0, 0, 2, -1.]),
           random.integers(-4, 7, 80).astype(float), np.round(random.normal(0.2, 1, 70), 3),
           random.integers(-2, 4, 300).astype(float)]
ZEROS = {"wilcox": "WILCOX", "pratt": "PRATT", "zsplit": "SPLIT"}


def enumerated(d, zeros):
    """The two-sided p-value over all signs of the ranks at hand; with SPLIT the zeros' ranks are tossed too."""
    d = d[d != 0] if zeros == "wilcox" else d
    ranks = stats.rankdata(np.abs(d))
    plus = ranks[d > 0].sum() + (ranks[d == 0].sum() / 2 if zeros == "zsplit" else 0)
    tossed = ranks if zeros == "zsplit" else ranks[d != 0]
    sums = np.array([np.dot(s, tossed) for s in itertools.product((0, 1), repeat=len(tossed))])
    small = min(plus, tossed.sum() - plus)
    return min(1, 2 * np.mean(sums <= small + 1e-9))


def wilcoxon():
    rows = []
    for d in SAMPLES:
        for zeros, name in ZEROS.items():
            approximate = stats.wilcoxon(d, zero_method=zeros, correction=False, method="approx")
            untied = len(set(np.abs(d))) == len(d) and not (d == 0).any()
            count = np.count_nonzero(d) if zeros != "zsplit" else len(d)
            if untied and len(d) <= 50:
                how, p = "exact", stats.wilcoxon(d, method="exact").pvalue
            elif count <= 11:
                how, p = "enumerated", enumerated(d, zeros)
            else:
                how, p = "approximate", approximate.pvalue
            rows.append((d, name, how, approximate.statistic, approximate.zstatistic, p))
    write("wilcoxon", ["differences", "zeros", "how", "statistic", "z", "p"], rows)


def friedman():
    tables = [np.round(random.normal(0, 1, (12, 3)), 3), random.integers(0, 4, (20, 5)).astype(float),
              np.round(random.normal(0, 1, (6, 4)) + np.arange(4) * 0.8, 2), random.integers(0, 3, (9, 3)).astype(float)]
    rows = []
    for scores in tables:
        test = stats.friedmanchisquare(*scores.T)
        ranks = np.array([stats.rankdata(-row) for row in scores])
        n, k = scores.shape
        f = (n - 1) * test.statistic / (n * (k - 1) - test.statistic)
        rows.append((n, k, scores.ravel(), ranks.mean(axis=0), test.statistic, test.pvalue, f,
                     stats.f.sf(f, k - 1, (k - 1) * (n - 1)), test.statistic / (n * (k - 1))))
    write("friedman", ["n", "k", "scores", "ranks", "chi_squared", "p", "f", "f_p", "w"], rows)


def studentized_range():
    rows = [(k, p, stats.studentized_range.ppf(p, k, np.inf)) for k in (2, 3, 4, 5, 10, 20, 50) for p in (0.5, 0.9, 0.95, 0.99)]
    write("studentized-range", ["k", "p", "q"], rows)
    below = lambda k, q: k * integrate.quad(lambda z: stats.norm.pdf(z) * (stats.norm.cdf(z) - stats.norm.cdf(z - q)) ** (k - 1),
                                            -9, 9, epsabs=1e-13, epsrel=1e-13, limit=500)[0]
    rows = [(k, q, below(k, q)) for k in (2, 3, 7, 30) for q in (0.5, 2, 3.5, 5, 8)]
    write("studentized-range-integrals", ["k", "q", "below"], rows)


def sign():
    rows = []
    for hits, n in ((0, 6), (9, 10), (5, 10), (13, 30), (80, 100), (520, 1000), (7, 7)):
        test = stats.binomtest(hits, n)
        interval = test.proportion_ci(0.95, method="exact")
        rows.append((hits, n, test.pvalue, interval.low, interval.high))
    write("sign", ["hits", "n", "p", "low", "high"], rows)


def bayesian():
    rows = []
    for folds, repeats, rope in ((10, 1, 0.01), (10, 10, 0.01), (5, 2, 0.02), (10, 1, 0)):
        d = np.round(random.normal(0.008, 0.02, folds * repeats), 4)
        ratio = 1 / (folds - 1)
        scale = np.sqrt(d.var(ddof=1) * (1 / len(d) + ratio))
        t = stats.t(len(d) - 1, d.mean(), scale)
        rows.append((d, ratio, rope, d.mean() / scale, 2 * stats.t.sf(abs(d.mean() / scale), len(d) - 1), t.ppf(0.025), t.ppf(0.975),
                     t.cdf(-rope), t.cdf(rope) - t.cdf(-rope), t.sf(rope)))
    write("correlated-t", ["differences", "ratio", "rope", "t", "p", "low", "high", "first", "rope_p", "second"], rows)


def bayesian_signed_rank():
    rows = []
    for d, rope in ((np.round(random.normal(0.01, 0.02, 14), 3), 0.01), (np.round(random.normal(0.004, 0.01, 25), 3), 0.005),
                    (np.round(random.normal(-0.01, 0.03, 9), 3), 0), (np.array([0, 0, 0.02, 0.02, -0.01, 0, 0.01]), 0.01),
                    (np.array([0, 0, 0.02, 0.02, -0.01, 0.]), 0)):
        z = np.hstack(([0], d))
        sums = np.round(z[:, None] + z[None, :], 9)
        step = lambda a, bound: (a > bound) + 0.5 * (a == bound)
        above, below = step(sums, round(2 * rope, 9)), step(-sums, round(2 * rope, 9))
        wins = np.zeros(3)
        draws = 400000
        for w in np.array_split(random.dirichlet([0.5] + [1] * len(d), draws), 40):
            left = np.einsum("si,ij,sj->s", w, below, w)
            right = np.einsum("si,ij,sj->s", w, above, w)
            shares = np.stack((left, 1 - left - right if rope > 0 else np.full(len(w), -1.), right), axis=1)
            best = shares >= shares.max(axis=1, keepdims=True) - 1e-12
            wins += (best / best.sum(axis=1, keepdims=True)).sum(axis=0)
        rows.append((d, rope, *(wins / draws)))
    write("bayesian-signed-rank", ["differences", "rope", "first", "rope_p", "second"], rows)


def bonett_price():
    rows = []
    for both, first, second, neither in ((59, 6, 16, 80), (1, 1, 7, 12), (0, 30, 30, 5), (90, 0, 0, 10), (0, 0, 40, 0)):
        n = both + first + second + neither
        b, c = (second + 1) / (n + 2), (first + 1) / (n + 2)
        reach = stats.norm.ppf(0.975) * np.sqrt((b + c - (b - c) ** 2) / (n + 2))
        share = stats.binomtest(second, first + second).proportion_ci(0.95, method="exact") if first + second else None
        odds = (0, np.inf) if share is None else (share.low / (1 - share.low), share.high / (1 - share.high) if share.high < 1 else np.inf)
        rows.append((both, first, second, neither, max(-1, b - c - reach), min(1, b - c + reach), *odds))
    write("mcnemar-intervals", ["both", "only_first", "only_second", "neither", "low", "high", "odds_low", "odds_high"], rows)


wilcoxon()
friedman()
studentized_range()
sign()
bayesian()
bayesian_signed_rank()
bonett_price()
