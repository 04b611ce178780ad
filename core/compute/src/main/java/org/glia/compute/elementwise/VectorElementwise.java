package org.glia.compute.elementwise;

import static jdk.incubator.vector.VectorOperators.*;
import static org.glia.compute.elementwise.Binary64.*;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.glia.compute.vector.Species;

/// [Elementwise] with vectors, for as many elements as fill whole vectors: the operations of [Elementary], in the same
/// order on each lane; rare arguments are computed like all others and replaced at the end. Each loop returns how many
/// elements it served.
///
/// Bodies are flat: a method of our own that the compiler declines to inline would put each vector on the heap.
final class VectorElementwise {

    private static final VectorSpecies<Double> SPECIES = Species.DOUBLE;
    private static final int L = Species.DOUBLES;
    /// Functions made of others work on so many elements at a time, which stay in the first cache.
    private static final int BLOCK = 512;

    private VectorElementwise() {
    }

    static int exp(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            var t = v.fma(LOG2_E, ROUNDER);
            var e = t.sub(ROUNDER);
            var r = e.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), v);
            r = e.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
            var q = r.fma(Q10, Q9);
            q = q.lanewise(FMA, r, Q8);
            q = q.lanewise(FMA, r, Q7);
            q = q.lanewise(FMA, r, Q6);
            q = q.lanewise(FMA, r, Q5);
            q = q.lanewise(FMA, r, Q4);
            q = q.lanewise(FMA, r, Q3);
            q = q.lanewise(FMA, r, Q2);
            q = q.lanewise(FMA, r, Q1);
            q = q.lanewise(FMA, r, Q0);
            var p = q.lanewise(FMA, r, 1).lanewise(FMA, r, 1).reinterpretAsLongs();
            var k = t.reinterpretAsLongs();
            var result = k.lanewise(LSHL, FRACTION_BITS).add(p).reinterpretAsDoubles();
            if (!v.abs().compare(LE, EXP_NORMAL).allTrue()) {
                var lifted = k.add(LIFT).lanewise(LSHL, FRACTION_BITS).add(p).reinterpretAsDoubles().mul(UNLIFT);
                result = result.blend(lifted, v.compare(LT, -EXP_NORMAL))
                        .blend(0.0, v.compare(LT, EXP_LEAST))
                        .blend(Double.POSITIVE_INFINITY, v.compare(GT, EXP_MOST))
                        .blend(v, v.compare(NE, v));
            }
            result.intoArray(y, yAt + i);
        }
        return i;
    }

    static int expm1(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            var least = v.blend(EXPM1_LEAST, v.compare(LT, EXPM1_LEAST));
            var t = least.fma(LOG2_E, ROUNDER);
            var e = t.sub(ROUNDER);
            var r = e.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), least);
            r = e.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
            var q = r.fma(Q10, Q9);
            q = q.lanewise(FMA, r, Q8);
            q = q.lanewise(FMA, r, Q7);
            q = q.lanewise(FMA, r, Q6);
            q = q.lanewise(FMA, r, Q5);
            q = q.lanewise(FMA, r, Q4);
            q = q.lanewise(FMA, r, Q3);
            q = q.lanewise(FMA, r, Q2);
            q = q.lanewise(FMA, r, Q1);
            q = q.lanewise(FMA, r, Q0);
            var p = r.mul(r).fma(q, r);
            var half = t.reinterpretAsLongs().add(BIAS - 1).lanewise(LSHL, FRACTION_BITS).reinterpretAsDoubles();
            half.fma(p, half.sub(0.5)).mul(2)
                    .blend(Double.POSITIVE_INFINITY, v.compare(GT, EXP_MOST))
                    .blend(v, v.abs().compare(GE, TINY).not())
                    .intoArray(y, yAt + i);
        }
        return i;
    }

    static int log(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            var subnormal = v.compare(LT, MIN_NORMAL);
            var shifted = v.blend(v.mul(RAISE), subnormal).reinterpretAsLongs().add(ONE - SQRT_HALF);
            var bias = LongVector.broadcast(Species.LONG, BIAS).blend(BIAS + RAISE_EXPONENT, subnormal.cast(Species.LONG));
            var exponent = shifted.lanewise(LSHR, FRACTION_BITS).sub(bias);
            var f = shifted.and(FRACTION).add(SQRT_HALF).reinterpretAsDoubles().sub(1);
            var e = exponent.add(ROUNDER_BITS).reinterpretAsDoubles().sub(ROUNDER);
            var s = f.div(f.add(2));
            var z = s.mul(s);
            var halfSquare = f.mul(0.5).mul(f);
            var l = z.fma(L6, L5);
            l = l.lanewise(FMA, z, L4);
            l = l.lanewise(FMA, z, L3);
            l = l.lanewise(FMA, z, L2);
            l = l.lanewise(FMA, z, L1);
            l = l.lanewise(FMA, z, L0);
            var tail = s.fma(z.fma(l, halfSquare), e.mul(LN2_LOW));
            e.fma(DoubleVector.broadcast(SPECIES, LN2_HIGH), f.sub(halfSquare.sub(tail)))
                    .blend(Double.NaN, v.compare(GE, 0.0).not())
                    .blend(Double.NEGATIVE_INFINITY, v.compare(EQ, 0.0))
                    .blend(Double.POSITIVE_INFINITY, v.compare(EQ, Double.POSITIVE_INFINITY))
                    .intoArray(y, yAt + i);
        }
        return i;
    }

    static int log1p(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            var one = DoubleVector.broadcast(SPECIES, 1);
            var u = v.add(one);
            var back = u.sub(one);
            var lost = one.sub(u.sub(back)).add(v.sub(back));
            var shifted = u.reinterpretAsLongs().add(ONE - SQRT_HALF);
            var exponent = shifted.lanewise(LSHR, FRACTION_BITS).sub(BIAS);
            var scale = LongVector.broadcast(Species.LONG, BIAS + 1).sub(exponent).lanewise(LSHL, FRACTION_BITS);
            var f = shifted.and(FRACTION).add(SQRT_HALF).reinterpretAsDoubles().sub(1);
            f = lost.mul(0.5).fma(scale.reinterpretAsDoubles(), f);
            var e = exponent.add(ROUNDER_BITS).reinterpretAsDoubles().sub(ROUNDER);
            var s = f.div(f.add(2));
            var z = s.mul(s);
            var halfSquare = f.mul(0.5).mul(f);
            var l = z.fma(L6, L5);
            l = l.lanewise(FMA, z, L4);
            l = l.lanewise(FMA, z, L3);
            l = l.lanewise(FMA, z, L2);
            l = l.lanewise(FMA, z, L1);
            l = l.lanewise(FMA, z, L0);
            var tail = s.fma(z.fma(l, halfSquare), e.mul(LN2_LOW));
            e.fma(DoubleVector.broadcast(SPECIES, LN2_HIGH), f.sub(halfSquare.sub(tail)))
                    .blend(Double.NaN, v.compare(GE, -1.0).not())
                    .blend(Double.NEGATIVE_INFINITY, v.compare(EQ, -1.0))
                    .blend(Double.POSITIVE_INFINITY, v.compare(EQ, Double.POSITIVE_INFINITY))
                    .blend(v, v.abs().compare(LT, TINY))
                    .intoArray(y, yAt + i);
        }
        return i;
    }

    // exp once more, so that the division overlaps with it
    static int tanh(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            var size = v.abs();
            var a = size.mul(2);
            var t = a.fma(LOG2_E, ROUNDER);
            var e = t.sub(ROUNDER);
            var r = e.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), a);
            r = e.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
            var q = r.fma(Q10, Q9);
            q = q.lanewise(FMA, r, Q8);
            q = q.lanewise(FMA, r, Q7);
            q = q.lanewise(FMA, r, Q6);
            q = q.lanewise(FMA, r, Q5);
            q = q.lanewise(FMA, r, Q4);
            q = q.lanewise(FMA, r, Q3);
            q = q.lanewise(FMA, r, Q2);
            q = q.lanewise(FMA, r, Q1);
            q = q.lanewise(FMA, r, Q0);
            var p = q.lanewise(FMA, r, 1).lanewise(FMA, r, 1).reinterpretAsLongs();
            var exp = t.reinterpretAsLongs().lanewise(LSHL, FRACTION_BITS).add(p).reinterpretAsDoubles();
            if (!a.compare(LE, EXP_NORMAL).allTrue()) {
                exp = exp.blend(Double.POSITIVE_INFINITY, a.compare(GT, EXP_MOST)).blend(v, v.compare(NE, v));
            }
            var z = size.mul(size);
            var small = size.compare(LT, TANH_SMALL);
            var over = z.fma(N2, N1);
            over = over.lanewise(FMA, z, N0);
            var under = z.fma(D3, D2);
            under = under.lanewise(FMA, z, D1);
            under = under.lanewise(FMA, z, D0);
            over = DoubleVector.broadcast(SPECIES, -2).blend(size.mul(z).mul(over), small);
            under = exp.add(1).blend(under, small);
            var result = DoubleVector.broadcast(SPECIES, 1).blend(size, small).add(over.div(under)).reinterpretAsLongs();
            result.or(v.reinterpretAsLongs().and(SIGN)).reinterpretAsDoubles().intoArray(y, yAt + i);
        }
        return i;
    }

    // exp once more, so that the division overlaps with it
    static int logistic(double[] x, int xAt, double[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - L; i += L) {
            var v = DoubleVector.fromArray(SPECIES, x, xAt + i);
            var a = v.abs().neg();
            var t = a.fma(LOG2_E, ROUNDER);
            var e = t.sub(ROUNDER);
            var r = e.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), a);
            r = e.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
            var q = r.fma(Q10, Q9);
            q = q.lanewise(FMA, r, Q8);
            q = q.lanewise(FMA, r, Q7);
            q = q.lanewise(FMA, r, Q6);
            q = q.lanewise(FMA, r, Q5);
            q = q.lanewise(FMA, r, Q4);
            q = q.lanewise(FMA, r, Q3);
            q = q.lanewise(FMA, r, Q2);
            q = q.lanewise(FMA, r, Q1);
            q = q.lanewise(FMA, r, Q0);
            var p = q.lanewise(FMA, r, 1).lanewise(FMA, r, 1).reinterpretAsLongs();
            var k = t.reinterpretAsLongs();
            var exp = k.lanewise(LSHL, FRACTION_BITS).add(p).reinterpretAsDoubles();
            if (!a.compare(GE, -EXP_NORMAL).allTrue()) {
                var lifted = k.add(LIFT).lanewise(LSHL, FRACTION_BITS).add(p).reinterpretAsDoubles().mul(UNLIFT);
                exp = exp.blend(lifted, a.compare(LT, -EXP_NORMAL)).blend(0.0, a.compare(LT, EXP_LEAST))
                        .blend(v, v.compare(NE, v));
            }
            var one = DoubleVector.broadcast(SPECIES, 1);
            one.blend(exp, v.compare(LT, 0.0)).div(exp.add(one)).intoArray(y, yAt + i);
        }
        return i;
    }

    static int softplus(double[] x, int xAt, double[] y, int yAt, int n) {
        int most = n - n % L;
        var tails = new double[Math.min(BLOCK, most)];
        for (int from = 0; from < most; from += BLOCK) {
            int size = Math.min(BLOCK, most - from);
            expOfNegativeSize(x, xAt + from, tails, size);
            log1p(tails, 0, tails, 0, size);
            for (int i = 0; i < size; i += L) {
                var v = DoubleVector.fromArray(SPECIES, x, xAt + from + i);
                var tail = DoubleVector.fromArray(SPECIES, tails, i);
                tail.blend(v.add(tail), v.compare(GT, 0.0)).intoArray(y, yAt + from + i);
            }
        }
        return most;
    }

    static int normalCdf(double[] x, int xAt, double[] y, int yAt, int n) {
        int most = n - n % L;
        var exps = new double[Math.min(BLOCK, most)];
        for (int from = 0; from < most; from += BLOCK) {
            int size = Math.min(BLOCK, most - from);
            for (int i = 0; i < size; i += L) {
                var a = DoubleVector.fromArray(SPECIES, x, xAt + from + i).abs();
                a = a.blend(TAIL_MOST, a.compare(GT, TAIL_MOST));
                a.mul(a).mul(-0.5).intoArray(exps, i);
            }
            exp(exps, 0, exps, 0, size);
            for (int i = 0; i < size; i += L) {
                var v = DoubleVector.fromArray(SPECIES, x, xAt + from + i);
                var a = v.abs();
                a = a.blend(TAIL_MOST, a.compare(GT, TAIL_MOST));
                var square = a.mul(a);
                var lost = a.fma(a, square.neg());
                var t = a.sub(TAIL_CENTER).div(a.add(TAIL_CENTER));
                var g = t.fma(G22, G21);
                g = g.lanewise(FMA, t, G20);
                g = g.lanewise(FMA, t, G19);
                g = g.lanewise(FMA, t, G18);
                g = g.lanewise(FMA, t, G17);
                g = g.lanewise(FMA, t, G16);
                g = g.lanewise(FMA, t, G15);
                g = g.lanewise(FMA, t, G14);
                g = g.lanewise(FMA, t, G13);
                g = g.lanewise(FMA, t, G12);
                g = g.lanewise(FMA, t, G11);
                g = g.lanewise(FMA, t, G10);
                g = g.lanewise(FMA, t, G9);
                g = g.lanewise(FMA, t, G8);
                g = g.lanewise(FMA, t, G7);
                g = g.lanewise(FMA, t, G6);
                g = g.lanewise(FMA, t, G5);
                g = g.lanewise(FMA, t, G4);
                g = g.lanewise(FMA, t, G3);
                g = g.lanewise(FMA, t, G2);
                g = g.lanewise(FMA, t, G1);
                g = g.lanewise(FMA, t, G0);
                var one = DoubleVector.broadcast(SPECIES, 1);
                var under = a.fma(DoubleVector.broadcast(SPECIES, 1.25), one);
                var tail = DoubleVector.fromArray(SPECIES, exps, i).mul(g.div(under));
                tail = lost.mul(-0.5).fma(tail, tail);
                tail.blend(one.sub(tail), v.compare(GT, 0.0)).intoArray(y, yAt + from + i);
            }
        }
        return most;
    }

    private static void expOfNegativeSize(double[] x, int xAt, double[] y, int n) {
        for (int i = 0; i < n; i += L) {
            DoubleVector.fromArray(SPECIES, x, xAt + i).abs().neg().intoArray(y, i);
        }
        exp(y, 0, y, 0, n);
    }
}
