package org.glia.clustering;

import org.glia.clustering.Gmm.Covariance;

/// Weighted normal distributions, ready to tell the density of rows. Plain data.
///
/// @param covariance the form of the covariances
/// @param width      d
/// @param constants  for each component the logarithm of its weight over the volume of its unit ball's image: what is added to minus
///                   half of the squared length of the whitened deviation
/// @param means      `k x d`, one after the other
/// @param factors    what whitens: the inverses of the lower Cholesky factors (`k x d x d` for full, `d x d` for tied covariances), or
///                   reciprocal standard deviations (`k x d` for diagonal, k for spherical ones)
/// @param centres    of tied covariances the whitened deviations of the means from the first one, `k x d`; else empty
record Normals(Covariance covariance, int width, double[] constants, double[] means, double[] factors, double[] centres) {

    int count() {
        return constants.length;
    }
}
