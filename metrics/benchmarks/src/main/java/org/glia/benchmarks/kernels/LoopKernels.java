package org.glia.benchmarks.kernels;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/// The loops that people write, with the functions of `Math`: the speed that one gets without any library, and the results
/// that all others are checked against. In one thread.
final class LoopKernels implements Library {

    /// How many neighbours are looked for.
    static final int NEIGHBOURS = 10;

    @Override
    public String name() {
        return "loop";
    }

    @Override
    public String version() {
        return Runtime.version().toString();
    }

    @Override
    public String licence() {
        return "Apache-2.0";
    }

    @Override
    public Map<String, Function<Problem, Computation>> kernels(int threads) {
        return Map.ofEntries(
                Map.entry("gemm", LoopKernels::gemm),
                Map.entry("sgemm", LoopKernels::sgemm),
                Map.entry("gemm-tn", LoopKernels::gemmTransposed),
                Map.entry("gemm-nt", p -> products(p, p.b(), p.n())),
                Map.entry("syrk", p -> products(p, p.a(), p.m())),
                Map.entry("syrk-t", LoopKernels::gram),
                Map.entry("gemv", LoopKernels::gemv),
                Map.entry("gemv-t", LoopKernels::gemvTransposed),
                Map.entry("dot", LoopKernels::dot),
                Map.entry("axpy", LoopKernels::axpy),
                Map.entry("norm", LoopKernels::norm),
                Map.entry("exp", p -> each(p, Math::exp)),
                Map.entry("log", p -> each(p, Math::log)),
                Map.entry("tanh", p -> each(p, Math::tanh)),
                Map.entry("logistic", p -> each(p, x -> 1 / (1 + Math.exp(-x)))),
                Map.entry("softmax", LoopKernels::softmax),
                Map.entry("distances", LoopKernels::distances),
                Map.entry("nearest", LoopKernels::nearest),
                Map.entry("rbf", LoopKernels::rbf),
                Map.entry("csr-dense", LoopKernels::sparse),
                Map.entry("csr-t-dense", LoopKernels::sparseTransposed),
                Map.entry("cholesky", LoopKernels::cholesky),
                Map.entry("kd-tree", LoopKernels::bruteForce),
                Map.entry("ball-tree", LoopKernels::bruteForce),
                Map.entry("brute-force", LoopKernels::bruteForce),
                Map.entry("normal", p -> draws(p, new SplittableRandom(1)::nextGaussian)),
                Map.entry("exponential", p -> draws(p, new SplittableRandom(1)::nextExponential)));
    }

    private static Computation gemm(Problem p) {
        var c = new double[p.m() * p.n()];
        return Computation.into(c, () -> {
            Arrays.fill(c, 0);
            for (int i = 0; i < p.m(); i++) {
                for (int l = 0; l < p.k(); l++) {
                    addRow(p.a()[i * p.k() + l], p.b(), l * p.n(), c, i * p.n(), p.n());
                }
            }
        });
    }

    private static Computation sgemm(Problem p) {
        var a = Problem.floats(p.a());
        var b = Problem.floats(p.b());
        var c = new float[p.m() * p.n()];
        return Computation.into(c, () -> {
            Arrays.fill(c, 0);
            for (int i = 0; i < p.m(); i++) {
                for (int l = 0; l < p.k(); l++) {
                    float factor = a[i * p.k() + l];
                    for (int j = 0; j < p.n(); j++) {
                        c[i * p.n() + j] += factor * b[l * p.n() + j];
                    }
                }
            }
        });
    }

    private static Computation gemmTransposed(Problem p) {
        var c = new double[p.m() * p.n()];
        return Computation.into(c, () -> {
            Arrays.fill(c, 0);
            for (int l = 0; l < p.k(); l++) {
                for (int i = 0; i < p.m(); i++) {
                    addRow(p.a()[l * p.m() + i], p.b(), l * p.n(), c, i * p.n(), p.n());
                }
            }
        });
    }

    private static void addRow(double factor, double[] from, int fromAt, double[] to, int toAt, int n) {
        for (int j = 0; j < n; j++) {
            to[toAt + j] += factor * from[fromAt + j];
        }
    }

    /// All products of a row of `a` and a row of `others`.
    private static Computation products(Problem p, double[] others, int count) {
        var c = new double[p.m() * count];
        return Computation.into(c, () -> {
            for (int i = 0; i < p.m(); i++) {
                for (int j = 0; j < count; j++) {
                    double sum = 0;
                    for (int l = 0; l < p.k(); l++) {
                        sum += p.a()[i * p.k() + l] * others[j * p.k() + l];
                    }
                    c[i * count + j] = sum;
                }
            }
        });
    }

    private static Computation gram(Problem p) {
        var c = new double[p.m() * p.m()];
        return Computation.into(c, () -> {
            Arrays.fill(c, 0);
            for (int l = 0; l < p.k(); l++) {
                for (int i = 0; i < p.m(); i++) {
                    addRow(p.a()[l * p.m() + i], p.a(), l * p.m(), c, i * p.m(), p.m());
                }
            }
        });
    }

    private static Computation gemv(Problem p) {
        var y = new double[p.m()];
        return Computation.into(y, () -> {
            for (int i = 0; i < p.m(); i++) {
                double sum = 0;
                for (int j = 0; j < p.n(); j++) {
                    sum += p.a()[i * p.n() + j] * p.b()[j];
                }
                y[i] = sum;
            }
        });
    }

    private static Computation gemvTransposed(Problem p) {
        var y = new double[p.n()];
        return Computation.into(y, () -> {
            Arrays.fill(y, 0);
            for (int i = 0; i < p.m(); i++) {
                addRow(p.b()[i], p.a(), i * p.n(), y, 0, p.n());
            }
        });
    }

