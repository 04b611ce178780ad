/// What a fit may ask of whoever runs it: random streams, parallel loops, aggregate steps, progress, cancellation.
@Export
@Version("1.0.0")
package org.glia.api.run;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
