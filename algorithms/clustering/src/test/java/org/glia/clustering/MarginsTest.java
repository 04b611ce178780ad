package org.glia.clustering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.stream.IntStream;

import org.glia.api.run.RandomStream;
import org.glia.compute.dense.Doubles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarginsTest {

    /// Scales at which squares are ordinary, lose digits by underflow, and vanish.
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-140, 1e-153, 1e-160, 1e-162, 1e-170})
    void boundsHoldForTheExactDistance(double scale) {
        var random = new RandomStream(3);
        for (int trial = 0; trial < 2000; trial++) {
            int width = 1 + random.nextInt(6);
            var x = IntStream.range(0, width).mapToDouble(j -> scale * random.nextDouble()).toArray();
            var y = IntStream.range(0, width).mapToDouble(j -> scale * random.nextDouble()).toArray();
            var margins = Margins.of(width);
            double computed = Doubles.squaredDistance(x, 0, y, 0, width);
            var exact = exactSquare(x, y);
            assertTrue(square(margins.lower(computed)).compareTo(exact) <= 0, () -> "lower bound of " + exact);
            assertTrue(square(margins.upper(computed)).compareTo(exact) >= 0, () -> "upper bound of " + exact);
        }
    }

    private static BigDecimal exactSquare(double[] x, double[] y) {
        var sum = BigDecimal.ZERO;
        for (int j = 0; j < x.length; j++) {
            sum = sum.add(new BigDecimal(x[j]).subtract(new BigDecimal(y[j])).pow(2));
        }
        return sum;
    }

    private static BigDecimal square(double bound) {
        return new BigDecimal(bound).pow(2);
    }

    @Test
    void aLoweredBoundIsNotAboveTheExactDifference() {
        var random = new RandomStream(4);
        for (int trial = 0; trial < 2000; trial++) {
            double lower = random.nextDouble();
            double drift = random.nextDouble() * random.nextDouble(); // products have digits that a difference loses
            double lowered = Margins.lowered(lower, drift);
            var exact = new BigDecimal(lower).subtract(new BigDecimal(drift)).max(BigDecimal.ZERO);
            assertTrue(new BigDecimal(lowered).compareTo(exact) <= 0);
        }
        assertEquals(0, Margins.lowered(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void wideRowsGetWiderMargins() {
        assertTrue(Margins.of(1000).upper(1) > Margins.of(2).upper(1));
    }
}
