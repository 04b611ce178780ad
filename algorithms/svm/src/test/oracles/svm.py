"""Values of scikit-learn for KernelMachinesTest: rows with weights, gamma=scale and auto, one-vs-rest.

Made with scikit-learn 1.6.1 and numpy 1.26.0:  python svm.py ../resources/svm
"""
import sys
import numpy as np
from sklearn.datasets import load_wine, load_diabetes, load_breast_cancer
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, NuSVC, SVR, NuSVR, OneClassSVM

out = sys.argv[1]
EPS = 1e-10


def by_class(x, y):
    order = np.argsort(y, kind="stable")
    return x[order], y[order]


def weights(n):
    return (np.arange(n) % 5) * 0.5


def save(name, values):
    np.savetxt(f"{out}/{name}.csv", np.asarray(values).reshape(len(values), -1), delimiter=",", fmt="%.12g")


wine = load_wine()
x, y = by_class(StandardScaler().fit_transform(wine.data), wine.target)
w = weights(len(y))
save("wine-svc-weights", SVC(C=3, tol=EPS, decision_function_shape="ovr").fit(x, y, sample_weight=w).decision_function(x))
save("wine-svc-poly-scale", SVC(kernel="poly", coef0=1, tol=EPS).fit(x, y).decision_function(x))
save("wine-svc-balanced", SVC(class_weight="balanced", C=0.3, gamma="auto", tol=EPS).fit(x, y).decision_function(x))
save("wine-ovr", np.column_stack([SVC(C=2, gamma=0.07, tol=EPS).fit(x, y == k).decision_function(x) for k in range(3)]))

raw = load_wine().data[np.argsort(wine.target, kind="stable")]
save("wine-raw-scale", SVC(tol=EPS).fit(raw, y).decision_function(raw))

cancer = load_breast_cancer()
# benign first, in the order of the words
x, y = by_class(StandardScaler().fit_transform(cancer.data), 1 - cancer.target)
w = weights(len(y)) + 0.25
save("cancer-nusvc-weights", NuSVC(nu=0.3, gamma=0.05, tol=EPS).fit(x, y, sample_weight=w).decision_function(x))

diabetes = load_diabetes(scaled=False)
x = StandardScaler().fit_transform(diabetes.data)
w = weights(len(x)) + 0.25
save("diabetes-svr-weights", SVR(C=20, epsilon=5, tol=1e-7).fit(x, diabetes.target, sample_weight=w).predict(x))
save("diabetes-nusvr", NuSVR(C=20, nu=0.3, tol=1e-7).fit(x, diabetes.target).predict(x))
save("diabetes-oneclass-weights", OneClassSVM(nu=0.2, tol=EPS).fit(x, sample_weight=w).decision_function(x))
