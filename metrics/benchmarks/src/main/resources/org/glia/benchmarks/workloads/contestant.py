"""scikit-learn and pandas as a contestant: does the order in the file that is named, and leaves reply.json and answers."""
import json
import os
import sys
import time

import numpy as np
import pandas as pd
import scipy.sparse
import sklearn
from sklearn.cluster import KMeans
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.preprocessing import OneHotEncoder, StandardScaler

order = dict(line.rstrip("\n").split("=", 1) for line in open(sys.argv[1]))
data, folder, algorithm = order["data"], order["folder"], order["algorithm"]
repeats, limit = int(order["repeats"]), float(order["limit"])


def setting(name, otherwise):
    return type(otherwise)(float(order.get("setting." + name, otherwise)))


def rows(name, meta):
    n, d = meta[name + "Rows"], meta["columns"]
    values = np.fromfile(f"{data}/{name}.x", "<f8")
    target = np.fromfile(f"{data}/{name}.y", "<f8")
    if meta["sparse"]:
        starts = np.fromfile(f"{data}/{name}.starts", "<i4")
        indices = np.fromfile(f"{data}/{name}.indices", "<i4")
        return scipy.sparse.csr_matrix((values, indices, starts), shape=(n, d)), target
    return values.reshape(n, d), target


def squares(matrix):
    return float(matrix.multiply(matrix).sum()) if scipy.sparse.issparse(matrix) else float((matrix * matrix).sum())


class Read:
    def fit(self, run):
        self.table = pd.read_csv(data)

    def answer(self):
        numbers = self.table.select_dtypes("number").to_numpy(dtype=float)
        return [len(self.table), self.table.shape[1], np.nansum(numbers)], [], None


class Transform:
    def __init__(self, meta):
        self.x, _ = rows("train", meta)
        self.nominal = [c for c, texts in enumerate(meta["nominal"]) if texts]
        self.rest = 0.0
        if algorithm == "onehot":  # numeric columns pass by
            others = [c for c in range(self.x.shape[1]) if c not in self.nominal]
            self.rest = squares(self.x[:, others])
            self.x = self.x[:, self.nominal].astype(np.int32)

    def fit(self, run):
        step = OneHotEncoder() if algorithm == "onehot" else StandardScaler()
        self.output = step.fit_transform(self.x)

    def answer(self):
        return [squares(self.output) + self.rest], [], None


class Predict:
    def __init__(self, meta):
        self.x, self.y = rows("train", meta)
        self.test, _ = rows("test", meta)
        self.classes = len(meta["classes"])

    def fit(self, run):
        if algorithm == "linear":
            model = LinearRegression()
        elif algorithm == "ridge":
            model = Ridge(alpha=setting("alpha", 1.0))
        else:
            # our tolerance is that of the mean gradient, theirs of the sum
            model = LogisticRegression(C=setting("c", 1.0), tol=setting("tolerance", 1e-6) * self.x.shape[0],
                                       max_iter=setting("maxIterations", 1000), random_state=run)
        self.model = model.fit(self.x, self.y)

    def predict(self, x):
        if self.classes == 0:
            return self.model.predict(x)
        probabilities = np.zeros((x.shape[0], self.classes))
        probabilities[:, self.model.classes_.astype(int)] = self.model.predict_proba(x)
        return probabilities

    def answer(self):
        return self.predict(self.x), self.predict(self.test), float((self.model.coef_ ** 2).sum())


class Cluster:
    def __init__(self, meta):
        self.x, _ = rows("train", meta)

    def fit(self, run):
        self.model = KMeans(setting("k", 8), init="k-means++", n_init=setting("starts", 1), max_iter=setting("maxIterations", 300),
                            tol=setting("tolerance", 1e-4), random_state=run).fit(self.x)

    def answer(self):
        return self.model.cluster_centers_, [], None


if order["question"] == "READING":
    trial = Read()
else:
    meta = json.load(open(f"{data}/meta.json"))
    trial = {"TRANSFORMATION": Transform, "CLUSTERING": Cluster}.get(order["question"], Predict)(meta)

seconds, cpu, answers, norm = [], [], 0, None
for run in range(repeats + 1):
    if run > 0 and sum(seconds) >= limit:
        break
    cpu_before, before = time.process_time(), time.perf_counter()
    trial.fit(run)
    seconds.append(time.perf_counter() - before)
    cpu.append(time.process_time() - cpu_before)
    if run == repeats or sum(seconds) >= limit or order["question"] == "CLUSTERING":
        train, test, norm = trial.answer()
        np.asarray(train, "<f8").tofile(f"{folder}/train.{answers}")
        np.asarray(test, "<f8").tofile(f"{folder}/test.{answers}")
        answers += 1

peak = 0
if os.path.exists("/proc/self/status"):
    peak = [int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmHWM")][0]
version = pd.__version__ + " (pandas)" if algorithm == "csv" else sklearn.__version__
json.dump({"version": version, "seconds": seconds, "cpu": cpu, "peak": peak, "answers": answers, "squaredNorm": norm},
          open(f"{folder}/reply.json", "w"))
