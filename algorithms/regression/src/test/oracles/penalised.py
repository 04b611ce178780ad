"""Writes what scikit-learn says of lasso, elastic net, logistic regression with absolute values in its penalty, and SGD.

Run after tables.py: python penalised.py  (scikit-learn 1.6.1, NumPy 1.26.0, SciPy)

Coordinate descent and LIBLINEAR stop a little before the optimum, so each solution of theirs is finished on the support that it
found: with the signs fixed, lasso and elastic net are linear equations, and logistic regression takes Newton steps. The optimality
conditions of all coefficients are checked then, to 1e-9 of the penalty. SGD is taken as it is: one or more epochs, shuffle=False.
"""
import csv
import os
import warnings
import numpy as np
from scipy.special import expit, logsumexp
from sklearn.linear_model import ElasticNet, LogisticRegression, SGDClassifier, SGDRegressor, lars_path

warnings.filterwarnings("ignore")
R = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources")


def read(name):
    with open(os.path.join(R, "data", name)) as f:
        rows = list(csv.reader(f))
    return rows[0], rows[1:]


def write(name, head, rows):
    os.makedirs(os.path.dirname(os.path.join(R, name)), exist_ok=True)
    with open(os.path.join(R, name), "w") as f:
        f.write(",".join(head) + "\n")
        for r in rows:
            f.write(",".join(v if isinstance(v, str) else repr(int(v)) if isinstance(v, (int, np.integer))
                             else repr(float(v)) for v in r) + "\n")


