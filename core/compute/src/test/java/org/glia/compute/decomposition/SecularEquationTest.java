package org.glia.compute.decomposition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.api.run.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecularEquationTest {

    private static final Parallel ALONE = Parallel.sequential();
    private static final MathContext DIGITS = new MathContext(60);

    private record Solved(double[] d, double[] z, double rho, boolean squared, double[] roots,
            double[] differences, double[] weights) {

        static Solved of(double[] d, double[] z, double rho, boolean squared) {
            int k = d.length;
            var equation = new SecularEquation(d, z, k, rho, squared);
            var roots = new double[k];
            var differences = new double[k * k + 3];
            equation.solve(roots, differences, 3, ALONE);
            return new Solved(d, z, rho, squared, roots, differences, equation.weights(differences, 3, ALONE));
        }

        double difference(int i, int j) {
            return differences[3 + j * d.length + i];
        }

        BigDecimal pole(int i) {
            var exact = new BigDecimal(d[i]);
            return squared ? exact.multiply(exact) : exact;
        }

        /// The equation's left side at a pole plus a distance.
        BigDecimal at(int origin, BigDecimal distance) {
            var sum = BigDecimal.ONE.divide(new BigDecimal(rho), DIGITS);
            for (int i = 0; i < d.length; i++) {
                var toPole = pole(i).subtract(pole(origin)).subtract(distance);
                sum = sum.add(new BigDecimal(z[i]).pow(2).divide(toPole, DIGITS), DIGITS);
            }
            return sum;
        }
    }

    /// Poles that rise from 0, with gaps of all sizes down to `gap`, and weights down to `weight`.
    private static Solved random(long seed, int k, double gap, double weight, boolean squared) {
        var random = new RandomStream(seed);
        var d = new double[k];
        for (int i = 1; i < k; i++) {
            d[i] = d[i - 1] + StrictMath.pow(gap, random.nextDouble());
        }
        double last = d[k - 1] == 0 ? 1 : d[k - 1];
        var z = new double[k];
        for (int i = 0; i < k; i++) {
            d[i] /= last;
            z[i] = (random.nextInt(2) == 0 ? 1 : -1) * StrictMath.pow(weight, random.nextDouble());
        }
        return Solved.of(d, z, squared ? 1 : StrictMath.pow(10, random.nextInt(5) - 2), squared);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3, 0.3", "2, 0.3, 0.3", "3, 0.01, 0.01", "20, 0.01, 0.1", "33, 1e-3, 1e-2", "64, 0.1, 0.1"})
    void theLeftSideChangesItsSignAtTheRoots(int k, double gap, double weight) {
        for (boolean squared : new boolean[] {false, true}) {
            for (int seed = 0; seed < 4; seed++) {
                var solved = random(seed, k, gap, weight, squared);
                for (int j = 0; j < k; j++) {
                    int origin = j < k - 1
                            && Math.abs(solved.difference(j, j)) > Math.abs(solved.difference(j + 1, j)) ? j + 1 : j;
                    var distance = new BigDecimal(-solved.difference(origin, j));
                    var little = new BigDecimal(1e-11);
                    int below = solved.at(origin, distance.subtract(distance.abs().multiply(little))).signum();
                    int above = solved.at(origin, distance.add(distance.abs().multiply(little))).signum();
                    assertTrue(below < 0 && above > 0, "root " + j + " of " + k + ", seed " + seed + ", squares " + squared);
                    var root = squared ? new BigDecimal(solved.roots[j]).pow(2) : new BigDecimal(solved.roots[j]);
                    assertEquals(0, root.subtract(solved.pole(origin)).subtract(distance).doubleValue(),
                            4 * Spectra.EPSILON * Math.max(1, root.doubleValue()));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-3, 1e-8, 1e-13})
    void rootsLieBetweenPolesAndAreExactForWeightsNearThoseGiven(double gap) {
        for (boolean squared : new boolean[] {false, true}) {
            for (int k : new int[] {1, 2, 3, 7, 50, 130}) {
                for (double weight : new double[] {1, 1e-5, 1e-15}) {
                    var solved = random(k, k, gap, weight, squared);
                    double length = Math.sqrt(Arrays.stream(solved.z).map(x -> x * x).sum());
                    var what = "%d poles, gap %s, weight %s, squares %s".formatted(k, gap, weight, squared);
                    for (int i = 0; i < k; i++) {
                        assertEquals(solved.z[i], solved.weights[i], 8 * k * Spectra.EPSILON * length, what);
                        assertEquals(Math.signum(solved.z[i]), Math.signum(solved.weights[i]), what);
                        for (int j = 0; j < k; j++) {
                            double difference = solved.difference(i, j);
                            assertTrue(i <= j ? difference < 0 : difference > 0, "pole %d and root %d: %s".formatted(i, j, what));
                        }
                    }
                    assertOrthogonal(solved, what);
                }
            }
        }
    }

    private static void assertOrthogonal(Solved solved, String what) {
        int k = solved.d.length;
        var vectors = new double[k][k];
        for (int j = 0; j < k; j++) {
            double square = 0;
            for (int i = 0; i < k; i++) {
                vectors[j][i] = solved.weights[i] / solved.difference(i, j);
                square += vectors[j][i] * vectors[j][i];
            }
            for (int i = 0; i < k; i++) {
                vectors[j][i] /= Math.sqrt(square);
            }
        }
        for (int j = 0; j < k; j++) {
            for (int l = 0; l < j; l++) {
                double dot = 0;
                for (int i = 0; i < k; i++) {
                    dot += vectors[j][i] * vectors[l][i];
                }
                assertEquals(0, dot, (10 + k) * Spectra.EPSILON, "vectors " + l + " and " + j + ": " + what);
            }
        }
    }
}