    private static Computation dot(Problem p) {
        var result = new double[1];
        return Computation.into(result, () -> {
            double sum = 0;
            for (int i = 0; i < p.m(); i++) {
                sum += p.a()[i] * p.b()[i];
            }
            result[0] = sum;
        });
    }

    private static Computation axpy(Problem p) {
        return Axpy.of(p, y -> addRow(0.5, p.a(), 0, y, 0, p.m()));
    }

    private static Computation norm(Problem p) {
        var result = new double[1];
        return Computation.into(result, () -> {
            double sum = 0;
            for (int i = 0; i < p.m(); i++) {
                sum += p.a()[i] * p.a()[i];
            }
            result[0] = Math.sqrt(sum);
        });
    }

    private static Computation each(Problem p, DoubleUnaryOperator function) {
        var y = new double[p.m()];
        return Computation.into(y, () -> {
            for (int i = 0; i < p.m(); i++) {
                y[i] = function.applyAsDouble(p.a()[i]);
            }
        });
    }

    private static Computation softmax(Problem p) {
        var y = new double[p.m() * p.n()];
        return Computation.into(y, () -> {
            for (int from = 0; from < y.length; from += p.n()) {
                double highest = Double.NEGATIVE_INFINITY;
                for (int j = from; j < from + p.n(); j++) {
                    highest = Math.max(highest, p.a()[j]);
                }
                double sum = 0;
                for (int j = from; j < from + p.n(); j++) {
                    y[j] = Math.exp(p.a()[j] - highest);
                    sum += y[j];
                }
                for (int j = from; j < from + p.n(); j++) {
                    y[j] /= sum;
                }
            }
        });
    }

    private static double squared(Problem p, int i, int j) {
        double sum = 0;
        for (int l = 0; l < p.k(); l++) {
            double difference = p.a()[i * p.k() + l] - p.b()[j * p.k() + l];
            sum += difference * difference;
        }
        return sum;
    }

    private static Computation distances(Problem p) {
        var c = new double[p.m() * p.n()];
        return Computation.into(c, () -> {
            for (int i = 0; i < p.m(); i++) {
                for (int j = 0; j < p.n(); j++) {
                    c[i * p.n() + j] = squared(p, i, j);
                }
            }
        });
    }

    private static Computation nearest(Problem p) {
        var nearest = new double[p.m()];
        return Computation.into(nearest, () -> {
            for (int i = 0; i < p.m(); i++) {
                double smallest = Double.POSITIVE_INFINITY;
                for (int j = 0; j < p.n(); j++) {
                    double distance = squared(p, i, j);
                    if (distance < smallest) {
                        smallest = distance;
                        nearest[i] = j;
                    }
                }
            }
        });
    }

    private static Computation rbf(Problem p) {
        var c = new double[p.m() * p.n()];
        return Computation.into(c, () -> {
            for (int i = 0; i < p.m(); i++) {
                for (int j = 0; j < p.n(); j++) {
                    c[i * p.n() + j] = Math.exp(-squared(p, i, j) / p.k());
                }
            }
        });
    }

    private static Computation sparse(Problem p) {
        var a = SparseRows.of(p.a(), p.m(), p.k());
        var c = new double[p.m() * p.n()];
        return Computation.into(c, () -> {
            Arrays.fill(c, 0);
            for (int i = 0; i < p.m(); i++) {
                for (int at = a.starts()[i]; at < a.starts()[i + 1]; at++) {
                    addRow(a.values()[at], p.b(), a.columns()[at] * p.n(), c, i * p.n(), p.n());
                }
            }
        });
    }

    private static Computation sparseTransposed(Problem p) {
        var a = SparseRows.of(p.a(), p.m(), p.k());
        var c = new double[p.k() * p.n()];
        return Computation.into(c, () -> {
            Arrays.fill(c, 0);
            for (int i = 0; i < p.m(); i++) {
                for (int at = a.starts()[i]; at < a.starts()[i + 1]; at++) {
                    addRow(a.values()[at], p.b(), i * p.n(), c, a.columns()[at] * p.n(), p.n());
                }
            }
        });
    }

    private static Computation cholesky(Problem p) {
        int n = p.m();
        var l = new double[n * n];
        return Computation.into(l, () -> {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = p.a()[i * n + j];
                    for (int c = 0; c < j; c++) {
                        sum -= l[i * n + c] * l[j * n + c];
                    }
                    l[i * n + j] = i == j ? Math.sqrt(sum) : sum / l[j * n + j];
                }
            }
        });
    }

    /// Sorts the nearest ones into a short list.
    private static Computation bruteForce(Problem p) {
        var found = new double[p.n() * NEIGHBOURS];
        return Computation.into(found, () -> {
            Arrays.fill(found, Double.POSITIVE_INFINITY);
            for (int j = 0; j < p.n(); j++) {
                int last = (j + 1) * NEIGHBOURS - 1;
                for (int i = 0; i < p.m(); i++) {
                    double distance = squared(p, i, j);
                    if (distance < found[last]) {
                        int at = last;
                        while (at > j * NEIGHBOURS && found[at - 1] > distance) {
                            found[at] = found[at - 1];
                            at--;
                        }
                        found[at] = distance;
                    }
                }
            }
        });
    }

    private static Computation draws(Problem p, java.util.function.DoubleSupplier law) {
        var drawn = new double[p.m()];
        return Draws.of(drawn, () -> {
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = law.getAsDouble();
            }
        });
    }
}
