/// Trained models as files.
@Export
@Version("1.0.0")
package org.glia.runtime.file;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
