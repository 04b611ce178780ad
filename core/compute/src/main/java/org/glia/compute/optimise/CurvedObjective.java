package org.glia.compute.optimise;

import org.osgi.annotation.versioning.ConsumerType;

/// A function to be minimised, with its gradient and its Hessian, which need not be written down: products suffice.
@ConsumerType
public interface CurvedObjective extends Objective {

    /// The Hessian at `x`, a point where the function has been evaluated; used until the next one is asked for.
    SymmetricOperator hessian(double[] x);
}
