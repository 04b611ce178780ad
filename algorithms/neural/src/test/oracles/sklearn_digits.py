"""Accuracy of scikit-learn's network on the digits, for the comparison in DigitsTest.

Made with scikit-learn 1.6.1: python sklearn_digits.py
Prints the mean accuracy over five starts on the last 449 rows, after training on the first 1348.
"""
import warnings

import numpy as np
from sklearn.datasets import load_digits
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore")
x, y = load_digits(return_X_y=True)
x = x / 16
scores = []
for seed in range(5):
    net = MLPClassifier((64,), batch_size=32, max_iter=30, alpha=0, random_state=seed).fit(x[:1348], y[:1348])
    scores.append(net.score(x[1348:], y[1348:]))
print(np.round(scores, 4), round(float(np.mean(scores)), 4))
