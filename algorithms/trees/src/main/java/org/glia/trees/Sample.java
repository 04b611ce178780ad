package org.glia.trees;

/// The rows that a tree grows on, with what it learns of them, in an order in which the rows of each node stand together and
/// in their original order. Rows of weight 0 are left out.
final class Sample {

    final int size;
    /// The original rows.
    final int[] rows;
    /// What each row counts; null where all count one.
    final double[] weights;
    /// Whether all weights are whole numbers, so that sums of them are exact in any order.
    final boolean whole;
    final double total;
    /// Classes of the rows; null for numbers.
    final int[] classes;
    final int classCount;
    /// Target numbers of the rows; null for classes.
    final double[] numbers;
    /// For the absolute error: the ranks of the target numbers in the present node, and the number of each rank.
    final int[] ranks;
    double[] ranked = {};
    int rankCount;

    private final int[] spareInts;
    private final double[] spareDoubles;

    /// @param weights one for each row, 0 for rows that are left out; changed by nobody
    Sample(Target target, double[] weights, boolean ranking) {
        int count = 0;
        boolean ones = true;
        boolean wholes = true;
        double sum = 0;
        for (double weight : weights) {
            if (weight > 0) {
                count++;
                sum += weight;
                ones &= weight == 1;
                wholes &= weight == Math.rint(weight);
            }
        }
        size = count;
        whole = wholes && sum < 0x1p52;
        total = sum;
        rows = new int[count];
        this.weights = ones ? null : new double[count];
        classes = target instanceof Target.Classes ? new int[count] : null;
        classCount = target instanceof Target.Classes given ? given.count() : 0;
        numbers = target instanceof Target.Numbers ? new double[count] : null;
        ranks = ranking ? new int[count] : null;
        spareInts = new int[count];
        spareDoubles = new double[count];
        int at = 0;
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] > 0) {
                rows[at] = row;
                if (!ones) {
                    this.weights[at] = weights[row];
                }
                switch (target) {
                    case Target.Classes given -> classes[at] = given.codes()[row];
                    case Target.Numbers given -> numbers[at] = given.values()[row];
                }
                at++;
            }
        }
    }

    double weight(int place) {
        return weights == null ? 1 : weights[place];
    }

    /// Moves the rows of `from` to `to` whose code goes left before the others, each part in its order.
    ///
    /// @param codes one for each row from `from` on
    /// @param left  whether a code goes left
    /// @return where the right part begins
    int part(int from, int to, int[] codes, boolean[] left) {
        int middle = partInts(rows, from, to, codes, left);
        if (weights != null) {
            partDoubles(weights, from, to, codes, left);
        }
        if (classes != null) {
            partInts(classes, from, to, codes, left);
        } else {
            partDoubles(numbers, from, to, codes, left);
        }
        return middle;
    }

    private int partInts(int[] values, int from, int to, int[] codes, boolean[] left) {
        int next = from;
        int spare = 0;
        for (int i = from; i < to; i++) {
            int value = values[i];
            boolean goes = left[codes[i - from]];
            // both are written, so that there is nothing to guess: only the place that counts moves on
            values[next] = value;
            spareInts[spare] = value;
            next += goes ? 1 : 0;
            spare += goes ? 0 : 1;
        }
        System.arraycopy(spareInts, 0, values, next, spare);
        return next;
    }

    private void partDoubles(double[] values, int from, int to, int[] codes, boolean[] left) {
        int next = from;
        int spare = 0;
        for (int i = from; i < to; i++) {
            double value = values[i];
            boolean goes = left[codes[i - from]];
            values[next] = value;
            spareDoubles[spare] = value;
            next += goes ? 1 : 0;
            spare += goes ? 0 : 1;
        }
        System.arraycopy(spareDoubles, 0, values, next, spare);
    }

    /// Ranks the target numbers of a node.
    void rank(int from, int to) {
        int m = to - from;
        if (ranked.length < m) {
            ranked = new double[m];
        }
        System.arraycopy(numbers, from, ranked, 0, m);
        java.util.Arrays.sort(ranked, 0, m);
        rankCount = 0;
        for (int i = 0; i < m; i++) {
            if (rankCount == 0 || ranked[i] != ranked[rankCount - 1]) {
                ranked[rankCount++] = ranked[i];
            }
        }
        for (int i = from; i < to; i++) {
            ranks[i] = java.util.Arrays.binarySearch(ranked, 0, rankCount, numbers[i]);
        }
    }
}
