package org.glia.benchmarks.kernels;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.analysis.MultivariateVectorFunction;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.IntegerDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.util.FastMath;

/// commons-math3: matrices as blocks for products, decompositions that work on plain arrays, all in one thread.
final class CommonsMathKernels implements Library {

    @Override
    public String name() {
        return "commons-math3";
    }

    @Override
    public String version() {
        return "3.6.1";
    }

    @Override
    public String licence() {
        return "Apache-2.0";
    }

    @Override
    public Map<String, Function<Problem, Computation>> kernels(int threads) {
        return Map.ofEntries(
                Map.entry("gemm", p -> product(matrix(p.a(), p.m(), p.k()), matrix(p.b(), p.k(), p.n()))),
                Map.entry("gemm-tn", p -> product(matrix(p.a(), p.k(), p.m()), matrix(p.b(), p.k(), p.n()), true)),
                Map.entry("gemv", p -> Computation.making(
                        operating(matrix(p.a(), p.m(), p.n()), Arrays.copyOf(p.b(), p.n()), false), ArrayRealVector::getDataRef)),
                Map.entry("gemv-t", p -> Computation.making(
                        operating(matrix(p.a(), p.m(), p.n()), Arrays.copyOf(p.b(), p.m()), true), ArrayRealVector::getDataRef)),
                Map.entry("dot", CommonsMathKernels::dot),
                Map.entry("norm", CommonsMathKernels::norm),
                Map.entry("exp", p -> each(p, FastMath::exp)),
                Map.entry("log", p -> each(p, FastMath::log)),
                Map.entry("tanh", p -> each(p, FastMath::tanh)),
                Map.entry("cholesky", CommonsMathKernels::cholesky),
                Map.entry("qr", CommonsMathKernels::qr),
                Map.entry("eigen", CommonsMathKernels::eigen),
                Map.entry("svd", CommonsMathKernels::svd),
                Map.entry("least-squares", CommonsMathKernels::leastSquares),
                Map.entry("svd-10", CommonsMathKernels::greatest),
                Map.entry("lbfgs", CommonsMathKernels::minimum),
                Map.entry("normal", p -> draws(p, new NormalDistribution(new Well19937c(1), 0, 1))),
                Map.entry("exponential", p -> draws(p, new ExponentialDistribution(new Well19937c(1), 1))),
                Map.entry("gamma", p -> draws(p, new GammaDistribution(new Well19937c(1), 2.5, 1))),
                Map.entry("poisson", p -> draws(p, new PoissonDistribution(new Well19937c(1), 10, 1e-12, 10_000_000))));
    }

    private static BlockRealMatrix matrix(double[] values, int rows, int columns) {
        return new BlockRealMatrix(Problem.rows(values, rows, columns));
    }

    private static Array2DRowRealMatrix plain(double[] values, int rows, int columns) {
        return new Array2DRowRealMatrix(Problem.rows(values, rows, columns), false);
    }

    private static Computation product(BlockRealMatrix a, BlockRealMatrix b) {
        return product(a, b, false);
    }

    private static Computation product(BlockRealMatrix a, BlockRealMatrix b, boolean transposed) {
        return Computation.<RealMatrix>making(() -> (transposed ? a.transpose() : a).multiply(b), c -> Problem.joined(c.getData()));
    }

    private static java.util.function.Supplier<ArrayRealVector> operating(BlockRealMatrix a, double[] x, boolean transposed) {
        return () -> new ArrayRealVector(transposed ? a.preMultiply(x) : a.operate(x), false);
    }

    private static Computation dot(Problem p) {
        var a = new ArrayRealVector(p.a(), false);
        var b = new ArrayRealVector(p.b(), false);
        var result = new double[1];
        return Computation.into(result, () -> result[0] = a.dotProduct(b));
    }

    private static Computation norm(Problem p) {
        var a = new ArrayRealVector(p.a(), false);
        var result = new double[1];
        return Computation.into(result, () -> result[0] = a.getNorm());
    }

    private static Computation each(Problem p, java.util.function.DoubleUnaryOperator function) {
        var y = new double[p.m()];
        return Computation.into(y, () -> {
            for (int i = 0; i < y.length; i++) {
                y[i] = function.applyAsDouble(p.a()[i]);
            }
        });
    }

    private static Computation cholesky(Problem p) {
        var a = plain(p.a(), p.m(), p.m());
        return Computation.making(() -> new CholeskyDecomposition(a), found -> Problem.joined(found.getL().getData()));
    }

    private static Computation qr(Problem p) {
        var a = plain(p.a(), p.m(), p.n());
        // there is no thin Q: the reflections are applied to n columns of the unit matrix, as a least squares solver would
        return Computation.making(() -> {
            var found = new QRDecomposition(a);
            found.getSolver().solve(new Array2DRowRealMatrix(p.m(), p.n()));
            return found;
        }, found -> Arrays.stream(Problem.joined(found.getR().getSubMatrix(0, p.n() - 1, 0, p.n() - 1).getData()))
                .map(Math::abs).toArray());
    }

    private static Computation leastSquares(Problem p) {
        var a = plain(p.a(), p.m(), p.n());
        var b = new ArrayRealVector(Arrays.copyOf(p.b(), p.m()), false);
        return Computation.making(() -> new QRDecomposition(a).getSolver().solve(b), x -> x.toArray());
    }

    private static Computation greatest(Problem p) {
        var all = svd(p);
        return new Computation(all.run(), () -> Arrays.copyOf(all.result().get(), 10));
    }

    private static Computation eigen(Problem p) {
        var a = plain(p.a(), p.m(), p.m());
        return Computation.making(() -> new EigenDecomposition(a), found -> Arrays.stream(found.getRealEigenvalues()).sorted().toArray());
    }

    private static Computation svd(Problem p) {
        var a = plain(p.a(), p.m(), p.n());
        return Computation.making(() -> {
            var found = new SingularValueDecomposition(a);
            found.getU();
            found.getV();
            return found;
        }, SingularValueDecomposition::getSingularValues);
    }

    /// It has no L-BFGS: conjugate gradients are the nearest that takes a gradient.
    private static Computation minimum(Problem p) {
        var goal = new ObjectiveFunction((MultivariateFunction) Rosenbrock::value);
        var slope = new ObjectiveFunctionGradient((MultivariateVectorFunction) x -> {
            var gradient = new double[x.length];
            Rosenbrock.gradient(x, gradient);
            return gradient;
        });
        return Computation.making(() -> new NonLinearConjugateGradientOptimizer(NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
                new SimpleValueChecker(1e-14, 1e-14)).optimize(goal, slope, GoalType.MINIMIZE,
                new InitialGuess(Rosenbrock.start(p.m())), new MaxEval(1_000_000)).getPoint(), point -> point);
    }

    private static Computation draws(Problem p, RealDistribution law) {
        var drawn = new double[p.m()];
        return Draws.of(drawn, () -> Arrays.setAll(drawn, i -> law.sample()));
    }

    private static Computation draws(Problem p, IntegerDistribution law) {
        var drawn = new double[p.m()];
        return Draws.of(drawn, () -> Arrays.setAll(drawn, i -> law.sample()));
    }
}
