package org.glia.benchmarks.kernels;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.lapack.LAPACK;
import org.netlib.util.intW;

/// The kernels by any BLAS and LAPACK. They store columns first, so a matrix of ours is to them its transpose: `C = A B` is
/// asked for as `C' = B' A'`. What BLAS does not have, people build from it: distances of the products and the norms.
final class BlasKernels {

    private final BLAS blas;
    private final LAPACK lapack;

    private BlasKernels(BLAS blas, LAPACK lapack) {
        this.blas = blas;
        this.lapack = lapack;
    }

    static Map<String, Function<Problem, Computation>> of(BLAS blas, LAPACK lapack) {
        var by = new BlasKernels(blas, lapack);
        return Map.ofEntries(
                Map.entry("gemm", by::gemm),
                Map.entry("sgemm", by::sgemm),
                Map.entry("gemm-tn", by::gemmTransposed),
                Map.entry("gemm-nt", by::products),
                Map.entry("syrk", p -> by.syrk(p, "T", p.k())),
                Map.entry("syrk-t", p -> by.syrk(p, "N", p.m())),
                Map.entry("gemv", p -> by.gemv(p, "T", p.m())),
                Map.entry("gemv-t", p -> by.gemv(p, "N", p.n())),
                Map.entry("dot", by::dot),
                Map.entry("axpy", p -> Axpy.of(p, y -> blas.daxpy(p.m(), 0.5, p.a(), 1, y, 1))),
                Map.entry("norm", by::norm),
                Map.entry("distances", by::distances),
                Map.entry("nearest", by::nearest),
                Map.entry("rbf", by::rbf),
                Map.entry("cholesky", by::cholesky),
                Map.entry("qr", by::qr),
                Map.entry("least-squares", by::leastSquares),
                Map.entry("svd-10", by::greatest),
                Map.entry("eigen", by::eigen),
                Map.entry("svd", by::svd),
                Map.entry("brute-force", by::bruteForce));
    }

    private Computation gemm(Problem p) {
        var c = new double[p.m() * p.n()];
        return Computation.into(c, () -> blas.dgemm("N", "N", p.n(), p.m(), p.k(), 1, p.b(), p.n(), p.a(), p.k(), 0, c, p.n()));
    }

    private Computation sgemm(Problem p) {
        var a = Problem.floats(p.a());
        var b = Problem.floats(p.b());
        var c = new float[p.m() * p.n()];
        return Computation.into(c, () -> blas.sgemm("N", "N", p.n(), p.m(), p.k(), 1, b, p.n(), a, p.k(), 0, c, p.n()));
    }

    private Computation gemmTransposed(Problem p) {
        var c = new double[p.m() * p.n()];
        return Computation.into(c, () -> blas.dgemm("N", "T", p.n(), p.m(), p.k(), 1, p.b(), p.n(), p.a(), p.m(), 0, c, p.n()));
    }

    private Computation products(Problem p) {
        var c = new double[p.m() * p.n()];
        return Computation.into(c, () -> products(p, 1, c));
    }

    private void products(Problem p, double factor, double[] c) {
        blas.dgemm("T", "N", p.n(), p.m(), p.k(), factor, p.b(), p.k(), p.a(), p.k(), 0, c, p.n());
    }

