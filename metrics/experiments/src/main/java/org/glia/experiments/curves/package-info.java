/// Curves and choices: scores against the number of rows and against a setting, predictions joined over the folds, and where
/// to cut them.
@Export
@Version("1.0.0")
package org.glia.experiments.curves;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
