"""Writes the prediction tables under src/test/resources/oracles and what scikit-learn says of them.

Run: /usr/bin/python3 measures.py   (scikit-learn 1.2.1, NumPy 1.24.2, Python 3.11; Debian 12)
Every table NAME.csv has a NAME.values.csv with the columns measure,weights,value; weights is `none` or `weight`.
"""
import csv
import os
import warnings
import numpy as np
from sklearn import datasets
from sklearn import metrics as m

warnings.filterwarnings("ignore")
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "oracles")


def text(v):
    return v if isinstance(v, str) else repr(int(v)) if isinstance(v, (int, np.integer)) else repr(float(v))


def write(name, head, rows):
    with open(os.path.join(OUT, name), "w") as f:
        f.write(",".join(head) + "\n")
        for r in rows:
            f.write(",".join(text(v) for v in r) + "\n")


class Values:
    def __init__(self):
        self.rows = []

    def add(self, measure, weights, value):
        self.rows.append((measure, weights, value))

    def write(self, name):
        write(name + ".values.csv", ["measure", "weights", "value"], self.rows)


def label_measures(out, tag, y, p, labels, w, zero_division="warn"):
    kw = dict(sample_weight=w)
    out.add("accuracy", tag, m.accuracy_score(y, p, **kw))
    out.add("balanced_accuracy", tag, m.balanced_accuracy_score(y, p, **kw))
    for name, fn in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)):
        for average in ("macro", "micro", "weighted"):
            out.add(name + "." + average, tag, fn(y, p, labels=labels, average=average, zero_division=0, **kw))
        out.add(name + ".macro_present", tag, fn(y, p, average="macro", zero_division=0, **kw))
        for label, v in zip(labels, fn(y, p, labels=labels, average=None, zero_division=0, **kw)):
            out.add(name + ".class." + label, tag, v)
    c = m.confusion_matrix(y, p, labels=labels, **kw)
    for i, a in enumerate(labels):
        for j, b in enumerate(labels):
            out.add("confusion." + a + "." + b, tag, float(c[i, j]))
    out.add("mcc", tag, m.matthews_corrcoef(y, p, **kw))
    out.add("kappa", tag, m.cohen_kappa_score(y, p, labels=labels, **kw))


def brier_of_all_classes(y, P, labels, w):
    """Brier 1950: the squared differences summed over all classes (twice the one-class form for two classes)."""
    T = (np.asarray(y)[:, None] == np.asarray(labels)[None, :]).astype(float)
    return np.average(((P - T) ** 2).sum(axis=1), weights=w)


def binary(name, truth, scores, weights, threshold=0.5):
    """Labels are neg and pos; score is the probability of pos."""
    y = np.where(truth == 1, "pos", "neg")
    p = np.where(scores >= threshold, "pos", "neg")
    write(name + ".csv", ["truth", "predicted", "score", "weight"], zip(map(str, y), map(str, p), scores, weights))
    out = Values()
    P = np.column_stack([1 - scores, scores])
    for tag, w in (("none", None), ("weight", weights)):
        label_measures(out, tag, y, p, ["neg", "pos"], w)
        out.add("precision.pos", tag, m.precision_score(y, p, pos_label="pos", sample_weight=w, zero_division=0))
        out.add("log_loss", tag, m.log_loss(y, P, labels=["neg", "pos"], sample_weight=w))
        out.add("brier.positive", tag, m.brier_score_loss(truth, scores, sample_weight=w))
        out.add("brier.all_classes", tag, brier_of_all_classes(y, P, ["neg", "pos"], w))
        out.add("roc_auc", tag, m.roc_auc_score(truth, scores, sample_weight=w))
        out.add("average_precision", tag, m.average_precision_score(truth, scores, sample_weight=w))
    fpr, tpr, thr = m.roc_curve(truth, scores, drop_intermediate=False)
    write(name + ".roc.csv", ["false_positive_rate", "true_positive_rate"], zip(fpr, tpr))
    pr, rc, thr = m.precision_recall_curve(truth, scores)
    write(name + ".pr.csv", ["recall", "precision"], zip(rc, pr))
    out.write(name)


# scores with many ties, both across and within the classes
t = np.array([1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0])
s = np.array([.9, .9, .8, .8, .8, .7, .7, .6, .6, .6, .55, .5, .5, .5, .4, .4, .3, .3, .2, .1])
w = np.array([1, 2, 1.5, .5, 1, 3, 1, .25, 2, 1, 1, 4, 1, .75, 1, 2, 2, 1, .5, 1])
binary("binary-ties", t, s, w)

# imbalanced: 5 positives of 60, scores by formula, no ties
i = np.arange(60)
t = (i % 12 == 5).astype(int)
s = np.round(0.02 + 0.9 * ((i * 37) % 60) / 60 * 0.6 + 0.3 * t, 6)
binary("binary-imbalanced", t, s, 1.0 + (i % 4))

