"""scikit-learn and pandas, PyTorch or LightGBM as a contestant: does the order in the file that is named, and leaves reply.json and
answers."""
import json
import os
import sys
import time

import numpy as np

order = dict(line.rstrip("\n").split("=", 1) for line in open(sys.argv[1]))
data, folder, algorithm = order["data"], order["folder"], order["algorithm"]
repeats, limit, threads = int(order["repeats"]), float(order["limit"]), int(order["threads"])
library = order["library"]
if library == "pytorch":
    import torch

    torch.set_num_threads(threads)
    version = torch.__version__
elif library == "lightgbm":
    import lightgbm

    version = lightgbm.__version__
elif algorithm == "csv":
    import pandas as pd

    version = pd.__version__ + " (pandas)"
else:
    import scipy.sparse
    import sklearn

    version = sklearn.__version__


def setting(name, otherwise):
    return type(otherwise)(float(order.get("setting." + name, otherwise)))


def word(name, otherwise):
    return order.get("setting." + name, otherwise)


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
        from sklearn.preprocessing import OneHotEncoder, StandardScaler

        step = OneHotEncoder() if algorithm == "onehot" else StandardScaler()
        self.output = step.fit_transform(self.x)

    def answer(self):
        return [squares(self.output) + self.rest], [], None


