package org.glia.compute.optimise;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/// A symmetric `n x n` matrix that is known by its products with vectors.
@ConsumerType
@FunctionalInterface
public interface SymmetricOperator {

    /// Writes the matrix times `v` to `product`.
    void times(double[] v, double[] product);

    /// Positive numbers about as large as the matrix's diagonal; solvers then work in units in which it is about 1.
    default Optional<double[]> diagonal() {
        return Optional.empty();
    }
}
