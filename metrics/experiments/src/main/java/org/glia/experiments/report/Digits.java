package org.glia.experiments.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// How many decimals the numbers of a column get, the same for all, so that the points stand below each other.
final class Digits {

    /// For scores between 0 and 1.
    private static final int DECIMALS = 4;
    private static final int SIGNIFICANT = 5;
    private static final double HUGE = 1e9;

    private final int decimals;

    private Digits(int decimals) {
        this.decimals = decimals;
    }

    /// For these numbers.
    static Digits of(DoubleStream numbers) {
        double largest = numbers.map(Math::abs).filter(x -> x < HUGE).max().orElse(0);
        if (largest == 0 || largest >= 0.01 && largest < 10) {
            return new Digits(DECIMALS);
        }
        int magnitude = (int) Math.floor(Math.log10(largest));
        return new Digits(largest < 0.01 ? DECIMALS - 1 - magnitude : Math.max(0, SIGNIFICANT - 1 - magnitude));
    }

    String text(double x) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "undefined" : x > 0 ? "infinity" : "-infinity";
        }
        if (Math.abs(x) >= HUGE) {
            return String.format(Locale.ROOT, "%.4e", x);
        }
        return new BigDecimal(Double.toString(x)).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /// So that it is read back to the last bit, whole numbers without a point.
    static String exact(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 && !(x == 0 && 1 / x < 0) ? Long.toString((long) x) : Double.toString(x);
    }

    /// Seconds, to three digits.
    static String seconds(double x) {
        return x >= 100 ? String.format(Locale.ROOT, "%.0f s", x) : x >= 0.1 ? String.format(Locale.ROOT, "%.2f s", x)
                : String.format(Locale.ROOT, "%.3g ms", x * 1000);
    }
}
