package org.glia.trees;

import java.util.Arrays;

/// Looks for the best split of one node by one feature, given the sums of its bins.
final class HistogramScan {

    /// A gain that is smaller, as a share of what the children's values gain, is rounding.
    private static final double ROUNDING = 1e-13;

    private final HistogramLimits limits;
    private final HistogramScale scale;
    private final HistogramLeaf leaf;
    private final int rows;
    private final double first;
    private final double second;
    /// What the node's own value gains.
    private final double own;

    private double bestGain;
    private long bestFirst;
    private long bestSecondAndCount;
    private int bestPlace;

    HistogramScan(HistogramLimits limits, HistogramScale scale, HistogramLeaf leaf) {
        this.limits = limits;
        this.scale = scale;
        this.leaf = leaf;
        this.rows = scale.countOf(leaf.secondAndCount);
        this.first = scale.firstOf(leaf.first);
        this.second = scale.secondOf(leaf.secondAndCount);
        this.own = limits.isMonotone() ? -first * leaf.value : limits.gain(first, second);
    }

    /// @param sums the two sums of each bin
    /// @param at   where those of bin 0 stand
    HistogramSplit best(int feature, BinRule rule, long[] sums, int at) {
        bestGain = limits.minGain();
        bestPlace = -1;
        return rule.nominal() ? byLevels(feature, rule, sums, at) : byBorder(feature, rule, sums, at);
    }

    // ---- a border between bins

    private HistogramSplit byBorder(int feature, BinRule rule, long[] sums, int at) {
        int direction = limits.direction(feature);
        int bins = rule.bins();
        // from left to right; missing cells go right
        scan(sums, at, 2, rule.missing() ? bins : bins - 1, direction);
        int lastBin = bestPlace;
        boolean missingLeft = false;
        if (rule.missing()) {
            bestPlace = -1;
            // from right to left; missing cells go left
            scan(sums, at + 2 * (bins - 1), -2, bins - 1, -direction);
            if (bestPlace >= 0) {
                lastBin = bins - 2 - bestPlace;
                missingLeft = true;
                bestFirst = leaf.first - bestFirst;
                bestSecondAndCount = leaf.secondAndCount - bestSecondAndCount;
            }
        } else {
            missingLeft = 2 * scale.countOf(bestSecondAndCount) > rows; // nobody knows: with the many
        }
        if (lastBin < 0) {
            return HistogramSplit.NONE;
        }
        var left = new boolean[bins + 1];
        Arrays.fill(left, 0, lastBin + 1, true);
        left[bins] = missingLeft;
        return split(feature, left, lastBin, missingLeft);
    }

    /// Takes bins to one side, one after the other, and keeps the best place to stop after.
    private void scan(long[] sums, int at, int step, int count, int direction) {
        long g = 0;
        long h = 0;
        long all = leaf.secondAndCount;
        int bits = scale.countBits();
        long countMask = (1L << bits) - 1;
        double unitFirst = 1 / scale.first();
        double unitSecond = 1 / scale.second();
        int minLeaf = limits.minLeaf();
        double minHessian = limits.minHessian();
        boolean bounded = limits.isMonotone();
        for (int i = 0; i < count; i++, at += step) {
            g += sums[at];
            h += sums[at + 1];
            int here = (int) (h & countMask);
            if (here < minLeaf) {
                continue;
            }
            if (rows - here < minLeaf) {
                break;
            }
            double hereSecond = (h >>> bits) * unitSecond;
            double thereSecond = (all - h >>> bits) * unitSecond;
            if (hereSecond < minHessian) {
                continue;
            }
            if (thereSecond < minHessian) {
                break;
            }
            double hereFirst = g * unitFirst;
            double thereFirst = (leaf.first - g) * unitFirst;
            double parts = bounded ? boundedGain(hereFirst, hereSecond, thereFirst, thereSecond, direction)
                    : limits.gain(hereFirst, hereSecond) + limits.gain(thereFirst, thereSecond);
            keep(parts, g, h, i);
        }
    }

