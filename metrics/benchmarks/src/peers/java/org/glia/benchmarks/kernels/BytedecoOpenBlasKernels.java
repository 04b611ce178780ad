package org.glia.benchmarks.kernels;

import java.util.Map;
import java.util.function.Function;

/// The recent OpenBLAS that bytedeco's jar brings, through netlib.
public final class BytedecoOpenBlasKernels implements Library {

    @Override
    public String name() {
        return "openblas";
    }

    @Override
    public String version() {
        return OpenBlas.ofBytedeco().orElseThrow().version();
    }

    @Override
    public String licence() {
        return "BSD-3-Clause";
    }

    @Override
    public boolean runsHere() {
        return OpenBlas.ofBytedeco().isPresent();
    }

    @Override
    public Map<String, Function<Problem, Computation>> kernels(int threads) {
        return OpenBlas.ofBytedeco().orElseThrow().kernels(threads);
    }
}