class Predict:
    """A model of scikit-learn. Nominal columns are their codes; missing cells are NaN."""

    def __init__(self, meta):
        self.x, self.y = rows("train", meta)
        self.test, _ = rows("test", meta)
        self.classes = len(meta["classes"])
        self.texts = meta["nominal"]
        if any(self.texts):
            for x in (self.x, self.test):
                x[x < 0] = np.where(np.array([bool(texts) for texts in self.texts]), np.nan, x)[x < 0]

    def fit(self, run):
        self.model = self.made(run).fit(self.x, self.y)

    def made(self, run):
        from sklearn import ensemble, linear_model, neural_network, svm, tree

        n = self.x.shape[0]
        leaves = dict(max_depth=None if setting("maxDepth", 0) == 0 else setting("maxDepth", 0), random_state=run)
        if algorithm == "linear":
            return linear_model.LinearRegression()
        if algorithm == "ridge":
            return linear_model.Ridge(alpha=setting("alpha", 1.0))
        if algorithm == "lasso":
            return linear_model.Lasso(alpha=setting("alpha", 1.0), tol=setting("tolerance", 1e-4), max_iter=setting("maxSweeps", 10000))
        if algorithm == "elasticnet":
            return linear_model.ElasticNet(alpha=setting("alpha", 1.0), l1_ratio=setting("l1Ratio", 0.5), tol=setting("tolerance", 1e-4),
                                           max_iter=setting("maxSweeps", 10000))
        if algorithm == "logistic" and setting("l1Ratio", 0.0) > 0:
            # saga's tolerance is that of the largest change of a coefficient
            return linear_model.LogisticRegression(penalty="elasticnet", solver="saga", C=setting("c", 1.0), l1_ratio=setting("l1Ratio", 0.0),
                                                   tol=setting("tolerance", 1e-4), max_iter=setting("maxIterations", 100), random_state=run)
        if algorithm == "logistic":
            # our tolerance is that of the mean gradient, theirs of the sum
            return linear_model.LogisticRegression(C=setting("c", 1.0), tol=setting("tolerance", 1e-6) * n,
                                                   max_iter=setting("maxIterations", 1000), random_state=run)
        if algorithm == "sgd":
            loss = {"log": "log_loss", "squared": "squared_error"}.get(word("loss", "hinge"), word("loss", "hinge"))
            return linear_model.SGDClassifier(loss=loss, alpha=setting("alpha", 1e-4), max_iter=setting("epochs", 1000), tol=None,
                                              n_jobs=threads, random_state=run)
        if algorithm == "svc":
            return svm.SVC(C=setting("c", 1.0), gamma=setting("kernel.gamma", 1.0), tol=setting("tolerance", 1e-3), cache_size=256,
                           probability=word("probability", "false") == "true", random_state=run)
        if algorithm == "linearsvm":
            return svm.LinearSVC(C=setting("c", 1.0), loss="squared_hinge" if word("loss", "squared") == "squared" else "hinge", dual=True,
                                 tol=setting("tolerance", 1e-4), max_iter=setting("maxIterations", 1000), random_state=run)
        if algorithm == "cart":
            return (tree.DecisionTreeClassifier if self.classes else tree.DecisionTreeRegressor)(**leaves)
        if algorithm == "forest":
            return (ensemble.RandomForestClassifier if self.classes else ensemble.RandomForestRegressor)(
                setting("trees", 100), n_jobs=threads, **leaves)
        if algorithm == "extratrees":
            return (ensemble.ExtraTreesClassifier if self.classes else ensemble.ExtraTreesRegressor)(
                setting("trees", 100), n_jobs=threads, **leaves)
        if algorithm == "adaboost":
            return ensemble.AdaBoostClassifier(tree.DecisionTreeClassifier(max_depth=setting("base.maxDepth", 1)), algorithm="SAMME",
                                               n_estimators=setting("estimators", 50), random_state=run)
        if algorithm == "gbm":
            return (ensemble.GradientBoostingClassifier if self.classes else ensemble.GradientBoostingRegressor)(
                n_estimators=setting("iterations", 100), learning_rate=setting("learningRate", 0.1), **leaves)
        if algorithm == "histgbm":
            # more levels than bins are not taken as such: their codes are numbers
            nominal = [0 < len(texts) <= 255 for texts in self.texts]
            return (ensemble.HistGradientBoostingClassifier if self.classes else ensemble.HistGradientBoostingRegressor)(
                max_iter=setting("iterations", 100), learning_rate=setting("learningRate", 0.1), max_leaf_nodes=setting("maxLeaves", 31),
                categorical_features=nominal if any(nominal) else None, early_stopping=False, random_state=run)
        if algorithm == "mlp":
            make = neural_network.MLPClassifier if self.classes else neural_network.MLPRegressor
            return make([int(units) for units in word("layers", "100").split(",")], alpha=0.0, batch_size=setting("batch", 32),
                        learning_rate_init=setting("learningRate", 0.001), max_iter=setting("epochs", 200), tol=0.0, random_state=run)
        raise SystemExit("scikit-learn has no " + algorithm)

    def predict(self, x):
        if self.classes == 0:
            return self.model.predict(x)
        known = self.model.classes_.astype(int)
        answers = np.zeros((x.shape[0], self.classes))
        if algorithm == "linearsvm":
            answers[:, known] = self.model.decision_function(x)
        elif algorithm == "svc" and word("probability", "false") != "true":
            answers[np.arange(x.shape[0]), self.model.predict(x).astype(int)] = 1
        else:
            answers[:, known] = self.model.predict_proba(x)
        return answers

    def answer(self):
        norms = None
        if hasattr(self.model, "coef_") and algorithm not in ("svc", "mlp"):
            weights = np.ravel(self.model.coef_)
            if algorithm == "linearsvm":  # the intercept is penalised
                weights = np.concatenate([weights, np.ravel(self.model.intercept_)])
            norms = float((weights ** 2).sum()), float(np.abs(weights).sum())
        return self.predict(self.x), self.predict(self.test), norms


class LightGbm(Predict):
    """Nominal columns are taken as such; rows of a level are smoothed as it does."""

    def fit(self, run):
        settings = dict(objective="multiclass" if self.classes > 2 else "binary" if self.classes else "regression",
                        learning_rate=setting("learningRate", 0.1), num_leaves=setting("maxLeaves", 31), num_threads=threads, seed=run,
                        verbose=-1)
        if self.classes > 2:
            settings["num_class"] = self.classes
        nominal = [c for c, texts in enumerate(self.texts) if texts]
        self.model = lightgbm.train(settings, lightgbm.Dataset(self.x, self.y, categorical_feature=nominal), setting("iterations", 100))

    def predict(self, x):
        answers = self.model.predict(x)
        return np.column_stack([1 - answers, answers]) if self.classes == 2 else answers

    def answer(self):
        return self.predict(self.x), self.predict(self.test), None


