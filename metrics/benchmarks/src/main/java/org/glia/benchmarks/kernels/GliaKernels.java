package org.glia.benchmarks.kernels;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

import org.glia.api.data.CsrMatrix;
import org.glia.api.data.DenseMatrix;
import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.compute.decomposition.Cholesky;
import org.glia.compute.decomposition.LeastSquares;
import org.glia.compute.decomposition.LinearOperator;
import org.glia.compute.decomposition.QR;
import org.glia.compute.decomposition.SVD;
import org.glia.compute.decomposition.SymmetricEigen;
import org.glia.compute.decomposition.TruncatedSVD;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.FloatMatrixProducts;
import org.glia.compute.dense.FloatStrided;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;
import org.glia.compute.dense.VectorProducts;
import org.glia.compute.distance.Centres;
import org.glia.compute.distance.Kernel;
import org.glia.compute.distance.PairwiseDistances;
import org.glia.compute.elementwise.Elementwise;
import org.glia.compute.elementwise.Softmax;
import org.glia.compute.neighbours.Metric;
import org.glia.compute.neighbours.Neighbours;
import org.glia.compute.optimise.LBFGS;
import org.glia.compute.optimise.Watcher;
import org.glia.compute.random.Exponential;
import org.glia.compute.random.Gamma;
import org.glia.compute.random.Normal;
import org.glia.compute.random.Poisson;
import org.glia.compute.sparse.SparseProducts;

/// Our own kernels, those of `org.glia.compute`.
final class GliaKernels implements Library {

