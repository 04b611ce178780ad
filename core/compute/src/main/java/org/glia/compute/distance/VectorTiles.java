package org.glia.compute.distance;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import org.glia.compute.vector.Species;

/// Distances of a tile of rows to one point at a time, the rows being the lanes. The tile is turned: feature `j` of
/// row `r` stands at `j * stride + r`. Squared distances have the bits of
/// [org.glia.compute.dense.Doubles#squaredDistance], whose lanes are accumulators here.
final class VectorTiles {

    private static final VectorSpecies<Double> S = Species.DOUBLE;
    private static final int L = Species.DOUBLES;
    /// Numbers in a vector.
    static final int LANES = L;
    /// Rows of a tile are a multiple of this.
    static final int ROWS = 4 * L;

    private VectorTiles() {
    }

    /// Turns rows that begin at `places` of `x`; `count` is a multiple of [#ROWS].
    static void turn(double[] x, int[] places, int count, int width, double[] turned, int stride) {
        for (int j = 0; j < width; j++) {
            for (int r = 0; r < count; r += L) {
                DoubleVector.fromArray(S, x, j, places, r).intoArray(turned, j * stride + r);
            }
        }
    }

    /// The squared distances of the first `count` rows, a multiple of [#ROWS], to the point that begins at `at`.
    static void distances(double[] turned, int stride, int count, double[] point, int at, int width, double[] into,
                          int intoAt) {
        if (width < 8) {
            narrow(turned, stride, count, point, at, width, into, intoAt);
        } else if (width < 32) {
            middling(turned, stride, count, point, at, width, into, intoAt);
        } else {
            wide(turned, stride, count, point, at, width, into, intoAt);
        }
    }

    /// Fewer than 8 features: one after the other.
    private static void narrow(double[] turned, int stride, int count, double[] point, int at, int width, double[] into,
                               int intoAt) {
        for (int r = 0; r < count; r += 4 * L) {
            var sum0 = DoubleVector.zero(S);
            var sum1 = sum0;
            var sum2 = sum0;
            var sum3 = sum0;
            for (int j = 0, x = r; j < width; j++, x += stride) {
                var y = DoubleVector.broadcast(S, point[at + j]);
                var t0 = DoubleVector.fromArray(S, turned, x).sub(y);
                var t1 = DoubleVector.fromArray(S, turned, x + L).sub(y);
                var t2 = DoubleVector.fromArray(S, turned, x + 2 * L).sub(y);
                var t3 = DoubleVector.fromArray(S, turned, x + 3 * L).sub(y);
                sum0 = t0.fma(t0, sum0);
                sum1 = t1.fma(t1, sum1);
                sum2 = t2.fma(t2, sum2);
                sum3 = t3.fma(t3, sum3);
            }
            sum0.intoArray(into, intoAt + r);
            sum1.intoArray(into, intoAt + r + L);
            sum2.intoArray(into, intoAt + r + 2 * L);
            sum3.intoArray(into, intoAt + r + 3 * L);
        }
    }

    /// 8 to 31 features: one to three groups of 8, each of which has lanes of its own, then the rest.
    private static void middling(double[] turned, int stride, int count, double[] point, int at, int width, double[] into,
                                 int intoAt) {
        for (int r = 0; r < count; r += L) {
            var sum0 = DoubleVector.zero(S);
            var sum1 = sum0;
            var sum2 = sum0;
            var sum3 = sum0;
            var sum4 = sum0;
            var sum5 = sum0;
            var sum6 = sum0;
            var sum7 = sum0;
            int j = 0;
            for (; j <= width - 8; j += 8) {
                int x = j * stride + r;
                int y = at + j;
                var t0 = DoubleVector.fromArray(S, turned, x).sub(point[y]);
                var t1 = DoubleVector.fromArray(S, turned, x + stride).sub(point[y + 1]);
                var t2 = DoubleVector.fromArray(S, turned, x + 2 * stride).sub(point[y + 2]);
                var t3 = DoubleVector.fromArray(S, turned, x + 3 * stride).sub(point[y + 3]);
                var t4 = DoubleVector.fromArray(S, turned, x + 4 * stride).sub(point[y + 4]);
                var t5 = DoubleVector.fromArray(S, turned, x + 5 * stride).sub(point[y + 5]);
                var t6 = DoubleVector.fromArray(S, turned, x + 6 * stride).sub(point[y + 6]);
                var t7 = DoubleVector.fromArray(S, turned, x + 7 * stride).sub(point[y + 7]);
                sum0 = sum0.add(t0.mul(t0));
                sum1 = sum1.add(t1.mul(t1));
                sum2 = sum2.add(t2.mul(t2));
                sum3 = sum3.add(t3.mul(t3));
                sum4 = sum4.add(t4.mul(t4));
                sum5 = sum5.add(t5.mul(t5));
                sum6 = sum6.add(t6.mul(t6));
                sum7 = sum7.add(t7.mul(t7));
            }
            var rest = DoubleVector.zero(S);
            for (; j < width; j++) {
                var t = DoubleVector.fromArray(S, turned, j * stride + r).sub(point[at + j]);
                rest = t.fma(t, rest);
            }
            var tree = sum0.add(sum4).add(sum2.add(sum6)).add(sum1.add(sum5).add(sum3.add(sum7)));
            tree.add(rest).intoArray(into, intoAt + r);
        }
    }

