/// Kernels and estimators beside the libraries that people would otherwise use.
package org.glia.benchmarks;
