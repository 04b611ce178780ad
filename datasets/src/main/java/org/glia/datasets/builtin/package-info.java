/// The data sets that come with Glia. `LICENCES.md`, beside the files, says of each what it is and whose it is.
package org.glia.datasets.builtin;
