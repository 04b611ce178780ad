/// What can go wrong, said in the user's terms: every exception of Glia carries sentences that name the thing, the value,
/// what is valid and the cure.
@Export
@Version("1.0.0")
package org.glia.api.problem;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
