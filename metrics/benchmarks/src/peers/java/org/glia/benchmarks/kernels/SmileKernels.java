package org.glia.benchmarks.kernels;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

import smile.math.BFGS;
import smile.math.distance.EuclideanDistance;
import smile.neighbor.KDTree;
import smile.neighbor.KNNSearch;
import smile.neighbor.LinearSearch;
import smile.util.function.DifferentiableMultivariateFunction;

/// What of Smile is not OpenBLAS: its searches and its L-BFGS.
public final class SmileKernels implements Library {

    @Override
    public String name() {
        return "smile";
    }

    @Override
    public String version() {
        return "6.2.5";
    }

    @Override
    public String licence() {
        return "GPL-3.0";
    }

    @Override
    public Map<String, Function<Problem, Computation>> kernels(int threads) {
        return Map.of(
                "kd-tree", p -> neighbours(p, KDTree.of(Problem.rows(p.a(), p.m(), p.k()))),
                "brute-force", p -> neighbours(p, LinearSearch.of(Problem.rows(p.a(), p.m(), p.k()), new EuclideanDistance())),
                "lbfgs", SmileKernels::minimum);
    }

    private static Computation neighbours(Problem p, KNNSearch<double[], double[]> search) {
        var queries = Problem.rows(p.b(), p.n(), p.k());
        var found = new double[p.n() * LoopKernels.NEIGHBOURS];
        return Computation.into(found, () -> {
            for (int j = 0; j < queries.length; j++) {
                var nearest = search.search(queries[j], LoopKernels.NEIGHBOURS);
                for (int i = 0; i < nearest.length; i++) {
                    found[j * LoopKernels.NEIGHBOURS + i] = nearest[i].distance() * nearest[i].distance();
                }
                Arrays.sort(found, j * LoopKernels.NEIGHBOURS, (j + 1) * LoopKernels.NEIGHBOURS);
            }
        });
    }

    private static Computation minimum(Problem p) {
        var goal = new DifferentiableMultivariateFunction() {
            @Override
            public double f(double[] x) {
                return Rosenbrock.value(x);
            }

            @Override
            public double g(double[] x, double[] gradient) {
                Rosenbrock.gradient(x, gradient);
                return Rosenbrock.value(x);
            }
        };
        return Computation.making(() -> {
            var x = Rosenbrock.start(p.m());
            BFGS.minimize(goal, 10, x, 1e-8, 10_000);
            return x;
        }, x -> x);
    }
}
