package org.glia.compute.neighbours;

import java.util.Arrays;

/// What one query has found so far: its k nearest rows, or all within a radius. Rows compare by sum, then by index. The k
/// nearest stand in a heap, the worst on top.
final class Selection {

    /// Stretches up to so many are sorted by insertion.
    private static final int SHORT = 24;

    private final Form form;
    private final int k;
    private final double radius;
    private int exclude = -1;
    private int count;
    private double[] sums;
    private int[] rows;
    private double limit;
    private int limitRow;

    private Selection(Form form, int k, double radius, int capacity) {
        this.form = form;
        this.k = k;
        this.radius = radius;
        this.sums = new double[capacity];
        this.rows = new int[capacity];
    }

    static Selection nearest(Form form, int k) {
        return new Selection(form, k, Double.POSITIVE_INFINITY, k);
    }

    static Selection within(Form form, double radius) {
        return new Selection(form, Integer.MAX_VALUE, radius, 16);
    }

    /// Begins anew for a query that leaves out a row; -1 for none.
    void begin(int exclude) {
        this.exclude = exclude;
        count = 0;
        limit = isNearest() ? Double.POSITIVE_INFINITY : form.sumWithin(radius);
        limitRow = Integer.MAX_VALUE;
    }

    boolean isNearest() {
        return k < Integer.MAX_VALUE;
    }

    boolean leavesOut(int row) {
        return row == exclude;
    }

    /// How many are wanted at most.
    int k() {
        return k;
    }

    int count() {
        return count;
    }

    /// No sum above it is of interest.
    double limit() {
        return limit;
    }

    /// Whether rows from `lowest` on whose sums are at least `bound` could be of interest.
    boolean reaches(double bound, int lowest) {
        return bound < limit || bound == limit && lowest < limitRow;
    }

    void offer(int row, double sum) {
        if (leavesOut(row) || !reaches(sum, row)) {
            return;
        }
        if (isNearest()) {
            if (count < k) {
                rise(count++, sum, row);
            } else {
                sink(0, count, sum, row);
            }
            if (count == k) {
                limit = sums[0];
                limitRow = rows[0];
            }
        } else if (form.reported(sum) <= radius) {
            if (count == sums.length) {
                sums = Arrays.copyOf(sums, Math.max(2 * count, 16));
                rows = Arrays.copyOf(rows, sums.length);
            }
            sums[count] = sum;
            rows[count++] = row;
        }
    }

    /// Writes the rows found, nearest first.
    void drain(int[] intoRows, double[] intoDistances, int at) {
        if (!isNearest()) {
            if (sort(0, count, 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(count)))) {
                System.arraycopy(rows, 0, intoRows, at, count);
                for (int i = 0; i < count; i++) {
                    intoDistances[at + i] = form.reported(sums[i]);
                }
                return;
            }
            for (int i = count / 2 - 1; i >= 0; i--) {
                sink(i, count, sums[i], rows[i]);
            }
        }
        for (int end = count - 1; end >= 0; end--) {
            intoRows[at + end] = rows[0];
            intoDistances[at + end] = form.reported(sums[0]);
            sink(0, end, sums[end], rows[end]);
        }
    }

    /// Quicksort (Hoare 1962) with the median of three; about half the time of a heap.
    ///
    /// @param depth how often stretches may be divided
    /// @return false if that was not enough; then the order is any
    private boolean sort(int from, int to, int depth) {
        while (to - from > SHORT) {
            if (depth-- == 0) {
                return false;
            }
            int middle = divide(from, to);
            if (!sort(from, middle, depth)) {
                return false;
            }
            from = middle;
        }
        for (int i = from + 1; i < to; i++) {
            double sum = sums[i];
            int row = rows[i];
            int place = i;
            for (; place > from && isWorse(sums[place - 1], rows[place - 1], sum, row); place--) {
                sums[place] = sums[place - 1];
                rows[place] = rows[place - 1];
            }
            sums[place] = sum;
            rows[place] = row;
        }
        return true;
    }

    /// Brings what is nearer than a pivot before the rest, and says where that begins; neither part is empty.
    private int divide(int from, int to) {
        int middle = from + to >>> 1;
        swapIfWorse(from, middle);
        swapIfWorse(middle, to - 1);
        swapIfWorse(from, middle);
        double sum = sums[middle];
        int row = rows[middle];
        int left = from;
        int right = to - 1;
        while (true) {
            do {
                left++;
            } while (isWorse(sum, row, sums[left], rows[left]));
            do {
                right--;
            } while (isWorse(sums[right], rows[right], sum, row));
            if (left >= right) {
                return left;
            }
            swap(left, right);
        }
    }

    private void swapIfWorse(int i, int j) {
        if (isWorse(sums[i], rows[i], sums[j], rows[j])) {
            swap(i, j);
        }
    }

    private void swap(int i, int j) {
        double sum = sums[i];
        sums[i] = sums[j];
        sums[j] = sum;
        int row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
    }

    private void rise(int place, double sum, int row) {
        while (place > 0) {
            int parent = (place - 1) / 2;
            if (!isWorse(sum, row, sums[parent], rows[parent])) {
                break;
            }
            sums[place] = sums[parent];
            rows[place] = rows[parent];
            place = parent;
        }
        sums[place] = sum;
        rows[place] = row;
    }

    private void sink(int place, int size, double sum, int row) {
        if (place >= size) {
            return;
        }
        int child = 2 * place + 1;
        while (child < size) {
            if (child + 1 < size && isWorse(sums[child + 1], rows[child + 1], sums[child], rows[child])) {
                child++;
            }
            if (!isWorse(sums[child], rows[child], sum, row)) {
                break;
            }
            sums[place] = sums[child];
            rows[place] = rows[child];
            place = child;
            child = 2 * place + 1;
        }
        sums[place] = sum;
        rows[place] = row;
    }

    private static boolean isWorse(double sum, int row, double than, int thanRow) {
        return sum > than || sum == than && row > thanRow;
    }
}