    /// Elements that one thread takes at a time.
    private static final int PIECE = 1 << 14;

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
                Map.entry("sgemm", p -> floatProduct(p, parallel)),
                Map.entry("gemm-tn", p -> product(p, Strided.of(p.k(), p.m(), p.a()).transpose(), Strided.of(p.k(), p.n(), p.b()),
                        parallel)),
                Map.entry("gemm-nt", p -> product(p, Strided.of(p.m(), p.k(), p.a()), Strided.of(p.n(), p.k(), p.b()).transpose(),
                        parallel)),
                Map.entry("syrk", p -> gram(Strided.of(p.m(), p.k(), p.a()), parallel)),
                Map.entry("syrk-t", p -> gram(Strided.of(p.k(), p.m(), p.a()).transpose(), parallel)),
                Map.entry("gemv", p -> timesVector(Strided.of(p.m(), p.n(), p.a()), p.b(), parallel)),
                Map.entry("gemv-t", p -> timesVector(Strided.of(p.m(), p.n(), p.a()).transpose(), p.b(), parallel)),
                Map.entry("dot", p -> number(() -> Doubles.dot(p.a(), 0, p.b(), 0, p.m()))),
                Map.entry("axpy", p -> Axpy.of(p, y -> Doubles.axpy(0.5, p.a(), 0, y, 0, p.m()))),
                Map.entry("norm", p -> number(() -> Doubles.norm(p.a(), 0, p.m()))),
                Map.entry("exp", p -> each(p, Elementwise::exp, parallel)),
                Map.entry("log", p -> each(p, Elementwise::log, parallel)),
                Map.entry("tanh", p -> each(p, Elementwise::tanh, parallel)),
                Map.entry("logistic", p -> each(p, Elementwise::logistic, parallel)),
                Map.entry("softmax", p -> softmax(p, parallel)),
                Map.entry("distances", p -> pairs(p, (x, y, into) -> PairwiseDistances.squaredEuclidean(x, y, into, parallel))),
                Map.entry("nearest", p -> nearest(p, parallel)),
                Map.entry("rbf", p -> pairs(p, (x, y, into) -> new Kernel.Rbf(1.0 / p.k()).matrix(x, y, into, parallel))),
                Map.entry("csr-dense", p -> sparse(p, parallel)),
                Map.entry("csr-t-dense", p -> sparseTransposed(p, parallel)),
                Map.entry("cholesky", p -> cholesky(p, parallel)),
                Map.entry("qr", p -> qr(p, parallel)),
                Map.entry("least-squares", p -> leastSquares(p, parallel)),
                Map.entry("eigen", p -> Computation.making(() -> SymmetricEigen.of(Strided.of(p.m(), p.m(), p.a()), parallel),
                        found -> Arrays.stream(found.values()).sorted().toArray())),
                Map.entry("svd", p -> Computation.making(() -> SVD.of(Strided.of(p.m(), p.n(), p.a()), parallel), SVD::values)),
                Map.entry("svd-10", p -> Computation.making(() -> new TruncatedSVD(10).decompose(
                        LinearOperator.of(Strided.of(p.m(), p.n(), p.a())), new RandomStream(1), parallel), SVD::values)),
                Map.entry("lbfgs", GliaKernels::minimum),
                Map.entry("kd-tree", p -> neighbours(p, Neighbours.Method.KD_TREE, parallel)),
                Map.entry("ball-tree", p -> neighbours(p, Neighbours.Method.BALL_TREE, parallel)),
                Map.entry("brute-force", p -> neighbours(p, Neighbours.Method.BRUTE_FORCE, parallel)),
                Map.entry("normal", p -> draws(p, drawing(new Normal(0, 1)::draw))),
                Map.entry("exponential", p -> draws(p, drawing(new Exponential(1)::draw))),
                Map.entry("gamma", p -> draws(p, drawing(new Gamma(2.5, 1)::draw))),
                Map.entry("poisson", p -> draws(p, drawing(new Poisson(10)::draw))));
    }

    private static Computation product(Problem p, Strided a, Strided b, Parallel parallel) {
        var c = Strided.zeros(p.m(), p.n());
        return Computation.into(c.array(), () -> MatrixProducts.gemm(1, a, b, 0, c, parallel));
    }

    private static Computation floatProduct(Problem p, Parallel parallel) {
        var a = FloatStrided.of(p.m(), p.k(), Problem.floats(p.a()));
        var b = FloatStrided.of(p.k(), p.n(), Problem.floats(p.b()));
        var c = FloatStrided.zeros(p.m(), p.n());
        return Computation.into(c.array(), () -> FloatMatrixProducts.gemm(1, a, b, 0, c, parallel));
    }

    private static Computation gram(Strided a, Parallel parallel) {
        var c = Strided.zeros(a.rows(), a.rows());
        return Computation.into(c.array(), () -> MatrixProducts.syrk(1, a, 0, c, parallel));
    }

    private static Computation timesVector(Strided a, double[] x, Parallel parallel) {
        var y = new double[a.rows()];
        return Computation.into(y, () -> VectorProducts.gemv(1, a, x, 0, 0, y, 0, parallel));
    }

    private static Computation number(DoubleSupplier reduction) {
        var result = new double[1];
        return Computation.into(result, () -> result[0] = reduction.getAsDouble());
    }

    @FunctionalInterface
    private interface Elements {
        void apply(double[] x, int xAt, double[] y, int yAt, int n);
    }

    private static Computation each(Problem p, Elements function, Parallel parallel) {
        var y = new double[p.m()];
        return Computation.into(y, () -> parallel.chunked(p.m(), PIECE,
                (chunk, from, to) -> function.apply(p.a(), from, y, from, to - from)));
    }

    /// It replaces the scores, so they are copied first.
    private static Computation softmax(Problem p, Parallel parallel) {
        var y = Strided.zeros(p.m(), p.n());
        return Computation.into(y.array(), () -> {
            System.arraycopy(p.a(), 0, y.array(), 0, p.a().length);
            Softmax.rows(y, parallel);
        });
    }

    @FunctionalInterface
    private interface Pairs {
        void compute(Strided x, Strided y, Strided into);
    }

    private static Computation pairs(Problem p, Pairs kernel) {
        var into = Strided.zeros(p.m(), p.n());
        return Computation.into(into.array(), () -> kernel.compute(Strided.of(p.m(), p.k(), p.a()), Strided.of(p.n(), p.k(), p.b()), into));
    }

    private static Computation nearest(Problem p, Parallel parallel) {
        var labels = new int[p.m()];
        var squared = new double[p.m()];
        return new Computation(() -> new Centres(Strided.of(p.n(), p.k(), p.b())).nearest(Strided.of(p.m(), p.k(), p.a()), labels, squared,
                parallel), () -> Arrays.stream(labels).asDoubleStream().toArray());
    }

    private static CsrMatrix csr(Problem p) {
        var rows = SparseRows.of(p.a(), p.m(), p.k());
        return new CsrMatrix(p.m(), p.k(), rows.starts(), rows.columns(), rows.values());
    }

    private static Computation sparse(Problem p, Parallel parallel) {
        var a = csr(p);
        var c = Strided.zeros(p.m(), p.n());
        return Computation.into(c.array(), p.n() == 1 ? () -> SparseProducts.times(1, a, p.b(), 0, 0, c.array(), 0, parallel)
                : () -> SparseProducts.times(1, a, Strided.of(p.k(), p.n(), p.b()), 0, c, parallel));
    }

    private static Computation sparseTransposed(Problem p, Parallel parallel) {
        var a = csr(p);
        var c = Strided.zeros(p.k(), p.n());
        return Computation.into(c.array(), p.n() == 1 ? () -> SparseProducts.timesTransposed(1, a, p.b(), 0, 0, c.array(), 0, parallel)
                : () -> SparseProducts.timesTransposed(1, a, Strided.of(p.m(), p.n(), p.b()), 0, c, parallel));
    }

    private static Computation cholesky(Problem p, Parallel parallel) {
        return Computation.making(() -> Cholesky.of(Strided.of(p.m(), p.m(), p.a()), parallel).l(), l -> l.copy().array());
    }

    private static Computation qr(Problem p, Parallel parallel) {
        return Computation.making(() -> {
            var qr = QR.of(Strided.of(p.m(), p.n(), p.a()), parallel);
            qr.thinQ(parallel);
            return qr.r();
        }, r -> Arrays.stream(r.copy().array()).map(Math::abs).toArray());
    }

    private static Computation leastSquares(Problem p, Parallel parallel) {
        return Computation.making(() -> LeastSquares.of(Strided.of(p.m(), p.n(), p.a()), Strided.of(p.m(), 1, p.b()), parallel),
                solution -> solution.coefficients().copy().array());
    }

    private static Computation minimum(Problem p) {
        return Computation.making(() -> new LBFGS(1e-8, 10_000).minimise((x, gradient) -> {
            Rosenbrock.gradient(x, gradient);
            return Rosenbrock.value(x);
        }, Rosenbrock.start(p.m()), Watcher.NONE), found -> found.x());
    }

    private static Computation neighbours(Problem p, Neighbours.Method method, Parallel parallel) {
        var index = Neighbours.index(new DenseMatrix(p.m(), p.k(), p.a()), new Metric.Euclidean(), method, parallel);
        var queries = new DenseMatrix(p.n(), p.k(), p.b());
        return Computation.making(() -> index.nearest(queries, LoopKernels.NEIGHBOURS, parallel),
                found -> Arrays.stream(found.distances()).map(x -> x * x).toArray());
    }

    private static DoubleSupplier drawing(java.util.function.ToDoubleFunction<RandomStream> law) {
        var random = new RandomStream(1);
        return () -> law.applyAsDouble(random);
    }

    private static Computation draws(Problem p, DoubleSupplier law) {
        var drawn = new double[p.m()];
        return Draws.of(drawn, () -> {
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = law.getAsDouble();
            }
        });
    }
}
