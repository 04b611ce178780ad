/// Dense matrices and vectors of doubles and floats: what BLAS does, with the same bits for any vector width and any
/// number of threads.
@Export
@Version("1.0.0")
package org.glia.compute.dense;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
