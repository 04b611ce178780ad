package org.glia.datasets.files;

/// Decimal numbers out of characters, each to the bits that [Double#parseDouble] gives, but without making a text of
/// those that people usually write.
///
/// A number is `[+-] digits [. digits] [e [+-] digits]`, where one of both runs of digits may be missing, or
/// `[+-] inf` or `[+-] infinity` in any case. Hexadecimal numbers and Java's suffixes (`1d`) are none.
final class Numbers {

    /// Up to here every whole number is a double.
    private static final long LARGEST_EXACT = 1L << 53;
    /// 10^0 to 10^22, the powers of ten that are doubles.
    private static final double[] POWERS_OF_TEN = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
            1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    private static final long BEFORE_OVERFLOW = Long.MAX_VALUE / 10 - 1;

    private Numbers() {
    }

    /// The number in `text[from]` to `text[to]` (exclusive), NaN if it is none.
    static double parse(char[] text, int from, int to, char point) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative || at < to && text[at] == '+') {
            at++;
        }
        long mantissa = 0;
        int digits = 0;
        int exponent = 0;
        boolean tooLong = false;
        boolean fraction = false;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits++;
                if (mantissa > BEFORE_OVERFLOW) {
                    tooLong = true;
                } else {
                    mantissa = 10 * mantissa + digit;
                    exponent -= fraction ? 1 : 0;
                }
            } else if (text[at] == point && !fraction) {
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
        // Clinger 1990: with both exact, one multiplication or division rounds once, as it should
        if (!tooLong && mantissa <= LARGEST_EXACT && exponent >= -22 && exponent <= 22) {
            double magnitude = exponent < 0 ? mantissa / POWERS_OF_TEN[-exponent] : mantissa * POWERS_OF_TEN[exponent];
            return negative ? -magnitude : magnitude;
        }
        var slow = new String(text, from, to - from);
        return Double.parseDouble(point == '.' ? slow : slow.replace(point, '.'));
    }

    /// The number in a text, NaN if it is none.
    static double parse(String text, char point) {
        return parse(text.toCharArray(), 0, text.length(), point);
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
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            power = Math.min(10 * power + digit, 100_000_000);
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
