package org.glia.experiments.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// An axis: from numbers to places in a picture.
///
/// @param low   the number at `from`
/// @param high  the number at `to`
/// @param step  how far apart its ticks are
record Scale(double low, double high, double step, double from, double to) {

    /// Over all finite numbers of these, with a little room at its ends.
    static Scale of(DoubleStream numbers, double from, double to, int ticks) {
        var range = numbers.filter(Double::isFinite).summaryStatistics();
        double low = range.getCount() == 0 ? 0 : range.getMin();
        double high = range.getCount() == 0 ? 1 : range.getMax();
        if (!(high - low > Math.abs(high) * 1e-12)) {
            double room = Math.max(Math.abs(high) * 0.01, 1e-12);
            low -= room;
            high += room;
        }
        double rough = high / ticks - low / ticks; // no overflow
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10) * power;
        double room = high / 30 - low / 30;
        return new Scale(Math.max(low - room, -Double.MAX_VALUE), Math.min(high + room, Double.MAX_VALUE), step, from, to);
    }

    double place(double x) {
        double share = (x / 2 - low / 2) / (high / 2 - low / 2);
        return from + share * (to - from);
    }

    /// A number on the axis and its text.
    record Tick(double value, String text) {
    }

    List<Tick> ticks() {
        var ticks = new ArrayList<Tick>();
        long first = (long) Math.ceil(low / step);
        for (long i = first; i * step <= high && ticks.size() < 50; i++) {
            ticks.add(new Tick(i * step, text(i)));
        }
        return ticks;
    }

    private String text(long i) {
        int exponent = (int) Math.floor(Math.log10(step) + 1e-9);
        if (i != 0 && (exponent > 6 || exponent < -6)) {
            return String.format(Locale.ROOT, "%.2g", i * step);
        }
        return new BigDecimal(i * step).setScale(Math.clamp(-exponent, 0, 12), RoundingMode.HALF_EVEN).toPlainString();
    }
}
