package org.glia.compute.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.OptionalDouble;

import org.glia.api.run.RandomStream;
import org.glia.compute.optimise.Convergence.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinateDescentTest {

    private static final int N = 60;
    private static final int D = 25;

    /// The rows of the oracles' script, and behind each its target.
    private static double[][] rows() {
        long state = 12345;
        var rows = new double[N][D + 1];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < D; j++) {
                state = (1103515245 * state + 12345) % (1L << 31);
                rows[i][j] = state * 0x1p-31 - 0.5;
            }
        }
        for (int i = 0; i < N; i++) {
            state = (1103515245 * state + 12345) % (1L << 31);
            rows[i][D] = 3 * rows[i][0] - 2 * rows[i][3] + rows[i][7] + 0.3 * (state * 0x1p-31 - 0.5);
        }
        return rows;
    }

    /// scikit-learn 1.2.1's coefficients of a model.
    private static double[] oracle(String model) {
        try (var in = CoordinateDescentTest.class.getResourceAsStream("coordinates.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split(","))
                    .filter(cells -> cells[0].equals(model)).mapToDouble(cells -> Double.parseDouble(cells[2])).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `|y - Xb|^2 / 2n + alpha (ratio |b|_1 + (1 - ratio) |b|^2 / 2)`, with the active set of coefficients that are not 0.
    private static final class Net implements CoordinateProblem {

        private final double[][] rows;
        private final double lasso;
        private final double ridge;
        private final double[] b = new double[D];
        private final double[] residual = new double[N];
        private final boolean rests;
        private int updates;

        Net(double alpha, double ratio, boolean rests) {
            this.rows = rows();
            this.lasso = alpha * ratio * N;
            this.ridge = alpha * (1 - ratio) * N;
            this.rests = rests;
            java.util.Arrays.setAll(residual, i -> rows[i][D]);
        }

        @Override
        public int coordinates() {
            return D;
        }

        @Override
        public double update(int j, double slack) {
            updates++;
            double square = ridge;
            double slope = 0;
            for (int i = 0; i < N; i++) {
                square += rows[i][j] * rows[i][j];
                slope += rows[i][j] * residual[i];
            }
            slope += (square - ridge) * b[j];
            double next = Math.copySign(Math.max(0, Math.abs(slope) - lasso), slope) / square;
            if (next == 0 && b[j] == 0) {
                return rests ? RESTS : 0;
            }
            double move = next - b[j];
            b[j] = next;
            for (int i = 0; i < N; i++) {
                residual[i] -= move * rows[i][j];
            }
            return Math.abs(move);
        }

        @Override
        public double value() {
            double value = 0;
            for (double r : residual) {
                value += 0.5 * r * r;
            }
            for (double c : b) {
                value += lasso * Math.abs(c) + 0.5 * ridge * c * c;
            }
            return value / N;
        }

        /// Of the lasso: the residual, shrunk until it is feasible, is a point of the dual.
        @Override
        public OptionalDouble gap() {
            if (ridge > 0) {
                return OptionalDouble.empty();
            }
            double steepest = 0;
            double squares = 0;
            double target = 0;
            for (int i = 0; i < N; i++) {
                squares += residual[i] * residual[i];
                target += residual[i] * rows[i][D];
            }
            for (int j = 0; j < D; j++) {
                double slope = 0;
                for (int i = 0; i < N; i++) {
                    slope += rows[i][j] * residual[i];
                }
                steepest = Math.max(steepest, Math.abs(slope));
            }
            double s = Math.min(1, lasso / steepest);
            return OptionalDouble.of(value() - (s * target - 0.5 * s * s * squares) / N);
        }
    }

    /// The dual of the support vector machine `|w|^2 / 2 + c sum of max(0, 1 - t x'w)`: a(i) from 0 to c.
    private static final class Machine implements CoordinateProblem {

        private final double[][] rows = rows();
        private final double c;
        private final double[] a = new double[N];
        private final double[] w = new double[D];

        Machine(double c) {
            this.c = c;
        }

        private double sign(int i) {
            return rows[i][D] > 0 ? 1 : -1;
        }

        private double score(int i) {
            double score = 0;
            for (int j = 0; j < D; j++) {
                score += w[j] * rows[i][j];
            }
            return score;
        }

        @Override
        public int coordinates() {
            return N;
        }

        @Override
        public double update(int i, double slack) {
            double slope = sign(i) * score(i) - 1;
            if (a[i] == 0 && slope > slack || a[i] == c && slope < -slack) {
                return RESTS;
            }
            double violation = a[i] == 0 ? Math.max(0, -slope) : a[i] == c ? Math.max(0, slope) : Math.abs(slope);
            double square = 0;
            for (int j = 0; j < D; j++) {
                square += rows[i][j] * rows[i][j];
            }
            double next = Math.clamp(a[i] - slope / square, 0, c);
            double move = sign(i) * (next - a[i]);
            a[i] = next;
            for (int j = 0; j < D; j++) {
                w[j] += move * rows[i][j];
            }
            return violation;
        }

        @Override
        public double value() {
            double value = 0;
            for (double v : w) {
                value += 0.5 * v * v;
            }
            for (double v : a) {
                value -= v;
            }
            return value;
        }

        @Override
        public OptionalDouble gap() {
            double primal = 0;
            for (double v : w) {
                primal += 0.5 * v * v;
            }
            for (int i = 0; i < N; i++) {
                primal += c * Math.max(0, 1 - sign(i) * score(i));
            }
            return OptionalDouble.of(primal + value());
        }
    }

    @ParameterizedTest
    @CsvSource({"lasso 0.001,0.001,1", "lasso 0.02,0.02,1", "net 0.02,0.02,0.5"})
    void findsTheCoefficientsThatScikitLearnFinds(String model, double alpha, double ratio) {
        for (boolean rests : new boolean[] {false, true}) {
            var cyclic = new Net(alpha, ratio, rests);
            var convergence = new CoordinateDescent(1e-13, 1e-13, 10_000).cyclic(cyclic, Watcher.NONE);
            assertEquals(End.CONVERGED, convergence.end());
            assertArrayEquals(oracle(model), cyclic.b, 1e-10);
            assertEquals(cyclic.value(), convergence.value());
            assertEquals(cyclic.updates, convergence.evaluations());
            var shuffled = new Net(alpha, ratio, rests);
            new CoordinateDescent(1e-13, 1e-13, 10_000).shuffled(shuffled, new RandomStream(5), Watcher.NONE);
            assertArrayEquals(oracle(model), shuffled.b, 1e-10);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 10})
    void findsTheMachineThatLiblinearFinds(double c) {
        var machine = new Machine(c);
        var convergence = new CoordinateDescent(1e-10, 1e-8, 100_000).shuffled(machine, new RandomStream(1), Watcher.NONE);
        assertEquals(End.CONVERGED, convergence.end());
        assertArrayEquals(oracle("svc " + c), machine.w, 1e-6);
        assertTrue(machine.gap().getAsDouble() <= 1e-8);
        assertTrue(convergence.evaluations() < (long) N * convergence.iterations(), "nothing was left out: " + convergence);
    }

    @Test
    void leavingOutWhatRestsSavesUpdates() {
        var all = new CoordinateDescent(1e-12, 1e-12, 10_000).cyclic(new Net(0.02, 1, false), Watcher.NONE);
        var active = new CoordinateDescent(1e-12, 1e-12, 10_000).cyclic(new Net(0.02, 1, true), Watcher.NONE);
        assertTrue(active.evaluations() < 0.6 * all.evaluations(), active + " and " + all);
        assertEquals(all.value(), active.value(), 1e-12);
    }

    @Test
    void theGapAloneDecidesWhenMovesAreSmall() {
        var loose = new Net(0.001, 1, true);
        var convergence = new CoordinateDescent(10, 1e-11, 10_000).cyclic(loose, Watcher.NONE);
        assertTrue(convergence.converged());
        assertTrue(convergence.iterations() > 3);
        assertTrue(loose.gap().getAsDouble() <= 1e-11);
    }

    @Test
    void theValueNeverRises() {
        var values = new ArrayList<Double>();
        var net = new Net(0.001, 1, true);
        values.add(net.value());
        new CoordinateDescent(1e-10, 1e-10, 10_000).cyclic(net, (sweep, value, violation) -> values.add(value));
        assertTrue(values.size() > 5);
        for (int i = 1; i < values.size(); i++) {
            assertTrue(values.get(i) <= values.get(i - 1) + 1e-15);
        }
    }

    @Test
    void theSameSeedTakesTheSameWay() {
        var one = new Machine(10);
        var other = new Machine(10);
        var settings = new CoordinateDescent(1e-6, 1, 1000);
        assertEquals(settings.shuffled(one, new RandomStream(8), Watcher.NONE), settings.shuffled(other, new RandomStream(8), Watcher.NONE));
        assertArrayEquals(one.w, other.w);
    }

    /// Each coordinate has its own number to go to, at once; the function is what the test makes of it.
    private static CoordinateProblem constant(int n, double violation, double value, double gap) {
        return new CoordinateProblem() {
            @Override
            public int coordinates() {
                return n;
            }

            @Override
            public double update(int j, double slack) {
                return violation;
            }

            @Override
            public double value() {
                return value;
            }

            @Override
            public OptionalDouble gap() {
                return OptionalDouble.of(gap);
            }
        };
    }

    @Test
    void saysWhyItEnded() {
        var settings = new CoordinateDescent(1e-3, 1e-3, 7);
        assertEquals(new Convergence(End.ITERATIONS, 7, 14, 0, 3, 1), settings.cyclic(constant(2, 1, 3, 0), Watcher.NONE));
        assertEquals(new Convergence(End.CONVERGED, 1, 2, 0, 3, 0), settings.cyclic(constant(2, 0, 3, 0), Watcher.NONE));
        assertEquals(new Convergence(End.CONVERGED, 1, 2, 0, 3, 0), settings.cyclic(constant(2, CoordinateProblem.RESTS, 3, 0), Watcher.NONE));
        assertEquals(End.ROUNDING, settings.cyclic(constant(2, 0, 3, 1), Watcher.NONE).end());
        assertEquals(End.UNDEFINED, settings.cyclic(constant(2, Double.NaN, 3, 1), Watcher.NONE).end());
        assertEquals(End.UNBOUNDED, settings.cyclic(constant(2, 1, Double.NEGATIVE_INFINITY, 1), Watcher.NONE).end());
        assertEquals(new Convergence(End.CONVERGED, 0, 0, 0, 3, 0), settings.cyclic(constant(0, 1, 3, 0), Watcher.NONE));
        assertThrows(IllegalArgumentException.class, () -> new CoordinateDescent(-1, 0, 3));
    }

    /// Coordinates that rest come back when the others have settled, and may move then.
    @Test
    void whatRestsIsLookedAtAgain() {
        var seen = new ArrayList<Integer>();
        var problem = new CoordinateProblem() {
            private int calls;

            @Override
            public int coordinates() {
                return 2;
            }

            @Override
            public double update(int j, double slack) {
                seen.add(j);
                calls++;
                return j == 0 && calls == 1 ? RESTS : calls < 4 ? 1 : 0;
            }

            @Override
            public double value() {
                return -calls;
            }
        };
        var convergence = new CoordinateDescent(0.5, 0, 100).cyclic(problem, Watcher.NONE);
        assertTrue(convergence.converged());
        assertEquals(java.util.List.of(0, 1, 1, 1, 0, 1), seen);
    }
}
