package org.glia.compute.decomposition;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

import org.glia.compute.vector.Species;

/// Forward substitution by vectors of right sides. Each right side goes the way of [ScalarTriangles].
final class VectorTriangles {

    private static final VectorSpecies<Double> S = Species.DOUBLE;
    private static final int W = Species.DOUBLES;

    private VectorTriangles() {
    }

    /// @param strip right sides, a multiple of four vectors
    static void substitute(double[] l, int n, double[] x, int strip) {
        for (int from = 0; from < strip; from += 4 * W) {
            for (int i = 0; i < n; i++) {
                row(l, i * n, i, x, from, strip);
            }
        }
    }

    private static void row(double[] l, int row, int i, double[] x, int from, int strip) {
        int to = i * strip + from;
        var x0 = DoubleVector.fromArray(S, x, to);
        var x1 = DoubleVector.fromArray(S, x, to + W);
        var x2 = DoubleVector.fromArray(S, x, to + 2 * W);
        var x3 = DoubleVector.fromArray(S, x, to + 3 * W);
        for (int p = 0, at = from; p < i; p++, at += strip) {
            var factor = DoubleVector.broadcast(S, l[row + p]);
            x0 = factor.fma(DoubleVector.fromArray(S, x, at), x0);
            x1 = factor.fma(DoubleVector.fromArray(S, x, at + W), x1);
            x2 = factor.fma(DoubleVector.fromArray(S, x, at + 2 * W), x2);
            x3 = factor.fma(DoubleVector.fromArray(S, x, at + 3 * W), x3);
        }
        var diagonal = DoubleVector.broadcast(S, l[row + i]);
        x0.div(diagonal).intoArray(x, to);
        x1.div(diagonal).intoArray(x, to + W);
        x2.div(diagonal).intoArray(x, to + 2 * W);
        x3.div(diagonal).intoArray(x, to + 3 * W);
    }
}
