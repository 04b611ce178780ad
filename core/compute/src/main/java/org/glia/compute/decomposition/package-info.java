/// Decompositions of dense matrices of doubles, in blocks whose work is products of matrices: Cholesky, QR with and
/// without pivoting, least squares, symmetric eigenvalues and singular values. All have the same bits for any number
/// of threads and any vector width.
@Export
@Version("1.0.0")
package org.glia.compute.decomposition;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
