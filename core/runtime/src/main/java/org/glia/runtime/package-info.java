/// The engine room: which services there are, and where work runs.
@Export
@Version("1.0.0")
package org.glia.runtime;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
