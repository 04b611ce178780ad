package org.glia.compute.elementwise;

import static org.glia.compute.elementwise.Binary64.*;

/// Elementary functions of one double, with the same bits on every machine and as in [Elementwise], which computes
/// whole arrays of them faster. All take the full range: subnormal numbers, infinities and NaN included.
///
/// Arguments are reduced as in Cody and Waite (1980) with fused multiply-adds; the logarithm follows Tang (1990) and
/// FDLIBM (Sun Microsystems, 1993) in the use of s = f / (2 + f).
public final class Elementary {

    private Elementary() {
    }

    /// e to the power of x; at most 1 ulp away.
    public static double exp(double x) {
        if (!(Math.abs(x) <= EXP_NORMAL)) {
            return farExp(x);
        }
        double t = Math.fma(x, LOG2_E, ROUNDER);
        return ofBits(bits(reducedExp(x, t)) + (bits(t) << FRACTION_BITS));
    }

    private static double farExp(double x) {
        if (!(x <= EXP_MOST)) {
            return x > 0 ? Double.POSITIVE_INFINITY : x;
        }
        if (x < EXP_LEAST) {
            return 0;
        }
        double t = Math.fma(x, LOG2_E, ROUNDER);
        double p = reducedExp(x, t);
        return x > 0 ? ofBits(bits(p) + (bits(t) << FRACTION_BITS))
                : ofBits(bits(p) + ((bits(t) + LIFT) << FRACTION_BITS)) * UNLIFT;
    }

    /// exp(x) / 2^n, where t = n + ROUNDER.
    private static double reducedExp(double x, double t) {
        double r = reduced(x, t);
        return Math.fma(r, Math.fma(r, q(r), 1), 1);
    }

    private static double reduced(double x, double t) {
        double n = t - ROUNDER;
        return Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    }

    /// exp(x) - 1, accurate near zero too; at most 2 ulp away.
    public static double expm1(double x) {
        if (!(Math.abs(x) >= TINY)) {
            return x;
        }
        if (x > EXP_MOST) {
            return Double.POSITIVE_INFINITY;
        }
        double least = x < EXPM1_LEAST ? EXPM1_LEAST : x;
        double t = Math.fma(least, LOG2_E, ROUNDER);
        double r = reduced(least, t);
        double p = Math.fma(r * r, q(r), r);
        double half = ofBits((bits(t) + (BIAS - 1)) << FRACTION_BITS);
        return 2 * Math.fma(half, p, half - 0.5);
    }

    /// The natural logarithm; at most 1 ulp away. -infinity for zeros, NaN for negative numbers.
    public static double log(double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
        }
        boolean subnormal = x < MIN_NORMAL;
        double y = subnormal ? x * RAISE : x;
        long shifted = bits(y) + (ONE - SQRT_HALF);
        long exponent = (shifted >>> FRACTION_BITS) - (subnormal ? BIAS + RAISE_EXPONENT : BIAS);
        double f = ofBits((shifted & FRACTION) + SQRT_HALF) - 1;
        return log(f, exponent);
    }

    /// log((1 + f) 2^exponent), with 1 + f from sqrt(1/2) to sqrt(2).
    private static double log(double f, long exponent) {
        double e = ofBits(exponent + ROUNDER_BITS) - ROUNDER;
        double s = f / (2 + f);
        double z = s * s;
        double halfSquare = 0.5 * f * f;
        double tail = Math.fma(s, Math.fma(z, l(z), halfSquare), e * LN2_LOW);
        return Math.fma(e, LN2_HIGH, f - (halfSquare - tail));
    }

    /// log(1 + x), accurate near zero too; at most 2 ulp away. -infinity for -1, NaN below.
    public static double log1p(double x) {
        if (!(Math.abs(x) >= TINY)) {
            return x;
        }
        if (!(x > -1 && x < Double.POSITIVE_INFINITY)) {
            return x == -1 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
        }
        double u = 1 + x;
        double back = u - 1;
        double lost = (1 - (u - back)) + (x - back);
        long shifted = bits(u) + (ONE - SQRT_HALF);
        long exponent = (shifted >>> FRACTION_BITS) - BIAS;
        double f = ofBits((shifted & FRACTION) + SQRT_HALF) - 1;
        double scale = ofBits((BIAS + 1 - exponent) << FRACTION_BITS);
        return log(Math.fma(0.5 * lost, scale, f), exponent);
    }

    /// The hyperbolic tangent; at most 2 ulp away.
    public static double tanh(double x) {
        double size = Math.abs(x);
        double z = size * size;
        double y = size < TANH_SMALL ? size + size * z * n(z) / d(z) : 1 + -2 / (exp(2 * size) + 1);
        return Math.copySign(y, x);
    }

    /// 1 / (1 + exp(-x)), the logistic sigmoid; at most 3 ulp away, far below zero too.
    public static double logistic(double x) {
        double e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /// log(1 + exp(x)), of which [#logistic(double)] is the derivative; at most 2 ulp away.
    public static double softplus(double x) {
        double tail = log1p(exp(-Math.abs(x)));
        return x > 0 ? x + tail : tail;
    }

    /// The probability that a standard normal variate is at most x; at most 5 ulp away, in the lower tail too.
    public static double normalCdf(double x) {
        double a = Math.abs(x) > TAIL_MOST ? TAIL_MOST : Math.abs(x);
        double square = a * a;
        double lost = Math.fma(a, a, -square);
        double e = exp(-0.5 * square);
        double t = (a - TAIL_CENTER) / (a + TAIL_CENTER);
        double tail = e * (g(t) / Math.fma(1.25, a, 1));
        tail = Math.fma(-0.5 * lost, tail, tail);
        return x > 0 ? 1 - tail : tail;
    }
}
