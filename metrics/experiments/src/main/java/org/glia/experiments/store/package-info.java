/// Where results are kept: a database, in a file or on a server.
@Export
@Version("1.0.0")
package org.glia.experiments.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
