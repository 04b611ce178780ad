package org.glia.compute.distance;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

import org.glia.compute.vector.Species;

/// Kernels for two points that are called many times over: `Doubles` takes care not to touch vectors for the sake of a few
/// numbers. The bits are the same.
final class VectorPairs {

    private static final VectorSpecies<Double> S = Species.DOUBLE;
    private static final int L = Species.DOUBLES;

    private VectorPairs() {
    }

    /// The squared distance of two points.
    ///
    /// @param lanes room for 8 numbers
    static double squaredDistance(double[] x, int xAt, double[] y, int yAt, int n, double[] lanes) {
        int grouped = n & -8;
        for (int lane = 0; lane < 8; lane += L) {
            quarters(x, xAt, y, yAt, grouped, lane, lanes);
        }
        double rest = 0;
        for (int i = grouped; i < n; i++) {
            double difference = x[xAt + i] - y[yAt + i];
            rest = Math.fma(difference, difference, rest);
        }
        return (((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]))) + rest;
    }

    /// The squared length of a point, in an order of its own: for bounds.
    ///
    /// @param lanes room for 8 numbers
    static double square(double[] x, int at, int n, double[] lanes) {
        var sum = DoubleVector.zero(S);
        int i = 0;
        for (; i <= n - L; i += L) {
            var t = DoubleVector.fromArray(S, x, at + i);
            sum = t.fma(t, sum);
        }
        sum.intoArray(lanes, 0);
        double even = 0;
        double odd = 0;
        for (int l = 0; l < L; l += 2) {
            even += lanes[l];
            odd += lanes[l + 1];
        }
        for (; i < n; i++) {
            even = Math.fma(x[at + i], x[at + i], even);
        }
        return even + odd;
    }

    private static void quarters(double[] x, int xAt, double[] y, int yAt, int grouped, int lane, double[] lanes) {
        var sum0 = DoubleVector.zero(S);
        var sum1 = sum0;
        var sum2 = sum0;
        var sum3 = sum0;
        int i = lane;
        for (; i < grouped - 24; i += 32) {
            var t0 = DoubleVector.fromArray(S, x, xAt + i).sub(DoubleVector.fromArray(S, y, yAt + i));
            var t1 = DoubleVector.fromArray(S, x, xAt + i + 8).sub(DoubleVector.fromArray(S, y, yAt + i + 8));
            var t2 = DoubleVector.fromArray(S, x, xAt + i + 16).sub(DoubleVector.fromArray(S, y, yAt + i + 16));
            var t3 = DoubleVector.fromArray(S, x, xAt + i + 24).sub(DoubleVector.fromArray(S, y, yAt + i + 24));
            sum0 = t0.fma(t0, sum0);
            sum1 = t1.fma(t1, sum1);
            sum2 = t2.fma(t2, sum2);
            sum3 = t3.fma(t3, sum3);
        }
        if (i < grouped) {
            var t = DoubleVector.fromArray(S, x, xAt + i).sub(DoubleVector.fromArray(S, y, yAt + i));
            sum0 = t.fma(t, sum0);
        }
        if (i < grouped - 8) {
            var t = DoubleVector.fromArray(S, x, xAt + i + 8).sub(DoubleVector.fromArray(S, y, yAt + i + 8));
            sum1 = t.fma(t, sum1);
        }
        if (i < grouped - 16) {
            var t = DoubleVector.fromArray(S, x, xAt + i + 16).sub(DoubleVector.fromArray(S, y, yAt + i + 16));
            sum2 = t.fma(t, sum2);
        }
        sum0.add(sum1).add(sum2.add(sum3)).intoArray(lanes, lane);
    }

    /// `sums += weight (x - y)` by whole vectors; returns how many numbers these were.
    static int addDeviation(double weight, double[] x, int xAt, double[] y, int yAt, double[] sums, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var difference = DoubleVector.fromArray(S, x, xAt + i).sub(DoubleVector.fromArray(S, y, yAt + i));
            var sum = DoubleVector.fromArray(S, sums, i);
            difference.fma(DoubleVector.broadcast(S, weight), sum).intoArray(sums, i);
        }
        return i;
    }
}
