/// Distances between rows by blocks, the nearest of several centres, and kernel matrices, with the same bits for any
/// vector width and any number of threads.
@Export
@Version("1.0.0")
package org.glia.compute.distance;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
