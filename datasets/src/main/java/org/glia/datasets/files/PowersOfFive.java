package org.glia.datasets.files;

import java.math.BigInteger;

/// The powers of five that doubles need, each as its first 128 bits; what comes behind is cut off, but for the exponents
/// -27 to -1, which are rounded up (Lemire 2021, section 5).
final class PowersOfFive {

    /// With 10^-343 all numbers of 64 bits are nearer to 0 than to the smallest double.
    static final int LOWEST = -342;
    /// From 10^309 on all are infinite.
    static final int HIGHEST = 308;

    private static final int ROUNDED_UP = 27;
    private static final BigInteger FIVE = BigInteger.valueOf(5);
    private static final long[] HIGH = new long[HIGHEST - LOWEST + 1];
    private static final long[] LOW = new long[HIGH.length];

    static {
        var power = BigInteger.ONE;
        for (int exponent = 0; exponent <= -LOWEST; exponent++) {
            if (exponent <= HIGHEST) {
                set(exponent, firstBits(power));
            }
            if (exponent > 0) {
                set(-exponent, exponent <= ROUNDED_UP ? reciprocal(power).add(BigInteger.ONE) : reciprocal(power));
            }
            power = power.multiply(FIVE);
        }
    }

    private PowersOfFive() {
    }

    private static BigInteger firstBits(BigInteger power) {
        return power.shiftLeft(128 - power.bitLength()); // to the right where that is negative
    }

    private static BigInteger reciprocal(BigInteger power) {
        // a power of five is no power of two, so the quotient has 128 bits and is never whole
        return BigInteger.ONE.shiftLeft(power.bitLength() + 127).divide(power);
    }

    private static void set(int exponent, BigInteger bits) {
        HIGH[exponent - LOWEST] = bits.shiftRight(Long.SIZE).longValue();
        LOW[exponent - LOWEST] = bits.longValue();
    }

    static long high(int exponent) {
        return HIGH[exponent - LOWEST];
    }

    static long low(int exponent) {
        return LOW[exponent - LOWEST];
    }
}
