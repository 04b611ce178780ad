package org.glia.benchmarks.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.run.RandomStream;
import org.glia.benchmarks.kernels.Kernel.Input;
import org.glia.benchmarks.kernels.Kernel.Sizes;
import org.glia.benchmarks.kernels.Kernel.Unit;

/// The kernels that are measured. One more is one more line here, and a line in each library that has it.
final class Kernels {

    private static final double EXACT = 1e-9;
    private static final double FLOATS = 2e-4;

    private static final Input TWO_MATRICES = (kernel, m, n, k) ->
            new Problem(kernel, m, n, k, Problem.normal(1, m * k), Problem.normal(2, k * n));
    private static final Input POINTS = (kernel, m, n, k) ->
            new Problem(kernel, m, n, k, Problem.normal(1, m * k), Problem.normal(2, n * k));
    private static final Input MATRIX = (kernel, m, n, k) ->
            new Problem(kernel, m, n, k, Problem.normal(1, m * n), new double[0]);
    private static final Input MATRIX_AND_VECTOR = (kernel, m, n, k) ->
            new Problem(kernel, m, n, k, Problem.normal(1, m * n), Problem.normal(2, Math.max(m, n)));
    private static final Input TWO_VECTORS = (kernel, m, n, k) ->
            new Problem(kernel, m, n, k, Problem.normal(1, m), Problem.normal(2, m));
    private static final Input POSITIVE = (kernel, m, n, k) ->
            new Problem(kernel, m, n, k, Arrays.stream(Problem.normal(1, m)).map(x -> Math.abs(x) + 1e-3).toArray(), new double[0]);
    private static final Input SYMMETRIC = (kernel, m, n, k) -> new Problem(kernel, m, n, k, symmetric(m, 0), new double[0]);
    private static final Input POSITIVE_DEFINITE = (kernel, m, n, k) ->
            new Problem(kernel, m, n, k, symmetric(m, 3 * m), new double[0]);
    private static final Input SPARSE = (kernel, m, n, k) ->
            new Problem(kernel, m, n, k, sparse(m, k), Problem.normal(2, Math.max(m, k) * n));
    private static final Input FEW_DIRECTIONS = (kernel, m, n, k) ->
            new Problem(kernel, m, n, k, fewDirections(m, n), new double[0]);
    private static final Input NOTHING = (kernel, m, n, k) -> new Problem(kernel, m, n, k, new double[0], new double[0]);

    private Kernels() {
    }

    static List<Kernel> all() {
        var square = sizes("16x16x16", "32x32x32", "64x64x64", "128x128x128", "256x256x256", "512x512x512", "768x768x768",
                "1024x1024x1024", "2048x2048x2048");
        var vectors = sizes("1000", "100000", "10000000");
        var elements = sizes("1000", "1000000");
        var matrices = sizes("100x100", "1000x1000", "60000x784");
        var triangles = sizes("64x64", "256x256", "1000x1000");
        var tall = sizes("100x100", "1000x1000", "10000x100");
        return List.of(
                flops("gemm", "C = A B of doubles; a = A, m x k; b = B, k x n", 2, TWO_MATRICES, EXACT, with(square, "60000x10x784")),
                flops("sgemm", "C = A B of floats", 2, TWO_MATRICES, FLOATS, with(square, "60000x10x784")),
                flops("gemm-tn", "C = A' B of doubles; a = A, k x m; b = B, k x n", 2, TWO_MATRICES, EXACT,
                        sizes("64x64x64", "1024x1024x1024", "784x10x60000")),
                flops("gemm-nt", "C = A B' of doubles; a = A, m x k; b = B, n x k", 2, POINTS, EXACT,
                        sizes("64x64x64", "1024x1024x1024", "60000x10x784")),
                flops("syrk", "C = A A', both triangles; a = A, m x k; n = m", 1, TWO_MATRICES, EXACT,
                        sizes("64x64x64", "256x256x256", "1024x1024x1024", "1000x1000x100")),
                flops("syrk-t", "C = A' A, both triangles; a = A, k x m; n = m", 1, TWO_MATRICES, EXACT,
                        sizes("64x64x64", "54x54x70000", "784x784x10000")),
                new Kernel("gemv", "y = A x; a = A, m x n; b = x", Unit.BYTES, (m, n, k) -> 8 * m * n, MATRIX_AND_VECTOR, EXACT, matrices),
                new Kernel("gemv-t", "y = A' x; a = A, m x n; b = x", Unit.BYTES, (m, n, k) -> 8 * m * n, MATRIX_AND_VECTOR, EXACT,
                        matrices),
                new Kernel("dot", "a' b, m numbers", Unit.BYTES, (m, n, k) -> 16 * m, TWO_VECTORS, 1e-7, vectors),
                new Kernel("axpy", "y = 0.5 a + y, m numbers, where y starts as b", Unit.BYTES, (m, n, k) -> 24 * m, TWO_VECTORS, EXACT,
                        vectors),
                new Kernel("norm", "|a|, m numbers", Unit.BYTES, (m, n, k) -> 8 * m, TWO_VECTORS, EXACT, vectors),
                new Kernel("exp", "of m numbers", Unit.ITEMS, (m, n, k) -> m, TWO_VECTORS, 1e-14, elements),
                new Kernel("log", "of m positive numbers", Unit.ITEMS, (m, n, k) -> m, POSITIVE, 1e-14, elements),
                new Kernel("tanh", "of m numbers", Unit.ITEMS, (m, n, k) -> m, TWO_VECTORS, 1e-14, elements),
                new Kernel("logistic", "1 / (1 + exp(-x)) of m numbers", Unit.ITEMS, (m, n, k) -> m, TWO_VECTORS, 1e-14, elements),
                new Kernel("softmax", "of each row of a, m x n", Unit.ITEMS, (m, n, k) -> m * n, MATRIX, 1e-13,
                        sizes("60000x10", "1000x1000")),
                pairs("distances", "squared, of each row of a (m x k) to each of b (n x k)",
                        sizes("2000x2000x2", "2000x2000x10", "2000x2000x54", "2000x2000x784")),
                pairs("nearest", "the number of the row of b (n x k) that is nearest to each of a (m x k)",
                        sizes("90000x10x54", "90000x64x54", "60000x10x784", "60000x64x784")),
                pairs("rbf", "exp(-|x - y|^2 / k) of each row of a (m x k) and each of b (n x k)",
                        sizes("2000x2000x54", "2000x2000x784")),
                flops("csr-dense", "A B, A sparse (m x k, one cell in 50), B k x n", 0.04, SPARSE, EXACT,
                        sizes("20000x1x1000", "20000x10x1000")),
                flops("csr-t-dense", "A' B, A sparse (m x k, one cell in 50), B m x n", 0.04, SPARSE, EXACT,
                        sizes("20000x1x1000", "20000x10x1000")),
                new Kernel("cholesky", "the lower triangle, of the positive definite a, m x m", Unit.FLOPS, (m, n, k) -> m * m * m / 3,
                        POSITIVE_DEFINITE, EXACT, triangles),
                new Kernel("qr", "R and thin Q of a, m x n; the result is |R|", Unit.FLOPS, (m, n, k) -> 4 * n * n * (m - n / 3), MATRIX,
                        1e-8, tall),
                new Kernel("eigen", "values, rising, and vectors of the symmetric a, m x m; the result is the values", Unit.SOLUTIONS,
                        (m, n, k) -> 1, SYMMETRIC, EXACT, triangles),
                new Kernel("svd", "singular values, falling, and thin vectors of a, m x n; the result is the values", Unit.SOLUTIONS,
                        (m, n, k) -> 1, MATRIX, EXACT, sizes("100x100", "500x500", "5000x100")),
                new Kernel("least-squares", "x that minimises |a x - b|, a m x n of full rank", Unit.SOLUTIONS, (m, n, k) -> 1,
                        MATRIX_AND_VECTOR, 1e-8, sizes("100x10", "1000x500", "10000x100")),
                new Kernel("svd-10", "the 10 greatest singular values, falling, and their vectors, of a, m x n, which has 15 great ones; who has"
                        + " no method for that computes all", Unit.SOLUTIONS, (m, n, k) -> 1, FEW_DIRECTIONS, 1e-8,
                        sizes("200x100", "2000x300")),
                new Kernel("lbfgs", "the minimum of the extended Rosenbrock function of m variables", Unit.SOLUTIONS, (m, n, k) -> 1,
                        NOTHING, 1e-3, sizes("10", "1000")),
                queries("kd-tree", "k-d tree", sizes("20000x2000x2", "20000x2000x8")),
                queries("ball-tree", "ball tree", sizes("20000x2000x8", "20000x2000x54")),
                queries("brute-force", "comparison with all", sizes("20000x500x54", "20000x500x784")),
                variates("normal"), variates("exponential"), variates("gamma"), variates("poisson"));
    }

