package org.glia.compute.decomposition;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

import org.glia.compute.vector.Species;

/// The inner loop of reflections in a narrow panel, by vectors of columns. Each column goes the way of [ScalarPanel].
final class VectorPanel {

    private static final VectorSpecies<Double> S = Species.DOUBLE;
    private static final int W = Species.DOUBLES;

    private VectorPanel() {
    }

    /// @param width a multiple of 8, as is `left`
    static void pass(double[] panel, int width, int left, int from, int to, double[] x, double[] y, double[] u, double[] sums) {
        for (int first = from; first < to; first += ScalarPanel.ROWS) {
            int last = Math.min(to, first + ScalarPanel.ROWS);
            int j = left;
            for (; j + 4 * W <= width; j += 4 * W) {
                four(panel, width, j, first, last, x, y, u, sums);
            }
            for (; j + 2 * W <= width; j += 2 * W) {
                two(panel, width, j, first, last, x, y, u, sums);
            }
            for (; j < width; j += W) {
                one(panel, width, j, first, last, x, y, u, sums);
            }
        }
    }

    private static void four(double[] panel, int width, int j, int first, int last, double[] x, double[] y, double[] u,
            double[] sums) {
        var u0 = DoubleVector.fromArray(S, u, j);
        var u1 = DoubleVector.fromArray(S, u, j + W);
        var u2 = DoubleVector.fromArray(S, u, j + 2 * W);
        var u3 = DoubleVector.fromArray(S, u, j + 3 * W);
        var s0 = DoubleVector.zero(S);
        var s1 = DoubleVector.zero(S);
        var s2 = DoubleVector.zero(S);
        var s3 = DoubleVector.zero(S);
        for (int i = first, at = first * width + j; i < last; i++, at += width) {
            var xi = DoubleVector.broadcast(S, x[i]);
            var yi = DoubleVector.broadcast(S, y[i]);
            var a0 = xi.fma(u0, DoubleVector.fromArray(S, panel, at));
            var a1 = xi.fma(u1, DoubleVector.fromArray(S, panel, at + W));
            var a2 = xi.fma(u2, DoubleVector.fromArray(S, panel, at + 2 * W));
            var a3 = xi.fma(u3, DoubleVector.fromArray(S, panel, at + 3 * W));
            a0.intoArray(panel, at);
            a1.intoArray(panel, at + W);
            a2.intoArray(panel, at + 2 * W);
            a3.intoArray(panel, at + 3 * W);
            s0 = yi.fma(a0, s0);
            s1 = yi.fma(a1, s1);
            s2 = yi.fma(a2, s2);
            s3 = yi.fma(a3, s3);
        }
        add(s0, sums, j);
        add(s1, sums, j + W);
        add(s2, sums, j + 2 * W);
        add(s3, sums, j + 3 * W);
    }

    private static void two(double[] panel, int width, int j, int first, int last, double[] x, double[] y, double[] u,
            double[] sums) {
        var u0 = DoubleVector.fromArray(S, u, j);
        var u1 = DoubleVector.fromArray(S, u, j + W);
        var s0 = DoubleVector.zero(S);
        var s1 = DoubleVector.zero(S);
        for (int i = first, at = first * width + j; i < last; i++, at += width) {
            var xi = DoubleVector.broadcast(S, x[i]);
            var yi = DoubleVector.broadcast(S, y[i]);
            var a0 = xi.fma(u0, DoubleVector.fromArray(S, panel, at));
            var a1 = xi.fma(u1, DoubleVector.fromArray(S, panel, at + W));
            a0.intoArray(panel, at);
            a1.intoArray(panel, at + W);
            s0 = yi.fma(a0, s0);
            s1 = yi.fma(a1, s1);
        }
        add(s0, sums, j);
        add(s1, sums, j + W);
    }

    private static void one(double[] panel, int width, int j, int first, int last, double[] x, double[] y, double[] u,
            double[] sums) {
        var u0 = DoubleVector.fromArray(S, u, j);
        var s0 = DoubleVector.zero(S);
        for (int i = first, at = first * width + j; i < last; i++, at += width) {
            var a0 = DoubleVector.broadcast(S, x[i]).fma(u0, DoubleVector.fromArray(S, panel, at));
            a0.intoArray(panel, at);
            s0 = DoubleVector.broadcast(S, y[i]).fma(a0, s0);
        }
        add(s0, sums, j);
    }

    private static void add(DoubleVector part, double[] sums, int j) {
        DoubleVector.fromArray(S, sums, j).add(part).intoArray(sums, j);
    }
}
