package org.glia.trees;

import java.util.Arrays;

/// Splits by Gini impurity or entropy. A border runs over the codes from left to right while the weights of the classes on
/// both sides are kept; with whole weights their sums of squares are kept too, exactly.
final class ClassScan implements Scan {

    /// Up to so many levels all sets are tried where there are three classes or more.
    private static final int EXHAUSTIVE = 9;
    private static final int POWER_STEPS = 60;

    private final Sample sample;
    private final boolean entropy;
    private final Information information;
    private final int k;
    private final double[] left;
    private final double[] right;
    private double leftWeight;
    private double rightWeight;
    private double leftSquares;
    private double rightSquares;
    private int leftRows;

    private Node node;
    /// The score of the node as a whole.
    private double base;
    /// Weights of the classes by code, `codes x k`, the missing cells last, and the rows of each code.
    private double[] bins = {};
    private int[] binRows = {};
    private final double[] missing;
    private int missingRows;
    private final Groups groups;

    ClassScan(Sample sample, boolean entropy, Information information) {
        this.sample = sample;
        this.entropy = entropy;
        this.information = information;
        k = sample.classCount;
        left = new double[k];
        right = new double[k];
        missing = new double[k];
        groups = new Groups(k);
    }

    @Override
    public void begin(Node begun) {
        node = begun;
        base = entropy ? -node.cost : squares(node.value) / node.weight;
    }

    private double squares(double[] counts) {
        double sum = 0;
        for (int c = 0; c < k; c++) {
            sum += counts[c] * counts[c];
        }
        return sum;
    }

    // ---- the border

    private void start(boolean missingLeft) {
        Arrays.fill(left, 0);
        System.arraycopy(node.value, 0, right, 0, k);
        leftWeight = 0;
        rightWeight = node.weight;
        leftSquares = 0;
        rightSquares = squares(right);
        leftRows = 0;
        if (missingLeft) {
            for (int c = 0; c < k; c++) {
                move(c, missing[c]);
            }
            leftRows = missingRows;
        }
    }

    private void move(int c, double w) {
        double l = left[c];
        double r = right[c];
        leftSquares += w * (2 * l + w);
        rightSquares -= w * (2 * r - w);
        left[c] = l + w;
        right[c] = r - w;
        leftWeight += w;
        rightWeight -= w;
    }

    /// The gain if the rows so far went left.
    private double gain() {
        if (entropy) {
            return -information.cost(left, 0, k) - information.cost(right, 0, k) - base;
        }
        if (!sample.whole) {
            leftSquares = squares(left);
            rightSquares = squares(right);
        }
        return leftSquares / leftWeight + rightSquares / rightWeight - base;
    }

