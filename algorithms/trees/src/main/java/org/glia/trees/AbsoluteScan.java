package org.glia.trees;

/// Splits by the absolute error: the costs of all beginnings of the ordered rows and of all ends come from two sweeps in
/// which rows are only ever added. O(m log m) for a node of m rows.
final class AbsoluteScan implements Scan {

    private final Sample sample;
    private final Deviations deviations = new Deviations();
    private Node node;
    private double[] leftCosts = {};
    private double[] rightCosts = {};
    /// The rows (places from 0 in the node) in the order in which they go left, and where each group of them begins.
    private int[] order = {};
    private int[] starts = {};
    private int groupCount;
    private int[] codes = {};

    AbsoluteScan(Sample sample) {
        this.sample = sample;
    }

    @Override
    public void begin(Node begun) {
        node = begun;
    }

    @Override
    public void border(Cells cells, Split best, int minLeaf) {
        cells.sort();
        int present = cells.count - cells.missing;
        group(cells, present);
        order = cells.order;
        for (boolean missingLeft : cells.missing > 0 ? new boolean[] {false, true} : new boolean[] {false}) {
            sweep(present, cells.count, missingLeft);
            int last = missingLeft || cells.missing == 0 ? groupCount - 1 : groupCount;
            for (int left = 1; left <= last; left++) {
                int leftRows = starts[left] + (missingLeft ? cells.missing : 0);
                double gain = gain(left, leftRows, minLeaf);
                if (best.isBeatenBy(gain, node.cost)) {
                    best.feature = best.candidate;
                    best.gain = gain;
                    best.last = codes[left - 1];
                    best.next = left == groupCount ? cells.missingCode : codes[left];
                    best.missingLeft = missingLeft;
                    best.missingSeen = cells.missing > 0;
                }
            }
        }
    }

    @Override
    public void only(Cells cells, int last, Split best, int minLeaf) {
        cells.halve(last);
        border(cells, best, minLeaf);
    }

    private double gain(int left, int leftRows, int minLeaf) {
        return leftRows < minLeaf || node.rows() - leftRows < minLeaf ? Double.NEGATIVE_INFINITY
                : node.cost - leftCosts[left] - rightCosts[left];
    }

    /// Groups of rows with the same code among the first `count` sorted ones.
    private void group(Cells cells, int count) {
        if (starts.length <= count) {
            starts = new int[count + 1];
            codes = new int[count + 1];
            leftCosts = new double[count + 1];
            rightCosts = new double[count + 1];
        }
        groupCount = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || cells.sorted[i] != cells.sorted[i - 1]) {
                starts[groupCount] = i;
                codes[groupCount++] = cells.sorted[i];
            }
        }
        starts[groupCount] = count;
    }

    /// The costs of both sides if the first so many groups go left; the rows from `present` on always go to one side.
    private void sweep(int present, int count, boolean missingLeft) {
        deviations.clear(sample.ranked, sample.rankCount);
        if (missingLeft) {
            add(present, count);
        }
        for (int group = 0; group < groupCount; group++) {
            add(starts[group], starts[group + 1]);
            leftCosts[group + 1] = deviations.cost();
        }
        deviations.clear(sample.ranked, sample.rankCount);
        if (!missingLeft) {
            add(present, count);
        }
        rightCosts[groupCount] = deviations.cost();
        for (int group = groupCount - 1; group >= 0; group--) {
            add(starts[group], starts[group + 1]);
            rightCosts[group] = deviations.cost();
        }
    }

    private void add(int from, int to) {
        for (int i = from; i < to; i++) {
            int place = node.from + order[i];
            deviations.add(sample.ranks[place], sample.weight(place));
        }
    }

    /// The levels are tried in the order of their medians, which need not hold the best set but mostly does.
    @Override
    public void levels(Cells cells, Split best, int minLeaf) {
        cells.sort();
        group(cells, cells.count);
        var groups = new Groups(1);
        for (int group = 0; group < groupCount; group++) {
            groups.add(codes[group], starts[group + 1] - starts[group]);
            groups.scores[group] = median(cells, starts[group], starts[group + 1]);
        }
        var byMedian = groups.ordered();
        var inOrder = new int[cells.count];
        int at = 0;
        var oldStarts = starts.clone();
        for (int i = 0; i < byMedian.length; i++) {
            int group = byMedian[i];
            starts[i] = at;
            for (int row = oldStarts[group]; row < oldStarts[group + 1]; row++) {
                inOrder[at++] = cells.order[row];
            }
        }
        starts[groupCount] = at;
        order = inOrder;
        sweep(cells.count, cells.count, false);
        for (int left = 1; left < groupCount; left++) {
            double gain = gain(left, starts[left], minLeaf);
            if (best.isBeatenBy(gain, node.cost)) {
                groups.take(best, byMedian, left, cells.missingCode, gain);
            }
        }
    }

    private double median(Cells cells, int from, int to) {
        var numbers = new double[to - from];
        var weights = new double[to - from];
        for (int i = from; i < to; i++) {
            numbers[i - from] = sample.numbers[node.from + cells.order[i]];
            weights[i - from] = sample.weight(node.from + cells.order[i]);
        }
        return Median.of(numbers, weights);
    }
}
