/// Reports: what an experiment has found out, as files for people and programs, and in MLflow.
@Export
@Version("1.0.0")
package org.glia.experiments.report;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
