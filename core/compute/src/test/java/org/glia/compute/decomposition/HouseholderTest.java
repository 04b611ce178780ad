package org.glia.compute.decomposition;

import static org.glia.compute.decomposition.LinearSystems.ALONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.glia.compute.dense.Strided;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseholderTest {

    /// (3, 4) becomes (-5, 0), whatever the unit.
    @ParameterizedTest
    @ValueSource(ints = {-1070, -1022, -990, -500, 0, 500, 1020})
    void reflectsVectorsOfAnySize(int exponent) {
        double[] x = {9, Math.scalb(3.0, exponent), 9, Math.scalb(4.0, exponent), 0, 9};
        double tau = Householder.reflect(x, 1, 3, 2);
        assertEquals(Math.scalb(-5.0, exponent), x[1], Math.scalb(1e-15, Math.max(exponent, -1000)));
        assertEquals(1.6, tau, 1e-15);
        assertEquals(0.5, x[3], exponent < -1060 ? 0.01 : 1e-15);
        assertEquals(0, x[4]);
        assertEquals(9, x[0] + x[2] + x[5] - 18);
    }

    @Test
    void leavesMultiplesOfTheUnitVectorAlone() {
        double[] x = {-7, 0, 0};
        assertEquals(0, Householder.reflect(x, 0, 1, 2));
        assertEquals(-7, x[0]);
        assertEquals(0, Householder.reflect(x, 0, 1, 0));
        double[] y = {0, 2};
        assertEquals(1, Householder.reflect(y, 0, 1, 1));
        assertEquals(2, Math.abs(y[0]));
    }

    @Test
    void nanComesOutAsNaN() {
        double[] x = {1, Double.NaN, 2};
        assertTrue(Double.isNaN(Householder.reflect(x, 0, 1, 2)));
        double[] y = {Double.NaN, 1, 2};
        assertTrue(Double.isNaN(Householder.reflect(y, 0, 1, 2)));
    }

    @Test
    void blocksAreTheProductsOfTheirReflections() {
        int m = 40;
        int k = 7;
        var v = Spectra.uniform(m, k);
        var taus = new double[k + 2];
        Arrays.fill(taus, 99);
        for (int s = 0; s < k; s++) {
            double square = 1;
            for (int i = 0; i < m; i++) {
                v.set(i, s, i < s ? 0 : i == s ? 1 : v.get(i, s));
                square += i > s ? v.get(i, s) * v.get(i, s) : 0;
            }
            taus[s + 1] = s == 3 ? 0 : 2 / square; // one that does nothing
        }
        var t = Householder.factor(v, taus, 1, ALONE);
        var c = Spectra.gaussian(m, 9, 1);
        var expected = c.copy();
        for (int s = k - 1; s >= 0; s--) {
            for (int j = 0; j < 9; j++) {
                double product = 0;
                for (int i = 0; i < m; i++) {
                    product += v.get(i, s) * expected.get(i, j);
                }
                for (int i = 0; i < m; i++) {
                    expected.set(i, j, expected.get(i, j) - taus[s + 1] * product * v.get(i, s));
                }
            }
        }
        for (var layout : LinearSystems.layouts(c)) {
            Householder.apply(false, v, t, layout, ALONE);
            LinearSystems.assertClose(expected, layout, 1e-14, "H1 ... Hk C");
            Householder.apply(true, v, t, layout, ALONE);
            LinearSystems.assertClose(c, layout, 1e-14, "and back");
        }
        var right = Strided.zeros(9, m);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < 9; j++) {
                right.set(j, i, c.get(i, j));
            }
        }
        Householder.apply(false, v, t, right.transpose(), ALONE); // C (H1 ... Hk)', from the right
        LinearSystems.assertClose(expected, right.transpose(), 1e-14, "from the right");
    }
}
