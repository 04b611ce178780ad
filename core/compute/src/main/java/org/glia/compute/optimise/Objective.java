package org.glia.compute.optimise;

import org.osgi.annotation.versioning.ConsumerType;

/// A function to be minimised, with its gradient.
@ConsumerType
@FunctionalInterface
public interface Objective {

    /// The value at `x`; writes the gradient there. Where the function is not defined, the value is NaN or infinite and the
    /// gradient is not looked at. Neither array is kept, nor may be.
    double evaluate(double[] x, double[] gradient);
}
