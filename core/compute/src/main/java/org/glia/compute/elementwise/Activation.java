package org.glia.compute.elementwise;

/// Activation functions of neural networks, with their derivatives: of one number, or of n elements of an array from place
/// `xAt` on, written to another (or the same) from `yAt` on. NaN gives NaN, infinities give the limits. Results have the
/// same bits for one number as for arrays, on every machine. Where a derivative jumps, it is the one from the left.
public enum Activation {

    /// x.
    IDENTITY,
    /// 1 / (1 + exp(-x)), also called sigmoid.
    LOGISTIC,
    /// The hyperbolic tangent.
    TANH,
    /// max(x, 0): rectified linear unit (Nair and Hinton, 2010).
    RELU,
    /// x, a hundredth of it below zero (Maas et al., 2013).
    LEAKY_RELU,
    /// x, exp(x) - 1 below zero: exponential linear unit (Clevert et al., 2016).
    ELU,
    /// 1.0507 x, 1.0507 * 1.6733 (exp(x) - 1) below zero: scaled exponential linear unit, which keeps mean and variance
    /// (Klambauer et al., 2017).
    SELU,
    /// x times the normal distribution function of x: Gaussian error linear unit (Hendrycks and Gimpel, 2016).
    GELU,
    /// log(1 + exp(x)).
    SOFTPLUS,
    /// x / (1 + exp(-x)), also called SiLU (Elfwing et al., 2018; Ramachandran et al., 2017).
    SWISH,
    /// x / 6 + 1/2, between 0 and 1.
    HARD_LOGISTIC,
    /// x between -1 and 1.
    HARD_TANH,
    /// x times the hard logistic function of x (Howard et al., 2019).
    HARD_SWISH;

    public double value(double x) {
        return DoubleActivations.value(this, x);
    }

    public float value(float x) {
        return FloatActivations.value(this, x);
    }

    public double derivative(double x) {
        return DoubleActivations.derivative(this, x);
    }

    public float derivative(float x) {
        return FloatActivations.derivative(this, x);
    }

    /// Writes the values at x.
    public void values(double[] x, int xAt, double[] y, int yAt, int n) {
        DoubleActivations.values(this, x, xAt, y, yAt, n);
    }

    /// Writes the values at x.
    public void values(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatActivations.values(this, x, xAt, y, yAt, n);
    }

    /// Writes the derivatives at x.
    public void derivatives(double[] x, int xAt, double[] y, int yAt, int n) {
        DoubleActivations.derivatives(this, x, xAt, y, yAt, n);
    }

    /// Writes the derivatives at x.
    public void derivatives(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatActivations.derivatives(this, x, xAt, y, yAt, n);
    }
}