class Torch(Predict):
    """A network of dense layers with relu, weights as `torch.nn.Linear` starts them, in single precision."""

    def __init__(self, meta):
        super().__init__(meta)
        self.x, self.test = torch.from_numpy(self.x.astype(np.float32)), torch.from_numpy(self.test.astype(np.float32))
        self.y = torch.from_numpy(self.y).long()

    def fit(self, run):
        torch.manual_seed(run)
        widths = [self.x.shape[1], *(int(units) for units in word("layers", "100").split(",")), self.classes]
        parts = []
        for inputs, outputs in zip(widths, widths[1:]):
            parts += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
        self.model = torch.nn.Sequential(*parts[:-1])
        optimiser = torch.optim.Adam(self.model.parameters(), lr=setting("learningRate", 0.001))
        loss = torch.nn.CrossEntropyLoss()
        for _ in range(setting("epochs", 200)):
            for batch in torch.randperm(len(self.x)).split(setting("batch", 32)):
                optimiser.zero_grad()
                loss(self.model(self.x[batch]), self.y[batch]).backward()
                optimiser.step()

    def predict(self, x):
        with torch.no_grad():
            return torch.softmax(self.model(x).double(), 1).numpy()

    def answer(self):
        return self.predict(self.x), self.predict(self.test), None


class Cluster:
    def __init__(self, meta):
        self.x, _ = rows("train", meta)

    def fit(self, run):
        from sklearn import cluster

        k, starts = setting("k", 8), setting("starts", 1)
        if algorithm == "minibatchkmeans":
            self.model = cluster.MiniBatchKMeans(k, init="k-means++", n_init=starts, batch_size=setting("batch", 1024),
                                                 max_iter=setting("maxEpochs", 100), max_no_improvement=setting("patience", 10) or None,
                                                 random_state=run).fit(self.x)
        else:
            self.model = cluster.KMeans(k, init="k-means++", n_init=starts, max_iter=setting("maxIterations", 300),
                                        tol=setting("tolerance", 1e-4), random_state=run).fit(self.x)

    def answer(self):
        return self.model.cluster_centers_, [], None


class Group(Cluster):
    def fit(self, run):
        from sklearn.cluster import DBSCAN

        self.model = DBSCAN(eps=setting("eps", 0.5), min_samples=setting("minPoints", 5), n_jobs=threads).fit(self.x)

    def answer(self):
        return self.model.labels_, [], None


class Density(Cluster):
    def fit(self, run):
        from sklearn.mixture import GaussianMixture

        self.model = GaussianMixture(setting("k", 1), tol=setting("tolerance", 1e-3), n_init=setting("starts", 1),
                                     max_iter=setting("maxIterations", 100), random_state=run).fit(self.x)

    def answer(self):
        return self.model.score_samples(self.x), [], None


if order["question"] == "READING":
    trial = Read()
else:
    meta = json.load(open(f"{data}/meta.json"))
    trial = {"TRANSFORMATION": Transform, "CLUSTERING": Cluster, "GROUPING": Group, "DENSITY": Density}.get(
        order["question"], {"pytorch": Torch, "lightgbm": LightGbm}.get(library, Predict))(meta)

seconds, cpu, answers, norms = [], [], 0, None
for run in range(repeats + 1):
    if run > 0 and sum(seconds) >= limit:
        break
    cpu_before, before = time.process_time(), time.perf_counter()
    trial.fit(run)
    seconds.append(time.perf_counter() - before)
    cpu.append(time.process_time() - cpu_before)
    if run == repeats or sum(seconds) >= limit or order["question"] == "CLUSTERING":
        train, test, norms = trial.answer()
        np.asarray(train, "<f8").tofile(f"{folder}/train.{answers}")
        np.asarray(test, "<f8").tofile(f"{folder}/test.{answers}")
        answers += 1

peak = 0
if os.path.exists("/proc/self/status"):
    peak = [int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmHWM")][0]
squared, absolute = norms or (None, None)
json.dump({"version": version, "seconds": seconds, "cpu": cpu, "peak": peak, "answers": answers, "squaredNorm": squared,
           "absoluteNorm": absolute}, open(f"{folder}/reply.json", "w"))
