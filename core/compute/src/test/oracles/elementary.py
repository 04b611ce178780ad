"""Values of elementary functions and activations in 60 digits, for ElementaryTest and ActivationTest.

Python 3.11, mpmath 1.2.1: python3 elementary.py > ../resources/org/glia/compute/elementwise/elementary.csv
Each line: function, x, the value rounded to a double, and what was lost by that.
"""
import random
import struct

from mpmath import exp, expm1, log, log1p, mp, mpf, ncdf, npdf, tanh

mp.dps = 60
random.seed(7)

logistic = lambda x: 1 / (1 + exp(-x))
softplus = lambda x: log1p(exp(x))
swish = lambda x: x * logistic(x)
gelu = lambda x: x * ncdf(x)
SCALE = mpf('1.0507009873554804934193349852946')
ALPHA = mpf('1.6732632423543772848170429916717')

# function, and ranges of arguments
FUNCTIONS = {
    'exp': (exp, [(-745.1, 709.7), (-103.9, 88.7), (-1, 1), (-.36, .36)]),
    'expm1': (expm1, [(-40, 709.7), (-20, 88.7), (-1.2, 1.2), (-.36, .36)]),
    'log': (log, [(0, 10), (.6, 1.5), (.99, 1.01)]),
    'log1p': (log1p, [(-1, 3), (-.5, .5), (0, 1e6)]),
    'tanh': (tanh, [(-20, 20), (-1, 1), (.6, .7)]),
    'logistic': (logistic, [(-745, 40), (-100, 20), (-6, 6)]),
    'softplus': (softplus, [(-745, 40), (-100, 20), (-6, 6)]),
    'normalCdf': (ncdf, [(-38, 9), (-13, 6), (-5, 5), (-.1, .1)]),
    'TANH': (tanh, [(-30, 30), (-2, 2)]),
    "TANH'": (lambda x: 1 / mp.cosh(x) ** 2, [(-30, 30), (-2, 2)]),
    "LOGISTIC'": (lambda x: logistic(x) * logistic(-x), [(-80, 80), (-3, 3)]),
    "SOFTPLUS'": (logistic, [(-80, 30), (-3, 3)]),
    'ELU': (lambda x: x if x > 0 else expm1(x), [(-40, 2), (-2, 2)]),
    "ELU'": (lambda x: mpf(1) if x > 0 else exp(x), [(-40, 2), (-2, 2)]),
    'SELU': (lambda x: SCALE * (x if x > 0 else ALPHA * expm1(x)), [(-40, 2), (-2, 2)]),
    "SELU'": (lambda x: SCALE * (mpf(1) if x > 0 else ALPHA * exp(x)), [(-40, 2), (-2, 2)]),
    'GELU': (gelu, [(-12, 8), (-3, 3)]),
    "GELU'": (lambda x: ncdf(x) + x * npdf(x), [(0, 8), (-.5, 3)]),
    'SWISH': (swish, [(-80, 40), (-3, 3)]),
    "SWISH'": (lambda x: logistic(x) * (1 + x * logistic(-x)), [(0, 40), (-1, 3)]),
}
SPECIAL = {
    'exp': [1e-300, -1e-17, 709.782712893384, -745.13, -708.4, -708.3, -87.3, -103.97, 88.72283],
    'expm1': [1e-300, -1e-17, 5e-324, 2 ** -54, 709.78, -37.4, -55],
    'log': [5e-324, 1e-310, 2.2250738585072014e-308, 1.7976931348623157e308, 1 + 2 ** -52, 1 - 2 ** -53, .5, 2, 1e-40],
    'log1p': [5e-324, 1e-310, -1 + 2 ** -53, -1 + 2 ** -24, 1.7976931348623157e308, 2 ** -54, 2 ** 53, 3e38],
    'tanh': [5e-324, 1e-310, .625, 19.06, 22, 2 ** -30],
    'logistic': [-745, -709.9, 36.7, 37, 1e-300],
    'softplus': [-745, -709.9, 36.7, 1e300, 1e-300],
    'normalCdf': [-38.4, -37.6, 8.3, 1e-300, -1e-9],
}


def single(x):
    return struct.unpack('f', struct.pack('f', x))[0]


for name, (function, ranges) in FUNCTIONS.items():
    count = 40 if name.islower() or name == 'normalCdf' else 12
    arguments = list(SPECIAL.get(name, []))
    for low, high in ranges:
        for i in range(count):
            x = random.uniform(low, high)
            if i % 8 == 7 and name != 'log':
                x *= 2.0 ** -random.randrange(1, 60)
            # every other one is a float, too
            arguments.append(single(x) if i % 2 else x)
    for x in arguments:
        value = function(mpf(x))
        high = float(value)
        low = float(value - mpf(high))
        print(f'{name},{x.hex() if isinstance(x, float) else float(x).hex()},{high.hex()},{low.hex()}')