    private Computation syrk(Problem p, String form, int leading) {
        int m = p.m();
        var c = new double[m * m];
        return Computation.into(c, () -> {
            blas.dsyrk("U", form, m, p.k(), 1, p.a(), leading, 0, c, m);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < i; j++) {
                    c[j * m + i] = c[i * m + j];
                }
            }
        });
    }

    private Computation gemv(Problem p, String form, int length) {
        var y = new double[length];
        return Computation.into(y, () -> blas.dgemv(form, p.n(), p.m(), 1, p.a(), p.n(), p.b(), 1, 0, y, 1));
    }

    private Computation dot(Problem p) {
        var result = new double[1];
        return Computation.into(result, () -> result[0] = blas.ddot(p.m(), p.a(), 1, p.b(), 1));
    }

    private Computation norm(Problem p) {
        var result = new double[1];
        return Computation.into(result, () -> result[0] = blas.dnrm2(p.m(), p.a(), 1));
    }

    private static double[] squares(double[] rows, int count, int width) {
        var squares = new double[count];
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int j = i * width; j < (i + 1) * width; j++) {
                sum += rows[j] * rows[j];
            }
            squares[i] = sum;
        }
        return squares;
    }

    private void distances(Problem p, double[] c) {
        products(p, -2, c);
        var ofA = squares(p.a(), p.m(), p.k());
        var ofB = squares(p.b(), p.n(), p.k());
        for (int i = 0; i < p.m(); i++) {
            for (int j = 0; j < p.n(); j++) {
                c[i * p.n() + j] = Math.max(0, c[i * p.n() + j] + ofA[i] + ofB[j]);
            }
        }
    }

    private Computation distances(Problem p) {
        var c = new double[p.m() * p.n()];
        return Computation.into(c, () -> distances(p, c));
    }

    private Computation nearest(Problem p) {
        var c = new double[p.m() * p.n()];
        var nearest = new double[p.m()];
        return Computation.into(nearest, () -> {
            products(p, -2, c);
            var ofB = squares(p.b(), p.n(), p.k());
            for (int i = 0; i < p.m(); i++) {
                double smallest = Double.POSITIVE_INFINITY;
                for (int j = 0; j < p.n(); j++) {
                    double distance = c[i * p.n() + j] + ofB[j];
                    if (distance < smallest) {
                        smallest = distance;
                        nearest[i] = j;
                    }
                }
            }
        });
    }

    private Computation rbf(Problem p) {
        var c = new double[p.m() * p.n()];
        return Computation.into(c, () -> {
            distances(p, c);
            for (int i = 0; i < c.length; i++) {
                c[i] = Math.exp(-c[i] / p.k());
            }
        });
    }

    private Computation bruteForce(Problem p) {
        var c = new double[p.m() * p.n()];
        var found = new double[p.n() * LoopKernels.NEIGHBOURS];
        var turned = new Problem(p.kernel(), p.n(), p.m(), p.k(), p.b(), p.a());
        return Computation.into(found, () -> {
            distances(turned, c);
            Arrays.fill(found, Double.POSITIVE_INFINITY);
            for (int j = 0; j < p.n(); j++) {
                int first = j * LoopKernels.NEIGHBOURS;
                int last = first + LoopKernels.NEIGHBOURS - 1;
                for (int i = 0; i < p.m(); i++) {
                    double distance = c[j * p.m() + i];
                    if (distance < found[last]) {
                        int at = last;
                        while (at > first && found[at - 1] > distance) {
                            found[at] = found[at - 1];
                            at--;
                        }
                        found[at] = distance;
                    }
                }
            }
        });
    }

    private Computation cholesky(Problem p) {
        int n = p.m();
        var l = new double[n * n];
        return new Computation(() -> {
            System.arraycopy(p.a(), 0, l, 0, n * n);
            var info = new intW(0);
            lapack.dpotrf("U", n, l, n, info);
            require(info);
        }, () -> {
            for (int i = 0; i < n; i++) {
                Arrays.fill(l, i * n + i + 1, (i + 1) * n, 0);
            }
            return l;
        });
    }

    private Computation qr(Problem p) {
        int m = p.m();
        int n = p.n();
        var a = Problem.transposed(p.a(), m, n);
        var q = new double[m * n];
        var r = new double[n * n];
        var tau = new double[n];
        var work = new double[64 * n];
        return new Computation(() -> {
            System.arraycopy(a, 0, q, 0, m * n);
            var info = new intW(0);
            lapack.dgeqrf(m, n, q, m, tau, work, work.length, info);
            require(info);
            for (int j = 0; j < n; j++) {
                System.arraycopy(q, j * m, r, j * n, j + 1);
            }
            lapack.dorgqr(m, n, n, q, m, tau, work, work.length, info);
            require(info);
        }, () -> Arrays.stream(Problem.transposed(r, n, n)).map(Math::abs).toArray());
    }

    private Computation leastSquares(Problem p) {
        int m = p.m();
        int n = p.n();
        var a = Problem.transposed(p.a(), m, n);
        var copy = new double[m * n];
        var x = new double[m];
        var work = new double[64 * (m + n)];
        return new Computation(() -> {
            System.arraycopy(a, 0, copy, 0, m * n);
            System.arraycopy(p.b(), 0, x, 0, m);
            var info = new intW(0);
            lapack.dgels("N", m, n, 1, copy, m, x, m, work, work.length, info);
            require(info);
        }, () -> Arrays.copyOf(x, n));
    }

    private Computation greatest(Problem p) {
        var all = svd(p);
        return new Computation(all.run(), () -> Arrays.copyOf(all.result().get(), 10));
    }

    private Computation eigen(Problem p) {
        int n = p.m();
        var vectors = new double[n * n];
        var values = new double[n];
        var work = new double[1 + 6 * n + 2 * n * n];
        var integers = new int[3 + 5 * n];
        return Computation.into(values, () -> {
            System.arraycopy(p.a(), 0, vectors, 0, n * n);
            var info = new intW(0);
            lapack.dsyevd("V", "U", n, vectors, n, values, work, work.length, integers, integers.length, info);
            require(info);
        });
    }

    /// The left vectors take the place of the matrix, whose rows are no fewer than its columns; then netlib asks for no square U.
    private Computation svd(Problem p) {
        int m = p.m();
        int n = p.n();
        var a = Problem.transposed(p.a(), m, n);
        var u = new double[m * n];
        var values = new double[n];
        var unused = new double[m];
        var vt = new double[n * n];
        var integers = new int[8 * n];
        var wanted = new double[1];
        lapack.dgesdd("O", m, n, u, m, values, unused, 1, vt, n, wanted, -1, integers, new intW(0));
        var work = new double[(int) wanted[0]];
        return Computation.into(values, () -> {
            System.arraycopy(a, 0, u, 0, m * n);
            var info = new intW(0);
            lapack.dgesdd("O", m, n, u, m, values, unused, 1, vt, n, work, work.length, integers, info);
            require(info);
        });
    }

    private static void require(intW info) {
        if (info.val != 0) {
            throw new IllegalStateException("LAPACK ends with " + info.val);
        }
    }
}
