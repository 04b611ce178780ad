"""Eigenvalues and singular values with their vectors, from LAPACK (dsyevd, dgesdd), and of a Hilbert and a Kahan matrix in
50 digits, for SymmetricEigenTest and SVDTest.

Run as: /usr/bin/python3 spectra.py ../resources/org/glia/compute/decomposition
Made with SciPy 1.10.1 (OpenBLAS 0.3.21), NumPy 1.24.2, mpmath 1.2.1.
"""
import sys
import mpmath
import numpy as np
import scipy.linalg

folder = sys.argv[1]


def uniform(m, n):
    """A linear congruential generator, so that the tests make the same numbers themselves."""
    state = 1000 * m + n
    a = np.empty((m, n))
    for i in range(m):
        for j in range(n):
            state = (1103515245 * state + 12345) % 2**31
            a[i, j] = state / 2**31 - 0.5
    return a


def signs(u):
    return np.array([np.sign(column[np.argmax(np.abs(column))]) for column in u.T])


def lines(name, what, a):
    a = np.atleast_2d(a)
    return ['%s,%s,%d,%d,%r' % (name, what, i, j, float(a[i, j])) for i in range(a.shape[0]) for j in range(a.shape[1])]


out = ['matrix,what,i,j,value']
for n in (7, 40, 150):
    a = uniform(n, n)
    a = np.tril(a) + np.tril(a, -1).T
    values, vectors = scipy.linalg.eigh(a, driver='evd')
    values, vectors = values[::-1], vectors[:, ::-1]
    out += lines('symmetric %d' % n, 'values', values)
    if n < 100:
        out += lines('symmetric %d' % n, 'vectors', vectors * signs(vectors))
for m, n in ((6, 4), (4, 6), (35, 30), (50, 20), (150, 140)):
    u, s, vt = scipy.linalg.svd(uniform(m, n), full_matrices=False, lapack_driver='gesdd')
    name = '%d x %d' % (m, n)
    out += lines(name, 'values', s)
    if m < 100:
        out += lines(name, 'u', u * signs(u)) + lines(name, 'v', vt.T * signs(u))

mpmath.mp.dps = 50
hilbert = mpmath.matrix(12, 12)
for i in range(12):
    for j in range(12):
        hilbert[i, j] = mpmath.mpf(1) / (i + j + 1)
out += lines('hilbert 12', 'values', sorted((float(x) for x in mpmath.eigsy(hilbert, eigvals_only=True)), reverse=True))

# Kahan's triangle with s = 0.6, c = 0.8; its elements are the doubles that products of doubles give
kahan = mpmath.matrix(40, 40)
scale = 1.0
for i in range(40):
    kahan[i, i] = scale
    for j in range(i + 1, 40):
        kahan[i, j] = -0.8 * scale
    scale *= 0.6
out += lines('kahan 40', 'values', sorted((float(x) for x in mpmath.svd_r(kahan, compute_uv=False)), reverse=True))

with open(folder + '/spectra.csv', 'w') as file:
    file.write('\n'.join(out) + '\n')
