package org.glia.benchmarks.kernels;

import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.FloatStrided;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// Our own kernels, those of `org.glia.compute`.
final class GliaKernels implements Library {

    @Override
    public String name() {
        return "glia";
    }

    @Override
    public String version() {
        return "this checkout";
    }

    @Override
    public String licence() {
        return "Apache-2.0";
    }

    @Override
    public Map<String, Function<Problem, Computation>> kernels(int threads) {
        var parallel = new Parallel(ForkJoinPool.commonPool(), threads, () -> { });
        return Map.ofEntries(
                Map.entry("gemm", p -> product(p, Strided.of(p.m(), p.k(), p.a()), Strided.of(p.k(), p.n(), p.b()), parallel)),
                Map.entry("gemm-tn", p -> product(p, Strided.of(p.k(), p.m(), p.a()).transpose(), Strided.of(p.k(), p.n(), p.b()), parallel)),
                Map.entry("gemm-nt", p -> product(p, Strided.of(p.m(), p.k(), p.a()), Strided.of(p.n(), p.k(), p.b()).transpose(), parallel)),
                Map.entry("syrk", p -> gram(Strided.of(p.m(), p.k(), p.a()), parallel)),
                Map.entry("syrk-t", p -> gram(Strided.of(p.k(), p.m(), p.a()).transpose(), parallel)));
    }

    private static Computation product(Problem p, Strided a, Strided b, Parallel parallel) {
        var c = Strided.zeros(p.m(), p.n());
        return Computation.into(c.array(), () -> MatrixProducts.gemm(1, a, b, 0, c, parallel));
    }

    private static Computation gram(Strided a, Parallel parallel) {
        var c = Strided.zeros(a.rows(), a.rows());
        return Computation.into(c.array(), () -> MatrixProducts.syrk(1, a, 0, c, parallel));
    }
}
