package org.glia.trees;

import java.util.Arrays;

/// The cells of one feature in one node: codes in the order of the rows, and, on demand, the rows in the order of the codes.
/// Scratch memory that is used for one feature after the other.
final class Cells {

    /// Beyond so many rows, an order by counting needs less time than one by comparing, however wide the range is up to
    /// so many times the rows.
    private static final int COUNTING = 4;
    private static final int FEW = 24;

    int count;
    /// The code of a missing cell.
    int missingCode;
    int[] codes = {};
    /// Smallest and largest code of the present cells.
    int low;
    int high;
    int missing;

    /// The present rows' places (from 0) by rising code, rows of one code in their order; behind them the missing ones.
    int[] order = {};
    /// The codes in that order.
    int[] sorted = {};
    private long[] keys = {};
    private int[] starts = {};

    void read(CodedColumn column, int[] rows, int from, int to) {
        count = to - from;
        if (codes.length < count) {
            codes = new int[Math.max(count, 2 * codes.length)];
        }
        column.read(rows, from, to, codes);
        missingCode = column.size();
        range(column.hasGaps());
    }

    private void range(boolean gaps) {
        int smallest = Integer.MAX_VALUE;
        int largest = -1;
        int absent = 0;
        if (gaps) {
            for (int i = 0; i < count; i++) {
                int code = codes[i];
                if (code == missingCode) {
                    absent++;
                } else {
                    smallest = Math.min(smallest, code);
                    largest = Math.max(largest, code);
                }
            }
        } else {
            for (int i = 0; i < count; i++) {
                smallest = Math.min(smallest, codes[i]);
                largest = Math.max(largest, codes[i]);
            }
        }
        low = smallest;
        high = largest;
        missing = absent;
    }

    /// Whether no split of these cells tells rows apart.
    boolean isConstant() {
        return missing == count || missing == 0 && low == high;
    }

    int range() {
        return high - low + 1;
    }

    /// Replaces the codes: those up to `last` by 0, others by 1, missing ones by 2.
    void halve(int last) {
        for (int i = 0; i < count; i++) {
            codes[i] = codes[i] == missingCode ? 2 : codes[i] <= last ? 0 : 1;
        }
        missingCode = 2;
        range(true);
    }

    /// Replaces the codes: those that go left by 0, others by 1, missing ones by 2.
    void halve(boolean[] left) {
        for (int i = 0; i < count; i++) {
            codes[i] = codes[i] == missingCode ? 2 : left[codes[i]] ? 0 : 1;
        }
        missingCode = 2;
        range(true);
    }

    void sort() {
        if (order.length < count) {
            order = new int[Math.max(count, 2 * order.length)];
            sorted = new int[order.length];
        }
        if (count > FEW && missing < count && range() <= (long) COUNTING * count) {
            sortByCounting();
        } else {
            sortByComparing();
        }
    }

    private void sortByCounting() {
        int places = range() + 2;
        if (starts.length < places) {
            starts = new int[Math.max(places, 2 * starts.length)];
        }
        Arrays.fill(starts, 0, places, 0);
        for (int i = 0; i < count; i++) {
            starts[(codes[i] == missingCode ? high + 1 : codes[i]) - low + 1]++;
        }
        // the counts of missing cells come last; nothing begins behind them
        for (int bin = 1; bin < places; bin++) {
            starts[bin] += starts[bin - 1];
        }
        for (int i = 0; i < count; i++) {
            int at = starts[(codes[i] == missingCode ? high + 1 : codes[i]) - low]++;
            order[at] = i;
            sorted[at] = codes[i];
        }
    }

    private void sortByComparing() {
        if (keys.length < count) {
            keys = new long[Math.max(count, 2 * keys.length)];
        }
        for (int i = 0; i < count; i++) {
            keys[i] = (long) codes[i] << 32 | i; // missing cells have the largest code
        }
        Arrays.sort(keys, 0, count);
        for (int i = 0; i < count; i++) {
            order[i] = (int) keys[i];
            sorted[i] = (int) (keys[i] >>> 32);
        }
    }
}
