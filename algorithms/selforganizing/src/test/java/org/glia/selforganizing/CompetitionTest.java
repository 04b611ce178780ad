package org.glia.selforganizing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.model.Graph;
import org.glia.api.problem.GliaException;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.glia.compute.dense.Doubles;
import org.glia.compute.optimise.LearningRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Winner takes all, winner takes most, and neural gas.
class CompetitionTest {

    private static final LearningRate TENTH = new LearningRate.Constant(0.1);

    private static Run clustering() {
        return Run.local(0).as(Task.CLUSTERING);
    }

    private static Dataset rows(double[]... rows) {
        return Dataset.builder("rows").block("x", Matrix.of(rows)).build();
    }

    private static Wta.Settings wta(int neurons, Conscience conscience, int epochs, boolean unit) {
        return new Wta.Settings(neurons, TENTH, epochs, conscience, Start.ROWS, unit, Labels.NONE);
    }

    /// Groups of 20 rows around corners of a square.
    private static Dataset corners() {
        var random = RandomStream.of(1, "corners", 0);
        var cells = new double[80][2];
        var corner = new int[80];
        for (int row = 0; row < 80; row++) {
            corner[row] = row % 4;
            cells[row][0] = 10 * (row % 2) + random.nextGaussian();
            cells[row][1] = 10 * (row % 4 / 2) + random.nextGaussian();
        }
        return rows(cells).beside(Dataset.builder("y").nominal("corner", Levels.of("a", "b", "c", "d"), corner).build())
                .withTarget("corner");
    }

    /// The worked example of the talk "Machine Learning: The Bare Math Behind Libraries" (2019).
    @Test
    void theWinnerMovesATenthOfTheWayAsInTheTalk() {
        var codes = new Codes(new double[] {3, 2, 2}, 1, false);
        assertEquals(0, codes.nearest(new double[] {1, 2, 3}));
        assertEquals(Math.sqrt(5), Math.sqrt(codes.squared[0]), 1e-15);
        var run = clustering();
        var model = new Wta().fit(rows(new double[] {1, 2, 3}), wta(1, new Conscience.None(), 1, false),
                Optional.of(new double[] {3, 2, 2}), run);
        assertArrayEquals(new double[] {2.8, 2.0, 2.1}, model.codebook().weights().toArray(), 1e-15);
        assertEquals(Math.sqrt(5), run.history().find("quantisation error").orElseThrow().values()[0], 1e-15);
    }

    @Test
    void onlyTheWinnerMoves() {
        var model = new Wta().fit(rows(new double[] {1, 2, 3}), wta(3, new Conscience.None(), 1, false),
                Optional.of(new double[] {9, 9, 9, 3, 2, 2, -4, 0, 1}), clustering());
        assertArrayEquals(new double[] {9, 9, 9, 2.8, 2.0, 2.1, -4, 0, 1}, model.codebook().weights().toArray(), 1e-15);
    }

    @Test
    void aRowOfWeightThreePullsAsIfItWereShownThreeTimes() {
        var once = rows(new double[] {1, 2, 3}).beside(Dataset.builder("w").numeric("w", 3).build())
                .withRole(Role.WEIGHT, "w");
        var weighted = new Wta().fit(once, wta(1, new Conscience.None(), 1, false), Optional.of(new double[] {3, 2, 2}),
                clustering());
        var shown = new Wta().fit(rows(new double[] {1, 2, 3}), wta(1, new Conscience.None(), 3, false),
                Optional.of(new double[] {3, 2, 2}),
                clustering());
        assertArrayEquals(shown.codebook().weights().toArray(), weighted.codebook().weights().toArray(), 1e-15);
    }

    @Test
    void aConscienceBringsDeadNeuronsToLife() {
        var far = new double[] {0, 0, 10, 10, 20, 20, -10, 22};
        var run = clustering();
        var without = new Wta().fit(corners(), wta(4, new Conscience.None(), 60, false), Optional.of(far), run);
        assertEquals(2, without.codebook().dead());
        assertTrue(run.warnings().getFirst().contains("2 of the neurons=4 have won no row"), run.warnings().toString());
        run = clustering();
        var with = new Wta().fit(corners(), wta(4, new Conscience.Desieno(10, 0.01), 60, false), Optional.of(far), run);
        assertEquals(0, with.codebook().dead());
        assertEquals(List.of(), run.warnings());
    }

    /// The first round by hand: shares follow by a tenth, biases are `10 (1/2 - share)` per variance.
    @Test
    void aConscienceHoldsBackByItsShare() {
        var shares = new WonShares(new Conscience.Desieno(10, 0.1), 2, 2);
        var codes = new Codes(new double[] {0, 3}, 2, false);
        assertEquals(0, codes.nearest(new double[] {1}));
        // shares 0.55 and 0.45: 1 - 20 (-0.05) = 2 against 4 - 20 (0.05) = 3
        assertEquals(0, shares.winner(codes, 0, 1));
        // shares 0.595 and 0.405: 1 + 1.9 against 4 - 1.9
        assertEquals(1, shares.winner(codes, 0, 1));
    }

