/// Which recipe is better, and how sure that is: tests of paired scores, their effect sizes and intervals, and the choice
/// of the test by the design.
///
/// Throughout, a difference is how much better the *second* recipe is than the first (Demsar 2006; Benavoli, Corani,
/// Demsar and Zaffalon 2017), whichever way the measure points: [Differences] turns it once.
@Export
@Version("1.0.0")
package org.glia.experiments.statistics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
