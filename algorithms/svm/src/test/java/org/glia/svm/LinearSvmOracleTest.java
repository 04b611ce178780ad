package org.glia.svm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.model.Coefficients;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.datasets.builtin.BreastCancer;
import org.glia.datasets.builtin.Diabetes;
import org.glia.datasets.builtin.Iris;
import org.glia.datasets.builtin.NoSettings;
import org.glia.datasets.builtin.Wine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Beside LIBLINEAR for Java 2.44, which runs here, and where that gives up after 300 sweeps, scikit-learn 1.6.1, whose own copy
/// does not.
class LinearSvmOracleTest {

    private static final double EXACT = 1e-10;

    @BeforeAll
    static void beSilent() {
        Linear.disableDebugOutput();
    }

    @ParameterizedTest
    @CsvSource({
            "breast-cancer,   squared, 1,    1",
            "breast-cancer,   squared, 0.01, 10",
            "breast-cancer,   linear,  0.01, 0",
            "iris,            linear,  0.01, 1",
            "iris,            squared, 10,   1",
            "wine,            linear,  0.01, 1",
            "wine,            squared, 1,    5",
            "words,           linear,  1,    1",
            "words,           squared, 1,    1",
            "words,           squared, 0.1,  0",
            "diabetes,        linear,  0.01, 1",
            "diabetes,        squared, 1,    1",
            "diabetes,        squared, 0.01, 20",
            "diabetes,        linear,  0.1,  0"})
    void findsTheOptimumThatLiblinearFinds(String name, String loss, double c, double constant) {
        var data = data(name);
        boolean numbers = name.equals("diabetes");
        double epsilon = 0.5;
        var trained = new LinearSvm().with("loss=%s c=%s epsilon=%s %s tolerance=%s maxIterations=200000".formatted(loss, c, epsilon,
                constant == 0 ? "intercept=false" : "interceptScaling=" + constant, EXACT)).fit(data);
        assertTrue(trained.warnings().isEmpty(), trained.warnings().toString());
        var model = trained.model();

        boolean squared = loss.equals("squared");
        var type = numbers ? squared ? SolverType.L2R_L2LOSS_SVR_DUAL : SolverType.L2R_L1LOSS_SVR_DUAL
                : squared ? SolverType.L2R_L2LOSS_SVC_DUAL : SolverType.L2R_L1LOSS_SVC_DUAL;
        var parameter = new Parameter(type, c, EXACT, 200_000, epsilon);
        var problem = problem(data, constant);
        var theirs = Linear.train(problem, parameter);

        int outputs = model.intercepts().length;
        int d = model.coefficients().length / outputs;
        for (int k = 0; k < outputs; k++) {
            var expected = weights(theirs, k, d, constant, model.classes());
            var actual = Arrays.copyOf(Arrays.copyOfRange(model.coefficients(), k * d, (k + 1) * d), d + 1);
            actual[d] = constant == 0 ? 0 : model.intercepts()[k] / constant;
            int positive = outputs == 1 && !numbers ? model.classes()[1] : numbers ? -1 : model.classes()[k];
            double objective = objective(problem, expected, positive, squared, c, epsilon);
            assertEquals(objective, objective(problem, actual, positive, squared, c, epsilon), 1e-9 * objective, "objective " + k);
            assertEquals(objective, model.fits().get(k).primal(), 1e-9 * objective, "reported objective " + k);
            assertEquals(0, model.fits().get(k).relativeGap(), 1e-8, "gap " + k);
            for (int j = 0; j <= d; j++) {
                assertEquals(expected[j], actual[j], 1e-5 * (1 + Math.abs(expected[j])), "weight %d of %d".formatted(j, k));
            }
        }
        var coefficients = trained.view(Coefficients.class).orElseThrow();
        assertEquals(model.coefficients()[d - 1], coefficients.values().get(d - 1, 0));
        assertEquals(outputs, coefficients.outputs().size());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void findsTheOptimumThatScikitLearnFinds(String line) {
        var cells = line.split(",");
        var data = data(cells[0]);
        double constant = Double.parseDouble(cells[2]);
        int plane = Integer.parseInt(cells[3]);
        var model = new LinearSvm().with("loss=linear c=%s epsilon=0.5 intercept=%s tolerance=%s maxIterations=1000000".formatted(cells[1],
                constant > 0, EXACT)).fit(data).model();
        double objective = Double.parseDouble(cells[4]);
        assertEquals(objective, model.fits().get(plane).primal(), 1e-8 * objective);
        assertEquals(objective, model.fits().get(plane).dual(), 1e-8 * objective);
        var expected = Arrays.stream(cells[5].split(" ")).mapToDouble(Double::parseDouble).toArray();
        int d = expected.length - 1;
        boolean turned = cells[0].equals("breast-cancer") && data.targetField().levels().name(1).equals("malignant");
        for (int j = 0; j <= d; j++) {
            double actual = j < d ? model.coefficients()[plane * d + j] : model.intercepts()[plane];
            assertEquals(expected[j], turned ? -actual : actual, 1e-4 * (1 + Math.abs(expected[j])), "weight " + j);
        }
    }

    static Stream<String> lines() throws IOException {
        try (var in = LinearSvmOracleTest.class.getResourceAsStream("/linearsvm/linear-loss.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(2).toList().stream();
        }
    }

    @ParameterizedTest
    @CsvSource({"linear", "squared"})
    void weighsClassesAsLiblinearDoes(String loss) {
        var data = data("breast-cancer");
        var names = data.targetField().levels().names();
        var model = new LinearSvm().with("loss=%s c=0.01 classWeight=%s:3,%s:0.5 tolerance=%s maxIterations=200000".formatted(loss, names.get(0),
                names.get(1), EXACT)).fit(data).model();
        var parameter = new Parameter(loss.equals("squared") ? SolverType.L2R_L2LOSS_SVC_DUAL : SolverType.L2R_L1LOSS_SVC_DUAL, 0.01,
                EXACT, 200_000, 0);
        parameter.setWeights(new double[] {3, 0.5}, new int[] {0, 1});
        var expected = weights(Linear.train(problem(data, 1), parameter), 0, model.coefficients().length, 1, model.classes());
        for (int j = 0; j < model.coefficients().length; j++) {
            assertEquals(expected[j], model.coefficients()[j], 1e-5);
        }
        assertEquals(expected[expected.length - 1], model.intercepts()[0], 1e-5);
    }

    private static double objective(Problem problem, double[] weights, int positive, boolean squared, double c, double epsilon) {
        double sum = 0;
        for (int i = 0; i < problem.l; i++) {
            double score = 0;
            for (var feature : problem.x[i]) {
                score += feature.getValue() * weights[feature.getIndex() - 1];
            }
            double error = Math.max(0, positive < 0 ? Math.abs(score - problem.y[i]) - epsilon
                    : 1 - (problem.y[i] == positive ? score : -score));
            sum += squared ? error * error : error;
        }
        return c * sum + 0.5 * Arrays.stream(weights).map(weight -> weight * weight).sum();
    }

    /// Of the output's plane, the constant's last; its first label is the one that is above 0.
    private static double[] weights(Model model, int output, int d, double constant, int[] classes) {
        var all = model.getFeatureWeights();
        int width = all.length / (constant == 0 ? d : d + 1);
        double sign = 1;
        int column = 0;
        if (classes.length == 2) {
            sign = model.getLabels()[0] == classes[1] ? 1 : -1;
        } else if (classes.length > 2) {
            column = IntStream.range(0, classes.length).filter(k -> model.getLabels()[k] == classes[output]).findFirst().orElseThrow();
        }
        var weights = new double[d + 1];
        for (int j = 0; j < (constant == 0 ? d : d + 1); j++) {
            weights[j] = sign * all[j * width + column];
        }
        return weights;
    }

    /// The constant is a column behind the others.
    private static Problem problem(Dataset data, double constant) {
        var x = data.features();
        var problem = new Problem();
        problem.l = data.rows();
        problem.n = x.columns() + (constant == 0 ? 0 : 1);
        problem.bias = constant == 0 ? -1 : constant;
        problem.y = data.target() instanceof NumericColumn numbers ? numbers.values()
                : Arrays.stream(data.nominalTarget().codes()).asDoubleStream().toArray();
        problem.x = new Feature[problem.l][];
        for (int i = 0; i < problem.l; i++) {
            var row = x.row(i);
            problem.x[i] = IntStream.range(0, problem.n).filter(j -> j == row.length || row[j] != 0)
                    .mapToObj(j -> new FeatureNode(j + 1, j == row.length ? constant : row[j])).toArray(Feature[]::new);
        }
        return problem;
    }

    static Dataset data(String name) {
        var run = Run.local(0);
        var none = new NoSettings();
        return switch (name) {
            case "iris" -> standardized(new Iris().load(Optional.empty(), none, run));
            case "wine" -> standardized(new Wine().load(Optional.empty(), none, run));
            case "diabetes" -> standardized(new Diabetes().load(Optional.empty(), none, run));
            case "breast-cancer" -> standardized(new BreastCancer().load(Optional.empty(), none, run));
            default -> words();
        };
    }

    /// 300 short texts out of 500 words in three topics, as sparse rows of length 1.
    static Dataset words() {
        var random = new RandomStream(3);
        int words = 500;
        var x = new double[300][words];
        var codes = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            codes[i] = random.nextInt(3);
            for (int word = 0; word < 12; word++) {
                int any = (int) (words * random.nextDouble() * random.nextDouble());
                x[i][random.nextInt(4) == 0 ? 40 * codes[i] + random.nextInt(60) : any]++;
            }
            double length = Math.sqrt(Arrays.stream(x[i]).map(value -> value * value).sum());
            for (int j = 0; j < words; j++) {
                x[i][j] /= length;
            }
        }
        return Dataset.builder("words").block("text", Matrix.of(x).csr()).nominal("topic", Levels.of("a", "b", "c"), codes)
                .target("topic").build();
    }

    /// The features with mean 0 and deviation 1.
    static Dataset standardized(Dataset data) {
        var result = data;
        for (var field : data.schema().features()) {
            var values = data.numeric(field.name()).values();
            double mean = Arrays.stream(values).average().orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow());
            result = result.with(field, new NumericColumn(Arrays.stream(values).map(value -> (value - mean) / deviation).toArray()));
        }
        return result;
    }
}
