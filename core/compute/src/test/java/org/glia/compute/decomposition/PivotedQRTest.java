package org.glia.compute.decomposition;

import static org.glia.compute.decomposition.LinearSystems.ALONE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.glia.compute.dense.Strided;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PivotedQRTest {

    private static Strided inOrder(Strided a, int[] order) {
        var ordered = Strided.zeros(a.rows(), a.columns());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                ordered.set(i, j, a.get(i, order[j]));
            }
        }
        return ordered;
    }

    private static PivotedQR assertFactors(Strided a) {
        var pivoted = PivotedQR.of(a, ALONE);
        var sorted = pivoted.order().clone();
        Arrays.sort(sorted);
        for (int j = 0; j < sorted.length; j++) {
            assertEquals(j, sorted[j], "each column comes once");
        }
        QRTest.assertFactors(inOrder(a, pivoted.order()), pivoted.qr());
        var r = pivoted.qr().r();
        for (int i = 0; i < r.rows(); i++) { // no column has more left than the one that was taken
            for (int j = i + 1; j < r.columns(); j++) {
                double left = 0;
                for (int l = i; l <= Math.min(j, r.rows() - 1); l++) {
                    left += r.get(l, j) * r.get(l, j);
                }
                assertTrue(Math.sqrt(left) <= Math.abs(r.get(i, i)) * (1 + 1e-6) + 1e-14 * LinearSystems.largest(r),
                        "column %d has %s left at step %d of %s".formatted(j, Math.sqrt(left), i, r.get(i, i)));
            }
        }
        return pivoted;
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,3", "3,0", "1,1", "1,4", "4,1", "31,32", "33,33", "64,64", "40,90", "90,40", "130,129", "300,70"})
    void takesTheLongestColumnLeft(int m, int n) {
        assertEquals(Math.min(m, n), assertFactors(Spectra.gaussian(m, n, m + n)).rank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5 x 3", "3 x 5", "40 x 33", "33 x 40", "120 x 100", "130 x 50", "graded 60 x 40",
            "rank 7 of 50 x 30", "rank 20 of 40 x 70"})
    void agreesWithLapack(String name) {
        var a = LinearSystems.named(name);
        var pivoted = assertFactors(a);
        var order = LinearSystems.numbers(name, "order");
        var diagonal = LinearSystems.numbers(name, "diagonal");
        for (int i = 0; i < order.length; i++) {
            assertEquals((int) order[i], pivoted.order()[i], "column of step " + i);
            assertEquals(diagonal[i], Math.abs(pivoted.qr().r().get(i, i)), 1e-12 * diagonal[i] + 1e-14 * diagonal[0],
                    "diagonal of step " + i);
        }
        if (!name.startsWith("graded")) {
            assertEquals(order.length, pivoted.rank());
        }
    }

    @Test
    void rankFollowsTheTolerance() {
        var pivoted = PivotedQR.of(Spectra.diagonal(1e-3, 1, 0, 1e-9, 1e-20), ALONE);
        assertArrayEquals(new int[] {1, 0, 3, 4, 2}, pivoted.order());
        assertEquals(4, pivoted.rank(0));
        assertEquals(3, pivoted.rank());
        assertEquals(2, pivoted.rank(1e-6));
        assertEquals(0, PivotedQR.of(Strided.zeros(4, 3), ALONE).rank());
        assertEquals(0, PivotedQR.of(Strided.zeros(4, 3), ALONE).rank(0));
    }

    /// Kahan's matrix, whose columns are in order already and whose last diagonal element tells too little.
    @Test
    void findsTheLengthsOfKahansMatrixAnew() {
        int n = 60;
        var a = Strided.zeros(n, n);
        double scale = 1;
        for (int i = 0; i < n; i++) {
            a.set(i, i, scale);
            for (int j = i + 1; j < n; j++) {
                a.set(i, j, -0.8 * scale);
            }
            scale *= 0.6;
        }
        assertFactors(a);
    }

    @Test
    void equalColumnsAreTakenOnce() {
        var a = Strided.zeros(30, 20);
        for (int j = 0; j < 20; j++) {
            for (int i = 0; i < 30; i++) {
                a.set(i, j, Spectra.uniform(30, 5).get(i, j % 5));
            }
        }
        assertEquals(5, assertFactors(a).rank());
    }

    @Test
    void refusesNaN() {
        var a = Spectra.uniform(5, 4);
        a.set(0, 3, Double.NaN);
        assertThrows(IllegalArgumentException.class, () -> PivotedQR.of(a, ALONE));
    }

    public static final class Probe implements EveryWidth.Probe {

        @Override
        public double[] get() {
            var numbers = new double[0];
            for (int[] shape : new int[][] {{1, 1}, {5, 3}, {13, 50}, {97, 91}, {131, 45}}) {
                var pivoted = PivotedQR.of(Spectra.uniform(shape[0], shape[1]), ALONE);
                numbers = LinearSystems.joined(numbers, LinearSystems.elements(pivoted.qr().r()),
                        pivoted.qr().thinQ(ALONE).array(), Arrays.stream(pivoted.order()).asDoubleStream().toArray());
            }
            return numbers;
        }
    }

    @Test
    void bitsAreTheSameForEveryWidth() {
        EveryWidth.agrees(Probe.class);
    }

    @Test
    void bitsAreTheSameForAnyThreads() {
        var a = Spectra.gaussian(400, 380, 1); // so large that columns are shared out
        LinearSystems.assertSameForAnyThreads(parallel -> {
            var qr = PivotedQR.of(a, parallel).qr();
            return LinearSystems.joined(LinearSystems.elements(qr.r()), qr.thinQ(parallel).array());
        });
    }
}
