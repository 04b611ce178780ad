package org.glia.datasets.files;

/// Decimal numbers out of characters, each to the bits that [Double#parseDouble] gives, but without making a text of
/// them: what people write is one exact multiplication or division (Clinger 1990), nearly all the rest two integer
/// multiplications (Lemire 2021, Number Parsing at a Gigabyte per Second).
///
/// A number is `[+-] digits [. digits] [e [+-] digits]`, where one of both runs of digits may be missing, or
/// `[+-] inf` or `[+-] infinity` in any case. Hexadecimal numbers and Java's suffixes (`1d`) are none.
final class Numbers {

    /// Up to here every whole number is a double.
    private static final long LARGEST_EXACT = 1L << 53;
    /// 10^0 to 10^22, the powers of ten that are doubles.
    private static final double[] POWERS_OF_TEN = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
            1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    /// So many digits never overflow a long.
    private static final int SAFE_DIGITS = 18;
    /// Beyond any exponent that makes a difference, whatever digits come with it.
    private static final int LARGEST_EXPONENT = 1_000_000_000;

    private Numbers() {
    }

    /// The number in `text[from]` to `text[to]` (exclusive), NaN if it is none.
    static double parse(char[] text, int from, int to, char point) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative || at < to && text[at] == '+') {
            at++;
        }
        int first = at;
        long mantissa = 0;
        while (at < to && isDigit(text[at])) {
            mantissa = 10 * mantissa + text[at++] - '0';
        }
        int digits = at - first;
        int decimals = 0;
        if (at < to && text[at] == point) {
            int behindPoint = ++at;
            while (at < to && isDigit(text[at])) {
                mantissa = 10 * mantissa + text[at++] - '0';
            }
            decimals = at - behindPoint;
            digits += decimals;
        }
        return at == to && isExact(mantissa, digits) ? exact(negative, mantissa, decimals) : parseAny(text, from, to, point);
    }

    /// Whether digits, one or more, are those of a whole number that is a double.
    static boolean isExact(long mantissa, int digits) {
        return digits > 0 && digits <= SAFE_DIGITS && mantissa <= LARGEST_EXACT;
    }

    /// Such a number with some of its digits behind the point: both operands are exact, so the one operation rounds once, as
    /// it should.
    static double exact(boolean negative, long mantissa, int decimals) {
        double magnitude = decimals == 0 ? mantissa : mantissa / POWERS_OF_TEN[decimals];
        return negative ? -magnitude : magnitude;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// The number in a text, NaN if it is none.
    static double parse(String text, char point) {
        return parse(text.toCharArray(), 0, text.length(), point);
    }

    /// Numbers with an exponent or many digits, infinities, and what is none.
    private static double parseAny(char[] text, int from, int to, char point) {
        boolean negative = from < to && text[from] == '-';
        int at = negative || from < to && text[from] == '+' ? from + 1 : from;
        long mantissa = 0;
        int digits = 0;
        int significant = 0;
        int exponent = 0;
        boolean isCut = false;
        boolean fraction = false;
        for (; at < to; at++) {
            char c = text[at];
            if (isDigit(c)) {
                digits++;
                if (significant <= SAFE_DIGITS) { // leading zeros are not significant
                    mantissa = 10 * mantissa + c - '0';
                    significant += mantissa == 0 ? 0 : 1;
                    exponent -= fraction ? 1 : 0;
                } else {
                    isCut |= c != '0';
                    exponent += fraction ? 0 : 1;
                }
            } else if (c == point && !fraction) {
                fraction = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return fraction ? Double.NaN : infinity(text, at, to, negative);
        }
        if (at < to) {
            int power = exponentAt(text, at, to);
            if (power == Integer.MIN_VALUE) {
                return Double.NaN;
            }
            exponent += power;
        }
        double magnitude = scaled(mantissa, exponent);
        // where digits were cut off the number lies between two; nearly always both round to the same
        if (Double.isNaN(magnitude) || isCut && magnitude != scaled(mantissa + 1, exponent)) {
            var slow = new String(text, from, to - from);
            return Double.parseDouble(point == '.' ? slow : slow.replace(point, '.'));
        }
        return negative ? -magnitude : magnitude;
    }

    /// `mantissa * 10^exponent`, rounded to the nearest double, ties to the even one; NaN if that is hard to say.
    ///
    /// @param mantissa unsigned
    private static double scaled(long mantissa, int exponent) {
        if (mantissa >= 0 && mantissa <= LARGEST_EXACT && exponent >= -22 && exponent <= 22) {
            return exponent < 0 ? mantissa / POWERS_OF_TEN[-exponent] : mantissa * POWERS_OF_TEN[exponent];
        }
        if (mantissa == 0 || exponent < PowersOfFive.LOWEST) {
            return 0;
        }
        if (exponent > PowersOfFive.HIGHEST) {
            return Double.POSITIVE_INFINITY;
        }
        int shift = Long.numberOfLeadingZeros(mantissa);
        long normal = mantissa << shift;
        long power = PowersOfFive.high(exponent);
        long high = Math.unsignedMultiplyHigh(normal, power);
        long low = normal * power;
        if ((high & 0x1FF) == 0x1FF) { // the bits to be rounded are all ones: what comes behind may carry into them
            long more = Math.unsignedMultiplyHigh(normal, PowersOfFive.low(exponent));
            low += more;
            high += Long.compareUnsigned(low, more) < 0 ? 1 : 0;
            if (low == -1) {
                return Double.NaN;
            }
        }
        int upper = (int) (high >>> 63);
        long bits = high >>> upper + 9; // 54 of them, the last for rounding
        int biased = (217706 * exponent >> 16) + 63 + upper - shift + 1023;
        if (biased <= 0) {
            return subnormal(bits, biased);
        }
        // exactly in the middle of two doubles, which powers of five this small allow
        if (Long.compareUnsigned(low, 1) <= 0 && exponent >= -4 && exponent <= 23 && (bits & 3) == 1
                && bits << upper + 9 == high) {
            bits &= ~1L;
        }
        bits = bits + (bits & 1) >>> 1;
        if (bits >= 1L << 53) {
            bits = 1L << 52;
            biased++;
        }
        return biased >= 0x7FF ? Double.POSITIVE_INFINITY : Double.longBitsToDouble(bits & ~(1L << 52) | (long) biased << 52);
    }

    private static double subnormal(long bits, int biased) {
        if (1 - biased >= Long.SIZE) {
            return 0;
        }
        long shifted = bits >>> 1 - biased;
        // rounded up to the smallest normal number, the bits are those of it
        return Double.longBitsToDouble(shifted + (shifted & 1) >>> 1);
    }

    /// The value of `e-12`, far out of range where it has many digits; `Integer.MIN_VALUE` if it is no exponent.
    private static int exponentAt(char[] text, int at, int to) {
        if (text[at] != 'e' && text[at] != 'E') {
            return Integer.MIN_VALUE;
        }
        at++;
        boolean negative = at < to && text[at] == '-';
        if (negative || at < to && text[at] == '+') {
            at++;
        }
        if (at == to) {
            return Integer.MIN_VALUE;
        }
        int power = 0;
        for (; at < to; at++) {
            if (!isDigit(text[at])) {
                return Integer.MIN_VALUE;
            }
            power = (int) Math.min(10L * power + text[at] - '0', LARGEST_EXPONENT);
        }
        return negative ? -power : power;
    }

    private static double infinity(char[] text, int at, int to, boolean negative) {
        if (to - at != 3 && to - at != 8) {
            return Double.NaN;
        }
        var word = new String(text, at, to - at);
        boolean infinite = word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity");
        return !infinite ? Double.NaN : negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
}
