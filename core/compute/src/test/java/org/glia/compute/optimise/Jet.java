package org.glia.compute.optimise;

/// A number with its first and second derivatives by n variables, for functions written down once: exact gradients and Hessians
/// come of the chain rule.
record Jet(double value, double[] gradient, double[][] hessian) {

    static Jet constant(double value, int n) {
        return new Jet(value, new double[n], new double[n][n]);
    }

    static Jet[] variables(double[] x) {
        var variables = new Jet[x.length];
        for (int i = 0; i < x.length; i++) {
            variables[i] = constant(x[i], x.length);
            variables[i].gradient[i] = 1;
        }
        return variables;
    }

    /// f(this), by the derivatives of f.
    private Jet chain(double f, double first, double second) {
        var result = constant(f, gradient.length);
        for (int i = 0; i < gradient.length; i++) {
            result.gradient[i] = first * gradient[i];
            for (int j = 0; j < gradient.length; j++) {
                result.hessian[i][j] = first * hessian[i][j] + second * gradient[i] * gradient[j];
            }
        }
        return result;
    }

    Jet plus(Jet other) {
        var result = constant(value + other.value, gradient.length);
        for (int i = 0; i < gradient.length; i++) {
            result.gradient[i] = gradient[i] + other.gradient[i];
            for (int j = 0; j < gradient.length; j++) {
                result.hessian[i][j] = hessian[i][j] + other.hessian[i][j];
            }
        }
        return result;
    }

    Jet times(Jet other) {
        var result = constant(value * other.value, gradient.length);
        for (int i = 0; i < gradient.length; i++) {
            result.gradient[i] = value * other.gradient[i] + other.value * gradient[i];
            for (int j = 0; j < gradient.length; j++) {
                result.hessian[i][j] = value * other.hessian[i][j] + other.value * hessian[i][j]
                        + gradient[i] * other.gradient[j] + gradient[j] * other.gradient[i];
            }
        }
        return result;
    }

    Jet plus(double number) {
        return chain(value + number, 1, 0);
    }

    Jet times(double number) {
        return chain(value * number, number, 0);
    }

    Jet minus(Jet other) {
        return plus(other.times(-1));
    }

    Jet over(Jet other) {
        double v = other.value;
        return times(other.chain(1 / v, -1 / (v * v), 2 / (v * v * v)));
    }

    Jet square() {
        return times(this);
    }

    Jet exp() {
        double e = StrictMath.exp(value);
        return chain(e, e, e);
    }

    Jet sin() {
        return chain(StrictMath.sin(value), StrictMath.cos(value), -StrictMath.sin(value));
    }

    Jet cos() {
        return chain(StrictMath.cos(value), -StrictMath.sin(value), -StrictMath.cos(value));
    }

    Jet atan() {
        double d = 1 + value * value;
        return chain(StrictMath.atan(value), 1 / d, -2 * value / (d * d));
    }

    Jet sqrt() {
        double root = Math.sqrt(value);
        return chain(root, 0.5 / root, -0.25 / (root * value));
    }
}
