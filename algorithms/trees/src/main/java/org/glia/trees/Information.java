package org.glia.trees;

import org.glia.compute.elementwise.Elementary;

/// `x log2 x`, from a table where x is a whole number.
final class Information {

    static final double LN_2 = 0.6931471805599453;
    private static final int MOST = 1 << 16;

    private final double[] table;

    /// @param largest weight that is asked for
    Information(double largest) {
        table = new double[(int) Math.min(MOST, largest) + 1];
        for (int x = 1; x < table.length; x++) {
            table[x] = x * Elementary.log(x) / LN_2;
        }
    }

    double of(double x) {
        int whole = (int) x;
        if (whole == x && whole < table.length) {
            return table[whole];
        }
        return x > 0 ? x * Elementary.log(x) / LN_2 : 0;
    }

    /// The weight times the entropy in bits of weights by class.
    double cost(double[] counts, int from, int to) {
        double sum = 0;
        double total = 0;
        for (int k = from; k < to; k++) {
            sum += of(counts[k]);
            total += counts[k];
        }
        return Math.max(0, of(total) - sum);
    }
}
