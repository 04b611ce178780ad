package org.glia.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.AlgorithmType;
import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Gradients against central differences of the loss. Losses are floats summed in double precision: with this step,
/// roundings and the curvature make differences uncertain by about a ten-thousandth.
class GradientTest {

    private static final double STEP = 2e-3;
    private static final int ROWS = 40;

    static Stream<String> layers() {
        var around = "[dense units=6 activation=tanh],";
        return Stream.of("identity", "[sigmoid beta=0.7]", "tanh", "relu", "[leaky-relu slope=0.3]", "prelu", "elu",
                        "selu", "gelu", "softplus", "swish", "mish", "softmax")
                .flatMap(activation -> Stream.of("layers=[dense units=5 activation=%s]".formatted(activation),
                        "layers=%s[activate function=%s]".formatted(around, activation)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void activationsPullGradientsBack(String settings) {
        requireGradient(settings, data("classes", "number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[batchnorm]",
            "[dense units=6 activation=identity bias=false],[batchnorm],[activate function=tanh]",
            "[dense units=6 activation=tanh],[batchnorm],[dense units=4 activation=swish],[batchnorm]"})
    void batchNormalisationPullsGradientsBackThroughItsMoments(String layers) {
        requireGradient("layers=" + layers, data("classes", "number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[dropout rate=0.4]", "[dense units=9 activation=tanh],[dropout rate=0.4]",
            "[dropout rate=0.2],[dense units=9 activation=tanh],[batchnorm],[dropout rate=0.5],[dense units=5 activation=gelu]"})
    void dropoutPullsGradientsBackThroughWhatItKept(String layers) {
        requireGradient("layers=" + layers, data("classes", "number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"loss=mse", "loss=mae", "loss=[huber delta=0.4]",
            "lossOf=number:huber,second:mae lossWeights=second:3"})
    void lossesOfNumbersHaveTheirGradients(String settings) {
        requireGradient("layers=[dense units=6 activation=tanh] " + settings, data("number", "second"));
    }

    @Test
    void crossEntropiesHaveTheirGradients() {
        requireGradient("layers=[dense units=6 activation=tanh] lossWeights=binary:0.5", data("binary"));
        requireGradient("layers=[dense units=6 activation=tanh]", data("classes"));
        requireGradient("layers=[dense units=6 activation=tanh] lossWeights=binary:0.5", data("binary", "classes"));
    }

    @Test
    void weightsOfRowsAndClassesAreInTheGradient() {
        var weights = IntStream.range(0, ROWS).mapToDouble(row -> row % 5).toArray();
        var data = data("classes").with(Field.numeric("weight").withRole(Role.WEIGHT),
                new NumericColumn(weights));
        requireGradient("layers=[dense units=6 activation=tanh] classWeight=b:4,c:0.2", data);
        requireGradient("layers=[dense units=6 activation=tanh] classWeight=balanced", data);
    }

    @Test
    void sparseRowsHaveTheGradientOfDenseOnes() {
        var dense = data("classes");
        var cells = dense.features().toArray();
        for (int i = 0; i < cells.length; i++) {
            cells[i] = i % 3 == 0 ? cells[i] : 0;
        }
        var thin = Matrix.of(ROWS, 4, cells);
        requireGradient("layers=[dense units=6 activation=tanh]", with(thin, dense));
        var settings = settings("layers=[dense units=6 activation=tanh]");
        var onDense = new Trial(settings, with(thin, dense));
        var onSparse = new Trial(settings, with(thin.csr(), dense));
        assertTrue(with(thin.csr(), dense).features() instanceof CsrMatrix);
        var start = onDense.start();
        var expected = onDense.gradient(start);
        var found = onSparse.gradient(start);
        for (int p = 0; p < start.length; p++) {
            assertEquals(expected[p], found[p], 1e-6);
        }
    }

    private static Dataset with(Matrix features, Dataset data) {
        return Dataset.builder("other features").block("x", features).build().beside(data.columns(field ->
                field.role() == Role.TARGET));
    }

    private static Mlp.Settings settings(String text) {
        return AlgorithmType.of(new Mlp()).settings().read(text);
    }

    private static Dataset data(String... targets) {
        var random = new RandomStream(3);
        var x = new double[ROWS * 4];
        var classes = new int[ROWS];
        var binary = new int[ROWS];
        var number = new double[ROWS];
        var second = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < 4; j++) {
                x[4 * i + j] = random.nextGaussian();
            }
            classes[i] = i % 3;
            binary[i] = x[4 * i] > 0.2 ? 1 : 0;
            number[i] = 5 + 3 * x[4 * i] * x[4 * i + 1];
            second[i] = x[4 * i + 2] + random.nextGaussian();
        }
        var table = Dataset.builder("rows").block("x", Matrix.of(ROWS, 4, x));
        for (var target : targets) {
            switch (target) {
                case "classes" -> table.nominal(target, Levels.of("a", "b", "c"), classes);
                case "binary" -> table.nominal(target, Levels.of("no", "yes"), binary);
                case "number" -> table.numeric(target, number);
                default -> table.numeric(target, second);
            }
        }
        return table.target(targets).build();
    }

    /// A network whose loss and gradient can be asked for any parameters; dropout drops the same each time.
    private static final class Trial {

        private final Mlp.Settings settings;
        private final Goal goal;
        private final Network network;
        private final Inputs inputs;
        private final Answers answers;

        Trial(Mlp.Settings settings, Dataset data) {
            this.settings = settings;
            goal = Goal.of(Answers.heads(data, settings.aim()), settings.aim());
            network = Network.of(settings.layers(), 4, goal.scores());
            inputs = Inputs.of(data.features(), network, true, Parallel.sequential());
            answers = Answers.of(data, goal.heads(), Answers.rowWeights(data),
                    Answers.factors(data, goal.heads(), settings.aim().classWeight()));
        }

        float[] start() {
            var parameters = new float[network.parameters()];
            network.start(parameters, new float[network.averages()], Run.local(5));
            var random = new RandomStream(9);
            for (int p = 0; p < parameters.length; p++) {
                parameters[p] += (float) (0.2 * random.nextGaussian());
            }
            return parameters;
        }

        private Descent descent(float[] parameters, Goal.Sums sums) {
            var descent = new Descent(network, goal, settings, parameters.clone(), new float[network.averages()],
                    Run.local(5));
            descent.update(inputs, answers, goal, IntStream.range(0, ROWS).toArray(), 0, ROWS, 0.1, sums);
            return descent;
        }

        float[] gradient(float[] parameters) {
            return descent(parameters, new Goal.Sums(goal)).gradient();
        }

        double loss(float[] parameters) {
            var sums = new Goal.Sums(goal);
            descent(parameters, sums);
            return sums.loss();
        }
    }

    private static void requireGradient(String settings, Dataset data) {
        var trial = new Trial(settings(settings), data);
        var parameters = trial.start();
        var gradient = trial.gradient(parameters);
        double largest = 0;
        for (int p = 0; p < parameters.length; p++) {
            float old = parameters[p];
            parameters[p] = (float) (old + STEP);
            double up = parameters[p];
            double above = trial.loss(parameters);
            parameters[p] = (float) (old - STEP);
            double difference = (above - trial.loss(parameters)) / (up - parameters[p]);
            parameters[p] = old;
            assertEquals(difference, gradient[p], 3e-4 * (1 + Math.abs(difference)), "parameter %d of %s".formatted(p,
                    settings));
            largest = Math.max(largest, Math.abs(difference));
        }
        assertTrue(largest > 0.03, "the gradient is too small to say anything: " + largest);
    }
}
