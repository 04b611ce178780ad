package org.glia.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.AlgorithmType;
import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.run.Parallel;
import org.glia.api.run.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Networks against PyTorch, which computed in double precision: what differs is the rounding of floats.
class TorchTest {

    private static final int ROWS = 48;

    static Stream<TorchCases.Case> gradients() {
        return TorchCases.ALL.values().stream().filter(each -> each.blocks().containsKey("gradient"));
    }

    static Stream<TorchCases.Case> trainings() {
        return TorchCases.ALL.values().stream().filter(each -> each.blocks().containsKey("losses"));
    }

    private static Mlp.Settings settings(TorchCases.Case torch) {
        return AlgorithmType.of(new Mlp()).settings().read(torch.settings());
    }

    /// The common rows with the targets that the name of a case asks for.
    private static Dataset data(TorchCases.Case torch) {
        var given = TorchCases.ALL.get("data");
        var table = Dataset.builder("rows").block("x", Matrix.of(ROWS, 5, given.get("x")));
        var targets = new ArrayList<String>();
        var words = torch.name().startsWith("target") ? List.of(torch.name().split("[ ,]+")) : List.of("classes");
        if (words.contains("classes")) {
            table.nominal("classes", Levels.of("a", "b", "c"), ints(given.get("classes")));
            targets.add("classes");
        }
        if (words.contains("binary")) {
            table.nominal("binary", Levels.of("no", "yes"), ints(given.get("binary")));
            targets.add("binary");
        }
        for (var number : List.of("number", "second")) {
            if (words.contains(number)) {
                table.numeric(number, given.get(number));
                targets.add(number);
            }
        }
        if (torch.name().equals("weighted rows")) {
            table.numeric("weight", given.get("weights")).role(Role.WEIGHT, "weight");
        }
        return table.target(targets.toArray(String[]::new)).build();
    }

    private static int[] ints(double[] values) {
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }

    private static Goal goal(Dataset data, Mlp.Settings settings) {
        return Goal.of(Answers.heads(data, settings.aim()), settings.aim());
    }

    private static Epochs.Rows rows(Dataset data, Goal goal, Network network, Mlp.Settings settings) {
        return new Epochs.Rows(Inputs.of(data.features(), network, true, Parallel.sequential()),
                Answers.of(data, goal.heads(), Answers.rowWeights(data), Answers.factors(data, goal.heads(), settings.aim().classWeight())));
    }

    @ParameterizedTest
    @MethodSource("gradients")
    void gradientsAreThoseOfTorch(TorchCases.Case torch) {
        var settings = settings(torch);
        var data = data(torch);
        var goal = goal(data, settings);
        var network = Network.of(settings.layers(), 5, goal.scores());
        var rows = rows(data, goal, network, settings);
        var sums = new Goal.Sums(goal);
        var descent = new Descent(network, goal, settings, torch.floats("start"), new float[0], Run.local(1));
        descent.update(rows.inputs(), rows.answers(), goal, IntStream.range(0, ROWS).toArray(), 0, ROWS, 0.1, sums);
        assertEquals(torch.get("loss")[0], sums.loss(), 2e-6);
        assertClose(torch.get("gradient"), descent.gradient(), 2e-6);
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void trainingsEndWhereTheyDoInTorch(TorchCases.Case torch) {
        var settings = settings(torch);
        var data = data(torch);
        var goal = goal(data, settings);
        var network = Network.of(settings.layers(), 5, goal.scores());
        var parameters = new float[network.parameters()];
        var averages = new float[network.averages()];
        var run = Run.local(1);
        network.start(parameters, averages, run);
        System.arraycopy(torch.floats("start"), 0, parameters, 0, parameters.length);
        assertEquals(torch.get("start").length, parameters.length);
        var fit = new Epochs(network, goal, settings, rows(data, goal, network, settings), Optional.empty(),
                parameters, averages, run).descend();
        var model = new MlpModel(settings.layers(), 5, goal.heads(), parameters, averages, new MlpModel.Thinning(0, 0),
                0, fit);
        // after forty epochs roundings have grown a little
        double tolerance = torch.get("losses").length > 20 ? 2e-5 : 4e-6;
        var losses = run.history().find("loss").orElseThrow().values();
        assertArrayEquals(torch.get("losses"), losses, tolerance);
        assertClose(torch.get("end"), parameters, 5 * tolerance);
        if (averages.length > 0) {
            assertClose(torch.get("averages"), averages, 5 * tolerance);
        }
        assertClose(torch.get("scores"), scores(model, data), 10 * tolerance);
    }

    private static float[] scores(MlpModel model, Dataset data) {
        var network = model.network();
        var pass = new Pass(network, model.parameters(), model.averages(), Pass.Mode.PREDICT, ROWS, false);
        var inputs = Inputs.of(data.features(), network, true, Parallel.sequential());
        var order = IntStream.range(0, ROWS).toArray();
        inputs.begin(pass, order, 0, ROWS, Pass.Masks.none());
        pass.forward((from, to) -> inputs.read(pass, order, 0, from, to), (from, to) -> { }, Parallel.sequential());
        return pass.scores();
    }

    /// Closer than the tolerance, relative to the largest number.
    private static void assertClose(double[] expected, float[] actual, double tolerance) {
        assertEquals(expected.length, actual.length);
        double largest = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(1));
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * largest, "number " + i);
        }
    }

    @Test
    void dropoutMultipliesForwardAndBackwardAsInTorch() {
        var torch = TorchCases.ALL.get("dropout");
        int units = torch.get("x").length;
        var layers = List.<Layer>of(new Layer.Dense(units, new Activation.Identity(), Start.AUTO, true),
                new Layer.Dropout(0.3));
        assertEquals(layers.getLast(), settings(torch).layers().getFirst());
        var network = Network.of(layers, 1, 1);
        var dropout = network.stages().get(1);
        var thinned = new Pass(network, new float[network.parameters()], new float[0], Pass.Mode.SAMPLE, 1, false);
        for (int j = 0; j < units; j++) {
            thinned.extra(1)[j] = torch.get("y")[j] == 0 ? 0 : (float) (1 / 0.7);
        }
        System.arraycopy(torch.floats("x"), 0, thinned.values(1), 0, units);
        dropout.forward(thinned, 0, 1);
        assertClose(torch.get("y"), thinned.values(2), 1e-6);
        var training = new Pass(network, new float[network.parameters()], new float[0], Pass.Mode.TRAIN, 1, false);
        System.arraycopy(thinned.extra(1), 0, training.extra(1), 0, units);
        System.arraycopy(torch.floats("pull"), 0, training.slopes(2), 0, units);
        dropout.backward(training, 0, 1, true);
        assertClose(torch.get("pulled"), training.slopes(1), 1e-6);
        assertTrue(Arrays.stream(torch.get("y")).anyMatch(y -> y == 0));
    }
}
