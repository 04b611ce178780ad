package org.glia.compute.elementwise;

/// What the elementary functions need to know of the format of floats: how it is laid out, and polynomials that are
/// accurate enough for it (fitted by src/test/oracles/polynomials.py).
final class Binary32 {

    static final int FRACTION_BITS = 23;
    static final int BIAS = 127;
    static final int ONE = 0x3f80_0000;
    static final int SQRT_HALF = 0x3f35_04f3;
    static final int FRACTION = 0x007f_ffff;
    static final int SIGN = 0x8000_0000;

    /// Added to a small number, it leaves the nearest integer in the last bits; taken away again, the integer itself.
    static final float ROUNDER = 0x1.8p23f;
    static final int ROUNDER_BITS = 0x4b40_0000;

    static final float LOG2_E = 0x1.715476p+0f;
    /// ln 2 of so few bits that its multiples by exponents are exact, and the rest of ln 2.
    static final float LN2_HIGH = 0x1.62e4p-1f;
    static final float LN2_LOW = 0x1.7f7d1cp-20f;

    /// The largest number with a finite exponential.
    static final float EXP_MOST = 0x1.62e42ep+6f;
    /// Exponentials of smaller numbers than this are zero.
    static final float EXP_LEAST = -104;
    /// Up to this size of the argument, exponentials are normal numbers.
    static final float EXP_NORMAL = 86;
    /// Smaller results are computed this many powers of two too large, then rounded once.
    static final int LIFT = 64;
    static final float UNLIFT = 0x1p-64f;

    /// Below this, expm1 is -1 whatever the argument.
    static final float EXPM1_LEAST = -25;
    /// Up to here tanh is computed without exp.
    static final float TANH_SMALL = 0.625f;
    /// Below this size, expm1(x) and log1p(x) are x.
    static final float TINY = 0x1p-25f;

    static final float MIN_NORMAL = Float.MIN_NORMAL;
    /// Makes subnormal numbers normal.
    static final float RAISE = 0x1p25f;
    static final int RAISE_EXPONENT = 25;

    /// exp(r) = 1 + r + r^2 q(r) for |r| up to ln(2) / 2; relative error 2^-27 of exp, 2^-26 of expm1.
    static final float Q0 = 0x1.fffffep-2f;
    static final float Q1 = 0x1.5554bp-3f;
    static final float Q2 = 0x1.55566ap-5f;
    static final float Q3 = 0x1.122754p-7f;
    static final float Q4 = 0x1.6bf486p-10f;

    /// 2 atanh(s) = 2 s + s z l(z), z = s^2, for s up to 0.1716; relative error 2^-29.
    static final float L0 = 0x1.55557ap-1f;
    static final float L1 = 0x1.995eb6p-2f;
    static final float L2 = 0x1.31e2f2p-2f;

    /// tanh(x) = x + x z n(z) / d(z), z = x^2, for x up to [#TANH_SMALL]; relative error 2^-27.
    static final float N0 = -0x1.555544p-2f;
    static final float N1 = -0x1.941c24p-10f;
    static final float D0 = 1;
    static final float D1 = 0x1.9e52aap-2f;

    /// The upper tail of the normal distribution is exp(-a^2 / 2) g(t) / (1 + 1.25 a), t = (a - k) / (a + k), up to
    /// [#TAIL_MOST], where it is zero; relative error 2^-28.
    static final float TAIL_MOST = 15;
    static final float TAIL_CENTER = 4;
    static final float G0 = 0x1.22078cp-1f;
    static final float G1 = -0x1.40a26cp-4f;
    static final float G2 = -0x1.bd7dcap-7f;
    static final float G3 = 0x1.b7b83ap-5f;
    static final float G4 = -0x1.88e96ep-5f;
    static final float G5 = 0x1.9237p-6f;
    static final float G6 = -0x1.a23534p-8f;
    static final float G7 = -0x1.1c532ep-11f;
    static final float G8 = 0x1.dc73aep-11f;
    static final float G9 = -0x1.03d674p-14f;
    static final float G10 = -0x1.7ed5dep-14f;

    private Binary32() {
    }

    static float q(float r) {
        float q = Math.fma(Q4, r, Q3);
        q = Math.fma(q, r, Q2);
        q = Math.fma(q, r, Q1);
        return Math.fma(q, r, Q0);
    }

    static float l(float z) {
        float l = Math.fma(L2, z, L1);
        return Math.fma(l, z, L0);
    }

    static float n(float z) {
        return Math.fma(N1, z, N0);
    }

    static float d(float z) {
        return Math.fma(D1, z, D0);
    }

    static float g(float t) {
        float g = Math.fma(G10, t, G9);
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

    static int bits(float x) {
        return Float.floatToRawIntBits(x);
    }

    static float ofBits(int bits) {
        return Float.intBitsToFloat(bits);
    }
}
