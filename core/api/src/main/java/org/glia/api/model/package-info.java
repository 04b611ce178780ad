/// What learning leaves behind: models as plain data, predictions as tables, views for pictures.
@Export
@Version("1.0.0")
package org.glia.api.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