# probabilities of 0 and 1, one of them on the wrong side: scikit-learn clips at the double epsilon
t = np.array([1, 0, 1, 0, 1, 0])
s = np.array([1.0, 0.0, 0.0, 0.25, 0.75, 0.5])
binary("binary-extreme", t, s, np.array([1, 1, 1, 2, 2, 1.0]))

# nobody is predicted positive: precision of pos has no denominator (scikit-learn is told to say 0)
t = np.array([1, 0, 0, 1, 0, 0, 0, 1])
s = np.array([.4, .1, .2, .3, .35, .05, .15, .45])
binary("binary-never-positive", t, s, np.array([1, 1, 2, 1, 1, 1, 3, 1.0]))


def multiclass(name, y, P, labels, weights, extra_probability_measures=True):
    y = np.asarray(y)
    p = np.array(labels)[P.argmax(axis=1)]
    write(name + ".csv", ["truth", "predicted"] + ["p_" + l for l in labels] + ["weight"],
          [[str(a), str(b), *row, w] for a, b, row, w in zip(y, p, P, weights)])
    out = Values()
    T = (y[:, None] == np.array(labels)[None, :]).astype(int)
    for tag, w in (("none", None), ("weight", weights)):
        label_measures(out, tag, y, p, labels, w)
        out.add("log_loss", tag, m.log_loss(y, P, labels=labels, sample_weight=w))
        out.add("brier.all_classes", tag, brier_of_all_classes(y, P, labels, w))
        if extra_probability_measures:
            for average in ("macro", "weighted"):
                out.add("roc_auc.ovr." + average, tag, m.roc_auc_score(
                    y, P, labels=labels, multi_class="ovr", average=average, sample_weight=w))
                out.add("average_precision.ovr." + average, tag, m.average_precision_score(
                    T, P, average=average, sample_weight=w))
            for j, l in enumerate(labels):
                out.add("roc_auc.class." + l, tag, m.roc_auc_score(T[:, j], P[:, j], sample_weight=w))
                out.add("average_precision.class." + l, tag, m.average_precision_score(T[:, j], P[:, j], sample_weight=w))
    if extra_probability_measures:
        out.add("roc_auc.ovo.macro", "none", m.roc_auc_score(y, P, labels=labels, multi_class="ovo", average="macro"))
    for kind in ("linear", "quadratic"):
        out.add("kappa." + kind, "none", m.cohen_kappa_score(y, p, labels=labels, weights=kind))
    out.write(name)


# three classes of unequal size, probabilities by formula in exact sixteenths so that rows sum to 1 exactly; ties occur
i = np.arange(30)
y = np.array(["a", "b", "a", "c", "a", "b"])[i % 6]
counts = np.array([[2, 2, 2]] * 30) + np.column_stack([(i * 7) % 5, (i * 3) % 4, (i * 11) % 3])
counts[np.arange(30), np.searchsorted(["a", "b", "c"], y)] += 3 * (i % 4 != 3)
P = np.zeros((30, 3))
for r in range(30):
    q = np.floor(16 * counts[r] / counts[r].sum())
    q[q.argmax()] += 16 - q.sum()
    P[r] = q / 16
multiclass("three-classes", y, P, ["a", "b", "c"], np.array([.5, 1, 2, 1.5])[i % 4])

# class c occurs and is never predicted; class d is known to the schema and never occurs
y = np.array(["a", "a", "b", "b", "c", "a", "b", "c", "a", "b"])
P = np.array([[12, 2, 1, 1], [10, 4, 1, 1], [3, 11, 1, 1], [9, 5, 1, 1], [8, 6, 1, 1], [4, 10, 1, 1], [2, 12, 1, 1],
              [3, 9, 3, 1], [13, 1, 1, 1], [1, 13, 1, 1]]) / 16
multiclass("absent-classes", y, P, ["a", "b", "c", "d"], np.array([1, 2, 1, 1, 3, 1, 1, 1, 2, 1.0]), False)

# Cohen 1960's setting in its well-known textbook form: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: kappa 0.4
y = ["yes"] * 25 + ["no"] * 25
p = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
P = np.array([[1.0, 0.0] if v == "no" else [0.0, 1.0] for v in p])
multiclass("kappa-textbook", y, P, ["no", "yes"], np.ones(50), False)

# everything in one class: mcc and kappa have no denominator (scikit-learn says 0 and NaN)
multiclass("one-class", ["no"] * 4, np.array([[.75, .25]] * 4), ["no", "yes"], np.array([1.0, 2, 3, 4]), False)


