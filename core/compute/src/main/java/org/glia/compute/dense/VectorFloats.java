package org.glia.compute.dense;

import static org.glia.compute.dense.ScalarFloats.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.glia.compute.vector.Species;

/// [Floats] with vectors. Sums take four vectors of lanes at a time; narrow vectors need several rounds, each of which
/// reads other elements. Where a vector is a group or half of one, lanes are folded in registers.
final class VectorFloats {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT;
    private static final int L = Species.FLOATS;

    /// Whether rows are served together.
    static final boolean GROUPED = L == GROUP;

    private static final VectorShuffle<Float> HALF = across(L / 2);
    private static final VectorShuffle<Float> QUARTER = across(L / 4);
    private static final VectorShuffle<Float> EIGHTH = across(L / 8);
    private static final VectorShuffle<Float> SIXTEENTH = across(L / 16);

    private VectorFloats() {
    }

    /// Pairs each lane with the one that is `distance` away.
    private static VectorShuffle<Float> across(int distance) {
        return VectorShuffle.fromOp(SPECIES, lane -> lane ^ distance);
    }

    /// The sum of the lanes of a vector, folded in halves.
    private static float folded(FloatVector s) {
        s = s.add(s.rearrange(HALF));
        if (L > 2) {
            s = s.add(s.rearrange(QUARTER));
        }
        if (L > 4) {
            s = s.add(s.rearrange(EIGHTH));
        }
        if (L > 8) {
            s = s.add(s.rearrange(SIXTEENTH));
        }
        return s.lane(0);
    }

    static float dot(float[] x, int xAt, float[] y, int yAt, int n) {
        int grouped = n - n % GROUP;
        var lanes = new float[2 * L < GROUP ? LANES : 0];
        var even = FloatVector.zero(SPECIES);
        var odd = even;
        float rest = 0;
        for (int i = grouped; i < n; i++) {
            rest = Math.fma(x[xAt + i], y[yAt + i], rest);
        }
        for (int lane = 0; lane < LANES; lane += 4 * L) {
            var s0 = FloatVector.zero(SPECIES);
            var s1 = s0;
            var s2 = s0;
            var s3 = s0;
            int i = lane;
            for (; i <= grouped - 4 * L; i += LANES) {
                s0 = load(x, xAt + i).fma(load(y, yAt + i), s0);
                s1 = load(x, xAt + i + L).fma(load(y, yAt + i + L), s1);
                s2 = load(x, xAt + i + 2 * L).fma(load(y, yAt + i + 2 * L), s2);
                s3 = load(x, xAt + i + 3 * L).fma(load(y, yAt + i + 3 * L), s3);
            }
            if (i < grouped) {
                s0 = load(x, xAt + i).fma(load(y, yAt + i), s0);
            }
            if (i + L < grouped) {
                s1 = load(x, xAt + i + L).fma(load(y, yAt + i + L), s1);
            }
            if (i + 2 * L < grouped) {
                s2 = load(x, xAt + i + 2 * L).fma(load(y, yAt + i + 2 * L), s2);
            }
            if (L == GROUP) {
                return folded(s0.add(s1).add(s2.add(s3))) + rest;
            }
            if (2 * L == GROUP) {
                even = even.add(s0.add(s2));
                odd = odd.add(s1.add(s3));
            } else {
                s0.intoArray(lanes, lane);
                s1.intoArray(lanes, lane + L);
                s2.intoArray(lanes, lane + 2 * L);
                s3.intoArray(lanes, lane + 3 * L);
            }
        }
        return (2 * L == GROUP ? folded(even.add(odd)) : fold(lanes)) + rest;
    }

    /// Inner products of many rows, less than [ScalarFloats#LANES] long, with x; only where a vector is a group.
    static void shortDots(float[] a, int at, int stride, int rows, int n, float[] x, int xAt, float[] sums) {
        int grouped = n - n % GROUP;
        if (grouped > 0) {
            groups(a, at, stride, rows, grouped, x, xAt, sums);
        }
        if (grouped < n) {
            int done = rests(a, at + grouped, stride, rows, n - grouped, x, xAt + grouped, sums);
            for (int i = done; i < rows; i++) {
                float rest = 0;
                for (int j = grouped; j < n; j++) {
                    rest = Math.fma(a[at + i * stride + j], x[xAt + j], rest);
                }
                sums[i] += rest;
            }
        }
    }

