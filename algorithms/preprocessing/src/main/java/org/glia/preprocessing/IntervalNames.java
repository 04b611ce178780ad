package org.glia.preprocessing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How intervals are called: `<2.45`, `2.45..4.75`, `>=4.75`.
final class IntervalNames {

    private static final int FEW_DIGITS = 4;
    private static final int ALL_DIGITS = 17;

    private IntervalNames() {
    }

    /// The names of the intervals between edges, which are written in full.
    static List<String> of(double[] edges) {
        return of(Arrays.stream(edges).mapToObj(BigDecimal::valueOf).toList());
    }

    /// The names of the intervals between edges that are written with few digits, as long as they divide these numbers alike.
    ///
    /// @param values rising, some below the first edge, some from the last on
    static List<String> of(double[] edges, double[] values) {
        for (int digits = FEW_DIGITS; digits < ALL_DIGITS; digits++) {
            var context = new MathContext(digits);
            var rounded = Arrays.stream(edges).mapToObj(edge -> BigDecimal.valueOf(edge).round(context)).toList();
            if (divideAlike(rounded, edges, values)) {
                return of(rounded);
            }
        }
        return of(edges);
    }

    private static boolean divideAlike(List<BigDecimal> rounded, double[] edges, double[] values) {
        for (int i = 0; i < edges.length; i++) {
            double edge = rounded.get(i).doubleValue();
            if (i > 0 && rounded.get(i - 1).doubleValue() >= edge || rank(edge, values) != rank(edges[i], values)) {
                return false;
            }
        }
        return true;
    }

    /// How many of the numbers are less than the edge.
    private static int rank(double edge, double[] values) {
        int at = Arrays.binarySearch(values, edge + 0.0);
        return at < 0 ? -at - 1 : at;
    }

    private static List<String> of(List<BigDecimal> edges) {
        if (edges.isEmpty()) {
            return List.of("all");
        }
        var names = new ArrayList<String>();
        names.add("<" + text(edges.getFirst()));
        for (int i = 1; i < edges.size(); i++) {
            names.add(text(edges.get(i - 1)) + ".." + text(edges.get(i)));
        }
        names.add(">=" + text(edges.getLast()));
        return names;
    }

    private static String text(BigDecimal number) {
        var shortest = number.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        return shortest.signum() == 0 || exponent > -5 && exponent < 15 ? shortest.toPlainString() : shortest.toString();
    }
}
