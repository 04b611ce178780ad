package org.glia.selforganizing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.Learner;
import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.Task;
import org.glia.api.model.Graph;
import org.glia.api.problem.DataException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.selforganizing.GrowingNeuralGas.Clusters;
import org.glia.selforganizing.GrowingNeuralGas.Growth;
import org.glia.selforganizing.GrowingNeuralGas.Motion;
import org.junit.jupiter.api.Test;

class GrowingNeuralGasTest {

    private static GrowingNeuralGas.Settings settings(int neurons, int every, int maxAge) {
        return new GrowingNeuralGas.Settings(neurons, new Motion(0.5, 0.1), new Growth(every, 0.5, 0.9), maxAge, 1,
                Clusters.COMPONENTS,
                Labels.NONE);
    }

    private static Dataset rows(double[]... rows) {
        return Dataset.builder("rows").block("x", Matrix.of(rows)).build();
    }

    private static Learner<GrowingNeuralGasModel> open(Dataset rows, GrowingNeuralGas.Settings settings) {
        return new GrowingNeuralGas().open(rows.schema(), settings, Run.local(0).as(Task.CLUSTERING));
    }

    /// Neurons at 0 and 8; rows 2 and 10, by the steps of Fritzke's paper with pen and paper: rates 0.5 and 0.1, errors
    /// halve where a neuron is put and fall to 0.9 after each row, a neuron after every fourth row.
    @Test
    void theFirstStepsAreThoseOfPenAndPaper() {
        var learner = open(rows(new double[] {0}), settings(3, 4, 50));
        learner.learn(rows(new double[] {0}, new double[] {8}));
        var model = learner.model();
        assertArrayEquals(new double[] {0, 8}, model.codebook().weights().toArray());
        assertArrayEquals(new double[] {0, 0}, model.errors());
        assertArrayEquals(new int[] {0}, model.ages());
        // row 2: neuron 0 is nearest, error 4, goes to 1; they are not moved as neighbours yet but they are neighbours since row 8
        learner.learn(rows(new double[] {2}));
        model = learner.model();
        assertArrayEquals(new double[] {1, 7.4}, model.codebook().weights().toArray(), 1e-15);
        assertArrayEquals(new double[] {3.6, 0}, model.errors(), 1e-15);
        // row 10: neuron 1 is nearest, error 2.6^2, goes to 8.7; neuron 0 goes to 1.9; as the fourth row it brings a neuron halfway, whose
        // error is the half of the larger one
        learner.learn(rows(new double[] {10}));
        model = learner.model();
        assertArrayEquals(new double[] {1.9, 8.7, 5.3}, model.codebook().weights().toArray(), 1e-14);
        assertArrayEquals(new double[] {0.5 * 3.6 * 0.9, 0.5 * 6.76 * 0.9, 0.5 * 6.76 * 0.9}, model.errors(), 1e-14);
        assertArrayEquals(new int[] {0, 1}, model.from());
        assertArrayEquals(new int[] {2, 2}, model.to());
        assertArrayEquals(new int[] {0, 0}, model.ages());
    }

    /// The algorithm once more, as plainly as possible, with names instead of numbers.
    private static final class Plain {

        private final Map<Integer, double[]> places = new HashMap<>();
        private final Map<Integer, Double> errors = new HashMap<>();
        private final Map<Set<Integer>, Integer> ages = new HashMap<>();
        private int names;
        private int seen;

        void add(double[] place, double error) {
            places.put(names, place.clone());
            errors.put(names++, error);
        }

        static double squared(double[] a, double[] b) {
            return IntStream.range(0, a.length).mapToDouble(j -> (a[j] - b[j]) * (a[j] - b[j])).sum();
        }

        static void move(double[] place, double share, double[] row) {
            for (int j = 0; j < row.length; j++) {
                place[j] += share * (row[j] - place[j]);
            }
        }