    private void offer(Split best, int last, int next, boolean missingLeft, int minLeaf) {
        if (leftRows < minLeaf || node.rows() - leftRows < minLeaf || !(leftWeight > 0) || !(rightWeight > 0)) {
            return;
        }
        double gain = gain();
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
        if ((long) cells.range() * k <= 2L * cells.count + 64) {
            fillBins(cells);
            System.arraycopy(bins, cells.range() * k, missing, 0, k);
            scanBins(cells, best, false, minLeaf);
            if (missingRows > 0) {
                scanBins(cells, best, true, minLeaf);
            }
        } else {
            cells.sort();
            Arrays.fill(missing, 0);
            for (int i = cells.count - missingRows; i < cells.count; i++) {
                int place = node.from + cells.order[i];
                missing[sample.classes[place]] += sample.weight(place);
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
        Arrays.fill(left, 0);
        leftRows = 0;
        var codes = cells.codes;
        var classes = sample.classes;
        var weights = sample.weights;
        int from = node.from;
        for (int i = 0; i < cells.count; i++) {
            if (codes[i] <= last) {
                left[classes[from + i]] += weights == null ? 1 : weights[from + i];
                leftRows++;
            }
        }
        leftWeight = 0;
        leftSquares = 0;
        rightSquares = 0;
        for (int c = 0; c < k; c++) {
            right[c] = node.value[c] - left[c];
            leftWeight += left[c];
            leftSquares += left[c] * left[c];
            rightSquares += right[c] * right[c];
        }
        rightWeight = node.weight - leftWeight;
        offer(best, last, last + 1, false, minLeaf);
    }

    private void fillBins(Cells cells) {
        int places = cells.range() + 1;
        if (bins.length < places * k) {
            bins = new double[Math.max(places * k, 2 * bins.length)];
            binRows = new int[bins.length / k + 1];
        }
        Arrays.fill(bins, 0, places * k, 0);
        Arrays.fill(binRows, 0, places, 0);
        var codes = cells.codes;
        var classes = sample.classes;
        int from = node.from;
        int low = cells.low;
        int count = cells.count;
        if (cells.missing == 0) {
            if (sample.weights == null) {
                for (int i = 0; i < count; i++) {
                    bins[(codes[i] - low) * k + classes[from + i]]++;
                }
            } else {
                var weights = sample.weights;
                for (int i = 0; i < count; i++) {
                    int bin = codes[i] - low;
                    bins[bin * k + classes[from + i]] += weights[from + i];
                    binRows[bin]++;
                }
            }
        } else {
            for (int i = 0; i < count; i++) {
                int bin = codes[i] == cells.missingCode ? places - 1 : codes[i] - low;
                bins[bin * k + classes[from + i]] += sample.weight(from + i);
                binRows[bin]++;
            }
        }
        if (cells.missing == 0 && sample.weights == null) {
            for (int bin = 0; bin < places; bin++) {
                double rows = 0;
                for (int c = bin * k; c < (bin + 1) * k; c++) {
                    rows += bins[c];
                }
                binRows[bin] = (int) rows;
            }
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
            for (int c = 0; c < k; c++) {
                double w = bins[bin * k + c];
                if (w != 0) {
                    move(c, w);
                }
            }
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
            move(sample.classes[place], sample.weight(place));
            leftRows++;
        }
        if (missingRows > 0 && !missingLeft) {
            offer(best, cells.high, cells.missingCode, false, minLeaf);
        }
    }

    // ---- levels

    @Override
    public void levels(Cells cells, Split best, int minLeaf) {
        missingRows = 0;
        group(cells);
        int present = 0;
        for (int c = 0; c < k; c++) {
            present += node.value[c] > 0 ? 1 : 0;
        }
        if (present > 2 && groups.count <= EXHAUSTIVE) {
            allSets(cells, best, minLeaf);
            return;
        }
        if (present <= 2) {
            scoreByClass();
        } else {
            scoreByPrincipalComponent();
        }
        var order = groups.ordered();
        start(false);
        for (int i = 0; i < order.length - 1; i++) {
            move(order[i], 1);
            double gain = admissible(minLeaf) ? gain() : Double.NEGATIVE_INFINITY;
            if (best.isBeatenBy(gain, node.cost)) {
                groups.take(best, order, i + 1, cells.missingCode, gain);
            }
        }
    }

    private boolean admissible(int minLeaf) {
        return leftRows >= minLeaf && node.rows() - leftRows >= minLeaf && leftWeight > 0 && rightWeight > 0;
    }

    /// Moves a whole group left, or back.
    private void move(int group, int sign) {
        for (int c = 0; c < k; c++) {
            double w = groups.sums[group * k + c];
            if (w != 0) {
                move(c, sign * w);
            }
        }
        leftRows += sign * groups.rows[group];
    }

    private void group(Cells cells) {
        groups.clear();
        if (cells.missing < cells.count && (long) cells.range() * k <= 4L * cells.count + 64) {
            fillBins(cells);
            int range = cells.range();
            for (int bin = 0; bin <= range; bin++) {
                if (binRows[bin] > 0) {
                    int at = groups.add(bin == range ? cells.missingCode : cells.low + bin, binRows[bin]);
                    System.arraycopy(bins, bin * k, groups.sums, at, k);
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
            groups.sums[at + sample.classes[place]] += sample.weight(place);
            groups.rows[groups.count - 1]++;
        }
    }

    /// All sets but for swapping sides, each from the one before by moving one group (Gray code).
    private void allSets(Cells cells, Split best, int minLeaf) {
        start(false);
        var chosen = new boolean[groups.count];
        int sets = 1 << groups.count - 1;
        for (int set = 1; set < sets; set++) {
            int group = Integer.numberOfTrailingZeros(set);
            chosen[group] = !chosen[group];
            if (sample.whole) {
                move(group, chosen[group] ? 1 : -1);
            } else {
                recount(chosen);
            }
            double gain = admissible(minLeaf) ? gain() : Double.NEGATIVE_INFINITY;
            if (best.isBeatenBy(gain, node.cost)) {
                groups.take(best, chosen, cells.missingCode, gain);
            }
        }
    }

    /// Rounding would grow if fractions were moved to and fro.
    private void recount(boolean[] chosen) {
        start(false);
        for (int group = 0; group < chosen.length; group++) {
            if (chosen[group]) {
                move(group, 1);
            }
        }
    }

    /// With two classes the best set is a beginning of the levels ordered by the share of one class (Breiman et al. 1984,
    /// theorem 4.5).
    private void scoreByClass() {
        int last = k - 1;
        while (last > 0 && !(node.value[last] > 0)) {
            last--;
        }
        for (int group = 0; group < groups.count; group++) {
            groups.scores[group] = groups.sums[group * k + last] / weight(group);
        }
    }

    private double weight(int group) {
        double sum = 0;
        for (int c = 0; c < k; c++) {
            sum += groups.sums[group * k + c];
        }
        return sum;
    }

    /// With more classes the order is that along the first principal component of the levels' class shares (Coppersmith,
    /// Hong and Hosking 1999).
    private void scoreByPrincipalComponent() {
        var deviations = new double[groups.count * k];
        var covariance = new double[k * k];
        for (int group = 0; group < groups.count; group++) {
            double weight = weight(group);
            for (int c = 0; c < k; c++) {
                deviations[group * k + c] = groups.sums[group * k + c] / weight - node.value[c] / node.weight;
            }
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    covariance[a * k + b] += weight * deviations[group * k + a] * deviations[group * k + b];
                }
            }
        }
        int widest = 0;
        for (int c = 1; c < k; c++) {
            widest = covariance[c * k + c] > covariance[widest * k + widest] ? c : widest;
        }
        var direction = Arrays.copyOfRange(covariance, widest * k, (widest + 1) * k);
        for (int step = 0; step < POWER_STEPS; step++) {
            direction = unit(times(covariance, unit(direction)));
        }
        for (int group = 0; group < groups.count; group++) {
            double score = 0;
            for (int c = 0; c < k; c++) {
                score += deviations[group * k + c] * direction[c];
            }
            groups.scores[group] = score;
        }
    }

    private double[] times(double[] matrix, double[] vector) {
        var product = new double[k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                product[a] += matrix[a * k + b] * vector[b];
            }
        }
        return product;
    }

    private double[] unit(double[] vector) {
        double length = Math.sqrt(squares(vector));
        var unit = new double[k];
        for (int c = 0; c < k && length > 0; c++) {
            unit[c] = vector[c] / length;
        }
        return unit;
    }
}
