/// Data sets that are drawn, with known truth: the same seed gives the same rows on every machine.
package org.glia.datasets.generators;
