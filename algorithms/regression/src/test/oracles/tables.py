"""Writes the small tables by formula that lm.R and logistic.py then fit. Python 3.11, NumPy 1.24.2."""
import os
import numpy as np

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "data")


def write(name, head, columns):
    with open(os.path.join(OUT, name), "w") as f:
        f.write(",".join(head) + "\n")
        for row in zip(*columns):
            f.write(",".join(repr(float(v)) if v != int(v) else str(int(v)) for v in row) + "\n")


# 32 cars that do not exist: fuel use from weight, power and gears, a bounded wobble instead of chance
i = np.arange(32)
weight = np.round(1.5 + 4 * ((i * 7) % 32) / 31, 3)
power = 60 + 9 * ((i * 13) % 32)
gears = 3 + (i * 5) % 3
wobble = np.round(1.6 * np.sin(1.3 * i) + 0.9 * np.cos(2.9 * i), 4)
consumption = np.round(6.0 + 2.1 * weight + 0.015 * power - 0.4 * gears + wobble, 4)
write("cars.csv", ["consumption", "weight", "power", "gears", "w"],
      [consumption, weight, power, gears, 1 + i % 4])

# the same with a sum of two others, a constant and a copy: rank 4 with the intercept, 7 columns
write("cars-dependent.csv", ["consumption", "weight", "power", "gears", "power_and_gears", "five", "power_again", "w"],
      [consumption, weight, power, gears, power + gears, np.full(32, 5.0), power, np.where(i % 8 == 3, 0, 1 + i % 4)])

# 40 dose experiments, the two answers overlap
i = np.arange(40)
dose = np.round(i / 8.0, 3)
age = 20 + (i * 11) % 40
chance = 1 / (1 + np.exp(-(1.1 * dose - 0.04 * age - 0.8)))
alive = ((i * 17) % 40 + 0.5) / 40 < chance
write("dose.csv", ["alive", "dose", "age", "w"], [alive.astype(int), dose, age, 1 + (i % 3)])
