/// Recipes, the text in which people write estimators everywhere, and settings, the records in which authors declare
/// hyper-parameters once.
@Export
@Version("1.0.0")
package org.glia.api.recipe;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
