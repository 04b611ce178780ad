package org.glia.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;

import org.junit.jupiter.api.Test;

class LBFGSTest {

    /// Rosenbrock 1960: a bent valley with its minimum 0 at (1, ..., 1).
    private static double rosenbrock(double[] x, double[] gradient) {
        double value = 0;
        gradient[x.length - 1] = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double bend = x[i + 1] - x[i] * x[i];
            value += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
            gradient[i] = (i == 0 ? 0 : gradient[i]) - 400 * bend * x[i] - 2 * (1 - x[i]);
            gradient[i + 1] = 200 * bend;
        }
        return value;
    }

    @Test
    void followsABentValleyToItsEnd() {
        var minimum = LBFGS.minimise(LBFGSTest::rosenbrock, new double[] {-1.2, 1}, 1e-10, 500, (i, v, g) -> { });
        assertEquals(LBFGS.End.CONVERGED, minimum.end());
        assertArrayEquals(new double[] {1, 1}, minimum.x(), 1e-9);
        assertTrue(minimum.iterations() < 60, "took " + minimum.iterations());
    }

    @Test
    void theValueNeverRises() {
        var values = new ArrayList<Double>();
        LBFGS.minimise(LBFGSTest::rosenbrock, new double[] {-1.2, 1, -1.2, 1, 3}, 1e-8, 500, (i, value, g) -> values.add(value));
        for (int i = 1; i < values.size(); i++) {
            assertTrue(values.get(i) <= values.get(i - 1));
        }
    }

    @Test
    void findsTheMinimumOfABadlyScaledBowl() {
        LBFGS.Objective bowl = (x, gradient) -> {
            double value = 0;
            for (int i = 0; i < x.length; i++) {
                double curvature = Math.pow(10, i);
                gradient[i] = curvature * (x[i] - i);
                value += 0.5 * curvature * (x[i] - i) * (x[i] - i);
            }
            return value;
        };
        var minimum = LBFGS.minimise(bowl, new double[6], 1e-9, 1000, (i, v, g) -> { });
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, minimum.x(), 1e-8);
    }

    @Test
    void stepsBackFromWhereTheFunctionIsNotDefined() {
        LBFGS.Objective barrier = (x, gradient) -> {
            gradient[0] = 1 - 1 / x[0];
            return x[0] > 0 ? x[0] - Math.log(x[0]) : Double.NaN;
        };
        assertEquals(1, LBFGS.minimise(barrier, new double[] {30}, 1e-10, 100, (i, v, g) -> { }).x()[0], 1e-9);
    }

    @Test
    void saysWhyItEnded() {
        assertEquals(LBFGS.End.ITERATIONS, LBFGS.minimise(LBFGSTest::rosenbrock, new double[] {-1.2, 1}, 1e-10, 3, (i, v, g) -> { }).end());
        LBFGS.Objective wrong = (x, gradient) -> {
            gradient[0] = -2 * x[0];
            return x[0] * x[0];
        };
        assertEquals(LBFGS.End.ROUNDING, LBFGS.minimise(wrong, new double[] {1}, 1e-10, 100, (i, v, g) -> { }).end());
    }
}
