package org.glia.compute.optimise;

import org.osgi.annotation.versioning.ConsumerType;

/// Equations `A x = b` with a symmetric matrix that has no negative eigenvalue.
@ConsumerType
public interface LinearSystem extends SymmetricOperator {

    /// Writes `b - A x` to `residual`, as exactly as the system can tell.
    void residual(double[] x, double[] residual);
}
