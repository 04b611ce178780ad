#!/usr/bin/env python3
"""Distances and kernels of a few rows by scikit-learn and SciPy, for PairwiseDistancesTest and KernelTest.

Run in this folder: python3 distances.py > ../resources/org/glia/compute/distance/oracle.csv
Last run with scikit-learn 1.2.1, SciPy 1.10.1, NumPy 1.24.2.
"""
import numpy as np
from scipy.spatial.distance import cdist
from sklearn.metrics.pairwise import polynomial_kernel, rbf_kernel, sigmoid_kernel

rng = np.random.default_rng(7)
x = np.round(rng.normal(size=(5, 17)), 3)
y = np.round(rng.normal(size=(4, 17)), 3)

def show(name, matrix):
    for i, row in enumerate(np.atleast_2d(matrix)):
        print(",".join([name, str(i)] + [repr(float(value)) for value in row]))

show("x", x)
show("y", y)
show("squared", cdist(x, y, "sqeuclidean"))
show("manhattan", cdist(x, y, "cityblock"))
show("chebyshev", cdist(x, y, "chebyshev"))
show("cosine", cdist(x, y, "cosine"))
show("polynomial", polynomial_kernel(x, y, degree=3, gamma=0.1, coef0=0.5))
show("rbf", rbf_kernel(x, y, gamma=0.05))
show("sigmoid", sigmoid_kernel(x, y, gamma=0.1, coef0=-0.2))
