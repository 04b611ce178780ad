package org.glia.svm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.model.SupportVectors;
import org.glia.api.model.Trained;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import libsvm.svm_parameter;

/// The same objectives and decision values as LIBSVM 3.35, which keeps kernels in single precision.
class LibsvmOracleTest {

    private static final double DECISIONS = 2e-4;

    /// A kernel as both write it.
    private record Kernel(String text, int type, double gamma, int degree, double coef0) {

        svm_parameter parameter(int machine) {
            return Libsvm.parameter(machine, type, gamma, degree, coef0);
        }
    }

    private static final List<Kernel> KERNELS = List.of(
            new Kernel("linear", svm_parameter.LINEAR, 0, 0, 0),
            new Kernel("[rbf gamma=0.05]", svm_parameter.RBF, 0.05, 0, 0),
            new Kernel("[rbf gamma=1]", svm_parameter.RBF, 1, 0, 0),
            new Kernel("[polynomial degree=3 gamma=0.1 coef0=1]", svm_parameter.POLY, 0.1, 3, 1),
            new Kernel("[polynomial degree=2 gamma=0.2]", svm_parameter.POLY, 0.2, 2, 0),
            new Kernel("[sigmoid gamma=0.01 coef0=0.1]", svm_parameter.SIGMOID, 0.01, 0, 0.1));

    private static final Map<String, Dataset> CLASSES = Map.of("iris", Tables.iris(), "wine", Tables.wine(),
            "breast-cancer", Tables.breastCancer(), "digits", Tables.scaled(Tables.every(Tables.digits(), 5), 1.0 / 16));

    private static double[] codes(Dataset data) {
        return Arrays.stream(data.nominalTarget().codes()).asDoubleStream().toArray();
    }

    /// Where the sigmoid kernel is indefinite there are several local minima.
    private static boolean isConvex(String data, Kernel kernel) {
        return kernel.type != svm_parameter.SIGMOID || data.equals("wine");
    }

    @TestFactory
    Stream<DynamicTest> svcHasTheObjectivesAndDecisionValues() {
        return CLASSES.entrySet().stream().flatMap(data -> KERNELS.stream()
                .filter(kernel -> isConvex(data.getKey(), kernel)).flatMap(kernel -> DoubleStream.of(0.5, 10).mapToObj(c -> {
            var recipe = "c=%s kernel=%s tolerance=1e-8".formatted(c, kernel.text);
            return DynamicTest.dynamicTest(data.getKey() + " " + recipe, () -> {
                var parameter = kernel.parameter(svm_parameter.C_SVC);
                parameter.C = c;
                var libsvm = Libsvm.train(Libsvm.problem(data.getValue(), codes(data.getValue())), parameter);
                var trained = new Svc().with(recipe).fit(data.getValue());
                requireClassifier(data.getValue(), libsvm, trained, trained.predict(data.getValue()).scores());
            });
        })));
    }

    @TestFactory
    Stream<DynamicTest> nusvcHasTheObjectivesAndDecisionValues() {
        return CLASSES.entrySet().stream().filter(data -> !data.getKey().equals("digits"))
                .flatMap(data -> KERNELS.stream().limit(4).flatMap(kernel ->
                DoubleStream.of(0.1, 0.5).mapToObj(nu -> {
            var recipe = "nu=%s kernel=%s tolerance=1e-9".formatted(nu, kernel.text);
            return DynamicTest.dynamicTest(data.getKey() + " " + recipe, () -> {
                var parameter = kernel.parameter(svm_parameter.NU_SVC);
                parameter.nu = nu;
                var libsvm = Libsvm.train(Libsvm.problem(data.getValue(), codes(data.getValue())), parameter);
                var trained = new NuSvc().with(recipe).fit(data.getValue());
                requireClassifier(data.getValue(), libsvm, trained, trained.predict(data.getValue()).scores());
            });
        })));
    }

