/// The search for the settings of a recipe that do best on some data.
@Export
@Version("1.0.0")
package org.glia.experiments.tune;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
