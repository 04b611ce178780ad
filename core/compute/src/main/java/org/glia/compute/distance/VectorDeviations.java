package org.glia.compute.distance;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

import org.glia.compute.vector.Species;

/// Sums of weighted differences.
final class VectorDeviations {

    private static final VectorSpecies<Double> S = Species.DOUBLE;
    private static final int L = Species.DOUBLES;

    private VectorDeviations() {
    }

    /// `sums += weight (x - y)` by whole vectors; returns how many numbers these were.
    static int add(double weight, double[] x, int xAt, double[] y, int yAt, double[] sums, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var difference = DoubleVector.fromArray(S, x, xAt + i).sub(DoubleVector.fromArray(S, y, yAt + i));
            var sum = DoubleVector.fromArray(S, sums, i);
            difference.fma(DoubleVector.broadcast(S, weight), sum).intoArray(sums, i);
        }
        return i;
    }
}
