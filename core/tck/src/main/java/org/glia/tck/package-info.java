/// The conformance kit: proves that an estimator keeps the contract. A library for tests, on JUnit Jupiter.
@Export
@Version("1.0.0")
package org.glia.tck;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
