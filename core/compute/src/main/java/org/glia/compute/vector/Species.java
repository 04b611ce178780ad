package org.glia.compute.vector;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The vectors of the chosen width: constants, so that kernels compile to single instructions. To be touched only where
/// [Width#pays] says so.
public final class Species {

    public static final VectorSpecies<Double> DOUBLE = VectorSpecies.of(double.class, shape());
    public static final VectorSpecies<Long> LONG = VectorSpecies.of(long.class, shape());
    public static final VectorSpecies<Float> FLOAT = VectorSpecies.of(float.class, shape());
    public static final VectorSpecies<Integer> INT = VectorSpecies.of(int.class, shape());

    /// Doubles in a vector.
    public static final int DOUBLES = DOUBLE.length();
    /// Floats in a vector.
    public static final int FLOATS = FLOAT.length();

    private Species() {
    }

    private static VectorShape shape() {
        return VectorShape.forBitSize(Width.chosen().bits());
    }

    /// What the machine has; apart, since it is asked before the width is chosen.
    static final class Widest {

        private Widest() {
        }

        static int bits() {
            return VectorShape.preferredShape().vectorBitSize();
        }
    }
}
