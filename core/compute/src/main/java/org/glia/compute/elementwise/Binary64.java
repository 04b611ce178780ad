package org.glia.compute.elementwise;

/// What the elementary functions need to know of the format of doubles: how it is laid out, and polynomials that are
/// accurate enough for it (fitted by src/test/oracles/polynomials.py).
final class Binary64 {

    static final int FRACTION_BITS = 52;
    static final int BIAS = 1023;
    static final long ONE = 0x3ff0_0000_0000_0000L;
    static final long SQRT_HALF = 0x3fe6_a09e_667f_3bcdL;
    static final long FRACTION = 0x000f_ffff_ffff_ffffL;
    static final long SIGN = 0x8000_0000_0000_0000L;

    /// Added to a small number, it leaves the nearest integer in the last bits; taken away again, the integer itself.
    static final double ROUNDER = 0x1.8p52;
    static final long ROUNDER_BITS = 0x4338_0000_0000_0000L;

    static final double LOG2_E = 0x1.71547652b82fep+0;
    /// ln 2 of so few bits that its multiples by exponents are exact, and the rest of ln 2.
    static final double LN2_HIGH = 0x1.62e42fefa3800p-1;
    static final double LN2_LOW = 0x1.ef35793c76730p-45;

    /// The largest number with a finite exponential.
    static final double EXP_MOST = 0x1.62e42fefa39efp+9;
    /// Exponentials of smaller numbers than this are zero.
    static final double EXP_LEAST = -746;
    /// Up to this size of the argument, exponentials are normal numbers.
    static final double EXP_NORMAL = 708;
    /// Smaller results are computed this many powers of two too large, then rounded once.
    static final int LIFT = 128;
    static final double UNLIFT = 0x1p-128;

    /// Below this, expm1 is -1 whatever the argument.
    static final double EXPM1_LEAST = -50;
    /// Up to here tanh is computed without exp.
    static final double TANH_SMALL = 0.625;
    /// Below this size, expm1(x) and log1p(x) are x.
    static final double TINY = 0x1p-54;

    static final double MIN_NORMAL = Double.MIN_NORMAL;
    /// Makes subnormal numbers normal.
    static final double RAISE = 0x1p54;
    static final int RAISE_EXPONENT = 54;

    /// exp(r) = 1 + r + r^2 q(r) for |r| up to ln(2) / 2; relative error 2^-61 of exp, 2^-59 of expm1.
    static final double Q0 = 0x1.0000000000000p-1;
    static final double Q1 = 0x1.5555555555559p-3;
    static final double Q2 = 0x1.555555555553fp-5;
    static final double Q3 = 0x1.111111110f6e5p-7;
    static final double Q4 = 0x1.6c16c16c1eb28p-10;
    static final double Q5 = 0x1.a01a01afcfd39p-13;
    static final double Q6 = 0x1.a01a017d5c267p-16;
    static final double Q7 = 0x1.71ddf888b58e9p-19;
    static final double Q8 = 0x1.27e532edc860dp-22;
    static final double Q9 = 0x1.af5e63bf4c4b7p-26;
    static final double Q10 = 0x1.1eed511607d8bp-29;

    /// 2 atanh(s) = 2 s + s z l(z), z = s^2, for s up to 0.1716; relative error 2^-58.
    static final double L0 = 0x1.5555555555592p-1;
    static final double L1 = 0x1.999999997fe03p-2;
    static final double L2 = 0x1.24924941e9c04p-2;
    static final double L3 = 0x1.c71c521082346p-3;
    static final double L4 = 0x1.74663d593fdfcp-3;
    static final double L5 = 0x1.39a1e3855e9e8p-3;
    static final double L6 = 0x1.2f03cca7d38d0p-3;

    /// tanh(x) = x + x z n(z) / d(z), z = x^2, for x up to [#TANH_SMALL]; relative error 2^-60.
    static final double N0 = -0x1.5555555555554p-2;
    static final double N1 = -0x1.4fd1be66ef7efp-6;
    static final double N2 = -0x1.a184ff83c3de8p-13;
    static final double D0 = 1;
    static final double D1 = 0x1.d890ed4ce6707p-2;
    static final double D2 = 0x1.7d8fa8bfdf70dp-6;
    static final double D3 = 0x1.b0eea8c03de85p-13;

