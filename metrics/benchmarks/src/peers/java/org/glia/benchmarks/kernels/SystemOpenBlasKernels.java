package org.glia.benchmarks.kernels;

import java.util.Map;
import java.util.function.Function;

/// The OpenBLAS that the machine has, through netlib.
public final class SystemOpenBlasKernels implements Library {

    @Override
    public String name() {
        return "openblas-system";
    }

    @Override
    public String version() {
        return OpenBlas.ofSystem().orElseThrow().version();
    }

    @Override
    public String licence() {
        return "BSD-3-Clause";
    }

    @Override
    public boolean runsHere() {
        return OpenBlas.ofSystem().isPresent();
    }

    @Override
    public Map<String, Function<Problem, Computation>> kernels(int threads) {
        return OpenBlas.ofSystem().orElseThrow().kernels(threads);
    }
}
