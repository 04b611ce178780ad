package org.glia.benchmarks.kernels;

import java.util.Map;
import java.util.function.Function;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.lapack.JavaLAPACK;

/// BLAS and LAPACK translated from Fortran to Java, in one thread.
public final class NetlibF2jKernels implements Library {

    @Override
    public String name() {
        return "netlib-f2j";
    }

    @Override
    public String version() {
        return "3.2.0";
    }

    @Override
    public String licence() {
        return "MIT";
    }

    @Override
    public Map<String, Function<Problem, Computation>> kernels(int threads) {
        return BlasKernels.of(translated(), JavaLAPACK.getInstance());
    }

    /// netlib shows the faster of its Java versions only.
    private static BLAS translated() {
        try {
            var instance = Class.forName("dev.ludovic.netlib.blas.F2jBLAS").getMethod("getInstance");
            instance.setAccessible(true);
            return (BLAS) instance.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of netlib keeps its F2J classes elsewhere", e);
        }
    }
}
