"""Writes learning and validation curves, out-of-fold predictions, reports and thresholds of scikit-learn for given folds.

Run: python3 curves.py   (scikit-learn 1.6.1, NumPy 2, Python 3.11)

`curves/orders.csv` is read: the order in which Glia's learning curve takes the training rows of each fold, a line for each fold,
as `LearningCurveTest` prints it where it finds another one. scikit-learn's learning curve takes beginnings of training rows.
"""
import csv
import os
import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import (average_precision_score, classification_report, confusion_matrix, matthews_corrcoef,
                             precision_recall_curve, roc_auc_score, roc_curve)
from sklearn.model_selection import cross_val_predict, learning_curve, validation_curve
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HERE = os.path.dirname(os.path.abspath(__file__))
R = os.path.join(HERE, "..", "resources", "oracles")
BUILTIN = os.path.join(HERE, "..", "..", "..", "..", "..", "datasets", "src", "main", "resources", "org", "glia", "datasets",
                       "builtin")


def read(name):
    with open(os.path.join(BUILTIN, name + ".csv")) as f:
        rows = list(csv.reader(f))
    return np.array([r[:-1] for r in rows[1:]], dtype=float), np.array([r[-1] for r in rows[1:]])


def folds(name):
    with open(os.path.join(R, name + ".folds.csv")) as f:
        fold = np.array([int(line) for line in f.read().split()[1:]])
    return fold, [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(fold.max() + 1)]


def write(name, head, rows):
    with open(os.path.join(R, "curves", name), "w") as f:
        f.write(",".join(head) + "\n")
        for r in rows:
            f.write(",".join(v if isinstance(v, str) else repr(int(v)) if isinstance(v, (int, np.integer))
                             else repr(float(v)) for v in r) + "\n")


def logistic():
    return make_pipeline(StandardScaler(), LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-12, max_iter=1000))


X, y = read("breast-cancer")
fold, split = folds("breast-cancer")

# learning curve: rows, fold, training score, test score
with open(os.path.join(R, "curves", "orders.csv")) as f:
    orders = [np.array([int(row) for row in line.split(",")]) for line in f.read().split()]
ordered = [(order, test) for order, (_, test) in zip(orders, split)]
rows = []
for scoring, measure in (("accuracy", "accuracy"), ("neg_log_loss", "log-loss")):
    sizes, training, test = learning_curve(logistic(), X, y, cv=ordered, train_sizes=[20, 100, 400], scoring=scoring)
    sign = -1 if measure == "log-loss" else 1
    for i, size in enumerate(sizes):
        rows.append((measure, size, sign * training[i].mean(), training[i].std(ddof=1), sign * test[i].mean(), test[i].std(ddof=1)))
write("learning.csv", ["measure", "rows", "training", "training.deviation", "test", "test.deviation"], rows)

# validation curve
D, t = read("diabetes")
t = t.astype(float)
values = [0.1, 1, 10, 100, 1000]
training, test = validation_curve(make_pipeline(StandardScaler(), Ridge()), D, t, param_name="ridge__alpha", param_range=values,
                                  cv=folds("diabetes")[1], scoring="r2")
best = test.mean(axis=1).argmax()
error = test[best].std(ddof=1) / np.sqrt(test.shape[1])
within = np.flatnonzero(test.mean(axis=1) >= test[best].mean() - error)
choice = within[training.mean(axis=1)[within].argmin()]
write("validation.csv", ["value", "training", "training.deviation", "test", "test.deviation", "best", "choice", "error"],
      [(v, training[i].mean(), training[i].std(ddof=1), test[i].mean(), test[i].std(ddof=1), int(i == best), int(i == choice), error)
       for i, v in enumerate(values)])

