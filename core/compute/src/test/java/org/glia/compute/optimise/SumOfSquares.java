package org.glia.compute.optimise;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Test problems of Moré, Garbow and Hillstrom 1981, Testing unconstrained optimization software, ACM TOMS 7:17-41: their
/// residuals, starts and published least values (numbers in brackets are the paper's).
///
/// @param name      as there
/// @param start     the standard start
/// @param least     the published sum of squares
/// @param residuals the functions whose squares are summed
record SumOfSquares(String name, double[] start, double least, Function<Jet[], List<Jet>> residuals) implements CurvedObjective {

    @Override
    public String toString() {
        return name;
    }

    private Jet sum(double[] x) {
        var sum = Jet.constant(0, x.length);
        for (var residual : residuals.apply(Jet.variables(x))) {
            sum = sum.plus(residual.square());
        }
        return sum;
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        var sum = sum(x);
        System.arraycopy(sum.gradient(), 0, gradient, 0, x.length);
        return sum.value();
    }

    @Override
    public SymmetricOperator hessian(double[] x) {
        var hessian = sum(x).hessian();
        return (v, product) -> {
            for (int i = 0; i < v.length; i++) {
                product[i] = 0;
                for (int j = 0; j < v.length; j++) {
                    product[i] += hessian[i][j] * v[j];
                }
            }
        };
    }

    static SumOfSquares rosenbrock(int n) {
        var start = IntStream.range(0, n).mapToDouble(i -> i % 2 == 0 ? -1.2 : 1).toArray();
        return new SumOfSquares("extended Rosenbrock (21)", start, 0, x -> {
            var f = new ArrayList<Jet>();
            for (int i = 0; i < n; i += 2) {
                f.add(x[i + 1].minus(x[i].square()).times(10));
                f.add(x[i].times(-1).plus(1));
            }
            return f;
        });
    }

    private static SumOfSquares of(String name, double[] start, double least, Function<Jet[], List<Jet>> residuals) {
        return new SumOfSquares(name, start, least, residuals);
    }

    static List<SumOfSquares> all() {
        double[] bard = {0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39};
        double[] kowalik = {0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246};
        double[] kowalikAt = {4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625};
        return List.of(
                rosenbrock(2),
                rosenbrock(10),
                of("Freudenstein and Roth (2), the valley of its start", new double[] {0.5, -2}, 48.9842, x -> List.of(
                        x[0].plus(-13).plus(x[1].times(-1).plus(5).times(x[1]).plus(-2).times(x[1])),
                        x[0].plus(-29).plus(x[1].plus(1).times(x[1]).plus(-14).times(x[1])))),
                of("Brown badly scaled (4)", new double[] {1, 1}, 0, x -> List.of(
                        x[0].plus(-1e6), x[1].plus(-2e-6), x[0].times(x[1]).plus(-2))),
                of("Beale (5)", new double[] {1, 1}, 0, x -> List.of(
                        x[0].times(x[1].times(-1).plus(1)).times(-1).plus(1.5),
                        x[0].times(x[1].square().times(-1).plus(1)).times(-1).plus(2.25),
                        x[0].times(x[1].square().times(x[1]).times(-1).plus(1)).times(-1).plus(2.625))),
                of("Jennrich and Sampson (6)", new double[] {0.3, 0.4}, 124.362, x -> IntStream.rangeClosed(1, 10).mapToObj(i ->
                        x[0].times(i).exp().plus(x[1].times(i).exp()).times(-1).plus(2 + 2 * i)).toList()),
                of("helical valley (7)", new double[] {-1, 0, 0}, 0, x -> List.of(
                        x[2].minus(angle(x[0], x[1]).times(10)).times(10),
                        x[0].square().plus(x[1].square()).sqrt().plus(-1).times(10), x[2])),
                of("Bard (8)", new double[] {1, 1, 1}, 8.21487e-3, x -> IntStream.rangeClosed(1, 15).mapToObj(i -> {
                    double u = i;
                    double v = 16 - i;
                    return Jet.constant(u, 3).over(x[1].times(v).plus(x[2].times(Math.min(u, v)))).plus(x[0]).times(-1)
                            .plus(bard[i - 1]);
                }).toList()),
                of("Powell singular (13)", new double[] {3, -1, 0, 1}, 0, x -> List.of(
                        x[0].plus(x[1].times(10)), x[2].minus(x[3]).times(Math.sqrt(5)),
                        x[1].minus(x[2].times(2)).square(), x[0].minus(x[3]).square().times(Math.sqrt(10)))),
                of("Wood (14)", new double[] {-3, -1, -3, -1}, 0, x -> List.of(
                        x[1].minus(x[0].square()).times(10), x[0].times(-1).plus(1),
                        x[3].minus(x[2].square()).times(Math.sqrt(90)), x[2].times(-1).plus(1),
                        x[1].plus(x[3]).plus(-2).times(Math.sqrt(10)), x[1].minus(x[3]).times(1 / Math.sqrt(10)))),
                of("Kowalik and Osborne (15)", new double[] {0.25, 0.39, 0.415, 0.39}, 3.07505e-4, x -> IntStream.range(0, 11)
                        .mapToObj(i -> {
                            double u = kowalikAt[i];
                            return x[0].times(x[1].times(u).plus(u * u)).over(x[2].times(u).plus(u * u).plus(x[3])).times(-1)
                                    .plus(kowalik[i]);
                        }).toList()),
                of("Brown and Dennis (16)", new double[] {25, 5, -5, -1}, 85822.2, x -> IntStream.rangeClosed(1, 20).mapToObj(i -> {
                    double t = i / 5.0;
                    return x[0].plus(x[1].times(t)).plus(-StrictMath.exp(t)).square()
                            .plus(x[2].plus(x[3].times(StrictMath.sin(t))).plus(-StrictMath.cos(t)).square());
                }).toList()),
                of("Watson (20)", new double[6], 2.28767e-3, SumOfSquares::watson),
                of("penalty I (23)", new double[] {1, 2, 3, 4}, 2.24997e-5, x -> {
                    var f = new ArrayList<Jet>();
                    var sum = Jet.constant(-0.25, 4);
                    for (var xi : x) {
                        f.add(xi.plus(-1).times(Math.sqrt(1e-5)));
                        sum = sum.plus(xi.square());
                    }
                    f.add(sum);
                    return f;
                }),
                of("variably dimensioned (25)", DoubleStream.iterate(0.9, s -> s - 0.1).limit(10).toArray(), 0, x -> {
                    var f = new ArrayList<Jet>();
                    var sum = Jet.constant(0, x.length);
                    for (int i = 0; i < x.length; i++) {
                        f.add(x[i].plus(-1));
                        sum = sum.plus(x[i].plus(-1).times(i + 1));
                    }
                    f.add(sum);
                    f.add(sum.square());
                    return f;
                }),
                of("Broyden tridiagonal (30)", DoubleStream.generate(() -> -1).limit(10).toArray(), 0, x -> IntStream.range(0, 10)
                        .mapToObj(i -> {
                            var f = x[i].times(-2).plus(3).times(x[i]).plus(1);
                            f = i > 0 ? f.minus(x[i - 1]) : f;
                            return i < 9 ? f.minus(x[i + 1].times(2)) : f;
                        }).toList()),
                of("Chebyquad (35)", IntStream.rangeClosed(1, 8).mapToDouble(j -> j / 9.0).toArray(), 3.51687e-3,
                        SumOfSquares::chebyquad));
    }

