package org.glia.trees;

import org.glia.api.run.RandomStream;

/// Looks for the best split of a node on one feature after the other. Used by one thread at a time.
final class SplitSearch {

    private final Columns columns;
    private final Sample sample;
    private final Growth growth;
    private final Scan scan;
    private final Cells cells = new Cells();
    private Node begun;

    SplitSearch(Columns columns, Sample sample, Growth growth, Scan scan) {
        this.columns = columns;
        this.sample = sample;
        this.growth = growth;
        this.scan = scan;
    }

    /// The best split of `node` on `feature` is noted in `found` if there is any.
    ///
    /// @param seed of what the random splitter draws
    /// @return false if the feature is constant in the node
    boolean search(Node node, int feature, long seed, Split found) {
        if (begun != node) {
            scan.begin(node);
            begun = node;
        }
        var column = columns.column(feature);
        cells.read(column, sample.rows, node.from, node.to);
        if (cells.isConstant()) {
            return false;
        }
        found.clear(feature);
        if (!growth.random()) {
            if (column.isNominal()) {
                scan.levels(cells, found, growth.minLeaf());
            } else {
                scan.border(cells, found, growth.minLeaf());
            }
        } else if (column.isNominal()) {
            randomLevels(column, new RandomStream(seed), found);
        } else {
            randomBorder(column, (seed >>> 11) * 0x1.0p-53, found);
        }
        return true;
    }

    /// A border drawn between the smallest and the largest number (Geurts, Ernst and Wehenkel 2006).
    private void randomBorder(CodedColumn column, double share, Split found) {
        int last = cells.high;
        int size = column.size();
        double drawn = Double.NaN;
        if (cells.low < cells.high) {
            double low = column.value(cells.low);
            double high = column.value(cells.high);
            if (high - low <= Double.MAX_VALUE) {
                drawn = low + share * (high - low);
                drawn = drawn < high ? drawn : low;
                last = column.lastUpTo(drawn);
            } else {
                last = cells.low + (int) (share * (cells.high - cells.low));
                drawn = column.between(last, last + 1);
            }
        }
        boolean gaps = cells.missing > 0;
        if (gaps) {
            cells.halve(last);
            scan.border(cells, found, growth.minLeaf());
        } else {
            scan.only(cells, last, found, growth.minLeaf());
        }
        if (found.exists()) {
            boolean allLeft = gaps && found.next == cells.missingCode;
            found.last = allLeft ? size - 1 : last;
            found.next = allLeft ? size : last + 1;
            found.drawn = allLeft ? Double.NaN : drawn;
        }
    }

    /// A set of the node's levels drawn from all that are neither empty nor full, each as likely.
    private void randomLevels(CodedColumn column, RandomStream random, Split found) {
        int size = column.size();
        var seen = new boolean[size];
        int distinct = 0;
        for (int i = 0; i < cells.count; i++) {
            int code = cells.codes[i];
            if (code < size && !seen[code]) {
                seen[code] = true;
                distinct++;
            }
        }
        var left = new boolean[size];
        int chosen = 0;
        while (chosen == 0 || chosen == distinct && distinct > 1) {
            chosen = 0;
            for (int code = 0; code < size; code++) {
                left[code] = seen[code] && (distinct == 1 || random.nextBoolean());
                chosen += left[code] ? 1 : 0;
            }
        }
        cells.halve(left);
        scan.border(cells, found, growth.minLeaf());
        if (found.exists()) {
            boolean allLeft = found.next == cells.missingCode;
            found.last = -1;
            found.leftLevels = new long[(size >> 6) + 1];
            found.seenLevels = new long[(size >> 6) + 1];
            for (int code = 0; code < size; code++) {
                if (seen[code]) {
                    found.seenLevels[code >> 6] |= 1L << (code & 63);
                    found.leftLevels[code >> 6] |= allLeft || left[code] ? 1L << (code & 63) : 0;
                }
            }
        }
    }
}
