/// Which rows of a matrix are nearest to a point: searches by brute force, k-d tree and ball tree that find the same rows at
/// the same distances, to the bit.
@Export
@Version("1.0.0")
package org.glia.compute.neighbours;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