    /// By how much kernels in single precision can change each machine's objective: `2^-24 * sum |b_i b_j K_ij| / 2`.
    private static List<Double> roundings(SupportSet support, Matrix coefficients) {
        var points = Encoding.of(support.kernel(), support.vectors()).points(support.vectors());
        int n = points.count();
        var kernels = new double[n * n];
        points.kernels(points, 0, n, kernels, 0, n);
        return IntStream.range(0, coefficients.columns()).mapToObj(m -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    sum += Math.abs(coefficients.get(i, m) * coefficients.get(j, m) * kernels[i * n + j]);
                }
            }
            return sum * 0x1p-25;
        }).toList();
    }

    private static void requireClassifier(Dataset data, Libsvm libsvm, Trained<SvcModel> trained, Matrix scores) {
        var model = trained.model();
        var vectors = trained.view(SupportVectors.class).orElseThrow();
        var rounding = roundings(model.support(), vectors.coefficients());
        for (int m = 0; m < model.intercepts().length; m++) {
            double expected = libsvm.objectives.get(m);
            assertEquals(expected, model.machines().objectives()[m], 1e-6 * Math.abs(expected) + rounding.get(m), "objective " + m);
        }
        var nodes = Libsvm.nodes(data.features());
        int k = libsvm.model.nr_class;
        for (int i = 0; i < nodes.length; i += 7) {
            var decisions = libsvm.decisions(nodes[i]);
            double largest = Arrays.stream(decisions).map(Math::abs).max().orElseThrow();
            if (k == 2) {
                assertEquals(-decisions[0], scores.get(i, 0), DECISIONS * Math.max(1, largest), "row " + i);
                continue;
            }
            // LIBSVM's are positive for the first class of a pair
            var votes = new double[k];
            var confidences = new double[k];
            int at = 0;
            for (int a = 0; a < k; a++) {
                for (int b = a + 1; b < k; b++, at++) {
                    votes[decisions[at] > 0 ? a : b]++;
                    confidences[a] += decisions[at];
                    confidences[b] -= decisions[at];
                }
            }
            for (int c = 0; c < k; c++) {
                double expected = votes[c] + confidences[c] / (3 * (Math.abs(confidences[c]) + 1));
                assertEquals(expected, scores.get(i, c), DECISIONS * Math.max(1, largest), "row " + i + " class " + c);
            }
        }
    }

    @Test
    void classWeightsAreThoseOfLibsvm() {
        var data = CLASSES.get("breast-cancer");
        var parameter = Libsvm.parameter(svm_parameter.C_SVC, svm_parameter.RBF, 0.05, 0, 0);
        parameter.nr_weight = 2;
        parameter.weight_label = new int[] {0, 1};
        parameter.weight = new double[] {3, 0.25};
        var libsvm = Libsvm.train(Libsvm.problem(data, codes(data)), parameter);
        var levels = data.targetField().levels();
        var trained = new Svc().with("kernel=[rbf gamma=0.05] tolerance=1e-8 classWeight=%s:3,%s:0.25"
                .formatted(levels.name(0), levels.name(1))).fit(data);
        requireClassifier(data, libsvm, trained, trained.predict(data).scores());
    }

    @TestFactory
    Stream<DynamicTest> regressionsHaveTheObjectivesAndValues() {
        var data = Tables.diabetes();
        var y = data.numericTarget().values();
        return KERNELS.stream().filter(kernel -> kernel.type != svm_parameter.SIGMOID).flatMap(kernel -> Stream.of(
                DynamicTest.dynamicTest("svr " + kernel.text, () -> {
                    var parameter = kernel.parameter(svm_parameter.EPSILON_SVR);
                    parameter.C = 5;
                    parameter.p = 10;
                    var libsvm = Libsvm.train(Libsvm.problem(data, y), parameter);
                    var trained = new Svr().with("c=5 epsilon=10 tolerance=1e-6 kernel=" + kernel.text).fit(data);
                    requireValues(data, libsvm, trained, trained.model().machines().objectives()[0], trained.predict(data).values());
                }),
                DynamicTest.dynamicTest("nusvr " + kernel.text, () -> {
                    var parameter = kernel.parameter(svm_parameter.NU_SVR);
                    parameter.C = 5;
                    parameter.nu = 0.4;
                    var libsvm = Libsvm.train(Libsvm.problem(data, y), parameter);
                    var trained = new NuSvr().with("c=5 nu=0.4 tolerance=1e-6 kernel=" + kernel.text).fit(data);
                    requireValues(data, libsvm, trained, trained.model().machines().objectives()[0], trained.predict(data).values());
                })));
    }

    @TestFactory
    Stream<DynamicTest> oneclassHasTheObjectiveAndDecisionValues() {
        var data = Tables.unlabelled(CLASSES.get("wine"));
        return KERNELS.stream().skip(1).limit(3).flatMap(kernel -> DoubleStream.of(0.05, 0.37).mapToObj(nu ->
                DynamicTest.dynamicTest(kernel.text + " nu=" + nu, () -> {
                    var parameter = kernel.parameter(svm_parameter.ONE_CLASS);
                    parameter.nu = nu;
                    var libsvm = Libsvm.train(Libsvm.problem(data, new double[data.rows()]), parameter);
                    var trained = new OneClass().with("nu=%s tolerance=1e-9 kernel=%s".formatted(nu, kernel.text)).fit(data);
                    var prediction = trained.predict(data);
                    requireValues(data, libsvm, trained, trained.model().machines().objectives()[0],
                            Arrays.stream(prediction.anomalies()).map(value -> -value).toArray());
                    var outliers = prediction.labels();
                    for (int row = 0; row < data.rows(); row++) {
                        assertEquals(prediction.anomalies()[row] > 0 ? "yes" : "no", outliers.format(row));
                    }
                })));
    }

    private static void requireValues(Dataset data, Libsvm libsvm, Trained<?> trained, double objective, double[] values) {
        double expected = libsvm.objectives.getFirst();
        var support = switch (trained.model()) {
            case SvrModel svr -> svr.support();
            case OneClassModel oneClass -> oneClass.support();
            default -> throw new AssertionError(trained.model());
        };
        double rounding = roundings(support, trained.view(SupportVectors.class).orElseThrow().coefficients()).getFirst();
        assertEquals(expected, objective, 1e-6 * Math.abs(expected) + rounding, "objective");
        var nodes = Libsvm.nodes(data.features());
        for (int i = 0; i < nodes.length; i += 3) {
            double value = libsvm.decisions(nodes[i])[0];
            assertEquals(value, values[i], DECISIONS * Math.max(1, Math.abs(value)), "row " + i);
        }
    }

    @Test
    void probabilitiesAreAlikeForAsMuchAsTheFoldsAllow() {
        for (var name : List.of("wine", "breast-cancer", "iris")) {
            var data = CLASSES.get(name);
            var parameter = Libsvm.parameter(svm_parameter.C_SVC, svm_parameter.RBF, 0.05, 0, 0);
            parameter.eps = 1e-4;
            parameter.probability = 1;
            var libsvm = Libsvm.train(Libsvm.problem(data, codes(data)), parameter);
            var probabilities = new Svc().with("kernel=[rbf gamma=0.05] probability=true").fit(data).predict(data).probabilities();
            var nodes = Libsvm.nodes(data.features());
            double difference = IntStream.range(0, nodes.length).mapToDouble(i -> {
                var expected = libsvm.probabilities(nodes[i]);
                return IntStream.range(0, expected.length).mapToDouble(k -> Math.abs(expected[k] - probabilities.get(i, k))).max()
                        .orElseThrow();
            }).average().orElseThrow();
            assertTrue(difference < 0.02, name + ": the mean difference is " + difference);
        }
    }
}
