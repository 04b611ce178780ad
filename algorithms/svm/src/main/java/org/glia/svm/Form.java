package org.glia.svm;

import java.util.Arrays;

import org.glia.compute.elementwise.Elementary;
import org.glia.compute.elementwise.Elementwise;

/// Makes kernels of inner products.
///
/// @param kernel with a number as gamma
record Form(SvmKernel kernel) {

    boolean isOfDistances() {
        return kernel instanceof SvmKernel.Rbf;
    }

    private static double number(SvmKernel.Gamma gamma) {
        return ((SvmKernel.Gamma.Value) gamma).value();
    }

    /// Makes kernels of one row's inner products with `n` others.
    ///
    /// @param square  the row's squared length
    /// @param squares those of the others, from `from` on
    void finish(double square, double[] squares, int from, double[] products, int at, int n) {
        switch (kernel) {
            case SvmKernel.Rbf(var gamma) -> {
                double factor = -number(gamma);
                for (int j = 0; j < n; j++) {
                    // rounding may make the distance of nearly equal rows negative
                    products[at + j] = factor * Math.max(square + squares[from + j] - 2 * products[at + j], 0);
                }
                Elementwise.exp(products, at, products, at, n);
            }
            case SvmKernel.Polynomial(int degree, var gamma, double coef0) -> {
                line(number(gamma), coef0, products, at, n);
                for (int j = at; j < at + n; j++) {
                    products[j] = power(products[j], degree);
                }
            }
            case SvmKernel.Sigmoid(var gamma, double coef0) -> {
                line(number(gamma), coef0, products, at, n);
                Elementwise.tanh(products, at, products, at, n);
            }
            default -> { }
        }
    }

    /// The kernels of rows of these squared lengths with themselves.
    double[] diagonal(double[] squares) {
        return Arrays.stream(squares).map(square -> switch (kernel) {
            case SvmKernel.Rbf rbf -> 1;
            case SvmKernel.Polynomial(int degree, var gamma, double coef0) ->
                    power(Math.fma(number(gamma), square, coef0), degree);
            case SvmKernel.Sigmoid(var gamma, double coef0) -> Elementary.tanh(Math.fma(number(gamma), square, coef0));
            default -> square;
        }).toArray();
    }

    private static void line(double gamma, double coef0, double[] products, int at, int n) {
        for (int j = at; j < at + n; j++) {
            products[j] = Math.fma(gamma, products[j], coef0);
        }
    }

    /// By squaring, from the highest bit of the exponent on.
    private static double power(double base, int degree) {
        double power = base;
        for (int bit = Integer.highestOneBit(degree) >> 1; bit > 0; bit >>= 1) {
            power *= power;
            power = (degree & bit) != 0 ? power * base : power;
        }
        return power;
    }
}
