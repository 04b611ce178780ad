package org.glia.experiments.statistics;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/// Numbers in sentences.
final class Words {

    private Words() {
    }

    /// `p = 0.0157`, or `p < 0.0001`.
    static String p(double p) {
        return p < 0.0001 ? "p < 0.0001" : "p = " + plain(p);
    }

    /// A probability that is an estimate: none is printed as certain.
    static String probability(double p) {
        return p < 0.0001 ? "below 0.0001" : p > 0.9999 ? "above 0.9999" : plain(p);
    }

    /// A share, or a probability.
    static String plain(double number) {
        return String.format(Locale.ROOT, "%.4f", number);
    }

    /// Four significant digits, without an exponent where it is legible so.
    static String number(double number) {
        double size = Math.abs(number);
        if (size == 0 || Double.isInfinite(number) || Double.isNaN(number)) {
            return number == 0 ? "0" : number > 0 ? "infinity" : number < 0 ? "-infinity" : "undefined";
        }
        if (size < 1e-5 || size >= 1e7) {
            return String.format(Locale.ROOT, "%.3e", number);
        }
        int digits = Math.clamp(3 - (int) Math.floor(Math.log10(size)), 0, 8);
        return String.format(Locale.ROOT, "%." + digits + "f", number);
    }

    /// A number that the user gave.
    static String setting(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    /// `95% interval 0.01 to 0.02`.
    static String interval(Interval interval) {
        return "%s interval %s to %s".formatted(percent(interval.level()), number(interval.low()), number(interval.high()));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g", 100 * share).replaceAll("\\.?0+$", "") + "%";
    }

    static String counted(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    /// `a, b and c`.
    static String listed(List<String> words) {
        return words.size() < 2 ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
