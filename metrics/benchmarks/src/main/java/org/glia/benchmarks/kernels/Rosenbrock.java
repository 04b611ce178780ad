package org.glia.benchmarks.kernels;

import java.util.Arrays;

/// The extended Rosenbrock function: the sum over pairs of 100 (y - x^2)^2 + (1 - x)^2, with its minimum at (1, 1, ...).
/// Source: Moré, Garbow and Hillstrom 1981, Testing Unconstrained Optimization Software, problem 21.
final class Rosenbrock {

    private Rosenbrock() {
    }

    static double[] start(int n) {
        var x = new double[n];
        Arrays.setAll(x, i -> i % 2 == 0 ? -1.2 : 1);
        return x;
    }

    static double value(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i += 2) {
            double bend = x[i + 1] - x[i] * x[i];
            double rest = 1 - x[i];
            sum += 100 * bend * bend + rest * rest;
        }
        return sum;
    }

    static void gradient(double[] x, double[] gradient) {
        for (int i = 0; i + 1 < x.length; i += 2) {
            double bend = x[i + 1] - x[i] * x[i];
            gradient[i] = -400 * x[i] * bend - 2 * (1 - x[i]);
            gradient[i + 1] = 200 * bend;
        }
    }
}
