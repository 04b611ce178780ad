"""Factors and solutions of linear systems from LAPACK (dpotrf, dgeqrf, dgeqp3, dgelsd), and in 60 digits, for
CholeskyTest, QRTest, PivotedQRTest, TriangularTest and LeastSquaresTest; and the data and certified values of two of NIST's
regressions, copied from the folder of the regression module's fixtures, which tells their source.

Run as: /usr/bin/python3 linear_systems.py ../resources/org/glia/compute/decomposition ../../../../../algorithms/regression/src/test/resources/nist
Made with SciPy 1.10.1 (OpenBLAS 0.3.21), NumPy 1.24.2, mpmath 1.2.1.
"""
import sys
import mpmath
import numpy as np
import scipy.linalg
from scipy.linalg import lapack

folder, nist = sys.argv[1:]
mpmath.mp.dps = 60


def uniform(m, n):
    """A linear congruential generator, so that the tests make the same numbers themselves."""
    state = 1000 * m + n
    a = np.empty((m, n))
    for i in range(m):
        for j in range(n):
            state = (1103515245 * state + 12345) % 2**31
            a[i, j] = state / 2**31 - 0.5
    return a


def whole(m, n):
    """Whole numbers from -8 to 8, so that products of matrices are exact."""
    return np.rint(16 * uniform(m, n))


def lehmer(n):
    return np.array([[(min(i, j) + 1) / (max(i, j) + 1) for j in range(n)] for i in range(n)])


def graded(m, n):
    """Columns of 1, 2^-3, 2^-6 ..."""
    return uniform(m, n) * 2.0 ** (-3 * np.arange(n))


def exact(a):
    return mpmath.matrix(a.shape[0], a.shape[1]) + mpmath.matrix([[mpmath.mpf(float(x)) for x in row] for row in a])


def lines(name, what, a):
    a = np.atleast_2d(a)
    return ['%s,%s,%d,%d,%r' % (name, what, i, j, float(a[i, j])) for i in range(a.shape[0]) for j in range(a.shape[1])]


out = ['matrix,what,i,j,value']

for n in (1, 5, 40, 70):
    a = lehmer(n)
    l, info = lapack.dpotrf(a, lower=1)
    assert info == 0
    out += lines('lehmer %d' % n, 'determinant', float(mpmath.log(mpmath.det(exact(a)))))
    rcond, info = lapack.dpocon(np.asfortranarray(l), np.abs(a).sum(0).max(), uplo='L')
    out += lines('lehmer %d' % n, 'rcond', rcond)
    if n < 70:
        x = uniform(n, 1)[:, 0]
        out += lines('lehmer %d' % n, 'l', np.tril(l))
        out += lines('lehmer %d' % n, 'updated', np.linalg.cholesky(a + np.outer(x, x)))
hilbert = mpmath.matrix(8, 8)
for i in range(8):
    for j in range(8):
        hilbert[i, j] = mpmath.mpf(1 / (i + j + 1))
l = mpmath.cholesky(hilbert)
out += lines('hilbert 8', 'l', np.array([[float(l[i, j]) for j in range(8)] for i in range(8)]))

for m, n in ((1, 1), (5, 3), (3, 5), (40, 33), (33, 40), (70, 70)):
    (qr, tau), r = scipy.linalg.qr(uniform(m, n), mode='raw')
    k = min(m, n)
    out += lines('%d x %d' % (m, n), 'r', r[:k] * np.where(np.diag(r) < 0, -1, 1)[:, None])
for n in (6, 40, 70):
    a = np.triu(uniform(n, n)) + np.eye(n)
    true = 1 / (np.abs(a).sum(0).max() * np.abs(np.linalg.inv(a)).sum(0).max())
    out += lines('triangle %d' % n, 'rcond', true)

pivoted = {'%d x %d' % size: uniform(*size) for size in ((5, 3), (3, 5), (40, 33), (33, 40), (120, 100), (130, 50))}
pivoted['graded 60 x 40'] = graded(60, 40)
pivoted['rank 7 of 50 x 30'] = whole(50, 7) @ whole(7, 30)
pivoted['rank 20 of 40 x 70'] = whole(40, 20) @ whole(20, 70)
for name, a in pivoted.items():
    qr, jpvt, tau, work, info = lapack.dgeqp3(a)
    rank = np.linalg.matrix_rank(a)
    out += lines(name, 'order', (jpvt - 1)[:rank]) + lines(name, 'diagonal', np.abs(np.diag(qr))[:rank])

for name, a in pivoted.items():
    if name.startswith('graded'):
        continue
    b = uniform(a.shape[0], 2)
    x, squares, rank, s = scipy.linalg.lstsq(a, b, lapack_driver='gelsd', cond=1e-12)
    out += lines(name, 'rank', rank) + lines(name, 'solution', x) + lines(name, 'squares', ((a @ x - b) ** 2).sum(0))

a, b = uniform(30, 4), uniform(30, 2)
w = np.arange(30) % 5
mw = mpmath.diag([mpmath.mpf(int(v)) for v in w])
ma, mb = exact(a), exact(b)
x = mpmath.lu_solve(ma.T * mw * ma, ma.T * mw * mb[:, 0])
y = mpmath.lu_solve(ma.T * mw * ma, ma.T * mw * mb[:, 1])
out += lines('weighted 30 x 4', 'solution', np.array([[float(x[i]), float(y[i])] for i in range(4)]))
squares = []
for solution, column in ((x, 0), (y, 1)):
    rest = mb[:, column] - ma * solution
    squares.append(float((rest.T * mw * rest)[0]))
out += lines('weighted 30 x 4', 'squares', np.array(squares))

# Rows of a Hilbert matrix
h = np.array([[1 / (i + j + 1) for j in range(7)] for i in range(12)])
b = uniform(12, 1)
mh, mb = exact(h), exact(b)
x = mpmath.lu_solve(mh.T * mh, mh.T * mb)
out += lines('hilbert 12 x 7', 'solution', np.array([[float(x[i])] for i in range(7)]))

with open(folder + '/systems.csv', 'w') as file:
    file.write('\n'.join(out) + '\n')

for name in ('filip', 'longley'):
    for kind in ('', '.certified'):
        with open('%s/%s%s.csv' % (nist, name, kind)) as source, open('%s/%s%s.csv' % (folder, name, kind), 'w') as target:
            target.write(source.read())
