"""The coefficients of org.glia.compute.elementwise: near-minimax polynomials, fitted in 60 digits and rounded to the format.

Python 3.11, mpmath 1.2.1: python3 polynomials.py
"""
import struct

from mpmath import atanh, cos, exp, expm1, fabs, fsum, log, lu_solve, matrix, mp, mpf, ncdf, pi, sqrt, tanh

mp.dps = 60


def nodes(low, high, count):
    return [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * i + 1) / (2 * count)) for i in range(count)]


def fit(function, weight, low, high, degree, rounds=60):
    """Coefficients, lowest first, of the polynomial with about the least largest weighted error.

    Lawson's iteration of weighted least squares on Chebyshev nodes.
    """
    points = nodes(mpf(low), mpf(high), 8 * (degree + 2))
    target = [function(x) for x in points]
    scale = [weight(x) ** 2 for x in points]
    importance = [mpf(1)] * len(points)
    best, least = None, None
    for _ in range(rounds):
        w = [a * b for a, b in zip(importance, scale)]
        moments = [fsum(wi * x ** k for wi, x in zip(w, points)) for k in range(2 * degree + 1)]
        normal = matrix(degree + 1, degree + 1)
        for i in range(degree + 1):
            for j in range(degree + 1):
                normal[i, j] = moments[i + j]
        right = matrix([fsum(wi * t * x ** k for wi, t, x in zip(w, target, points)) for k in range(degree + 1)])
        c = lu_solve(normal, right)
        errors = [fabs(fsum(c[k] * x ** k for k in range(degree + 1)) - t) * weight(x)
                  for x, t in zip(points, target)]
        if least is None or max(errors) < least:
            best, least = c, max(errors)
        total = fsum(a * err for a, err in zip(importance, errors))
        importance = [a * err / total + mpf(10) ** -40 for a, err in zip(importance, errors)]
    return list(best), least


def fit_ratio(function, weight, low, high, over, under, rounds=48):
    """Coefficients of the ratio of two polynomials, the second with constant 1, linearised, with Lawson's iteration."""
    points = nodes(mpf(low), mpf(high), 12 * (over + under + 2))
    target = [function(x) for x in points]
    scale = [weight(x) for x in points]
    importance = [mpf(1)] * len(points)
    divisor = [mpf(1)] * len(points)
    size = over + 1 + under
    best, least = None, None
    for _ in range(rounds):
        rows = []
        for x, t, s, d in zip(points, target, scale, divisor):
            w = s / d
            rows.append(([w * x ** k for k in range(over + 1)] + [-w * t * x ** k for k in range(1, under + 1)], w * t))
        normal, right = matrix(size, size), matrix(size, 1)
        for i in range(size):
            for j in range(size):
                normal[i, j] = fsum(m * row[i] * row[j] for m, (row, _) in zip(importance, rows))
            right[i] = fsum(m * row[i] * y for m, (row, y) in zip(importance, rows))
        c = lu_solve(normal, right)
        upper, lower = list(c[:over + 1]), [mpf(1)] + list(c[over + 1:])
        divisor = [fsum(lower[k] * x ** k for k in range(under + 1)) for x in points]
        errors = [fabs(fsum(upper[k] * x ** k for k in range(over + 1)) / d - t) * s
                  for x, t, s, d in zip(points, target, scale, divisor)]
        if least is None or max(errors) < least:
            best, least = (upper, lower), max(errors)
        total = fsum(a * err for a, err in zip(importance, errors))
        importance = [a * err / total + mpf(10) ** -40 for a, err in zip(importance, errors)]
    return best, least


def as_double(x):
    return float(x).hex()


def as_float(x):
    return struct.unpack('f', struct.pack('f', float(x)))[0].hex() + 'f'


def show(name, fitted, text):
    coefficients, error = fitted
    print(f'{name}: error 2^{float(log(error, 2)):.1f}')
    for k, c in enumerate(coefficients):
        print(f'    {k}: {text(c)}')


def halves(x, bits, text):
    """x as a number of few bits, whose small multiples are exact, and the rest."""
    unit = mpf(2) ** (mp.floor(log(x, 2)) + 1 - bits)
    high = mp.nint(x / unit) * unit
    print(f'    {text(high)} + {text(x - high)}')


HALF = log(2) / 2 * mpf('1.0001')
Z = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2 * mpf('1.0001')

print('ln 2, in doubles and in floats')
halves(log(mpf(2)), 42, as_double)
halves(log(mpf(2)), 16, as_float)
print('1 / ln 2', as_double(1 / log(mpf(2))), as_float(1 / log(mpf(2))))

# exp(r) = 1 + r + r^2 q(r), relative to expm1(r)
q = lambda r: (expm1(r) - r) / r ** 2
qw = lambda r: r ** 2 / fabs(expm1(r))
show('q, doubles', fit(q, qw, -HALF, HALF, 10), as_double)
show('q, floats', fit(q, qw, -HALF, HALF, 4), as_float)

# 2 atanh(s) = 2 s + s z l(z), z = s^2
l = lambda z: (2 * atanh(sqrt(z)) - 2 * sqrt(z)) / (sqrt(z) * z)
show('l, doubles', fit(l, lambda z: z, Z / 10 ** 8, Z, 6), as_double)
show('l, floats', fit(l, lambda z: z, Z / 10 ** 8, Z, 2), as_float)

# tanh(x) = x + x z n(z) / d(z), z = x^2
SMALL = mpf('0.625') ** 2 * mpf('1.0001')
ratio = lambda z: (tanh(sqrt(z)) / sqrt(z) - 1) / z
rw = lambda z: z * sqrt(z) / tanh(sqrt(z))
for degrees, text in (((2, 3), as_double), ((1, 1), as_float)):
    (upper, lower), error = fit_ratio(ratio, rw, SMALL / 10 ** 8, SMALL, *degrees)
    show('n', (upper, error), text)
    show('d', (lower, error), text)


def tail(k, most):
    """The upper tail of the normal distribution, exp(a^2 / 2) (1 + 1.25 a) times, as a function of (a - k) / (a + k)."""
    def g(t):
        a = k * (1 + t) / (1 - t)
        return ncdf(-a) * exp(a * a / 2) * (1 + mpf('1.25') * a)
    return g, mpf(most - k) / (most + k)


g, high = tail(5, 39)
show('g, doubles', fit(g, lambda t: 1 / g(t), -1, high, 22), as_double)
g, high = tail(4, 15)
show('g, floats', fit(g, lambda t: 1 / g(t), -1, high, 10), as_float)
