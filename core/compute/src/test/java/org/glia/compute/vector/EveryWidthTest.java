package org.glia.compute.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class EveryWidthTest {

    /// Gives away which width it was loaded for.
    public static final class OwnWidth implements EveryWidth.Probe {
        @Override
        public double[] get() {
            return new double[] {Width.chosen().bits()};
        }
    }

    public static final class Constant implements EveryWidth.Probe {
        @Override
        public double[] get() {
            return new double[] {Double.NaN, 1, -0.0};
        }
    }

    @Test
    void findsProbesThatDependOnTheWidth() {
        assertThrows(AssertionFailedError.class, () -> EveryWidth.agrees(OwnWidth.class));
    }

    @Test
    void acceptsTheSameBits() {
        EveryWidth.agrees(Constant.class);
    }

    @Test
    void theWidestVectorsAreChosenUnlessToldOtherwise() {
        assertEquals(Species.Widest.bits(), Width.chosen().bits());
        assertTrue(Width.pays(1), "tests ask for a width, and get it at once");
    }
}