    static Kernel named(String name) {
        return all().stream().filter(kernel -> kernel.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no kernel `%s`".formatted(name)));
    }

    private static Kernel flops(String name, String computes, double factor, Input input, double tolerance, List<Sizes> sizes) {
        return new Kernel(name, computes, Unit.FLOPS, (m, n, k) -> factor * m * n * k, input, tolerance, sizes);
    }

    private static Kernel pairs(String name, String computes, List<Sizes> sizes) {
        return new Kernel(name, computes, Unit.ITEMS, (m, n, k) -> m * n, POINTS, EXACT, sizes);
    }

    private static Kernel queries(String name, String by, List<Sizes> sizes) {
        var computes = "squared distances, rising, of the 10 rows of a (m x k) that are nearest to each of b (n x k), by " + by;
        return new Kernel(name, computes + "; building it is not timed", Unit.ITEMS, (m, n, k) -> n, POINTS, EXACT, sizes);
    }

    /// Variates of unit mean or variance: normal(0, 1), exponential(1), gamma(2.5, 1), Poisson(10).
    private static Kernel variates(String law) {
        return new Kernel(law, "m variates; the result is the mean of their squares", Unit.ITEMS, (m, n, k) -> m, NOTHING, 0.05, sizes("100000"));
    }

    private static List<Sizes> sizes(String... shapes) {
        return Arrays.stream(shapes).map(Kernel::parse).toList();
    }

    private static List<Sizes> with(List<Sizes> sizes, String further) {
        var all = new ArrayList<>(sizes);
        all.add(Kernel.parse(further));
        return all;
    }

    private static double[] symmetric(int m, double diagonal) {
        var values = Problem.normal(1, m * m);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < i; j++) {
                values[i * m + j] = values[j * m + i];
            }
            values[i * m + i] += diagonal;
        }
        return values;
    }

    private static double[] sparse(int rows, int columns) {
        var random = new RandomStream(1);
        return IntStream.range(0, rows * columns).mapToDouble(i -> random.nextInt(50) == 0 ? random.nextGaussian() : 0).toArray();
    }

    /// A product of 15 columns and 15 rows, and little noise.
    private static double[] fewDirections(int m, int n) {
        var left = Problem.normal(1, m * 15);
        var right = Problem.normal(2, 15 * n);
        var noise = Problem.normal(3, m * n);
        var values = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 1e-3 * noise[i * n + j];
                for (int l = 0; l < 15; l++) {
                    sum += left[i * 15 + l] * right[l * n + j];
                }
                values[i * n + j] = sum;
            }
        }
        return values;
    }
}
