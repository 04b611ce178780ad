package org.glia.compute.elementwise;

import static org.glia.compute.elementwise.Binary32.*;

/// Elementary functions of one float, with the same bits on every machine and as in [FloatElementwise], which computes
/// whole arrays of them faster. All take the full range: subnormal numbers, infinities and NaN included.
///
/// Arguments are reduced as in Cody and Waite (1980) with fused multiply-adds; the logarithm follows Tang (1990) and
/// FDLIBM (Sun Microsystems, 1993) in the use of s = f / (2 + f).
public final class FloatElementary {

    private FloatElementary() {
    }

    /// e to the power of x; at most 1 ulp away.
    public static float exp(float x) {
        if (!(Math.abs(x) <= EXP_NORMAL)) {
            return farExp(x);
        }
        float t = Math.fma(x, LOG2_E, ROUNDER);
        return ofBits(bits(reducedExp(x, t)) + (bits(t) << FRACTION_BITS));
    }

    private static float farExp(float x) {
        if (!(x <= EXP_MOST)) {
            return x > 0 ? Float.POSITIVE_INFINITY : x;
        }
        if (x < EXP_LEAST) {
            return 0;
        }
        float t = Math.fma(x, LOG2_E, ROUNDER);
        float p = reducedExp(x, t);
        return x > 0 ? ofBits(bits(p) + (bits(t) << FRACTION_BITS))
                : ofBits(bits(p) + ((bits(t) + LIFT) << FRACTION_BITS)) * UNLIFT;
    }

    /// exp(x) / 2^n, where t = n + ROUNDER.
    private static float reducedExp(float x, float t) {
        float r = reduced(x, t);
        return Math.fma(r, Math.fma(r, q(r), 1), 1);
    }

    private static float reduced(float x, float t) {
        float n = t - ROUNDER;
        return Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    }

    /// exp(x) - 1, accurate near zero too; at most 2 ulp away.
    public static float expm1(float x) {
        if (!(Math.abs(x) >= TINY)) {
            return x;
        }
        if (x > EXP_MOST) {
            return Float.POSITIVE_INFINITY;
        }
        float least = x < EXPM1_LEAST ? EXPM1_LEAST : x;
        float t = Math.fma(least, LOG2_E, ROUNDER);
        float r = reduced(least, t);
        float p = Math.fma(r * r, q(r), r);
        float half = ofBits((bits(t) + (BIAS - 1)) << FRACTION_BITS);
        return 2 * Math.fma(half, p, half - 0.5f);
    }

    /// The natural logarithm; at most 1 ulp away. -infinity for zeros, NaN for negative numbers.
    public static float log(float x) {
        if (!(x > 0 && x < Float.POSITIVE_INFINITY)) {
            return x == 0 ? Float.NEGATIVE_INFINITY : x > 0 ? x : Float.NaN;
        }
        boolean subnormal = x < MIN_NORMAL;
        float y = subnormal ? x * RAISE : x;
        int shifted = bits(y) + (ONE - SQRT_HALF);
        int exponent = (shifted >>> FRACTION_BITS) - (subnormal ? BIAS + RAISE_EXPONENT : BIAS);
        float f = ofBits((shifted & FRACTION) + SQRT_HALF) - 1;
        return log(f, exponent);
    }

    /// log((1 + f) 2^exponent), with 1 + f from sqrt(1/2) to sqrt(2).
    private static float log(float f, int exponent) {
        float e = ofBits(exponent + ROUNDER_BITS) - ROUNDER;
        float s = f / (2 + f);
        float z = s * s;
        float halfSquare = 0.5f * f * f;
        float tail = Math.fma(s, Math.fma(z, l(z), halfSquare), e * LN2_LOW);
        return Math.fma(e, LN2_HIGH, f - (halfSquare - tail));
    }

    /// log(1 + x), accurate near zero too; at most 2 ulp away. -infinity for -1, NaN below.
    public static float log1p(float x) {
        if (!(Math.abs(x) >= TINY)) {
            return x;
        }
        if (!(x > -1 && x < Float.POSITIVE_INFINITY)) {
            return x == -1 ? Float.NEGATIVE_INFINITY : x > 0 ? x : Float.NaN;
        }
        float u = 1 + x;
        float back = u - 1;
        float lost = (1 - (u - back)) + (x - back);
        int shifted = bits(u) + (ONE - SQRT_HALF);
        int exponent = (shifted >>> FRACTION_BITS) - BIAS;
        float f = ofBits((shifted & FRACTION) + SQRT_HALF) - 1;
        float scale = ofBits((BIAS + 1 - exponent) << FRACTION_BITS);
        return log(Math.fma(0.5f * lost, scale, f), exponent);
    }

    /// The hyperbolic tangent; at most 2 ulp away.
    public static float tanh(float x) {
        float size = Math.abs(x);
        float z = size * size;
        float y = size < TANH_SMALL ? size + size * z * n(z) / d(z) : 1 + -2 / (exp(2 * size) + 1);
        return Math.copySign(y, x);
    }

    /// 1 / (1 + exp(-x)), the logistic sigmoid; at most 3 ulp away, far below zero too.
    public static float logistic(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// log(1 + exp(x)), of which [#logistic(float)] is the derivative; at most 2 ulp away.
    public static float softplus(float x) {
        float tail = log1p(exp(-Math.abs(x)));
        return x > 0 ? x + tail : tail;
    }

    /// The probability that a standard normal variate is at most x; at most 5 ulp away, in the lower tail too.
    public static float normalCdf(float x) {
        float a = Math.abs(x) > TAIL_MOST ? TAIL_MOST : Math.abs(x);
        float square = a * a;
        float lost = Math.fma(a, a, -square);
        float e = exp(-0.5f * square);
        float t = (a - TAIL_CENTER) / (a + TAIL_CENTER);
        float tail = e * (g(t) / Math.fma(1.25f, a, 1));
        tail = Math.fma(-0.5f * lost, tail, tail);
        return x > 0 ? 1 - tail : tail;
    }
}
