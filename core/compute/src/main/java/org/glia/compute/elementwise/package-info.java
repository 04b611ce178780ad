/// Elementary functions, softmax and activations of doubles and floats, one value or an array at a time: our own, with the
/// same bits on every machine, for any vector width and without vectors.
@Export
@Version("1.0.0")
package org.glia.compute.elementwise;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
