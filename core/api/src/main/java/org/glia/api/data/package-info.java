/// Tables as algorithms see them: immutable data sets of typed columns, their schema, and the matrices they lend.
@Export
@Version("1.0.0")
package org.glia.api.data;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
