/// The contract between algorithms and everything that uses them.
@Export
@Version("1.0.0")
package org.glia.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
