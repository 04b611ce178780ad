package org.glia.trees;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// How the cells of one feature fall into bins 0 to `bins - 1`, and missing ones into bin `bins`.
///
/// @param thresholds bin b holds numbers above `thresholds[b - 1]` and up to `thresholds[b]`; empty for nominal features
/// @param levelBins  the bin of each level's code, `bins` for levels that count as missing; empty for numeric features
/// @param bins       how many there are for present cells
/// @param missing    whether training rows have missing cells
/// @param nominal    whether the feature has levels
record BinRule(double[] thresholds, int[] levelBins, int bins, boolean missing, boolean nominal) {

    /// How many bins training rows fall into.
    int slots() {
        return bins + (missing ? 1 : 0);
    }

    int bin(double number) {
        if (number != number) {
            return bins;
        }
        int low = 0;
        int length = thresholds.length;
        // As many steps for every number, without a jump that depends on it.
        while (length > 0) {
            int half = length >>> 1;
            low = thresholds[low + half] < number ? low + length - half : low;
            length = half;
        }
        return low;
    }

    int bin(int code) {
        return code < 0 || code >= levelBins.length ? bins : levelBins[code];
    }

    /// Bins for numbers: one for each where there are at most `most` different ones, else about equally full ones between
    /// quantiles.
    ///
    /// @param sorted  the present numbers of a sample, rising
    /// @param missing whether some cell is missing
    static BinRule ofNumbers(double[] sorted, int most, boolean missing) {
        var distinct = new double[most + 1];
        int found = 0;
        for (int i = 0; i < sorted.length && found <= most; i++) {
            if (found == 0 || sorted[i] != distinct[found - 1]) {
                distinct[found++] = sorted[i];
            }
        }
        if (found == 0) {
            return new BinRule(new double[0], new int[0], 1, missing, false);
        }
        var thresholds = new double[Math.min(found, most) - 1];
        if (found <= most) {
            for (int b = 0; b < thresholds.length; b++) {
                thresholds[b] = middle(distinct[b], distinct[b + 1]);
            }
        } else {
            for (int b = 0; b < thresholds.length; b++) {
                double place = (double) (b + 1) / most * (sorted.length - 1);
                thresholds[b] = middle(sorted[(int) Math.floor(place)], sorted[(int) Math.ceil(place)]);
            }
            int kept = 0;
            for (double threshold : thresholds) {
                if (kept == 0 || threshold != thresholds[kept - 1]) {
                    thresholds[kept++] = threshold;
                }
            }
            thresholds = Arrays.copyOf(thresholds, kept);
            if (kept > 0 && !(thresholds[kept - 1] < sorted[sorted.length - 1])) {
                thresholds = Arrays.copyOf(thresholds, kept - 1); // nothing lies above the greatest number
            }
        }
        return new BinRule(thresholds, new int[0], thresholds.length + 1, missing, false);
    }

    /// Halfway from a to b, at least a and less than b, and finite.
    private static double middle(double a, double b) {
        double middle = 0.5 * a + 0.5 * b;
        if (!(middle < b) || !(middle >= a)) {
            middle = a;
        }
        return Math.clamp(middle, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /// A bin for each level that training rows have, up to `most`; of more, the rarest count as missing.
    ///
    /// @param counts  training rows of each level
    /// @param missing whether some cell is missing
    static BinRule ofLevels(int[] counts, int most, boolean missing) {
        var present = IntStream.range(0, counts.length).filter(code -> counts[code] > 0).boxed()
                .sorted(Comparator.comparingInt((Integer code) -> -counts[code])).toList();
        var kept = present.stream().limit(most).mapToInt(Integer::intValue).sorted().toArray();
        var bins = new int[counts.length];
        Arrays.fill(bins, Math.max(1, kept.length));
        for (int bin = 0; bin < kept.length; bin++) {
            bins[kept[bin]] = bin;
        }
        return new BinRule(new double[0], bins, Math.max(1, kept.length), missing || present.size() > most, true);
    }
}