    private static void groups(float[] a, int at, int stride, int rows, int n, float[] x, int xAt, float[] sums) {
        var zero = FloatVector.zero(SPECIES);
        var x0 = load(x, xAt);
        var x1 = n > L ? load(x, xAt + L) : zero;
        var x2 = n > 2 * L ? load(x, xAt + 2 * L) : zero;
        for (int i = 0; i < rows; i++) {
            int row = at + i * stride;
            var s = load(a, row).fma(x0, zero);
            if (n > L) {
                s = s.add(load(a, row + L).fma(x1, zero));
            }
            if (n > 2 * L) {
                s = s.add(load(a, row + 2 * L).fma(x2, zero));
            }
            sums[i] = folded(s);
        }
    }

    /// Adds the last terms, for as many rows at a time as a vector has lanes; returns how many rows were served.
    private static int rests(float[] a, int at, int stride, int rows, int n, float[] x, int xAt, float[] sums) {
        var places = new int[L];
        for (int lane = 0; lane < L; lane++) {
            places[lane] = lane * stride;
        }
        int i = 0;
        for (; i <= rows - L; i += L) {
            int row = at + i * stride;
            var rest = FloatVector.zero(SPECIES);
            for (int j = 0; j < n; j++) {
                var factor = FloatVector.broadcast(SPECIES, x[xAt + j]);
                rest = FloatVector.fromArray(SPECIES, a, row + j, places, 0).fma(factor, rest);
            }
            load(sums, i).add(rest).intoArray(sums, i);
        }
        return i;
    }

    static float sum(float[] x, int at, int n) {
        int grouped = n - n % GROUP;
        var lanes = new float[2 * L < GROUP ? LANES : 0];
        var even = FloatVector.zero(SPECIES);
        var odd = even;
        float rest = 0;
        for (int i = grouped; i < n; i++) {
            rest = rest + x[at + i];
        }
        for (int lane = 0; lane < LANES; lane += 4 * L) {
            var s0 = FloatVector.zero(SPECIES);
            var s1 = s0;
            var s2 = s0;
            var s3 = s0;
            int i = lane;
            for (; i <= grouped - 4 * L; i += LANES) {
                s0 = s0.add(load(x, at + i));
                s1 = s1.add(load(x, at + i + L));
                s2 = s2.add(load(x, at + i + 2 * L));
                s3 = s3.add(load(x, at + i + 3 * L));
            }
            if (i < grouped) {
                s0 = s0.add(load(x, at + i));
            }
            if (i + L < grouped) {
                s1 = s1.add(load(x, at + i + L));
            }
            if (i + 2 * L < grouped) {
                s2 = s2.add(load(x, at + i + 2 * L));
            }
            if (L == GROUP) {
                return folded(s0.add(s1).add(s2.add(s3))) + rest;
            }
            if (2 * L == GROUP) {
                even = even.add(s0.add(s2));
                odd = odd.add(s1.add(s3));
            } else {
                s0.intoArray(lanes, lane);
                s1.intoArray(lanes, lane + L);
                s2.intoArray(lanes, lane + 2 * L);
                s3.intoArray(lanes, lane + 3 * L);
            }
        }
        return (2 * L == GROUP ? folded(even.add(odd)) : fold(lanes)) + rest;
    }