def standardised(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


# ---- lasso and elastic net
def enet(X, y, alpha, l1_ratio, v, positive=False, intercept=True):
    """sum v r^2 / (2 sum v) + alpha (l1_ratio |b|_1 + (1 - l1_ratio) / 2 |b|^2)"""
    model = ElasticNet(alpha=alpha, l1_ratio=l1_ratio, positive=positive, fit_intercept=intercept, tol=1e-14, max_iter=2000000)
    model.fit(X, y, sample_weight=v)
    u = v / v.sum()
    mx = u @ X if intercept else np.zeros(X.shape[1])
    my = u @ y if intercept else 0.0
    Z, t = X - mx, y - my
    l1, l2 = alpha * l1_ratio, alpha * (1 - l1_ratio)
    b = model.coef_
    S = np.flatnonzero(b)
    s = np.sign(b[S])
    G = Z[:, S].T @ (u[:, None] * Z[:, S]) + l2 * np.eye(len(S))
    b = np.zeros(X.shape[1])
    b[S] = np.linalg.solve(G, Z[:, S].T @ (u * t) - l1 * s)
    slope = Z.T @ (u * (t - Z @ b)) - l2 * b
    assert (np.sign(b[S]) == s).all()
    assert np.abs(slope[S] - l1 * s).max(initial=0) < 1e-9 * max(l1, 1e-3)
    rest = np.setdiff1d(np.arange(X.shape[1]), S)
    assert ((slope[rest] if positive else np.abs(slope[rest])) <= l1 * (1 + 1e-9)).all()
    moved = np.abs(b - model.coef_).max()
    assert moved < 1e-5 * max(1, np.abs(b).max()), moved
    objective = 0.5 * (u * (t - Z @ b) ** 2).sum() + l1 * np.abs(b).sum() + 0.5 * l2 * (b ** 2).sum()
    return b, my - mx @ b, objective


head, rows = read("diabetes.csv")
A = np.array(rows, dtype=float)
X, y = A[:, :-1], A[:, -1]
Z = standardised(X)
w = 1.0 + np.arange(len(y)) % 3
out = []
for table, M in (("raw", X), ("standardised", Z)):
    for alpha, l1_ratio, weights, positive, intercept in (
            (0.1, 1.0, 0, 0, 1), (1.0, 1.0, 0, 0, 1), (10.0, 1.0, 0, 0, 1), (1.0, 1.0, 1, 0, 1), (1.0, 1.0, 0, 1, 1), (2.0, 1.0, 0, 0, 0),
            (0.5, 0.5, 0, 0, 1), (1.0, 0.1, 1, 0, 1), (1.0, 0.0, 0, 0, 1), (3.0, 0.9, 1, 1, 0)):
        b, b0, objective = enet(M, y, alpha, l1_ratio, w if weights else np.ones(len(y)), bool(positive), bool(intercept))
        case = (table, alpha, l1_ratio, weights, positive, intercept)
        out.append(case + ("objective", objective))
        out.append(case + ("intercept", b0))
        out += [case + (h, c) for h, c in zip(head, b)]
write("enet/diabetes.csv", ["table", "alpha", "l1_ratio", "weights", "positive", "intercept", "name", "value"], out)

# the knots of the lasso path of standardised diabetes: alphas at which a coefficient comes or goes
alphas, active, coefs = lars_path(Z, y - y.mean(), method="lasso")
write("enet/knots.csv", ["alpha"] + head[:-1], [(a,) + tuple(c) for a, c in zip(alphas, coefs.T)])

# ---- a sparse problem with more columns than rows
n, d = 60, 200
rng = np.random.RandomState(4)
X = np.where(rng.rand(n, d) < 0.1, rng.randint(1, 8, (n, d)), 0).astype(float)
y = X[:, 3] - 2 * X[:, 50] + 0.5 * X[:, 120] + rng.randint(0, 11, n) / 10
write("enet/sparse.data.csv", ["row", "column", "value"],
      [(i, k, X[i, k]) for i in range(n) for k in range(d) if X[i, k] != 0] + [(i, d, y[i]) for i in range(n)])
w = 1.0 + np.arange(n) % 3
out = []
for alpha, l1_ratio, weights in ((0.05, 1.0, 0), (0.2, 1.0, 1), (0.1, 0.5, 0)):
    b, b0, objective = enet(X, y, alpha, l1_ratio, w if weights else np.ones(n))
    out.append((alpha, l1_ratio, weights, -2, objective))
    out.append((alpha, l1_ratio, weights, -1, b0))
    out += [(alpha, l1_ratio, weights, k, c) for k, c in enumerate(b) if c != 0]
write("enet/sparse.csv", ["alpha", "l1_ratio", "weights", "column", "value"], out)


# ---- logistic regression
def logistic(name, X, labels, heads, C, l1_ratio):
    """C sum loss + l1_ratio |b|_1 + (1 - l1_ratio) / 2 |b|^2"""
    classes = sorted(set(labels))
    yk = np.array([classes.index(l) for l in labels])
    binary = len(classes) == 2
    model = LogisticRegression(C=C, penalty="elasticnet", l1_ratio=l1_ratio, solver="saga", tol=1e-9, max_iter=200000).fit(X, yk)
    W, b = model.coef_.copy(), model.intercept_.copy()
    K, d = W.shape
    W[np.abs(W) < 1e-6] = 0
    signs = np.sign(W)
    Y = (yk[:, None] == (1 if binary else np.arange(K))).astype(float).reshape(len(yk), K)
    T = np.column_stack([W, b])
    X1 = np.column_stack([X, np.ones(len(X))])
    free = np.flatnonzero(np.column_stack([signs != 0, np.ones(K, dtype=bool)]).ravel())
    l1 = np.column_stack([l1_ratio * signs, np.zeros(K)])
    l2 = np.column_stack([(1 - l1_ratio) * np.ones((K, d)), np.zeros(K)])
    for _ in range(100):
        S = X1 @ T.T
        P = expit(S) if binary else np.exp(S - logsumexp(S, axis=1)[:, None])
        G = C * (P - Y).T @ X1 + l1 + l2 * T
        H = np.diag(l2.ravel())
        for a in range(K):
            for c in range(K):
                q = C * P[:, a] * ((a == c) - P[:, c])
                H[a * (d + 1):(a + 1) * (d + 1), c * (d + 1):(c + 1) * (d + 1)] += X1.T @ (q[:, None] * X1)
        step = np.zeros(K * (d + 1))
        step[free] = np.linalg.lstsq(H[np.ix_(free, free)], G.ravel()[free], rcond=1e-13)[0]
        T = T - step.reshape(K, d + 1)
        if np.abs(step).max() < 1e-14 * max(1, np.abs(T).max()):
            break
    W, b = T[:, :d], T[:, d]
    assert (np.sign(W) == signs).all(), name
    slope = (C * (P - Y).T @ X + (1 - l1_ratio) * W)
    assert np.abs((slope + l1_ratio * signs)[signs != 0]).max(initial=0) < 1e-8 * max(1, C), name
    assert (np.abs(slope[signs == 0]) <= l1_ratio).all(), name
    if not binary:
        b = b - b.mean()
    S = X @ W.T + b
    if binary:
        S = np.column_stack([np.zeros(len(yk)), S])
    loss = (logsumexp(S, axis=1) - S[np.arange(len(yk)), yk]).sum()
    print("%-28s %d of %d, moved %.1e" % (name, (signs != 0).sum(), signs.size, np.abs(W - model.coef_).max()))
    out = [("", "objective", C * loss + l1_ratio * np.abs(W).sum() + 0.5 * (1 - l1_ratio) * (W ** 2).sum())]
    for k in range(K):
        label = classes[1] if binary else classes[k]
        out.append((label, "intercept", b[k]))
        out += [(label, h, a) for h, a in zip(heads, W[k])]
    write("logistic/" + name + ".csv", ["class", "name", "value"], out)


for file in ("breast-cancer", "iris", "wine"):
    head, rows = read(file + ".csv")
    X = standardised(np.array([r[:-1] for r in rows], dtype=float))
    labels = [r[-1] for r in rows]
    for C, l1_ratio in ((0.1, 1.0), (1.0, 1.0), (1.0, 0.5)):
        logistic("%s-c%g-l1-%g" % (file, C, l1_ratio), X, labels, head[:-1], C, l1_ratio)


# ---- SGD, row by row
out = []
head, rows = read("breast-cancer.csv")
X = standardised(np.array([r[:-1] for r in rows], dtype=float))
y = np.array([1 if r[-1] == "malignant" else -1 for r in rows])
w = 0.5 + np.arange(len(y)) % 3
common = dict(shuffle=False, tol=None, random_state=0)
number = 0


def sgd(kind, settings, model, X, y, weights):
    global number
    model.fit(X, y, sample_weight=weights)
    out.append((number, kind, settings, "intercept", model.intercept_[0]))
    out.extend((number, kind, settings, "w%d" % k, c) for k, c in enumerate(model.coef_.ravel()))
    number += 1


for loss in ("hinge", "squared_hinge", "log_loss", "modified_huber", "perceptron"):
    word = "log" if loss == "log_loss" else loss.replace("_", "-")
    for settings, options in (
            ("alpha=0.01 epochs=1", dict(alpha=0.01, max_iter=1)),
            ("alpha=0.001 l1Ratio=1 epochs=2 learningRate=0.01", dict(alpha=0.001, penalty="l1", max_iter=2, learning_rate="constant", eta0=0.01)),
            ("alpha=0.002 l1Ratio=0.3 epochs=1 learningRate=[inverse-scaling rate=0.05 power=0.5] weighted",
             dict(alpha=0.002, penalty="elasticnet", l1_ratio=0.3, max_iter=1, learning_rate="invscaling", eta0=0.05, power_t=0.5)),
            ("alpha=0.05 epochs=2 average=true intercept=false",
             dict(alpha=0.05, max_iter=2, average=True, fit_intercept=False)),
            ("alpha=0 epochs=1 average=true learningRate=0.02", dict(alpha=0.0, max_iter=1, average=True, learning_rate="constant", eta0=0.02))):
        if loss == "squared_hinge" and "learning_rate" not in options:
            continue  # scikit-learn's default rate throws the weights out of all bounds
        sgd("classification", "loss=%s %s" % (word, settings), SGDClassifier(loss=loss, **common, **options), X, y,
            w if "weighted" in settings else None)
head, rows = read("diabetes.csv")
A = np.array(rows, dtype=float)
X, y = standardised(A[:, :-1]), (A[:, -1] - A[:, -1].mean()) / A[:, -1].std()
w = 0.5 + np.arange(len(y)) % 3
for loss, extra in (("squared_error", {}), ("huber", dict(epsilon=0.5)), ("epsilon_insensitive", dict(epsilon=0.2)),
                    ("squared_epsilon_insensitive", dict(epsilon=0.2))):
    word = "squared" if not extra else "[%s epsilon=%s]" % (loss.replace("_", "-"), extra["epsilon"])
    for settings, options in (
            ("epochs=1", dict(max_iter=1)),
            ("alpha=0.01 l1Ratio=1 epochs=2 learningRate=0.005", dict(alpha=0.01, penalty="l1", max_iter=2, learning_rate="constant", eta0=0.005)),
            ("alpha=0.01 epochs=2 average=true learningRate=[inverse-scaling rate=0.02 power=0.4] weighted",
             dict(alpha=0.01, max_iter=2, average=True, learning_rate="invscaling", eta0=0.02, power_t=0.4))):
        sgd("regression", "loss=%s %s" % (word, settings), SGDRegressor(loss=loss, **common, **extra, **options), X, y,
            w if "weighted" in settings else None)
write("sgd/steps.csv", ["case", "task", "settings", "name", "value"], out)