    private void keep(double parts, long g, long h, int place) {
        double gain = parts - own;
        if (gain > bestGain && gain > ROUNDING * parts) {
            bestGain = gain;
            bestFirst = g;
            bestSecondAndCount = h;
            bestPlace = place;
        }
    }

    /// @param direction 1 if the first side must not have the greater value, -1 if not the smaller
    private double boundedGain(double hereFirst, double hereSecond, double thereFirst, double thereSecond, int direction) {
        double here = limits.value(hereFirst, hereSecond, leaf.low, leaf.high);
        double there = limits.value(thereFirst, thereSecond, leaf.low, leaf.high);
        return direction > 0 && here > there || direction < 0 && here < there ? Double.NEGATIVE_INFINITY
                : -hereFirst * here - thereFirst * there;
    }

    // ---- sets of levels

    /// Levels in the order of first derivative per second (Fisher 1958), from either end to the middle: those with few rows
    /// stay on the side of the many levels, the right one.
    private HistogramSplit byLevels(int feature, BinRule rule, long[] sums, int at) {
        int slots = rule.slots();
        var ratios = new double[slots];
        var order = new int[slots];
        int used = 0;
        double perRow = rows / second;
        for (int bin = 0; bin < slots; bin++) {
            double binSecond = scale.secondOf(sums[at + 2 * bin + 1]);
            if (binSecond * perRow >= limits.smoothing() && scale.countOf(sums[at + 2 * bin + 1]) > 0) {
                ratios[used] = scale.firstOf(sums[at + 2 * bin]) / (binSecond + limits.smoothing());
                int place = used++;
                for (; place > 0 && ratios[order[place - 1]] > ratios[used - 1]; place--) {
                    order[place] = order[place - 1];
                }
                order[place] = used - 1;
                slotOf(used - 1, bin);
            }
        }
        if (used <= 1) {
            return HistogramSplit.NONE;
        }
        var rising = new long[2 * used];
        for (int i = 0; i < used; i++) {
            int bin = slotsUsed[order[i]];
            rising[2 * i] = sums[at + 2 * bin];
            rising[2 * i + 1] = sums[at + 2 * bin + 1];
        }
        scan(rising, 0, 2, (used + 1) / 2, 0);
        int low = 0;
        int high = bestPlace + 1;
        bestPlace = -1;
        scan(rising, 2 * (used - 1), -2, (used + 1) / 2 - 1, 0);
        if (bestPlace >= 0) {
            low = used - 1 - bestPlace;
            high = used;
        }
        if (high == 0) {
            return HistogramSplit.NONE;
        }
        var left = new boolean[rule.bins() + 1];
        for (int i = low; i < high; i++) {
            left[slotsUsed[order[i]]] = true;
        }
        if (!rule.missing()) {
            left[rule.bins()] = 2 * scale.countOf(bestSecondAndCount) > rows;
        }
        return split(feature, left, -1, left[rule.bins()]);
    }

    /// The bins of the levels that have rows enough.
    private int[] slotsUsed = new int[0];

    private void slotOf(int place, int bin) {
        if (slotsUsed.length <= place) {
            slotsUsed = Arrays.copyOf(slotsUsed, Math.max(16, 2 * slotsUsed.length));
        }
        slotsUsed[place] = bin;
    }

    private HistogramSplit split(int feature, boolean[] left, int lastBin, boolean missingLeft) {
        return new HistogramSplit(bestGain, feature, left, lastBin, missingLeft, bestFirst, bestSecondAndCount,
                limits.value(scale.firstOf(bestFirst), scale.secondOf(bestSecondAndCount), leaf.low, leaf.high),
                limits.value(scale.firstOf(leaf.first - bestFirst), scale.secondOf(leaf.secondAndCount - bestSecondAndCount),
                        leaf.low, leaf.high));
    }
}