    static float sumOfAbsolutes(float[] x, int at, int n) {
        int grouped = n - n % GROUP;
        var lanes = new float[2 * L < GROUP ? LANES : 0];
        var even = FloatVector.zero(SPECIES);
        var odd = even;
        float rest = 0;
        for (int i = grouped; i < n; i++) {
            rest = rest + Math.abs(x[at + i]);
        }
        for (int lane = 0; lane < LANES; lane += 4 * L) {
            var s0 = FloatVector.zero(SPECIES);
            var s1 = s0;
            var s2 = s0;
            var s3 = s0;
            int i = lane;
            for (; i <= grouped - 4 * L; i += LANES) {
                s0 = s0.add(load(x, at + i).abs());
                s1 = s1.add(load(x, at + i + L).abs());
                s2 = s2.add(load(x, at + i + 2 * L).abs());
                s3 = s3.add(load(x, at + i + 3 * L).abs());
            }
            if (i < grouped) {
                s0 = s0.add(load(x, at + i).abs());
            }
            if (i + L < grouped) {
                s1 = s1.add(load(x, at + i + L).abs());
            }
            if (i + 2 * L < grouped) {
                s2 = s2.add(load(x, at + i + 2 * L).abs());
            }
            if (L == GROUP) {
                return folded(s0.add(s1).add(s2.add(s3))) + rest;
            }
            if (2 * L == GROUP) {
                even = even.add(s0.add(s2));
                odd = odd.add(s1.add(s3));
            } else {
                s0.intoArray(lanes, lane);
                s1.intoArray(lanes, lane + L);
                s2.intoArray(lanes, lane + 2 * L);
                s3.intoArray(lanes, lane + 3 * L);
            }
        }
        return (2 * L == GROUP ? folded(even.add(odd)) : fold(lanes)) + rest;
    }

    static float squaredDeviations(float[] x, int at, float center, int n) {
        int grouped = n - n % GROUP;
        var lanes = new float[2 * L < GROUP ? LANES : 0];
        var even = FloatVector.zero(SPECIES);
        var odd = even;
        float rest = 0;
        for (int i = grouped; i < n; i++) {
            rest = squared(x[at + i] - center, rest);
        }
        for (int lane = 0; lane < LANES; lane += 4 * L) {
            var s0 = FloatVector.zero(SPECIES);
            var s1 = s0;
            var s2 = s0;
            var s3 = s0;
            int i = lane;
            for (; i <= grouped - 4 * L; i += LANES) {
                s0 = squares(load(x, at + i).sub(center), s0);
                s1 = squares(load(x, at + i + L).sub(center), s1);
                s2 = squares(load(x, at + i + 2 * L).sub(center), s2);
                s3 = squares(load(x, at + i + 3 * L).sub(center), s3);
            }
            if (i < grouped) {
                s0 = squares(load(x, at + i).sub(center), s0);
            }
            if (i + L < grouped) {
                s1 = squares(load(x, at + i + L).sub(center), s1);
            }
            if (i + 2 * L < grouped) {
                s2 = squares(load(x, at + i + 2 * L).sub(center), s2);
            }
            if (L == GROUP) {
                return folded(s0.add(s1).add(s2.add(s3))) + rest;
            }
            if (2 * L == GROUP) {
                even = even.add(s0.add(s2));
                odd = odd.add(s1.add(s3));
            } else {
                s0.intoArray(lanes, lane);
                s1.intoArray(lanes, lane + L);
                s2.intoArray(lanes, lane + 2 * L);
                s3.intoArray(lanes, lane + 3 * L);
            }
        }
        return (2 * L == GROUP ? folded(even.add(odd)) : fold(lanes)) + rest;
    }

