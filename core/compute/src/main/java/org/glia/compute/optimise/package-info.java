/// Minimisers of smooth functions and of functions that fall apart into coordinates: [LBFGS] where there are gradients,
/// [NewtonCG] where there are products with the Hessian too, [CoordinateDescent] for penalties with corners and for bounds,
/// [ConjugateGradients] for linear equations; [LearningRate], [Patience] and [EarlyStopping] for descents of their own. All are sequential in their decisions, so their way depends on the function's
/// bits alone; functions bring their own parallel loops.
@Export
@Version("1.0.0")
package org.glia.compute.optimise;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