    /// 32 features or more: eight of the 32 lanes at a time.
    private static void wide(double[] turned, int stride, int count, double[] point, int at, int width, double[] into,
                             int intoAt) {
        var lanes = new double[32 * L];
        for (int r = 0; r < count; r += L) {
            for (int first = 0; first < 32; first += 8) {
                eight(turned, stride, r, first, point, at, width, lanes);
            }
            fold(lanes);
            var rest = DoubleVector.zero(S);
            for (int j = width & -8; j < width; j++) {
                var t = DoubleVector.fromArray(S, turned, j * stride + r).sub(point[at + j]);
                rest = t.fma(t, rest);
            }
            DoubleVector.fromArray(S, lanes, 0).add(rest).intoArray(into, intoAt + r);
        }
    }

    /// Adds up 32 vectors as `Doubles` does its lanes.
    private static void fold(double[] lanes) {
        for (int l = 0; l < 8 * L; l += L) {
            var low = DoubleVector.fromArray(S, lanes, l).add(DoubleVector.fromArray(S, lanes, l + 8 * L));
            var high = DoubleVector.fromArray(S, lanes, l + 16 * L).add(DoubleVector.fromArray(S, lanes, l + 24 * L));
            low.add(high).intoArray(lanes, l);
        }
        for (int half = 4 * L; half >= L; half /= 2) {
            for (int l = 0; l < half; l += L) {
                DoubleVector.fromArray(S, lanes, l).add(DoubleVector.fromArray(S, lanes, l + half)).intoArray(lanes, l);
            }
        }
    }

    private static void eight(double[] turned, int stride, int r, int first, double[] point, int at, int width,
                              double[] lanes) {
        var sum0 = DoubleVector.zero(S);
        var sum1 = sum0;
        var sum2 = sum0;
        var sum3 = sum0;
        var sum4 = sum0;
        var sum5 = sum0;
        var sum6 = sum0;
        var sum7 = sum0;
        for (int j = first; j <= width - 8; j += 32) {
            int x = j * stride + r;
            int y = at + j;
            var t0 = DoubleVector.fromArray(S, turned, x).sub(point[y]);
            var t1 = DoubleVector.fromArray(S, turned, x + stride).sub(point[y + 1]);
            var t2 = DoubleVector.fromArray(S, turned, x + 2 * stride).sub(point[y + 2]);
            var t3 = DoubleVector.fromArray(S, turned, x + 3 * stride).sub(point[y + 3]);
            var t4 = DoubleVector.fromArray(S, turned, x + 4 * stride).sub(point[y + 4]);
            var t5 = DoubleVector.fromArray(S, turned, x + 5 * stride).sub(point[y + 5]);
            var t6 = DoubleVector.fromArray(S, turned, x + 6 * stride).sub(point[y + 6]);
            var t7 = DoubleVector.fromArray(S, turned, x + 7 * stride).sub(point[y + 7]);
            sum0 = t0.fma(t0, sum0);
            sum1 = t1.fma(t1, sum1);
            sum2 = t2.fma(t2, sum2);
            sum3 = t3.fma(t3, sum3);
            sum4 = t4.fma(t4, sum4);
            sum5 = t5.fma(t5, sum5);
            sum6 = t6.fma(t6, sum6);
            sum7 = t7.fma(t7, sum7);
        }
        int into = first * L;
        sum0.intoArray(lanes, into);
        sum1.intoArray(lanes, into + L);
        sum2.intoArray(lanes, into + 2 * L);
        sum3.intoArray(lanes, into + 3 * L);
        sum4.intoArray(lanes, into + 4 * L);
        sum5.intoArray(lanes, into + 5 * L);
        sum6.intoArray(lanes, into + 6 * L);
        sum7.intoArray(lanes, into + 7 * L);
    }

