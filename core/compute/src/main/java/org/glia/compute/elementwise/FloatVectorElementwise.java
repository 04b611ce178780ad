package org.glia.compute.elementwise;

import static jdk.incubator.vector.VectorOperators.*;
import static org.glia.compute.elementwise.Binary32.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import org.glia.compute.vector.Species;

/// [FloatElementwise] with vectors, for as many elements as fill whole vectors: the operations of [FloatElementary], in the same
/// order on each lane; rare arguments are computed like all others and replaced at the end. Each loop returns how many
/// elements it served.
///
/// Bodies are flat: a method of our own that the compiler declines to inline would put each vector on the heap.
final class FloatVectorElementwise {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT;
    private static final int L = Species.FLOATS;
    /// Functions made of others work on so many elements at a time, which stay in the first cache.
    private static final int BLOCK = 512;

    private FloatVectorElementwise() {
    }

    static int exp(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = FloatVector.fromArray(SPECIES, x, xAt + i);
            var t = v.fma(LOG2_E, ROUNDER);
            var e = t.sub(ROUNDER);
            var r = e.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v);
            r = e.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
            var q = r.fma(Q4, Q3);
            q = q.lanewise(FMA, r, Q2);
            q = q.lanewise(FMA, r, Q1);
            q = q.lanewise(FMA, r, Q0);
            var p = q.lanewise(FMA, r, 1).lanewise(FMA, r, 1).reinterpretAsInts();
            var k = t.reinterpretAsInts();
            var result = k.lanewise(LSHL, FRACTION_BITS).add(p).reinterpretAsFloats();
            if (!v.abs().compare(LE, EXP_NORMAL).allTrue()) {
                var lifted = k.add(LIFT).lanewise(LSHL, FRACTION_BITS).add(p).reinterpretAsFloats().mul(UNLIFT);
                result = result.blend(lifted, v.compare(LT, -EXP_NORMAL))
                        .blend(0.0f, v.compare(LT, EXP_LEAST))
                        .blend(Float.POSITIVE_INFINITY, v.compare(GT, EXP_MOST))
                        .blend(v, v.compare(NE, v));
            }
            result.intoArray(y, yAt + i);
        }
        return i;
    }

    static int expm1(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = FloatVector.fromArray(SPECIES, x, xAt + i);
            var least = v.blend(EXPM1_LEAST, v.compare(LT, EXPM1_LEAST));
            var t = least.fma(LOG2_E, ROUNDER);
            var e = t.sub(ROUNDER);
            var r = e.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), least);
            r = e.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
            var q = r.fma(Q4, Q3);
            q = q.lanewise(FMA, r, Q2);
            q = q.lanewise(FMA, r, Q1);
            q = q.lanewise(FMA, r, Q0);
            var p = r.mul(r).fma(q, r);
            var half = t.reinterpretAsInts().add(BIAS - 1).lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats();
            half.fma(p, half.sub(0.5f)).mul(2)
                    .blend(Float.POSITIVE_INFINITY, v.compare(GT, EXP_MOST))
                    .blend(v, v.abs().compare(GE, TINY).not())
                    .intoArray(y, yAt + i);
        }
        return i;
    }

    static int log(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = FloatVector.fromArray(SPECIES, x, xAt + i);
            var subnormal = v.compare(LT, MIN_NORMAL);
            var shifted = v.blend(v.mul(RAISE), subnormal).reinterpretAsInts().add(ONE - SQRT_HALF);
            var bias = IntVector.broadcast(Species.INT, BIAS).blend(BIAS + RAISE_EXPONENT, subnormal.cast(Species.INT));
            var exponent = shifted.lanewise(LSHR, FRACTION_BITS).sub(bias);
            var f = shifted.and(FRACTION).add(SQRT_HALF).reinterpretAsFloats().sub(1);
            var e = exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
            var s = f.div(f.add(2));
            var z = s.mul(s);
            var halfSquare = f.mul(0.5f).mul(f);
            var l = z.fma(L2, L1);
            l = l.lanewise(FMA, z, L0);
            var tail = s.fma(z.fma(l, halfSquare), e.mul(LN2_LOW));
            e.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), f.sub(halfSquare.sub(tail)))
                    .blend(Float.NaN, v.compare(GE, 0.0f).not())
                    .blend(Float.NEGATIVE_INFINITY, v.compare(EQ, 0.0f))
                    .blend(Float.POSITIVE_INFINITY, v.compare(EQ, Float.POSITIVE_INFINITY))
                    .intoArray(y, yAt + i);
        }
        return i;
    }

    static int log1p(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = FloatVector.fromArray(SPECIES, x, xAt + i);
            var one = FloatVector.broadcast(SPECIES, 1);
            var u = v.add(one);
            var back = u.sub(one);
            var lost = one.sub(u.sub(back)).add(v.sub(back));
            var shifted = u.reinterpretAsInts().add(ONE - SQRT_HALF);
            var exponent = shifted.lanewise(LSHR, FRACTION_BITS).sub(BIAS);
            var scale = IntVector.broadcast(Species.INT, BIAS + 1).sub(exponent).lanewise(LSHL, FRACTION_BITS);
            var f = shifted.and(FRACTION).add(SQRT_HALF).reinterpretAsFloats().sub(1);
            f = lost.mul(0.5f).fma(scale.reinterpretAsFloats(), f);
            var e = exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
            var s = f.div(f.add(2));
            var z = s.mul(s);
            var halfSquare = f.mul(0.5f).mul(f);
            var l = z.fma(L2, L1);
            l = l.lanewise(FMA, z, L0);
            var tail = s.fma(z.fma(l, halfSquare), e.mul(LN2_LOW));
            e.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), f.sub(halfSquare.sub(tail)))
                    .blend(Float.NaN, v.compare(GE, -1.0f).not())
                    .blend(Float.NEGATIVE_INFINITY, v.compare(EQ, -1.0f))
                    .blend(Float.POSITIVE_INFINITY, v.compare(EQ, Float.POSITIVE_INFINITY))
                    .blend(v, v.abs().compare(LT, TINY))
                    .intoArray(y, yAt + i);
        }
        return i;
    }

    // exp once more, so that the division overlaps with it
    static int tanh(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = FloatVector.fromArray(SPECIES, x, xAt + i);
            var size = v.abs();
            var a = size.mul(2);
            var t = a.fma(LOG2_E, ROUNDER);
            var e = t.sub(ROUNDER);
            var r = e.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), a);
            r = e.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
            var q = r.fma(Q4, Q3);
            q = q.lanewise(FMA, r, Q2);
            q = q.lanewise(FMA, r, Q1);
            q = q.lanewise(FMA, r, Q0);
            var p = q.lanewise(FMA, r, 1).lanewise(FMA, r, 1).reinterpretAsInts();
            var exp = t.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).add(p).reinterpretAsFloats();
            if (!a.compare(LE, EXP_NORMAL).allTrue()) {
                exp = exp.blend(Float.POSITIVE_INFINITY, a.compare(GT, EXP_MOST)).blend(v, v.compare(NE, v));
            }
            var z = size.mul(size);
            var small = size.compare(LT, TANH_SMALL);
            var over = z.fma(N1, N0);
            var under = z.fma(D1, D0);
            over = FloatVector.broadcast(SPECIES, -2).blend(size.mul(z).mul(over), small);
            under = exp.add(1).blend(under, small);
            var result = FloatVector.broadcast(SPECIES, 1).blend(size, small).add(over.div(under)).reinterpretAsInts();
            result.or(v.reinterpretAsInts().and(SIGN)).reinterpretAsFloats().intoArray(y, yAt + i);
        }
        return i;
    }

    // exp once more, so that the division overlaps with it
    static int logistic(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = FloatVector.fromArray(SPECIES, x, xAt + i);
            var a = v.abs().neg();
            var t = a.fma(LOG2_E, ROUNDER);
            var e = t.sub(ROUNDER);
            var r = e.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), a);
            r = e.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
            var q = r.fma(Q4, Q3);
            q = q.lanewise(FMA, r, Q2);
            q = q.lanewise(FMA, r, Q1);
            q = q.lanewise(FMA, r, Q0);
            var p = q.lanewise(FMA, r, 1).lanewise(FMA, r, 1).reinterpretAsInts();
            var k = t.reinterpretAsInts();
            var exp = k.lanewise(LSHL, FRACTION_BITS).add(p).reinterpretAsFloats();
            if (!a.compare(GE, -EXP_NORMAL).allTrue()) {
                var lifted = k.add(LIFT).lanewise(LSHL, FRACTION_BITS).add(p).reinterpretAsFloats().mul(UNLIFT);
                exp = exp.blend(lifted, a.compare(LT, -EXP_NORMAL)).blend(0.0f, a.compare(LT, EXP_LEAST))
                        .blend(v, v.compare(NE, v));
            }
            var one = FloatVector.broadcast(SPECIES, 1);
            one.blend(exp, v.compare(LT, 0.0f)).div(exp.add(one)).intoArray(y, yAt + i);
        }
        return i;
    }

    static int softplus(float[] x, int xAt, float[] y, int yAt, int n) {
        int most = n - n % L;
        var tails = new float[Math.min(BLOCK, most)];
        for (int from = 0; from < most; from += BLOCK) {
            int size = Math.min(BLOCK, most - from);
            expOfNegativeSize(x, xAt + from, tails, size);
            log1p(tails, 0, tails, 0, size);
            for (int i = 0; i < size; i += L) {
                var v = FloatVector.fromArray(SPECIES, x, xAt + from + i);
                var tail = FloatVector.fromArray(SPECIES, tails, i);
                tail.blend(v.add(tail), v.compare(GT, 0.0f)).intoArray(y, yAt + from + i);
            }
        }
        return most;
    }

    static int normalCdf(float[] x, int xAt, float[] y, int yAt, int n) {
        int most = n - n % L;
        var exps = new float[Math.min(BLOCK, most)];
        for (int from = 0; from < most; from += BLOCK) {
            int size = Math.min(BLOCK, most - from);
            for (int i = 0; i < size; i += L) {
                var a = FloatVector.fromArray(SPECIES, x, xAt + from + i).abs();
                a = a.blend(TAIL_MOST, a.compare(GT, TAIL_MOST));
                a.mul(a).mul(-0.5f).intoArray(exps, i);
            }
            exp(exps, 0, exps, 0, size);
            for (int i = 0; i < size; i += L) {
                var v = FloatVector.fromArray(SPECIES, x, xAt + from + i);
                var a = v.abs();
                a = a.blend(TAIL_MOST, a.compare(GT, TAIL_MOST));
                var square = a.mul(a);
                var lost = a.fma(a, square.neg());
                var t = a.sub(TAIL_CENTER).div(a.add(TAIL_CENTER));
                var g = t.fma(G10, G9);
                g = g.lanewise(FMA, t, G8);
                g = g.lanewise(FMA, t, G7);
                g = g.lanewise(FMA, t, G6);
                g = g.lanewise(FMA, t, G5);
                g = g.lanewise(FMA, t, G4);
                g = g.lanewise(FMA, t, G3);
                g = g.lanewise(FMA, t, G2);
                g = g.lanewise(FMA, t, G1);
                g = g.lanewise(FMA, t, G0);
                var one = FloatVector.broadcast(SPECIES, 1);
                var under = a.fma(FloatVector.broadcast(SPECIES, 1.25f), one);
                var tail = FloatVector.fromArray(SPECIES, exps, i).mul(g.div(under));
                tail = lost.mul(-0.5f).fma(tail, tail);
                tail.blend(one.sub(tail), v.compare(GT, 0.0f)).intoArray(y, yAt + from + i);
            }
        }
        return most;
    }

    private static void expOfNegativeSize(float[] x, int xAt, float[] y, int n) {
        for (int i = 0; i < n; i += L) {
            FloatVector.fromArray(SPECIES, x, xAt + i).abs().neg().intoArray(y, i);
        }
        exp(y, 0, y, 0, n);
    }
}