    static float squaredDistance(float[] x, int xAt, float[] y, int yAt, int n) {
        int grouped = n - n % GROUP;
        var lanes = new float[2 * L < GROUP ? LANES : 0];
        var even = FloatVector.zero(SPECIES);
        var odd = even;
        float rest = 0;
        for (int i = grouped; i < n; i++) {
            rest = squared(x[xAt + i] - y[yAt + i], rest);
        }
        for (int lane = 0; lane < LANES; lane += 4 * L) {
            var s0 = FloatVector.zero(SPECIES);
            var s1 = s0;
            var s2 = s0;
            var s3 = s0;
            int i = lane;
            for (; i <= grouped - 4 * L; i += LANES) {
                s0 = squares(load(x, xAt + i).sub(load(y, yAt + i)), s0);
                s1 = squares(load(x, xAt + i + L).sub(load(y, yAt + i + L)), s1);
                s2 = squares(load(x, xAt + i + 2 * L).sub(load(y, yAt + i + 2 * L)), s2);
                s3 = squares(load(x, xAt + i + 3 * L).sub(load(y, yAt + i + 3 * L)), s3);
            }
            if (i < grouped) {
                s0 = squares(load(x, xAt + i).sub(load(y, yAt + i)), s0);
            }
            if (i + L < grouped) {
                s1 = squares(load(x, xAt + i + L).sub(load(y, yAt + i + L)), s1);
            }
            if (i + 2 * L < grouped) {
                s2 = squares(load(x, xAt + i + 2 * L).sub(load(y, yAt + i + 2 * L)), s2);
            }
            if (L == GROUP) {
                return folded(s0.add(s1).add(s2.add(s3))) + rest;
            }
            if (2 * L == GROUP) {
                even = even.add(s0.add(s2));
                odd = odd.add(s1.add(s3));
            } else {
                s0.intoArray(lanes, lane);
                s1.intoArray(lanes, lane + L);
                s2.intoArray(lanes, lane + 2 * L);
                s3.intoArray(lanes, lane + 3 * L);
            }
        }
        return (2 * L == GROUP ? folded(even.add(odd)) : fold(lanes)) + rest;
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(SPECIES, x, at);
    }

    private static FloatVector squares(FloatVector difference, FloatVector sum) {
        return difference.fma(difference, sum);
    }

    static float largest(float[] x, int at, int n) {
        var m0 = FloatVector.broadcast(SPECIES, 0);
        var m1 = m0;
        int i = 0;
        for (; i <= n - 2 * L; i += 2 * L) {
            m0 = m0.max(load(x, at + i).abs());
            m1 = m1.max(load(x, at + i + L).abs());
        }
        float result = m0.max(m1).reduceLanes(VectorOperators.MAX);
        for (; i < n; i++) {
            result = Math.max(result, Math.abs(x[at + i]));
        }
        return result;
    }

    static float max(float[] x, int at, int n) {
        var m0 = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        var m1 = m0;
        int i = 0;
        for (; i <= n - 2 * L; i += 2 * L) {
            m0 = m0.max(load(x, at + i));
            m1 = m1.max(load(x, at + i + L));
        }
        float result = m0.max(m1).reduceLanes(VectorOperators.MAX);
        for (; i < n; i++) {
            result = Math.max(result, x[at + i]);
        }
        return result;
    }

    static float min(float[] x, int at, int n) {
        var m0 = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
        var m1 = m0;
        int i = 0;
        for (; i <= n - 2 * L; i += 2 * L) {
            m0 = m0.min(load(x, at + i));
            m1 = m1.min(load(x, at + i + L));
        }
        float result = m0.min(m1).reduceLanes(VectorOperators.MIN);
        for (; i < n; i++) {
            result = Math.min(result, x[at + i]);
        }
        return result;
    }

    static void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        var a = FloatVector.broadcast(SPECIES, alpha);
        int i = 0;
        for (; i <= n - L; i += L) {
            load(x, xAt + i).fma(a, load(y, yAt + i)).intoArray(y, yAt + i);
        }
        ScalarFloats.axpy(alpha, x, xAt + i, y, yAt + i, n - i);
    }

    static void axpby(float alpha, float[] x, int xAt, float beta, float[] y, int yAt, int n) {
        var a = FloatVector.broadcast(SPECIES, alpha);
        var zero = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i <= n - L; i += L) {
            load(x, xAt + i).fma(a, beta == 0 ? zero : load(y, yAt + i).mul(beta)).intoArray(y, yAt + i);
        }
        ScalarFloats.axpby(alpha, x, xAt + i, beta, y, yAt + i, n - i);
    }

    static void scale(float alpha, float[] x, int at, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            load(x, at + i).mul(alpha).intoArray(x, at + i);
        }
        ScalarFloats.scale(alpha, x, at + i, n - i);
    }

    static void multiply(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            load(y, yAt + i).mul(load(x, xAt + i)).intoArray(y, yAt + i);
        }
        ScalarFloats.multiply(x, xAt + i, y, yAt + i, n - i);
    }
}