    /// The upper tail of the normal distribution is exp(-a^2 / 2) g(t) / (1 + 1.25 a), t = (a - k) / (a + k), up to
    /// [#TAIL_MOST], where it is zero; relative error 2^-56.
    static final double TAIL_MOST = 39;
    static final double TAIL_CENTER = 5;
    static final double G0 = 0x1.1d864303d4c84p-1;
    static final double G1 = -0x1.41d8de9621f76p-4;
    static final double G2 = 0x1.402b0e17397fep-7;
    static final double G3 = 0x1.0c13034c16133p-5;
    static final double G4 = -0x1.705abcacd1c13p-5;
    static final double G5 = 0x1.2b35cdd20a8fcp-5;
    static final double G6 = -0x1.5b84cd88c8f57p-6;
    static final double G7 = 0x1.1ea0ee8b7372ep-7;
    static final double G8 = -0x1.19cd4b7f920bap-9;
    static final double G9 = -0x1.8fcb66cdc501bp-16;
    static final double G10 = 0x1.fda8e02f32713p-13;
    static final double G11 = -0x1.1a11745ad931dp-14;
    static final double G12 = -0x1.d6d49b4456a06p-17;
    static final double G13 = 0x1.86b3125263ae1p-17;
    static final double G14 = 0x1.63eb66655e3d2p-24;
    static final double G15 = -0x1.c7bc1e8ebd56ap-20;
    static final double G16 = 0x1.24ba7a4481761p-23;
    static final double G17 = 0x1.14ad8cd4b1100p-22;
    static final double G18 = -0x1.a6f66644818e5p-26;
    static final double G19 = -0x1.5f63abcdc8b9cp-25;
    static final double G20 = 0x1.d16845342276cp-34;
    static final double G21 = 0x1.56ae9215801e6p-28;
    static final double G22 = 0x1.0272c6c8f9a1cp-30;

    private Binary64() {
    }

    static double q(double r) {
        double q = Math.fma(Q10, r, Q9);
        q = Math.fma(q, r, Q8);
        q = Math.fma(q, r, Q7);
        q = Math.fma(q, r, Q6);
        q = Math.fma(q, r, Q5);
        q = Math.fma(q, r, Q4);
        q = Math.fma(q, r, Q3);
        q = Math.fma(q, r, Q2);
        q = Math.fma(q, r, Q1);
        return Math.fma(q, r, Q0);
    }

    static double l(double z) {
        double l = Math.fma(L6, z, L5);
        l = Math.fma(l, z, L4);
        l = Math.fma(l, z, L3);
        l = Math.fma(l, z, L2);
        l = Math.fma(l, z, L1);
        return Math.fma(l, z, L0);
    }

    static double n(double z) {
        double n = Math.fma(N2, z, N1);
        return Math.fma(n, z, N0);
    }

    static double d(double z) {
        double d = Math.fma(D3, z, D2);
        d = Math.fma(d, z, D1);
        return Math.fma(d, z, D0);
    }

    static double g(double t) {
        double g = Math.fma(G22, t, G21);
        g = Math.fma(g, t, G20);
        g = Math.fma(g, t, G19);
        g = Math.fma(g, t, G18);
        g = Math.fma(g, t, G17);
        g = Math.fma(g, t, G16);
        g = Math.fma(g, t, G15);
        g = Math.fma(g, t, G14);
        g = Math.fma(g, t, G13);
        g = Math.fma(g, t, G12);
        g = Math.fma(g, t, G11);
        g = Math.fma(g, t, G10);
        g = Math.fma(g, t, G9);
        g = Math.fma(g, t, G8);
        g = Math.fma(g, t, G7);
        g = Math.fma(g, t, G6);
        g = Math.fma(g, t, G5);
        g = Math.fma(g, t, G4);
        g = Math.fma(g, t, G3);
        g = Math.fma(g, t, G2);
        g = Math.fma(g, t, G1);
        return Math.fma(g, t, G0);
    }

    static long bits(double x) {
        return Double.doubleToRawLongBits(x);
    }

    static double ofBits(long bits) {
        return Double.longBitsToDouble(bits);
    }
}
