/// Experiments: recipes fitted on parts of data sets and judged on the others, and what follows from that.
@Export
@Version("1.0.0")
package org.glia.experiments;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
