package org.glia.compute.decomposition;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

import org.glia.compute.vector.Species;

/// Kernels of [Strips] with vectors; to be touched only where there are some. All take strips of eight columns, with
/// rows in whole groups of eight. A vector narrower than eight goes over the rows once for each part of the lanes it
/// can hold.
final class VectorStrips {

    private static final VectorSpecies<Double> SPECIES = Species.DOUBLE;
    private static final int LANES = 8;

    private VectorStrips() {
    }

    /// `y += A factors`, and `lanes += A' x`, lane by lane.
    static void both(double[] a, int at, int stride, int rows, double[] factors, double[] x, int xAt,
            double[] y, int yAt, double[] lanes) {
        for (int lane = 0; lane < LANES; lane += Species.DOUBLES) {
            bothInLanes(lane, a, at, stride, rows, factors, x, xAt, y, yAt, lanes);
        }
    }

    private static void bothInLanes(int lane, double[] a, int at, int stride, int rows, double[] factors,
            double[] x, int xAt, double[] y, int yAt, double[] lanes) {
        int at1 = at + 1 * stride;
        int at2 = at + 2 * stride;
        int at3 = at + 3 * stride;
        int at4 = at + 4 * stride;
        int at5 = at + 5 * stride;
        int at6 = at + 6 * stride;
        int at7 = at + 7 * stride;
        var factor0 = DoubleVector.broadcast(SPECIES, factors[0]);
        var factor1 = DoubleVector.broadcast(SPECIES, factors[1]);
        var factor2 = DoubleVector.broadcast(SPECIES, factors[2]);
        var factor3 = DoubleVector.broadcast(SPECIES, factors[3]);
        var factor4 = DoubleVector.broadcast(SPECIES, factors[4]);
        var factor5 = DoubleVector.broadcast(SPECIES, factors[5]);
        var factor6 = DoubleVector.broadcast(SPECIES, factors[6]);
        var factor7 = DoubleVector.broadcast(SPECIES, factors[7]);
        var sum0 = DoubleVector.fromArray(SPECIES, lanes, lane);
        var sum1 = DoubleVector.fromArray(SPECIES, lanes, lane + 8);
        var sum2 = DoubleVector.fromArray(SPECIES, lanes, lane + 16);
        var sum3 = DoubleVector.fromArray(SPECIES, lanes, lane + 24);
        var sum4 = DoubleVector.fromArray(SPECIES, lanes, lane + 32);
        var sum5 = DoubleVector.fromArray(SPECIES, lanes, lane + 40);
        var sum6 = DoubleVector.fromArray(SPECIES, lanes, lane + 48);
        var sum7 = DoubleVector.fromArray(SPECIES, lanes, lane + 56);
        for (int i = lane; i < rows; i += LANES) {
            var inX = DoubleVector.fromArray(SPECIES, x, xAt + i);
            var inY = DoubleVector.fromArray(SPECIES, y, yAt + i);
            var a0 = DoubleVector.fromArray(SPECIES, a, at + i);
            inY = a0.fma(factor0, inY);
            sum0 = a0.fma(inX, sum0);
            var a1 = DoubleVector.fromArray(SPECIES, a, at1 + i);
            inY = a1.fma(factor1, inY);
            sum1 = a1.fma(inX, sum1);
            var a2 = DoubleVector.fromArray(SPECIES, a, at2 + i);
            inY = a2.fma(factor2, inY);
            sum2 = a2.fma(inX, sum2);
            var a3 = DoubleVector.fromArray(SPECIES, a, at3 + i);
            inY = a3.fma(factor3, inY);
            sum3 = a3.fma(inX, sum3);
            var a4 = DoubleVector.fromArray(SPECIES, a, at4 + i);
            inY = a4.fma(factor4, inY);
            sum4 = a4.fma(inX, sum4);
            var a5 = DoubleVector.fromArray(SPECIES, a, at5 + i);
            inY = a5.fma(factor5, inY);
            sum5 = a5.fma(inX, sum5);
            var a6 = DoubleVector.fromArray(SPECIES, a, at6 + i);
            inY = a6.fma(factor6, inY);
            sum6 = a6.fma(inX, sum6);
            var a7 = DoubleVector.fromArray(SPECIES, a, at7 + i);
            inY = a7.fma(factor7, inY);
            sum7 = a7.fma(inX, sum7);
            inY.intoArray(y, yAt + i);
        }
        sum0.intoArray(lanes, lane);
        sum1.intoArray(lanes, lane + 8);
        sum2.intoArray(lanes, lane + 16);
        sum3.intoArray(lanes, lane + 24);
        sum4.intoArray(lanes, lane + 32);
        sum5.intoArray(lanes, lane + 40);
        sum6.intoArray(lanes, lane + 48);
        sum7.intoArray(lanes, lane + 56);
    }