def regression(name, y, p, weights):
    write(name + ".csv", ["truth", "predicted", "weight"], zip(y, p, weights))
    out = Values()
    for tag, w in (("none", None), ("weight", weights)):
        kw = dict(sample_weight=w)
        out.add("rmse", tag, m.mean_squared_error(y, p, squared=False, **kw))
        out.add("mse", tag, m.mean_squared_error(y, p, **kw))
        out.add("mae", tag, m.mean_absolute_error(y, p, **kw))
        out.add("r2", tag, m.r2_score(y, p, **kw))
        out.add("median_absolute_error", tag, m.median_absolute_error(y, p, **kw))
        out.add("explained_variance", tag, m.explained_variance_score(y, p, **kw))
    out.add("max_error", "none", m.max_error(y, p))
    out.write(name)


regression("regression-small", np.array([3, -0.5, 2, 7.0]), np.array([2.5, 0.0, 2, 8.0]), np.array([1, 2, 1, .5]))
i = np.arange(25)
y = np.round(10 * np.sin(i / 3) + i, 6)
p = np.round(y + 3 * np.cos(i * 1.7) + 0.5, 6)
regression("regression-wave", y, p, 1.0 + (i % 3))
i = np.arange(12)
y = 1e9 + i * 0.5
regression("regression-large-offset", y, y + np.where(i % 2 == 0, 0.25, -0.125), np.ones(12))
y = np.array([1.0, 2, 3, 4])
regression("regression-worse-than-mean", y, y[::-1].copy(), np.array([1.0, 1, 1, 2]))

# ---- clusterings ------------------------------------------------------------------------------------------------
iris = datasets.load_iris()
X = iris.data
species = np.array(["setosa", "versicolor", "virginica"])[iris.target]
bands = np.digitize(X[:, 2], [2.5, 4.0, 5.0])             # four bands of petal length
striped = np.arange(150) % 3                              # has nothing to do with the flowers
lonely = np.where(np.arange(150) == 131, 2, (X[:, 2] > 2.5).astype(int))   # one cluster has a single member
write("iris-labels.csv", ["species", "bands", "striped", "lonely"], zip(map(str, species), bands, striped, lonely))
out = Values()


def inertia(X, c):
    return float(sum(((X[c == k] - X[c == k].mean(axis=0)) ** 2).sum() for k in np.unique(c)))


for name, c in (("species", species), ("bands", bands), ("striped", striped), ("lonely", lonely)):
    out.add("silhouette." + name, "none", m.silhouette_score(X, c))
    out.add("silhouette.manhattan." + name, "none", m.silhouette_score(X, c, metric="manhattan"))
    out.add("davies_bouldin." + name, "none", m.davies_bouldin_score(X, c))
    out.add("calinski_harabasz." + name, "none", m.calinski_harabasz_score(X, c))
    out.add("inertia." + name, "none", inertia(X, c))
    for other, d in (("species", species), ("bands", bands), ("striped", striped)):
        pair = "." + other + "." + name
        out.add("ari" + pair, "none", m.adjusted_rand_score(d, c))
        out.add("nmi" + pair, "none", m.normalized_mutual_info_score(d, c))
        out.add("ami" + pair, "none", m.adjusted_mutual_info_score(d, c))
        out.add("mutual_information" + pair, "none", m.mutual_info_score(d, c))
        out.add("homogeneity" + pair, "none", m.homogeneity_score(d, c))
        out.add("completeness" + pair, "none", m.completeness_score(d, c))
        out.add("rand" + pair, "none", m.rand_score(d, c))
        out.add("fowlkes_mallows" + pair, "none", m.fowlkes_mallows_score(d, c))
for k, v in enumerate(m.silhouette_samples(X, bands)):
    if k % 10 == 0:
        out.add("silhouette.bands.row.%d" % k, "none", v)
out.write("iris-labels")
write("iris.csv", ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm"], X)

# small pairs of labellings, one row each: name, first, second (labels joined by spaces), then the values
pairs = [
    ("manning", "x x x x x o x o o o o d x x d d d", "1 1 1 1 1 1 2 2 2 2 2 2 3 3 3 3 3"),
    ("identical", "0 0 1 1 2 2", "0 0 1 1 2 2"),
    ("renamed", "0 0 1 1 2 2", "2 2 0 0 1 1"),
    ("one-cluster-twice", "0 0 0 0", "1 1 1 1"),
    ("one-cluster-against-all-single", "0 0 0 0", "0 1 2 3"),
    ("all-single-twice", "0 1 2 3", "3 2 1 0"),
    ("independent", "0 0 1 1", "0 1 0 1"),
    ("split", "0 0 0 1 1 1", "0 0 1 1 2 2"),
]
write("label-pairs.csv", ["name", "first", "second", "ari", "nmi", "rand"],
      [(n, a, b, m.adjusted_rand_score(a.split(), b.split()), m.normalized_mutual_info_score(a.split(), b.split()),
        m.rand_score(a.split(), b.split())) for n, a, b in pairs])
