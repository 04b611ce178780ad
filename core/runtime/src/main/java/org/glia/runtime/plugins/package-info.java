/// Plug-ins: what is installed, how it comes, is replaced and goes while Glia runs, and why something cannot.
@Export
@Version("1.0.0")
package org.glia.runtime.plugins;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