    /// `lanes += A' x`, lane by lane.
    static void products(double[] a, int at, int stride, int rows, double[] x, int xAt, double[] lanes) {
        for (int lane = 0; lane < LANES; lane += Species.DOUBLES) {
            productsInLanes(lane, a, at, stride, rows, x, xAt, lanes);
        }
    }

    private static void productsInLanes(int lane, double[] a, int at, int stride, int rows, double[] x, int xAt,
            double[] lanes) {
        int at1 = at + 1 * stride;
        int at2 = at + 2 * stride;
        int at3 = at + 3 * stride;
        int at4 = at + 4 * stride;
        int at5 = at + 5 * stride;
        int at6 = at + 6 * stride;
        int at7 = at + 7 * stride;
        var sum0 = DoubleVector.fromArray(SPECIES, lanes, lane);
        var sum1 = DoubleVector.fromArray(SPECIES, lanes, lane + 8);
        var sum2 = DoubleVector.fromArray(SPECIES, lanes, lane + 16);
        var sum3 = DoubleVector.fromArray(SPECIES, lanes, lane + 24);
        var sum4 = DoubleVector.fromArray(SPECIES, lanes, lane + 32);
        var sum5 = DoubleVector.fromArray(SPECIES, lanes, lane + 40);
        var sum6 = DoubleVector.fromArray(SPECIES, lanes, lane + 48);
        var sum7 = DoubleVector.fromArray(SPECIES, lanes, lane + 56);
        for (int i = lane; i < rows; i += LANES) {
            var inX = DoubleVector.fromArray(SPECIES, x, xAt + i);
            sum0 = DoubleVector.fromArray(SPECIES, a, at + i).fma(inX, sum0);
            sum1 = DoubleVector.fromArray(SPECIES, a, at1 + i).fma(inX, sum1);
            sum2 = DoubleVector.fromArray(SPECIES, a, at2 + i).fma(inX, sum2);
            sum3 = DoubleVector.fromArray(SPECIES, a, at3 + i).fma(inX, sum3);
            sum4 = DoubleVector.fromArray(SPECIES, a, at4 + i).fma(inX, sum4);
            sum5 = DoubleVector.fromArray(SPECIES, a, at5 + i).fma(inX, sum5);
            sum6 = DoubleVector.fromArray(SPECIES, a, at6 + i).fma(inX, sum6);
            sum7 = DoubleVector.fromArray(SPECIES, a, at7 + i).fma(inX, sum7);
        }
        sum0.intoArray(lanes, lane);
        sum1.intoArray(lanes, lane + 8);
        sum2.intoArray(lanes, lane + 16);
        sum3.intoArray(lanes, lane + 24);
        sum4.intoArray(lanes, lane + 32);
        sum5.intoArray(lanes, lane + 40);
        sum6.intoArray(lanes, lane + 48);
        sum7.intoArray(lanes, lane + 56);
    }

    /// `y += A factors`.
    static void combine(double[] a, int at, int stride, int rows, double[] factors, double[] y, int yAt) {
        int at1 = at + 1 * stride;
        int at2 = at + 2 * stride;
        int at3 = at + 3 * stride;
        int at4 = at + 4 * stride;
        int at5 = at + 5 * stride;
        int at6 = at + 6 * stride;
        int at7 = at + 7 * stride;
        var factor0 = DoubleVector.broadcast(SPECIES, factors[0]);
        var factor1 = DoubleVector.broadcast(SPECIES, factors[1]);
        var factor2 = DoubleVector.broadcast(SPECIES, factors[2]);
        var factor3 = DoubleVector.broadcast(SPECIES, factors[3]);
        var factor4 = DoubleVector.broadcast(SPECIES, factors[4]);
        var factor5 = DoubleVector.broadcast(SPECIES, factors[5]);
        var factor6 = DoubleVector.broadcast(SPECIES, factors[6]);
        var factor7 = DoubleVector.broadcast(SPECIES, factors[7]);
        for (int i = 0; i < rows; i += Species.DOUBLES) {
            var inY = DoubleVector.fromArray(SPECIES, y, yAt + i);
            inY = DoubleVector.fromArray(SPECIES, a, at + i).fma(factor0, inY);
            inY = DoubleVector.fromArray(SPECIES, a, at1 + i).fma(factor1, inY);
            inY = DoubleVector.fromArray(SPECIES, a, at2 + i).fma(factor2, inY);
            inY = DoubleVector.fromArray(SPECIES, a, at3 + i).fma(factor3, inY);
            inY = DoubleVector.fromArray(SPECIES, a, at4 + i).fma(factor4, inY);
            inY = DoubleVector.fromArray(SPECIES, a, at5 + i).fma(factor5, inY);
            inY = DoubleVector.fromArray(SPECIES, a, at6 + i).fma(factor6, inY);
            inY = DoubleVector.fromArray(SPECIES, a, at7 + i).fma(factor7, inY);
            inY.intoArray(y, yAt + i);
        }
    }
}
