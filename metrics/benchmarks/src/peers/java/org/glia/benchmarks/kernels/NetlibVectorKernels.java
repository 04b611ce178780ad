package org.glia.benchmarks.kernels;

import java.util.Map;
import java.util.function.Function;

import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.lapack.JavaLAPACK;

/// netlib's BLAS in the Vector API, with LAPACK translated from Fortran, in one thread.
public final class NetlibVectorKernels implements Library {

    @Override
    public String name() {
        return "netlib-vector";
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
        return BlasKernels.of(JavaBLAS.getInstance(), JavaLAPACK.getInstance());
    }
}