    @Test
    void unitVectorsAreToldApartByDirectionAlone() {
        var data = rows(new double[] {1, 0.1}, new double[] {100, 5}, new double[] {0.1, 2}, new double[] {3, 90},
                new double[] {0, 0});
        var trained = new Wta().with("neurons=2 unit=true epochs=20").fit(data, Run.local(3));
        var clusters = trained.predict(data).clusters();
        assertEquals(clusters[0], clusters[1]);
        assertEquals(clusters[2], clusters[3]);
        for (int neuron = 0; neuron < 2; neuron++) {
            double norm = Doubles.norm(trained.model().codebook().weights().row(neuron), 0, 2);
            assertTrue(norm == 0 || Math.abs(norm - 1) < 1e-12, "length " + norm);
        }
    }

    /// Distances 1, 2 and 5 from the row; with radius 2 the second neuron moves exp(-1/2) as far, the third exp(-1).
    @Test
    void byRankTheNextNeuronsMoveAlong() {
        var settings = new Wtm.Settings(3, new Wtm.Reach.Rank(2, 2), TENTH, 1, Start.ROWS, false, Labels.NONE);
        var model = new Wtm().fit(rows(new double[] {0}), settings, Optional.of(new double[] {2, 5, -1}), clustering());
        assertArrayEquals(new double[] {2 - 0.2 * Math.exp(-0.5), 5 - 0.5 * Math.exp(-1), -0.9}, model.codebook()
                .weights().toArray(), 1e-14);
    }

    @Test
    void byDistanceThoseNearTheWinnerMoveAlong() {
        var settings = new Wtm.Settings(3, new Wtm.Reach.Distance(1.5, 1.5), TENTH, 1, Start.ROWS, false, Labels.NONE);
        var model = new Wtm().fit(rows(new double[] {4}, new double[] {0}), settings,
                Optional.of(new double[] {3, 1, 9}), clustering());
        var expected = new double[] {3, 1, 9};
        boolean asTheyStand = Run.local(0).random("order", 1).permutation(2)[0] == 0;
        for (double row : asTheyStand ? new double[] {4, 0} : new double[] {0, 4}) {
            var before = expected.clone();
            int winner = Math.abs(before[0] - row) < Math.abs(before[1] - row) ? 0 : 1;
            for (int c = 0; c < 3; c++) {
                // the variance of the rows is 4
                double steps = (before[c] - before[winner]) / (1.5 * 2);
                expected[c] += 0.1 * Math.exp(-steps * steps / 2) * (row - before[c]);
            }
        }
        assertArrayEquals(expected, model.codebook().weights().toArray(), 1e-14);
    }

    @Test
    void rowsWithoutVarianceMoveTheWinnerAlone() {
        var settings = new Wtm.Settings(3, new Wtm.Reach.Distance(1.5, 1.5), TENTH, 1, Start.ROWS, false, Labels.NONE);
        var model = new Wtm().fit(rows(new double[] {4}, new double[] {4}), settings,
                Optional.of(new double[] {3, 1, 9}), clustering());
        assertArrayEquals(new double[] {4 - 0.81, 1, 9}, model.codebook().weights().toArray(), 1e-14);
    }

    @Test
    void aGasWithOneTemperatureIsWinnerTakesMostByRank() {
        var data = corners().columns(List.of("x"));
        var first = RandomStream.of(2, "first", 0).doubles(12, 0, 10).toArray();
        var most = new Wtm().fit(data, new Wtm.Settings(6, new Wtm.Reach.Rank(3, 0.1), TENTH, 5, Start.ROWS, false,
                Labels.NONE),
                Optional.of(first), clustering());
        var gas = new NeuralGas().fit(data, new NeuralGas.Settings(6, new NeuralGas.Cooling(0.1, 0.1, 3, 0.1), 5,
                new NeuralGas.Edges.None(),
                Start.ROWS, Labels.NONE), Optional.of(first), clustering());
        assertArrayEquals(most.codebook().weights().toArray(), gas.codebook().weights().toArray(), 1e-12);
    }

