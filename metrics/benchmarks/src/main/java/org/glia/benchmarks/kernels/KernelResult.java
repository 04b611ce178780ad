package org.glia.benchmarks.kernels;

/// How fast a library is at a kernel of one size.
///
/// @param kernel  its name
/// @param shape   the sizes
/// @param threads most threads that it might use
/// @param library its name
/// @param version the library's version
/// @param seconds of one run, median of the iterations
/// @param speed   work per second
/// @param unit    of the speed
record KernelResult(String kernel, String shape, int threads, String library, String version, double seconds, double speed, String unit) {
}
