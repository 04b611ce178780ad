package org.glia.shell.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// How many digits the numbers of a column get: enough to tell them apart, as many as they have, no more than a person
/// can use, and the same number of decimals for all, so that the points stand below each other.
final class Digits {

    /// Numbers below 10 get so many decimals at most: scores between 0 and 1.
    private static final int DECIMALS = 4;
    private static final int SIGNIFICANT = 5;
    private static final double HUGE = 1e9;
    private static final double TINY = 1e-4;

    private final int decimals;

    private Digits(int decimals) {
        this.decimals = decimals;
    }

    /// For these numbers.
    static Digits of(List<Double> numbers) {
        return of(numbers, false);
    }

    /// For means and what belongs to them: as many decimals as are of use, whether the numbers have them or not.
    static Digits ofMeans(List<Double> numbers) {
        return of(numbers, true);
    }

    private static Digits of(List<Double> numbers, boolean all) {
        double largest = 0;
        int needed = 0;
        for (double x : numbers) {
            if (Double.isFinite(x) && !scientific(x)) {
                largest = Math.max(largest, Math.abs(x));
                needed = Math.max(needed, decimalsOf(x));
            }
        }
        int allowed = largest < 10 ? DECIMALS : Math.max(0, SIGNIFICANT - 1 - (int) Math.floor(Math.log10(largest)));
        if (largest > 0 && largest < 0.01) {
            allowed = DECIMALS - 1 - (int) Math.floor(Math.log10(largest));
        }
        return new Digits(all ? allowed : Math.min(needed, allowed));
    }

    private static boolean scientific(double x) {
        return x != 0 && (Math.abs(x) >= HUGE || Math.abs(x) < TINY);
    }

    /// The decimals of the shortest text that means the number.
    private static int decimalsOf(double x) {
        return Math.max(0, new BigDecimal(Double.toString(x)).stripTrailingZeros().scale());
    }

    /// The number with all decimals of the column, however small it is.
    String rounded(double x) {
        return Double.isFinite(x) && Math.abs(x) < HUGE
                ? new BigDecimal(Double.toString(x)).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString() : text(x);
    }

    String text(double x) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "" : x > 0 ? "infinity" : "-infinity";
        }
        var rounded = new BigDecimal(Double.toString(x)).setScale(decimals, RoundingMode.HALF_EVEN);
        // what would vanish beside its larger neighbours keeps three digits of its own
        if (scientific(x) || x != 0 && rounded.signum() == 0) {
            return scientificText(x);
        }
        return rounded.toPlainString();
    }

    private static String scientificText(double x) {
        var text = String.format(java.util.Locale.ROOT, "%.2e", x);
        int e = text.indexOf('e');
        var mantissa = text.substring(0, e).replaceAll("\\.?0+$", "");
        int exponent = Integer.parseInt(text.substring(e + 1));
        return mantissa + "e" + exponent;
    }
}
