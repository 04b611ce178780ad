"""Solutions of scikit-learn's LinearSVC and LinearSVR by the linear loss, whose LIBLINEAR, unlike that for Java, may take as many
sweeps as it needs. Writes linearsvm/linear-loss.csv: one line for each plane, with the objective and the weights, the constant's last.

python3 linearsvm.py > ../resources/linearsvm/linear-loss.csv
"""
import warnings

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris, load_wine
from sklearn.svm import LinearSVC, LinearSVR

warnings.filterwarnings("error")
CASES = [("breast-cancer", load_breast_cancer, 1.0, 1.0), ("breast-cancer", load_breast_cancer, 0.1, 0.0),
         ("iris", load_iris, 1.0, 1.0), ("wine", load_wine, 0.1, 1.0), ("diabetes", load_diabetes, 1.0, 1.0)]
EPSILON = 0.5

print(f"# scikit-learn {sklearn.__version__}, numpy {np.__version__}")
print("set,c,constant,plane,objective,weights")
for name, load, c, constant in CASES:
    x, y = load(return_X_y=True)
    if name == "diabetes":
        x, y = load_diabetes(return_X_y=True, scaled=False)
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    common = dict(C=c, tol=1e-10, max_iter=10_000_000, fit_intercept=constant > 0, intercept_scaling=constant or 1.0, random_state=1)
    numbers = name == "diabetes"
    model = LinearSVR(loss="epsilon_insensitive", epsilon=EPSILON, dual=True, **common) if numbers \
        else LinearSVC(loss="hinge", dual=True, **common)
    model.fit(x, y)
    planes = np.atleast_2d(model.coef_)
    intercepts = np.atleast_1d(model.intercept_) * np.ones(len(planes))
    for k, (weights, intercept) in enumerate(zip(planes, intercepts)):
        v = intercept / constant if constant else 0.0
        scores = x @ weights + intercept
        if numbers:
            errors = np.maximum(0, np.abs(scores - y) - EPSILON)
        else:
            signs = np.where(y == (k if len(planes) > 1 else 1), 1, -1)
            errors = np.maximum(0, 1 - signs * scores)
        objective = 0.5 * (weights @ weights + v * v) + c * errors.sum()
        print(",".join([name, str(c), str(constant), str(k), repr(float(objective)),
                        " ".join(repr(float(w)) for w in [*weights, v])]))
