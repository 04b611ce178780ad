"""Writes what scikit-learn says of ridge and logistic regression, and the exact optimum next to it.

Run after tables.py: /usr/bin/python3 linear_models.py  (scikit-learn 1.2.1, NumPy 1.24.2, SciPy 1.10.1, Python 3.11)

Logistic regression minimises  C * sum_i w_i loss_i + |coefficients|^2 / 2, intercepts unpenalised. scikit-learn's L-BFGS
stops a little before the optimum, so each of its solutions is finished with Newton steps of the same objective until
the gradient is at rounding; the file has both numbers, `value` (the optimum) and `sklearn`.
"""
import csv
import os
import warnings
import numpy as np
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression, Ridge

warnings.filterwarnings("ignore")
R = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources")


def read(name):
    with open(os.path.join(R, "data", name)) as f:
        rows = list(csv.reader(f))
    return rows[0], rows[1:]


def write(name, head, rows):
    with open(os.path.join(R, name), "w") as f:
        f.write(",".join(head) + "\n")
        for r in rows:
            f.write(",".join(v if isinstance(v, str) else repr(int(v)) if isinstance(v, (int, np.integer))
                             else repr(float(v)) for v in r) + "\n")


# ---- ridge on diabetes, raw columns -----------------------------------------------------------------------------
head, rows = read("diabetes.csv")
A = np.array(rows, dtype=float)
X, y = A[:, :-1], A[:, -1]
w = 1.0 + np.arange(len(y)) % 3
out = []
for alpha in (0.0, 0.01, 1.0, 10.0, 1000.0):
    for tag, weights in (("none", None), ("cyclic", w)):
        v = np.ones(len(y)) if weights is None else weights
        ridge = Ridge(alpha=alpha, solver="svd").fit(X, y, sample_weight=weights)
        # the same by augmented least squares, as a check
        mx, my = np.average(X, axis=0, weights=v), np.average(y, weights=v)
        S = np.sqrt(v)[:, None]
        b = np.linalg.lstsq(np.vstack([S * (X - mx), np.sqrt(alpha) * np.eye(10)]),
                            np.concatenate([S[:, 0] * (y - my), np.zeros(10)]), rcond=None)[0]
        assert np.allclose(b, ridge.coef_, rtol=1e-9, atol=1e-11), (alpha, tag, b - ridge.coef_)
        out.append((alpha, tag, "intercept", ridge.intercept_))
        out += [(alpha, tag, h, c) for h, c in zip(head, ridge.coef_)]
        out += [(alpha, tag, "prediction.%d" % k, p) for k, p in enumerate(ridge.predict(X[:5]))]
        residual = y - ridge.predict(X)
        out.append((alpha, tag, "objective", (v * residual ** 2).sum() + alpha * (ridge.coef_ ** 2).sum()))
write("ridge/diabetes.csv", ["alpha", "weights", "name", "value"], out)


# ---- logistic ---------------------------------------------------------------------------------------------------
def objective(W, b, X, Y, C, v):
    """W is K x d, b is K; Y one-hot n x K."""
    Z = X @ W.T + b
    return C * (v * (logsumexp(Z, axis=1) - (Z * Y).sum(axis=1))).sum() + 0.5 * (W ** 2).sum()


def newton(W, b, X, Y, C, v, penalty, binary):
    """Newton steps with the exact Hessian; for two classes on the single-vector form, else on all K vectors."""
    n, d = X.shape
    X1 = np.column_stack([X, np.ones(n)])
    if binary:
        t = np.append(W[0], b[0])
        for _ in range(60):
            p = 1 / (1 + np.exp(-(X1 @ t)))
            g = C * X1.T @ (v * (p - Y[:, 1]))
            H = C * X1.T @ ((v * p * (1 - p))[:, None] * X1)
            if penalty:
                g[:d] += t[:d]
                H[np.arange(d), np.arange(d)] += 1
            step = np.linalg.solve(H, g)
            t = t - step
            if np.abs(step).max() < 1e-14 * max(1, np.abs(t).max()):
                break
        return t[None, :d], t[d:], np.abs(g).max()
    K = Y.shape[1]
    T = np.column_stack([W, b])
    for _ in range(60):
        Z = X1 @ T.T
        P = np.exp(Z - logsumexp(Z, axis=1)[:, None])
        G = C * (v[:, None] * (P - Y)).T @ X1
        H = np.zeros((K * (d + 1), K * (d + 1)))
        for a in range(K):
            for c in range(K):
                q = C * v * P[:, a] * ((a == c) - P[:, c])
                H[a * (d + 1):(a + 1) * (d + 1), c * (d + 1):(c + 1) * (d + 1)] = X1.T @ (q[:, None] * X1)
        if penalty:
            G[:, :d] += T[:, :d]
            for a in range(K):
                k = a * (d + 1) + np.arange(d)
                H[k, k] += 1
        step = np.linalg.lstsq(H, G.ravel(), rcond=1e-12)[0].reshape(K, d + 1)
        T = T - step
        if np.abs(step).max() < 1e-14 * max(1, np.abs(T).max()):
            break
    return T[:, :d], T[:, d], np.abs(G).max()