        void learn(double[] row, GrowingNeuralGas.Settings settings) {
            var near = places.keySet().stream().sorted((a, b) -> Double.compare(squared(places.get(a), row),
                    squared(places.get(b), row)))
                    .toList();
            int first = near.get(0);
            int second = near.get(1);
            ages.replaceAll((edge, age) -> edge.contains(first) ? age + 1 : age);
            errors.merge(first, squared(places.get(first), row), Double::sum);
            move(places.get(first), settings.motion().rate(), row);
            for (var edge : ages.keySet()) {
                if (edge.contains(first)) {
                    edge.stream().filter(end -> end != first)
                            .forEach(end -> move(places.get(end), settings.motion().neighbourRate(), row));
                }
            }
            ages.put(Set.of(first, second), 0);
            ages.values().removeIf(age -> age > settings.maxAge());
            var joined = ages.keySet().stream().flatMap(Set::stream).collect(Collectors.toSet());
            places.keySet().retainAll(joined);
            errors.keySet().retainAll(joined);
            if (++seen % settings.growth().every() == 0 && places.size() < settings.neurons()) {
                int worst = errors.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
                int beside = ages.keySet().stream().filter(edge -> edge.contains(worst)).flatMap(Set::stream)
                        .filter(end -> end != worst)
                        .max((a, b) -> Double.compare(errors.get(a), errors.get(b))).orElseThrow();
                errors.computeIfPresent(worst, (name, error) -> error * settings.growth().splitError());
                errors.computeIfPresent(beside, (name, error) -> error * settings.growth().splitError());
                var middle = new double[row.length];
                Arrays.setAll(middle, j -> (places.get(worst)[j] + places.get(beside)[j]) / 2);
                ages.remove(Set.of(worst, beside));
                ages.put(Set.of(worst, names), 0);
                ages.put(Set.of(beside, names), 0);
                add(middle, errors.get(worst));
            }
            errors.replaceAll((name, error) -> error * settings.growth().keepError());
        }
    }

    @Test
    void aLongRunIsThatOfThePlainAlgorithm() {
        var settings = new GrowingNeuralGas.Settings(12, new Motion(0.2, 0.01), new Growth(20, 0.5, 0.99), 8, 1,
                Clusters.COMPONENTS, Labels.NONE);
        var random = RandomStream.of(5, "ring", 0);
        var rows = new double[600][2];
        for (var row : rows) {
            double angle = 6.3 * random.nextDouble();
            row[0] = 5 * Math.cos(angle) + 0.3 * random.nextGaussian() + (random.nextInt(3) == 0 ? 20 : 0);
            row[1] = 5 * Math.sin(angle) + 0.3 * random.nextGaussian();
        }
        var plain = new Plain();
        plain.add(rows[0], 0);
        plain.seen = 1;
        plain.add(rows[1], 0);
        for (int i = 1; i < rows.length; i++) {
            plain.learn(rows[i], settings);
        }
        var learner = open(rows(rows), settings);
        learner.learn(rows(rows));
        var model = learner.model();
        assertEquals(plain.places.size(), model.codebook().neurons());
        // neurons have other numbers, so each is found by its place
        var names = new ArrayList<Integer>();
        for (int neuron = 0; neuron < model.codebook().neurons(); neuron++) {
            var place = model.codebook().weights().row(neuron);
            int name = plain.places.keySet().stream().min((a, b) -> Double.compare(Plain.squared(plain.places.get(a), place),
                    Plain.squared(plain.places.get(b), place))).orElseThrow();
            assertArrayEquals(plain.places.get(name), place, 1e-10);
            assertEquals(plain.errors.get(name), model.errors()[neuron], 1e-8);
            names.add(name);
        }
        var ages = new HashMap<Set<Integer>, Integer>();
        for (int edge = 0; edge < model.from().length; edge++) {
            ages.put(Set.of(names.get(model.from()[edge]), names.get(model.to()[edge])), model.ages()[edge]);
        }
        assertEquals(plain.ages, ages);
        assertTrue(plain.names > plain.places.size(), "the run should lose neurons too");
    }

    @Test
    void learningGoesOnFromAModelToTheLastBit() {
        var random = RandomStream.of(6, "rows", 0);
        var all = new double[400][3];
        Arrays.setAll(all, i -> random.doubles(3, -1, 1).toArray());
        var settings = settings(15, 20, 6);
        var never = open(rows(all), settings);
        never.learn(rows(all));
        var first = open(rows(all), settings);
        first.learn(rows(Arrays.copyOf(all, 170)));
        var second = new GrowingNeuralGas().resume(first.model(), rows(all).schema(), settings, Run.local(0)
                .as(Task.CLUSTERING));
        second.learn(rows(Arrays.copyOfRange(all, 170, 400)));
        assertEquals(never.model().codebook().weights(), second.model().codebook().weights());
        assertArrayEquals(never.model().errors(), second.model().errors());
        assertArrayEquals(never.model().ages(), second.model().ages());
        assertEquals(never.model().codebook().quantisationError(), second.model().codebook().quantisationError(), 1e-12);
    }

