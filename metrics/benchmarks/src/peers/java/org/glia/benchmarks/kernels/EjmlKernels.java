package org.glia.benchmarks.kernels;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.DecompositionInterface;

/// EJML's dense matrices; its block algorithms and threads, where it has them, are its own choice.
public final class EjmlKernels implements Library {

    @Override
    public String name() {
        return "ejml";
    }

    @Override
    public String version() {
        return "0.46.1";
    }

    @Override
    public String licence() {
        return "Apache-2.0";
    }

    @Override
    public Map<String, Function<Problem, Computation>> kernels(int threads) {
        EjmlConcurrency.USE_CONCURRENT = threads > 1;
        EjmlConcurrency.setMaxThreads(threads);
        return Map.ofEntries(
                Map.entry("gemm", p -> into(p.m(), p.n(), matrix(p.a(), p.m(), p.k()), (a, c) ->
                        CommonOps_DDRM.mult(a, matrix(p.b(), p.k(), p.n()), c))),
                Map.entry("sgemm", EjmlKernels::sgemm),
                Map.entry("gemm-tn", p -> into(p.m(), p.n(), matrix(p.a(), p.k(), p.m()), (a, c) ->
                        CommonOps_DDRM.multTransA(a, matrix(p.b(), p.k(), p.n()), c))),
                Map.entry("gemm-nt", p -> into(p.m(), p.n(), matrix(p.a(), p.m(), p.k()), (a, c) ->
                        CommonOps_DDRM.multTransB(a, matrix(p.b(), p.n(), p.k()), c))),
                Map.entry("syrk", p -> into(p.m(), p.m(), matrix(p.a(), p.m(), p.k()), CommonOps_DDRM::multOuter)),
                Map.entry("syrk-t", p -> into(p.m(), p.m(), matrix(p.a(), p.k(), p.m()), CommonOps_DDRM::multInner)),
                Map.entry("gemv", p -> into(p.m(), 1, matrix(p.a(), p.m(), p.n()), (a, y) ->
                        CommonOps_DDRM.mult(a, matrix(p.b(), p.n(), 1), y))),
                Map.entry("gemv-t", p -> into(p.n(), 1, matrix(p.a(), p.m(), p.n()), (a, y) ->
                        CommonOps_DDRM.multTransA(a, matrix(p.b(), p.m(), 1), y))),
                Map.entry("dot", p -> into(1, 1, matrix(p.a(), p.m(), 1), (a, y) ->
                        y.set(0, CommonOps_DDRM.dot(a, matrix(p.b(), p.m(), 1))))),
                Map.entry("norm", p -> into(1, 1, matrix(p.a(), p.m(), 1), (a, y) -> y.set(0, NormOps_DDRM.normF(a)))),
                Map.entry("cholesky", EjmlKernels::cholesky),
                Map.entry("qr", EjmlKernels::qr),
                Map.entry("least-squares", EjmlKernels::leastSquares),
                Map.entry("svd-10", EjmlKernels::greatest),
                Map.entry("eigen", EjmlKernels::eigen),
                Map.entry("svd", EjmlKernels::svd));
    }

    /// A view of the array, which is not copied.
    private static DMatrixRMaj matrix(double[] values, int rows, int columns) {
        return DMatrixRMaj.wrap(rows, columns, values);
    }

    private static Computation into(int rows, int columns, DMatrixRMaj a, BiConsumer<DMatrixRMaj, DMatrixRMaj> operation) {
        var c = new DMatrixRMaj(rows, columns);
        return Computation.into(c.data, () -> operation.accept(a, c));
    }

    private static Computation sgemm(Problem p) {
        var a = FMatrixRMaj.wrap(p.m(), p.k(), Problem.floats(p.a()));
        var b = FMatrixRMaj.wrap(p.k(), p.n(), Problem.floats(p.b()));
        var c = new FMatrixRMaj(p.m(), p.n());
        return Computation.into(c.data, () -> CommonOps_FDRM.mult(a, b, c));
    }

    private static void decompose(DecompositionInterface<DMatrixRMaj> decomposition, DMatrixRMaj a) {
        if (!decomposition.decompose(decomposition.inputModified() ? a.copy() : a)) {
            throw new IllegalStateException("EJML could not decompose the matrix");
        }
    }

    private static Computation cholesky(Problem p) {
        var a = matrix(p.a(), p.m(), p.m());
        return Computation.making(() -> {
            var decomposition = DecompositionFactory_DDRM.chol(p.m(), true);
            decompose(decomposition, a);
            return decomposition.getT(new DMatrixRMaj(p.m(), p.m()));
        }, l -> l.data);
    }

    private static Computation qr(Problem p) {
        var a = matrix(p.a(), p.m(), p.n());
        return Computation.making(() -> {
            var decomposition = DecompositionFactory_DDRM.qr(p.m(), p.n());
            decompose(decomposition, a);
            decomposition.getQ(new DMatrixRMaj(p.m(), p.n()), true);
            return decomposition.getR(new DMatrixRMaj(p.n(), p.n()), true);
        }, r -> Arrays.stream(r.data).map(Math::abs).toArray());
    }

    private static Computation leastSquares(Problem p) {
        var a = matrix(p.a(), p.m(), p.n());
        var b = matrix(Arrays.copyOf(p.b(), p.m()), p.m(), 1);
        return Computation.making(() -> {
            var solver = LinearSolverFactory_DDRM.leastSquares(p.m(), p.n());
            if (!solver.setA(solver.modifiesA() ? a.copy() : a)) {
                throw new IllegalStateException("EJML could not decompose the matrix");
            }
            var x = new DMatrixRMaj(p.n(), 1);
            solver.solve(solver.modifiesB() ? b.copy() : b, x);
            return x;
        }, x -> x.data);
    }

    private static Computation greatest(Problem p) {
        var all = svd(p);
        return new Computation(all.run(), () -> Arrays.copyOf(all.result().get(), 10));
    }

    private static Computation eigen(Problem p) {
        var a = matrix(p.a(), p.m(), p.m());
        return Computation.making(() -> {
            var decomposition = DecompositionFactory_DDRM.eig(p.m(), true, true);
            decompose(decomposition, a);
            var values = new double[p.m()];
            for (int i = 0; i < values.length; i++) {
                values[i] = decomposition.getEigenvalue(i).real;
                decomposition.getEigenVector(i);
            }
            return values;
        }, values -> Arrays.stream(values).sorted().toArray());
    }

    private static Computation svd(Problem p) {
        var a = matrix(p.a(), p.m(), p.n());
        return Computation.making(() -> {
            var decomposition = DecompositionFactory_DDRM.svd(p.m(), p.n(), true, true, true);
            decompose(decomposition, a);
            decomposition.getU(null, false);
            decomposition.getV(null, true);
            return decomposition;
        }, found -> Arrays.stream(found.getSingularValues()).limit(Math.min(p.m(), p.n())).map(x -> -x).sorted().map(x -> -x).toArray());
    }
}
