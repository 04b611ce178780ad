/// Random variates and samples, drawn from the streams of `org.glia.api.run.RandomStream`: the same stream gives the same
/// bits on every machine.
///
/// ```
/// var random = run.random("noise", 0);
/// new Normal(0, 0.1).fill(random, noise, 0, n);
/// int[] batch = Sampling.withoutReplacement(random, rows, 256);
/// var words = AliasTable.of(frequencies);
/// ```
@Export
@Version("1.0.0")
package org.glia.compute.random;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