    /// Rates and ranges fall by equal factors: 0.4, 0.2, 0.1 and 4, 2, 1 over three rows.
    @Test
    void aGasCoolsDownByEqualFactors() {
        var settings = new NeuralGas.Settings(2, new NeuralGas.Cooling(0.4, 0.1, 4, 1), 3, new NeuralGas.Edges.None(),
                Start.ROWS, Labels.NONE);
        var model = new NeuralGas().fit(rows(new double[] {0}), settings, Optional.of(new double[] {1, 10}), clustering());
        double second = 10 * (1 - 0.4 * Math.exp(-0.25)) * (1 - 0.2 * Math.exp(-0.5)) * (1 - 0.1 * Math.exp(-1));
        assertArrayEquals(new double[] {0.6 * 0.8 * 0.9, second}, model.codebook().weights().toArray(), 1e-13);
    }

    @Test
    void ranksAreThoseOfSortedDistances() {
        var codes = new Codes(new double[] {5, -1, 2, 2, 8, 0}, 6, false);
        codes.nearest(new double[] {1.5});
        var order = new int[6];
        codes.rank(order);
        assertArrayEquals(new int[] {2, 3, 5, 1, 0, 4}, order);
    }

    @Test
    void edgesOfAGasJoinWhatBelongsTogether() {
        var data = corners();
        var trained = new NeuralGas().with("neurons=12 edges=[hebbian age=30 finalAge=30] epochs=60").fit(data, Run.local(1));
        var graph = trained.view(Graph.class).orElseThrow();
        var labels = trained.model().codebook().answers();
        assertTrue(graph.from().length >= 6, "edges " + graph.from().length);
        for (int edge = 0; edge < graph.from().length; edge++) {
            assertArrayEquals(labels.row(graph.from()[edge]), labels.row(graph.to()[edge]), 0);
        }
        assertTrue(new NeuralGas().with("neurons=12 epochs=2").fit(data, Run.local(1)).view(Graph.class).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"neurons=4 conscience=[desieno memory=0.01]",
            "neurons=4 start=uniform conscience=[desieno memory=0.01]"})
    void winnersFindCorners(String settings) {
        var data = corners();
        var trained = new Wta().with(settings).fit(data, Run.local(5));
        assertEquals(80, right(trained.predict(data).labels().codes(), data));
        assertEquals(80, Arrays.stream(trained.model().codebook().hits()).sum());
    }

    @Test
    void mostAndGasFindCorners() {
        var data = corners();
        for (long seed = 0; seed < 5; seed++) {
            assertEquals(80, right(new Wtm().with("neurons=4").fit(data, Run.local(seed)).predict(data).labels().codes(),
                    data));
            assertEquals(80, right(new NeuralGas().with("neurons=4").fit(data, Run.local(seed)).predict(data).labels()
                    .codes(), data));
        }
    }

    private static long right(int[] codes, Dataset data) {
        return IntStream.range(0, codes.length).filter(row -> codes[row] == data.nominalTarget().code(row)).count();
    }

    /// The strong and sturdy stand together, apart from the fighters without powers and from those who master energy.
    @Test
    void heroesThatAreAlikeAreGrouped() {
        var heroes = Heroes.data();
        for (long seed = 0; seed < 3; seed++) {
            for (var clusters : List.of(new Wtm().with("neurons=4").fit(heroes, Run.local(seed)).predict(heroes).clusters(),
                    new NeuralGas().with("neurons=4").fit(heroes, Run.local(seed)).predict(heroes).clusters(),
                    new Wta().with("neurons=4 conscience=desieno").fit(heroes, Run.local(seed)).predict(heroes).clusters())) {
                var strong = Heroes.clusters(clusters, "The Thing", "She Hulk", "Ms Marvel");
                assertEquals(1, Arrays.stream(strong).distinct().count(), Arrays.toString(clusters));
                var thor = Heroes.clusters(clusters, "Thor", "Iron Man");
                assertEquals(thor[0], thor[1], Arrays.toString(clusters));
                assertNotEquals(thor[0], Heroes.clusters(clusters, "Cpt. America")[0], Arrays.toString(clusters));
                assertNotEquals(strong[0], Heroes.clusters(clusters, "Human Torch")[0], Arrays.toString(clusters));
            }
        }
    }

    @Test
    void moreNeuronsThanRowsLeaveSomeDead() {
        var data = rows(new double[] {1}, new double[] {2}, new double[] {3});
        for (var trained : List.of(new Wta().with("neurons=7").fit(data), new Wtm().with("neurons=7").fit(data))) {
            assertEquals(3, Arrays.stream(trained.predict(data).clusters()).distinct().count());
            assertTrue(trained.warnings().getFirst().contains("have won no row"), trained.warnings().toString());
        }
    }

    @Test
    void ratesAboveTheWholeWayAreRefused() {
        for (var rate : List.of("1.5", "[power t0=60 t1=50]", "[exponential rate=2]", "[one-cycle highest=1.1]")) {
            var refusal = assertThrows(GliaException.class, () -> new Wta().with("rate=" + rate), rate);
            assertTrue(refusal.getMessage().contains("choose 1 or less"), refusal.getMessage());
        }
    }
}