    /// Where a distance is smaller than all before, it and its number take their place; the second smallest is kept too.
    static void update(double[] distances, int count, int number, double[] smallest, double[] numbers, double[] second) {
        var own = DoubleVector.broadcast(S, number);
        for (int r = 0; r < count; r += L) {
            var distance = DoubleVector.fromArray(S, distances, r);
            var best = DoubleVector.fromArray(S, smallest, r);
            var nearer = distance.lt(best);
            var farther = best.blend(distance, nearer.not());
            var next = DoubleVector.fromArray(S, second, r);
            next.blend(farther, farther.lt(next)).intoArray(second, r);
            best.blend(distance, nearer).intoArray(smallest, r);
            DoubleVector.fromArray(S, numbers, r).blend(own, nearer).intoArray(numbers, r);
        }
    }

    /// The sums of absolute differences, in the order of the features.
    static void absolutes(double[] turned, int stride, int count, double[] point, int at, int width, double[] into, int intoAt) {
        for (int r = 0; r < count; r += 4 * L) {
            var sum0 = DoubleVector.zero(S);
            var sum1 = sum0;
            var sum2 = sum0;
            var sum3 = sum0;
            for (int j = 0, x = r; j < width; j++, x += stride) {
                var y = DoubleVector.broadcast(S, point[at + j]);
                sum0 = sum0.add(DoubleVector.fromArray(S, turned, x).sub(y).abs());
                sum1 = sum1.add(DoubleVector.fromArray(S, turned, x + L).sub(y).abs());
                sum2 = sum2.add(DoubleVector.fromArray(S, turned, x + 2 * L).sub(y).abs());
                sum3 = sum3.add(DoubleVector.fromArray(S, turned, x + 3 * L).sub(y).abs());
            }
            sum0.intoArray(into, intoAt + r);
            sum1.intoArray(into, intoAt + r + L);
            sum2.intoArray(into, intoAt + r + 2 * L);
            sum3.intoArray(into, intoAt + r + 3 * L);
        }
    }

    /// The greatest absolute differences.
    static void largest(double[] turned, int stride, int count, double[] point, int at, int width, double[] into, int intoAt) {
        for (int r = 0; r < count; r += 4 * L) {
            var sum0 = DoubleVector.zero(S);
            var sum1 = sum0;
            var sum2 = sum0;
            var sum3 = sum0;
            for (int j = 0, x = r; j < width; j++, x += stride) {
                var y = DoubleVector.broadcast(S, point[at + j]);
                sum0 = sum0.max(DoubleVector.fromArray(S, turned, x).sub(y).abs());
                sum1 = sum1.max(DoubleVector.fromArray(S, turned, x + L).sub(y).abs());
                sum2 = sum2.max(DoubleVector.fromArray(S, turned, x + 2 * L).sub(y).abs());
                sum3 = sum3.max(DoubleVector.fromArray(S, turned, x + 3 * L).sub(y).abs());
            }
            sum0.intoArray(into, intoAt + r);
            sum1.intoArray(into, intoAt + r + L);
            sum2.intoArray(into, intoAt + r + 2 * L);
            sum3.intoArray(into, intoAt + r + 3 * L);
        }
    }

    /// Adds two squared lengths to each of the inner products that `c` holds, vector by vector, until one is met with a sum that
    /// is too small or too large to be trusted.
    ///
    /// @param from the first column to do
    /// @return the first column of that vector, or the first that fills no vector
    static int complete(double square, double[] squares, int at, double[] c, int place, int from, int columns, double guard,
                        double floor) {
        int j = from;
        for (; j <= columns - L; j += L) {
            var sum = DoubleVector.fromArray(S, squares, at + j).add(square);
            var distance = DoubleVector.fromArray(S, c, place + j).add(sum);
            boolean sure = distance.compare(VectorOperators.GE, sum.mul(guard)).allTrue()
                    && sum.lt(Double.POSITIVE_INFINITY).allTrue() && sum.compare(VectorOperators.GE, floor).allTrue();
            if (!sure) {
                break;
            }
            distance.intoArray(c, place + j);
        }
        return j;
    }

    /// Lowers numbers to limits that they are not below, NaN too, by whole vectors; returns how many numbers these were.
    static int atMost(double[] limits, int limitsAt, double[] numbers, int at, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var number = DoubleVector.fromArray(S, numbers, at + i);
            var limit = DoubleVector.fromArray(S, limits, limitsAt + i);
            limit.blend(number, number.lt(limit)).intoArray(numbers, at + i);
        }
        return i;
    }
}