    private static Dataset rings() {
        var random = RandomStream.of(7, "rings", 0);
        var rows = new double[400][2];
        var ring = new int[400];
        for (int i = 0; i < rows.length; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            ring[i] = i % 2;
            rows[i][0] = (2 + 8 * ring[i]) * Math.cos(angle) + 0.2 * random.nextGaussian();
            rows[i][1] = (2 + 8 * ring[i]) * Math.sin(angle) + 0.2 * random.nextGaussian();
        }
        return rows(rows).beside(Dataset.builder("y").nominal("ring", Levels.of("inner", "outer"), ring).build())
                .withTarget("ring");
    }

    /// A ring within a ring, which no centroids part.
    @Test
    void partsOfTheNetworkAreClustersOfAnyForm() {
        var rings = rings();
        var trained = new GrowingNeuralGas().with("neurons=40 every=200 labels=none").fit(rings, Run.local(1));
        var clusters = trained.predict(rings).clusters();
        assertEquals(2, Arrays.stream(clusters).distinct().count());
        assertTrue(IntStream.range(0, 400).allMatch(row -> clusters[row] == clusters[row % 2]));
        var graph = trained.view(Graph.class).orElseThrow();
        assertEquals(40, graph.nodes().size());
        assertTrue(graph.from().length >= 40, "rings are closed");
        var neurons = trained.history().find("neurons").orElseThrow();
        assertEquals(40, neurons.last());
    }

    @Test
    void neuronsAreClustersWhenAskedFor() {
        var rings = rings();
        var trained = new GrowingNeuralGas().with("neurons=10 every=50 labels=none clusters=neurons epochs=10")
                .fit(rings, Run.local(1));
        assertEquals(10, Arrays.stream(trained.predict(rings).clusters()).distinct().count());
    }

    @Test
    void labelsByMajorityClassify() {
        var rings = rings();
        var labels = new GrowingNeuralGas().with("neurons=30 every=100").fit(rings, Run.local(2)).predict(rings).labels();
        assertTrue(IntStream.range(0, 400).allMatch(row -> labels.code(row) == row % 2));
    }

    @Test
    void heroesGrowTogether() {
        var heroes = Heroes.data();
        var clusters = new GrowingNeuralGas().with("neurons=5 every=50 clusters=neurons").fit(heroes, Run.local(0))
                .predict(heroes).clusters();
        assertEquals(1, Arrays.stream(Heroes.clusters(clusters, "The Thing", "She Hulk", "Ms Marvel")).distinct().count());
        var thor = Heroes.clusters(clusters, "Thor", "Daredevil");
        assertTrue(thor[0] != thor[1], Arrays.toString(clusters));
    }

    @Test
    void oneRowMakesOneNeuronAndNoneMakesNone() {
        var one = rows(new double[] {3, 4}, new double[] {3, 4});
        var trained = new GrowingNeuralGas().with("epochs=3").fit(one);
        assertEquals(1, trained.model().codebook().neurons());
        assertArrayEquals(new int[] {0, 0}, trained.predict(one).clusters());
        var empty = open(one, settings(5, 5, 5)).model();
        assertThrows(DataException.class, () -> empty.predictor(one.schema()));
    }

    @Test
    void neuronsThatLoseAllEdgesGoAndTheOthersKeepTheirs() {
        var topology = new Topology(5);
        topology.join(0, 1);
        topology.join(1, 4);
        topology.join(3, 4);
        topology.age(4);
        topology.age(4);
        topology.join(3, 4);
        topology.forget(4, 1);
        assertArrayEquals(new int[][] {{0, 3}, {1, 4}, {0, 0}}, topology.edges());
        topology.remove(2);
        assertArrayEquals(new int[][] {{0, 2}, {1, 3}, {0, 0}}, topology.edges());
        assertArrayEquals(new int[] {0, 0, 1, 1}, Topology.components(4, topology.edges()[0], topology.edges()[1]));
        assertEquals(List.of(4, 4), List.of(topology.nodes(), topology.add()));
    }
}
