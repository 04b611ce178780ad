package org.glia.trees;

import java.util.Arrays;

/// Splits by the squared error. Numbers are taken as distances from the node's mean, so that nothing cancels where the
/// target is far from 0.
final class SquaredScan implements Scan {

    private final Sample sample;
    private double leftWeight;
    private double rightWeight;
    private double leftSum;
    private double rightSum;
    private int leftRows;

    private Node node;
    private double nodeSum;
    private double base;
    /// The weight and the sum of each code, the missing cells last, and the rows of each code.
    private double[] bins = {};
    private int[] binRows = {};
    private double missingWeight;
    private double missingSum;
    private int missingRows;
    private final Groups groups = new Groups(2);

    SquaredScan(Sample sample) {
        this.sample = sample;
    }

    @Override
    public void begin(Node begun) {
        node = begun;
        nodeSum = 0;
        for (int i = node.from; i < node.to; i++) {
            nodeSum += sample.weight(i) * (sample.numbers[i] - node.mean);
        }
        base = nodeSum * nodeSum / node.weight;
    }

    // ---- the border

    private void start(boolean missingLeft) {
        leftWeight = missingLeft ? missingWeight : 0;
        leftSum = missingLeft ? missingSum : 0;
        leftRows = missingLeft ? missingRows : 0;
        rightWeight = node.weight - leftWeight;
        rightSum = nodeSum - leftSum;
    }

    private void move(double w, double s) {
        leftWeight += w;
        leftSum += s;
        rightWeight = node.weight - leftWeight;
        rightSum = nodeSum - leftSum;
    }