# out-of-fold probabilities, and what follows from them
levels = sorted(set(y))
p = cross_val_predict(logistic(), X, y, cv=split, method="predict_proba")
label = cross_val_predict(logistic(), X, y, cv=split)
write("outoffold.csv", ["label"] + levels, [(label[i],) + tuple(p[i]) for i in range(len(y))])
write("confusion.csv", levels, confusion_matrix(y, label, labels=levels))
report = classification_report(y, label, output_dict=True)
write("report.csv", ["level", "precision", "recall", "f1", "rows"],
      [(level.replace(" avg", ""),) + tuple(report[level][k] for k in ("precision", "recall", "f1-score", "support"))
       for level in levels + ["macro avg", "weighted avg"]])

# thresholds of probabilities with ties, of either level, without and with weights (row i weighs 1 + i % 3)
score = np.round(p, 2)
write("scores.csv", levels, score)
goals = []
curves = []


def counts(truth, s, w, threshold):
    called = s >= threshold
    return np.array([w[truth & called].sum(), w[~truth & called].sum(), w[truth & ~called].sum(), w[~truth & ~called].sum()])


def best_threshold(truth, s, w, goal):
    # the largest of the best thresholds, where nothing is called positive too
    best = None
    for threshold in np.concatenate([[np.inf], np.unique(s)[::-1]]):
        value = goal(*counts(truth, s, w, threshold))
        if value is not None and (best is None or value > best[0]):
            best = (value, threshold)
    return best


def f(beta):
    return lambda tp, fp, fn, tn: ((1 + beta ** 2) * tp / ((1 + beta ** 2) * tp + beta ** 2 * fn + fp),)


def mcc(tp, fp, fn, tn):
    n = [int(v) for v in (tp, fp, fn, tn)]
    return (matthews_corrcoef([1] * n[0] + [0] * n[1] + [1] * n[2] + [0] * n[3],
                              [1] * n[0] + [1] * n[1] + [0] * n[2] + [0] * n[3]),)


GOALS = {"f1": f(1), "f2": f(2), "f0.5": f(0.5), "mcc": mcc,
         "accuracy": lambda tp, fp, fn, tn: ((tp + tn),),
         "youden": lambda tp, fp, fn, tn: (tp / (tp + fn) + tn / (tn + fp),),
         "cost": lambda tp, fp, fn, tn: (-(1 * fp + 7 * fn),),
         "precision>=0.98": lambda tp, fp, fn, tn: (tp / (tp + fn), tp / (tp + fp)) if tp + fp > 0 and tp / (tp + fp) >= 0.98 else None,
         "recall>=0.99": lambda tp, fp, fn, tn: (tp / (tp + fp), tp / (tp + fn)) if tp + fp > 0 and tp / (tp + fn) >= 0.99 else None,
         "specificity>=0.99": lambda tp, fp, fn, tn: (tp / (tp + fn), tn / (tn + fp)) if tn / (tn + fp) >= 0.99 else None}
for j, level in enumerate(levels):
    truth, s = y == level, score[:, j]
    for name, w in (("plain", np.ones(len(y))), ("weighted", 1.0 + np.arange(len(y)) % 3)):
        curves.append((level, name, average_precision_score(truth, s, sample_weight=w), roc_auc_score(truth, s, sample_weight=w)))
        for goal, value in GOALS.items():
            threshold = best_threshold(truth, s, w, value)[1]
            nested = np.zeros(4)
            chosen = []
            for k in range(fold.max() + 1):
                out = fold == k
                chosen.append(best_threshold(truth[~out], s[~out], w[~out], value)[1])
                nested += counts(truth[out], s[out], w[out], chosen[-1])
            goals.append((level, name, goal, threshold, *nested, min(chosen), max(chosen)))
    if j == 0:
        precision, recall, threshold = precision_recall_curve(truth, s)
        write("precision-recall.csv", ["threshold", "precision", "recall"], list(zip(threshold, precision, recall)))
        fpr, tpr, threshold = roc_curve(truth, s, drop_intermediate=False)
        write("roc.csv", ["threshold", "fpr", "tpr"], list(zip(threshold[1:], fpr[1:], tpr[1:])))
write("areas.csv", ["positive", "weights", "average.precision", "auc"], curves)
write("goals.csv", ["positive", "weights", "goal", "threshold", "tp", "fp", "fn", "tn", "lowest", "highest"], goals)
