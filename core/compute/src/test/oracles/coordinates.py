"""Coefficients of lasso, elastic net and linear support vector machines, from scikit-learn, for CoordinateDescentTest.

Run as: /usr/bin/python3 coordinates.py ../resources/org/glia/compute/optimise
Made with scikit-learn 1.2.1, NumPy 1.24.2.
"""
import sys
import numpy as np
from sklearn.linear_model import ElasticNet, Lasso
from sklearn.svm import LinearSVC

folder = sys.argv[1]
# A linear congruential generator, so that the test makes the same numbers itself.
state = 12345


def uniform():
    global state
    state = (1103515245 * state + 12345) % 2**31
    return state / 2**31


n, d = 60, 25
x = np.array([[uniform() - 0.5 for _ in range(d)] for _ in range(n)])
y = 3 * x[:, 0] - 2 * x[:, 3] + x[:, 7] + np.array([0.3 * (uniform() - 0.5) for _ in range(n)])
lines = ['model,coordinate,value']
for name, model in (
        ('lasso 0.001', Lasso(alpha=0.001, fit_intercept=False, tol=1e-14, max_iter=1000000)),
        ('lasso 0.02', Lasso(alpha=0.02, fit_intercept=False, tol=1e-14, max_iter=1000000)),
        ('net 0.02', ElasticNet(alpha=0.02, l1_ratio=0.5, fit_intercept=False, tol=1e-14, max_iter=1000000))):
    for j, b in enumerate(model.fit(x, y).coef_):
        lines.append(f'{name},{j},{float(b)!r}')
t = np.where(y > 0, 1.0, -1.0)
for c in (0.1, 10.0):
    machine = LinearSVC(C=c, loss='hinge', dual=True, fit_intercept=False, tol=1e-9, max_iter=10000000, random_state=0)
    w = machine.fit(x, t).coef_[0]
    for j, b in enumerate(w):
        lines.append(f'svc {c},{j},{float(b)!r}')
with open(folder + '/coordinates.csv', 'w') as out:
    out.write('\n'.join(lines) + '\n')