    private double gain(int minLeaf) {
        if (leftRows < minLeaf || node.rows() - leftRows < minLeaf || !(leftWeight > 0) || !(rightWeight > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        return leftSum * leftSum / leftWeight + rightSum * rightSum / rightWeight - base;
    }

    private void offer(Split best, int last, int next, boolean missingLeft, int minLeaf) {
        double gain = gain(minLeaf);
        if (best.isBeatenBy(gain, node.cost)) {
            best.feature = best.candidate;
            best.gain = gain;
            best.last = last;
            best.next = next;
            best.missingLeft = missingLeft;
            best.missingSeen = missingRows > 0;
        }
    }

    @Override
    public void border(Cells cells, Split best, int minLeaf) {
        missingRows = cells.missing;
        missingWeight = 0;
        missingSum = 0;
        if (cells.range() <= cells.count + 16) {
            fillBins(cells);
            missingWeight = bins[2 * cells.range()];
            missingSum = bins[2 * cells.range() + 1];
            scanBins(cells, best, false, minLeaf);
            if (missingRows > 0) {
                scanBins(cells, best, true, minLeaf);
            }
        } else {
            cells.sort();
            for (int i = cells.count - missingRows; i < cells.count; i++) {
                int place = node.from + cells.order[i];
                missingWeight += sample.weight(place);
                missingSum += sample.weight(place) * (sample.numbers[place] - node.mean);
            }
            scanSorted(cells, best, false, minLeaf);
            if (missingRows > 0) {
                scanSorted(cells, best, true, minLeaf);
            }
        }
    }

    @Override
    public void only(Cells cells, int last, Split best, int minLeaf) {
        missingRows = 0;
        double w = 0;
        double s = 0;
        int rows = 0;
        var codes = cells.codes;
        for (int i = 0; i < cells.count; i++) {
            if (codes[i] <= last) {
                int place = node.from + i;
                double weight = sample.weight(place);
                w += weight;
                s += weight * (sample.numbers[place] - node.mean);
                rows++;
            }
        }
        start(false);
        leftRows = rows;
        move(w, s);
        offer(best, last, last + 1, false, minLeaf);
    }

    private void fillBins(Cells cells) {
        int places = cells.range() + 1;
        if (bins.length < 2 * places) {
            bins = new double[Math.max(2 * places, 2 * bins.length)];
            binRows = new int[bins.length];
        }
        Arrays.fill(bins, 0, 2 * places, 0);
        Arrays.fill(binRows, 0, places, 0);
        var codes = cells.codes;
        var numbers = sample.numbers;
        double mean = node.mean;
        for (int i = 0; i < cells.count; i++) {
            int bin = codes[i] == cells.missingCode ? places - 1 : codes[i] - cells.low;
            int place = node.from + i;
            double w = sample.weight(place);
            bins[2 * bin] += w;
            bins[2 * bin + 1] += w * (numbers[place] - mean);
            binRows[bin]++;
        }
    }

    private void scanBins(Cells cells, Split best, boolean missingLeft, int minLeaf) {
        start(missingLeft);
        int previous = -1;
        int range = cells.range();
        for (int bin = 0; bin < range; bin++) {
            if (binRows[bin] == 0) {
                continue;
            }
            if (previous >= 0) {
                offer(best, cells.low + previous, cells.low + bin, missingLeft, minLeaf);
            }
            move(bins[2 * bin], bins[2 * bin + 1]);
            leftRows += binRows[bin];
            previous = bin;
        }
        if (missingRows > 0 && !missingLeft) {
            offer(best, cells.high, cells.missingCode, false, minLeaf);
        }
    }

    private void scanSorted(Cells cells, Split best, boolean missingLeft, int minLeaf) {
        start(missingLeft);
        int present = cells.count - missingRows;
        var sorted = cells.sorted;
        var order = cells.order;
        for (int i = 0; i < present; i++) {
            if (i > 0 && sorted[i] != sorted[i - 1]) {
                offer(best, sorted[i - 1], sorted[i], missingLeft, minLeaf);
            }
            int place = node.from + order[i];
            double w = sample.weight(place);
            move(w, w * (sample.numbers[place] - node.mean));
            leftRows++;
        }
        if (missingRows > 0 && !missingLeft) {
            offer(best, cells.high, cells.missingCode, false, minLeaf);
        }
    }

    // ---- levels

    /// The best set is a beginning of the levels ordered by their means (Fisher 1958; Breiman et al. 1984, section 8.8).
    @Override
    public void levels(Cells cells, Split best, int minLeaf) {
        missingRows = 0;
        missingWeight = 0;
        missingSum = 0;
        group(cells);
        for (int group = 0; group < groups.count; group++) {
            groups.scores[group] = groups.sums[2 * group + 1] / groups.sums[2 * group];
        }
        var order = groups.ordered();
        start(false);
        for (int i = 0; i < order.length - 1; i++) {
            move(groups.sums[2 * order[i]], groups.sums[2 * order[i] + 1]);
            leftRows += groups.rows[order[i]];
            double gain = gain(minLeaf);
            if (best.isBeatenBy(gain, node.cost)) {
                groups.take(best, order, i + 1, cells.missingCode, gain);
            }
        }
    }

    private void group(Cells cells) {
        groups.clear();
        if (cells.missing < cells.count && cells.range() <= 2 * cells.count + 16) {
            fillBins(cells);
            int range = cells.range();
            for (int bin = 0; bin <= range; bin++) {
                if (binRows[bin] > 0) {
                    int at = groups.add(bin == range ? cells.missingCode : cells.low + bin, binRows[bin]);
                    groups.sums[at] = bins[2 * bin];
                    groups.sums[at + 1] = bins[2 * bin + 1];
                }
            }
            return;
        }
        cells.sort();
        int at = 0;
        for (int i = 0; i < cells.count; i++) {
            if (i == 0 || cells.sorted[i] != cells.sorted[i - 1]) {
                at = groups.add(cells.sorted[i], 0);
            }
            int place = node.from + cells.order[i];
            double w = sample.weight(place);
            groups.sums[at] += w;
            groups.sums[at + 1] += w * (sample.numbers[place] - node.mean);
            groups.rows[groups.count - 1]++;
        }
    }
}