    /// (26), whose least value is 0; from the standard start many methods end in a valley of 2.79506e-5 (n = 10).
    static SumOfSquares trigonometric() {
        return of("trigonometric (26)", DoubleStream.generate(() -> 0.1).limit(10).toArray(), 0, x -> {
            var cosines = Jet.constant(0, 10);
            for (var xi : x) {
                cosines = cosines.plus(xi.cos());
            }
            var f = new ArrayList<Jet>();
            for (int i = 0; i < 10; i++) {
                f.add(x[i].cos().times(-1).plus(1).times(i + 1).minus(cosines).plus(10).minus(x[i].sin()));
            }
            return f;
        });
    }

    /// In turns.
    private static Jet angle(Jet x, Jet y) {
        return y.over(x).atan().times(1 / (2 * Math.PI)).plus(x.value() < 0 ? 0.5 : 0);
    }

    private static List<Jet> watson(Jet[] x) {
        var f = new ArrayList<Jet>();
        for (int i = 1; i <= 29; i++) {
            double t = i / 29.0;
            var slope = Jet.constant(0, x.length);
            var sum = Jet.constant(0, x.length);
            double power = 1;
            for (int j = 0; j < x.length; j++) {
                if (j + 1 < x.length) {
                    slope = slope.plus(x[j + 1].times((j + 1) * power));
                }
                sum = sum.plus(x[j].times(power));
                power *= t;
            }
            f.add(slope.minus(sum.square()).plus(-1));
        }
        f.add(x[0]);
        f.add(x[1].minus(x[0].square()).plus(-1));
        return f;
    }

    private static List<Jet> chebyquad(Jet[] x) {
        int n = x.length;
        var f = new ArrayList<Jet>();
        for (int i = 1; i <= n; i++) {
            var mean = Jet.constant(i % 2 == 0 ? 1.0 / (i * i - 1) : 0, n);
            for (var xj : x) {
                var shifted = xj.times(2).plus(-1);
                var before = Jet.constant(1, n);
                var now = shifted;
                for (int k = 1; k < i; k++) {
                    var next = shifted.times(now).times(2).minus(before);
                    before = now;
                    now = next;
                }
                mean = mean.plus(now.times(1.0 / n));
            }
            f.add(mean);
        }
        return f;
    }
}
