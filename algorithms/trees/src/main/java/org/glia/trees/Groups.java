package org.glia.trees;

import java.util.Arrays;

/// The levels of a nominal feature that occur in a node, a missing one among them, with sums over the rows of each.
final class Groups {

    final int width;
    int count;
    int[] codes = new int[8];
    int[] rows = new int[8];
    /// `count x width`.
    double[] sums;
    /// What the levels are ordered by.
    double[] scores = new double[8];

    Groups(int width) {
        this.width = width;
        sums = new double[8 * width];
    }

    void clear() {
        count = 0;
    }

    /// @return where the sums of the new group begin, all 0
    int add(int code, int rowsOfCode) {
        if (count == codes.length) {
            codes = Arrays.copyOf(codes, 2 * count);
            rows = Arrays.copyOf(rows, 2 * count);
            scores = Arrays.copyOf(scores, 2 * count);
            sums = Arrays.copyOf(sums, 2 * count * width);
        }
        codes[count] = code;
        rows[count] = rowsOfCode;
        Arrays.fill(sums, count * width, (count + 1) * width, 0);
        return width * count++;
    }

    /// The groups by rising score; those of one score by their codes.
    int[] ordered() {
        var order = new Integer[count];
        Arrays.setAll(order, group -> group);
        Arrays.sort(order, (a, b) -> scores[a] != scores[b] ? Double.compare(scores[a], scores[b])
                : Integer.compare(codes[a], codes[b]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /// Notes in `best` that the first `left` groups of `order` go left.
    void take(Split best, int[] order, int left, int missingCode, double gain) {
        var chosen = new boolean[count];
        for (int i = 0; i < left; i++) {
            chosen[order[i]] = true;
        }
        take(best, chosen, missingCode, gain);
    }

    void take(Split best, boolean[] chosen, int missingCode, double gain) {
        int words = (missingCode >> 6) + 1;
        best.feature = best.candidate;
        best.gain = gain;
        best.leftLevels = new long[words];
        best.seenLevels = new long[words];
        best.missingSeen = false;
        for (int group = 0; group < count; group++) {
            int code = codes[group];
            if (code == missingCode) {
                best.missingSeen = true;
                best.missingLeft = chosen[group];
                continue;
            }
            best.seenLevels[code >> 6] |= 1L << (code & 63);
            if (chosen[group]) {
                best.leftLevels[code >> 6] |= 1L << (code & 63);
            }
        }
    }
}
