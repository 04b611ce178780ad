package org.glia.compute.decomposition;

import static org.glia.compute.decomposition.LinearSystems.ALONE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.glia.api.run.RandomStream;
import org.glia.compute.dense.Strided;
import org.glia.compute.vector.EveryWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriangularFactorTest {

    private static double[] random(int count, long seed) {
        return new RandomStream(seed).doubles(count, -1, 1).toArray();
    }

    private static void requireSameProducts(Strided a, TriangularFactor factor) {
        var r = factor.matrix();
        LinearSystems.assertClose(Spectra.product(a.transpose(), a), Spectra.product(r.transpose(), r),
                10.0 * (1 + a.rows()) * Spectra.EPSILON, "R'R");
    }

    /// Sizes below, at and beyond a panel of reflections, tall, square and wide.
    @ParameterizedTest
    @CsvSource({"0,3", "3,0", "1,1", "7,1", "5,5", "3,8", "200,31", "200,32", "200,33", "130,65", "40,90"})
    void keepsTheProductsOfColumns(int rows, int columns) {
        var factor = new TriangularFactor(rows, columns, random(rows * columns, rows + columns));
        var before = factor.values().clone();
        var reduced = factor.reduced(ALONE);
        assertArrayEquals(before, factor.values());
        assertEquals(Math.min(rows, columns), reduced.rows());
        for (int i = 0; i < reduced.rows(); i++) {
            for (int j = 0; j < Math.min(i, columns); j++) {
                assertEquals(0, reduced.values()[i * columns + j]);
            }
        }
        requireSameProducts(factor.matrix(), reduced);
    }

    @ParameterizedTest
    @CsvSource({"3,2,4", "0,5,3", "50,60,4", "300,5,40"})
    void stretchesReducedTogetherKeepTheProductsToo(int upper, int lower, int columns) {
        var values = random((upper + lower) * columns, 9);
        var all = Strided.of(upper + lower, columns, values);
        var above = new TriangularFactor(upper, columns, all.block(0, 0, upper, columns).copy().array()).small(ALONE);
        var below = new TriangularFactor(lower, columns, all.block(upper, 0, lower, columns).copy().array()).small(ALONE);
        requireSameProducts(all, above.above(below, ALONE).reduced(ALONE));
    }

    @ParameterizedTest
    @CsvSource({"20000,1", "9000,20", "3000,70"})
    void tallMatricesAreReducedByStretches(int rows, int columns) {
        var a = Strided.of(rows, columns, random(rows * columns, 4));
        var factor = TriangularFactor.of(a, ALONE);
        assertEquals(columns, factor.rows());
        requireSameProducts(a, factor);
        // the same as all at once, but for signs
        var whole = QR.of(a, ALONE).r();
        for (int i = 0; i < columns; i++) {
            for (int j = i; j < columns; j++) {
                assertEquals(Math.abs(whole.get(i, j)), Math.abs(factor.matrix().get(i, j)), 1e-13 * Math.sqrt(rows));
            }
        }
    }

    @Test
    void columnsThatDependOnThoseBeforeAreLeftOut() {
        // columns: x, 2x, y, x + y, z, target
        var a = Strided.zeros(50, 6);
        var random = new RandomStream(1);
        for (int i = 0; i < 50; i++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            double z = random.nextDouble();
            double[] row = {x, 2 * x, y, x + y, z, 3 * x - y + 0.5 * z};
            System.arraycopy(row, 0, a.array(), 6 * i, 6);
        }
        for (var factor : new TriangularFactor[] {TriangularFactor.of(a, ALONE), new TriangularFactor(50, 6, a.array())}) {
            var independent = factor.independent(5, 1e-11, ALONE);
            assertArrayEquals(new int[] {0, 2, 4}, independent.order());
            assertEquals(3, independent.rank());
            var solution = independent.rest().copy();
            Triangular.solveUpper(independent.r(), solution, ALONE);
            assertArrayEquals(new double[] {3, -1, 0.5}, solution.array(), 1e-13);
            // the triangle is that of the independent columns alone
            var kept = Strided.zeros(50, 3);
            for (int i = 0; i < 50; i++) {
                for (int k = 0; k < 3; k++) {
                    kept.set(i, k, a.get(i, independent.order()[k]));
                }
            }
            requireSameProducts(kept, new TriangularFactor(3, 3, independent.r().array()));
        }
    }

    @Test
    void independentColumnsOfSpecialMatrices() {
        var zeros = new TriangularFactor(4, 3, new double[12]).independent(3, 1e-11, ALONE);
        assertEquals(0, zeros.rank());
        assertEquals(0, zeros.rest().columns());
        var few = new TriangularFactor(2, 4, new double[] {0, 1, 2, 3, 0, 0, 0, 5}).independent(4, 0, ALONE);
        assertArrayEquals(new int[] {1, 3}, few.order());
        assertEquals(5, Math.abs(few.r().get(1, 1)));
        assertThrows(IllegalArgumentException.class, () -> new TriangularFactor(1, 2, new double[2]).independent(3, 0, ALONE));
    }

    /// Powers of two change no digit, however long columns become by them.
    @Test
    void unitsOfColumnsDoNotMatter() {
        var scales = new double[] {1, 0x1p600, 0x1p-800, 0x1p-99, 0x1p101};
        var a = Strided.of(400, 5, random(2000, 7));
        var scaled = Spectra.timesDiagonal(a, scales);
        var expected = Spectra.timesDiagonal(new TriangularFactor(400, 5, a.array()).reduced(ALONE).matrix(), scales);
        assertArrayEquals(expected.array(), new TriangularFactor(400, 5, scaled.array()).reduced(ALONE).values());
        assertArrayEquals(expected.array(), LinearSystems.elements(QR.of(scaled, ALONE).r()));
    }

    @Test
    void nanComesOutAsNaN() {
        var values = random(40 * 4, 3);
        values[17 * 4] = Double.NaN;
        assertTrue(Double.isNaN(new TriangularFactor(40, 4, values).reduced(ALONE).values()[0]));
    }

    @Test
    void refusesWhatDoesNotJoin() {
        assertThrows(IllegalArgumentException.class, () -> new TriangularFactor(2, 3, new double[5]));
        var three = new TriangularFactor(1, 3, new double[3]);
        assertThrows(IllegalArgumentException.class, () -> three.above(new TriangularFactor(1, 2, new double[2]), ALONE));
    }

    public static final class Probe implements EveryWidth.Probe {

        @Override
        public double[] get() {
            return LinearSystems.joined(TriangularFactor.of(Strided.of(5000, 13, random(65000, 1)), ALONE).values(),
                    TriangularFactor.of(Strided.of(20000, 4, random(80000, 1)), ALONE).values());
        }
    }

    @Test
    void bitsAreTheSameForEveryWidth() {
        EveryWidth.agrees(Probe.class);
    }

    @Test
    void bitsAreTheSameForAnyThreads() {
        var a = Strided.of(6000, 50, random(300000, 2));
        LinearSystems.assertSameForAnyThreads(parallel -> TriangularFactor.of(a, parallel).values());
    }
}