def logistic(name, X, labels, heads, C, weights=None, class_weight=None, penalty="l2"):
    classes = sorted(set(labels))
    y = np.array([classes.index(l) for l in labels])
    model = LogisticRegression(C=C, penalty="l2" if penalty else None, solver="lbfgs", tol=1e-12, max_iter=100000,
                               multi_class="multinomial" if len(classes) > 2 else "ovr", class_weight=class_weight)
    model.fit(X, y, sample_weight=weights)
    v = np.ones(len(y)) if weights is None else weights.astype(float)
    if class_weight == "balanced":                       # n / (K * count), the counts of rows, not of weights
        counts = np.bincount(y)
        v = v * (len(y) / (len(classes) * counts))[y]
    elif class_weight:
        v = v * np.array([class_weight[k] for k in range(len(classes))])[y]
    Y = np.eye(len(classes))[y]
    binary = len(classes) == 2
    c = C if penalty else 1.0
    W, b, g = newton(model.coef_, model.intercept_, X, Y, c, v, penalty, binary)
    b0 = model.intercept_
    W0 = model.coef_
    if not binary:                                       # the gauge that the objective leaves free: sums are zero
        b, b0 = b - b.mean(), b0 - b0.mean()
        if not penalty:
            W, W0 = W - W.mean(axis=0), W0 - W0.mean(axis=0)
    moved = max(np.abs(W - W0).max(), np.abs(b - b0).max())
    print("%-32s moved %.1e from scikit-learn, gradient %.1e" % (name, moved, g))
    assert moved < 2e-3 * max(1, np.abs(W).max()) and g < 1e-9 * max(1, np.abs(X).max() * len(y))
    out = []
    for k in range(len(W)):
        label = classes[1] if binary else classes[k]
        out.append((label, "intercept", b[k], b0[k]))
        out += [(label, h, a, a0) for h, a, a0 in zip(heads, W[k], W0[k])]
    Z = X @ W.T + b
    if binary:
        Z = np.column_stack([np.zeros(len(y)), Z])
    P = np.exp(Z - logsumexp(Z, axis=1)[:, None])
    P0 = model.predict_proba(X)
    for r in range(5):
        out += [(classes[k], "probability.%d" % r, P[r, k], P0[r, k]) for k in range(len(classes))]
    loss = (v * -np.log(P[np.arange(len(y)), y])).sum()
    loss0 = (v * -np.log(P0[np.arange(len(y)), y])).sum()
    half = 0.5 if penalty else 0.0
    out.append(("", "objective", c * loss + half * (W ** 2).sum(), c * loss0 + half * (W0 ** 2).sum()))
    out.append(("", "loss", loss, loss0))
    write("logistic/" + name + ".csv", ["class", "name", "value", "sklearn"], out)


def table(name, standardised=True):
    head, rows = read(name)
    X = np.array([r[:-1] for r in rows], dtype=float)
    if standardised:
        X = (X - X.mean(axis=0)) / X.std(axis=0)          # population deviation, as StandardScaler
    return X, [r[-1] for r in rows], head[:-1]


X, y, h = table("breast-cancer.csv")
for C in (0.01, 1.0, 100.0):
    logistic("breast-cancer-c%g" % C, X, y, h, C)
logistic("breast-cancer-balanced", X, y, h, 1.0, class_weight="balanced")
logistic("breast-cancer-weighted", X, y, h, 1.0, weights=1.0 + np.arange(len(y)) % 3)
logistic("breast-cancer-class-weights", X, y, h, 0.5, class_weight={0: 1.0, 1: 4.0})
X, y, h = table("iris.csv")
for C in (0.1, 1.0, 1000.0):
    logistic("iris-c%g" % C, X, y, h, C)
logistic("iris-weighted", X, y, h, 1.0, weights=1.0 + np.arange(150) % 3)
logistic("iris-unbalanced-balanced", X[30:], y[30:], h, 1.0, class_weight="balanced")
X, y, h = table("iris.csv", standardised=False)
logistic("iris-raw", X, y, h, 1.0)
X, y, h = table("wine.csv")
for C in (0.1, 1.0, 10.0):
    logistic("wine-c%g" % C, X, y, h, C)
logistic("wine-weighted-balanced", X, y, h, 1.0, weights=0.5 + np.arange(len(y)) % 2, class_weight="balanced")
head, rows = read("dose.csv")
A = np.array(rows, dtype=float)
answer = ["y_alive" if a else "n_dead" for a in A[:, 0]]   # sorted order puts the event second
logistic("dose-no-penalty", A[:, 1:3], answer, ["dose", "age"], 1.0, penalty=None)
logistic("dose-no-penalty-weighted", A[:, 1:3], answer, ["dose", "age"], 1.0, weights=A[:, 3], penalty=None)
logistic("dose-c1", A[:, 1:3], answer, ["dose", "age"], 1.0)
# two columns that separate no pair of growers, so the optimum without a penalty is finite
X, y, h = table("wine.csv")
few = [h.index("ash"), h.index("magnesium")]
logistic("wine-two-columns-no-penalty", X[:, few], y, [h[k] for k in few], 1.0, penalty=None)
