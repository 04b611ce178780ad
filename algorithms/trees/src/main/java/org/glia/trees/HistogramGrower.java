package org.glia.trees;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import org.glia.api.run.Parallel;

/// Grows trees leaf by leaf, the most gainful split first, by sums of derivatives over bins. Of two children only the one
/// with fewer rows is summed; the sums of the other are what remains of the parent's. Confined to one thread, which others
/// help.
///
/// The sums are not aggregate steps over chunks of rows ([org.glia.api.run.Chunks]): a node deep in a tree has fewer rows than
/// its histogram has numbers, so that a histogram for each chunk, and joining them, would take several times as long as the
/// rows. As whole numbers they could be joined in any order.
final class HistogramGrower {

    /// Rows of one piece of work.
    private static final int PIECE = 1 << 15;
    /// Updates of sums that pay for waking another thread.
    private static final long PAYS = 1 << 16;
    /// Sums that the codes of a column may have.
    private static final int PLACES = 512;

    private final BinnedRows rows;
    private final Binning binning;
    private final HistogramLimits limits;
    /// Where the sums of each column stand, and of each group of columns.
    private final int[] columnAt;
    private final int[] groupAt;
    /// The features of each group.
    private final int[][] features;
    private final int[] spare;
    private final ArrayDeque<long[]> pool = new ArrayDeque<>();

    private long[] derivatives;
    private int[] order;
    private HistogramScale scale;
    private boolean[] usable;
    private Parallel parallel;
    private HistogramTree.Builder tree;
    /// Whether the rows of the root are all rows in their order.
    private boolean isWhole;

    HistogramGrower(BinnedRows rows, Binning binning, HistogramLimits limits) {
        this.rows = rows;
        this.binning = binning;
        this.limits = limits;
        this.columnAt = new int[rows.columns() + 1];
        for (int column = 0; column < rows.columns(); column++) {
            columnAt[column + 1] = columnAt[column] + 2 * rows.codes(column);
        }
        this.groupAt = new int[rows.groups() + 1];
        Arrays.setAll(groupAt, group -> columnAt[Math.min(rows.columns(), group * BinnedRows.GROUP)]);
        this.features = new int[rows.groups()][];
        for (int group = 0; group < features.length; group++) {
            int own = group;
            features[group] = IntStream.range(0, rows.features())
                    .filter(feature -> rows.column(feature) >= 0 && rows.column(feature) / BinnedRows.GROUP == own).toArray();
        }
        this.spare = new int[rows.rows()];
    }

    /// Grows one tree.
    ///
    /// @param sums   the two words of each row, as [HistogramScale] makes them
    /// @param chosen the rows to grow on, at the first `count` places; leaves the rows of each leaf together
    /// @param used   which features may be asked for
    HistogramTree grow(long[] sums, HistogramScale scaled, int[] chosen, int count, boolean[] used, Parallel helped) {
        derivatives = sums;
        scale = scaled;
        order = chosen;
        usable = used;
        parallel = helped;
        tree = new HistogramTree.Builder();
        isWhole = count == rows.rows();
        var leaves = new ArrayList<HistogramLeaf>();
        var open = new PriorityQueue<HistogramLeaf>(Comparator.comparingDouble((HistogramLeaf leaf) -> -leaf.split.gain())
                .thenComparingInt(leaf -> leaf.node));
        var root = root(count);
        if (canSplit(root)) {
            root.sums = borrow();
            sumRoot(root);
        }
        isWhole = false;
        push(root, open, leaves);
        while (!open.isEmpty()) {
            var parent = open.poll();
            if (leaves.size() + open.size() + 2 > limits.maxLeaves()) {
                giveBack(parent);
                leaves.add(parent);
                continue;
            }
            split(parent, leaves.size() + open.size() + 2 < limits.maxLeaves(), open, leaves);
        }
        return tree.build(leaves);
    }

    private HistogramLeaf root(int count) {
        long first = 0;
        long second = 0;
        if (isWhole) {
            for (int i = 0; i < 2 * count; i += 2) {
                first += derivatives[i];
                second += derivatives[i + 1];
            }
        } else {
            for (int i = 0; i < count; i++) {
                first += derivatives[2 * order[i]];
                second += derivatives[2 * order[i] + 1];
            }
        }
        double none = Double.POSITIVE_INFINITY;
        double value = limits.value(scale.firstOf(first), scale.secondOf(second), -none, none);
        return new HistogramLeaf(add(value, second), 0, 0, count, first, second, value, -none, none);
    }

    private int add(double value, long secondAndCount) {
        return tree.add(value, scale.secondOf(secondAndCount), scale.countOf(secondAndCount));
    }

    private boolean canSplit(HistogramLeaf leaf) {
        return leaf.rows() >= 2L * limits.minLeaf() && leaf.depth < limits.maxDepth() && limits.maxLeaves() > 1
                && scale.secondOf(leaf.secondAndCount) >= limits.minHessian();
    }

    private void push(HistogramLeaf leaf, PriorityQueue<HistogramLeaf> open, ArrayList<HistogramLeaf> leaves) {
        if (leaf.split.isNone()) {
            giveBack(leaf);
            leaves.add(leaf);
        } else {
            open.add(leaf);
        }
    }

    private long[] borrow() {
        var free = pool.poll();
        return free == null ? new long[columnAt[columnAt.length - 1]] : free;
    }

    private void giveBack(HistogramLeaf leaf) {
        if (leaf.sums.length > 0) {
            pool.push(leaf.sums);
            leaf.sums = new long[0];
        }
    }

    // ---- splitting

    private void split(HistogramLeaf parent, boolean goesOn, PriorityQueue<HistogramLeaf> open,
                       ArrayList<HistogramLeaf> leaves) {
        var split = parent.split;
        int border = parent.from + part(parent);
        double lowLeft = parent.low;
        double highLeft = parent.high;
        double lowRight = parent.low;
        double highRight = parent.high;
        double middle = (split.leftValue() + split.rightValue()) / 2;
        int direction = limits.direction(split.feature());
        if (direction > 0) {
            highLeft = middle;
            lowRight = middle;
        } else if (direction < 0) {
            lowLeft = middle;
            highRight = middle;
        }
        long rightFirst = parent.first - split.first();
        long rightSecond = parent.secondAndCount - split.secondAndCount();
        int leftNode = add(split.leftValue(), split.secondAndCount());
        int rightNode = add(split.rightValue(), rightSecond);
        tree.split(parent.node, split, leftNode);
        var left = new HistogramLeaf(leftNode, parent.depth + 1, parent.from, border, split.first(), split.secondAndCount(),
                split.leftValue(), lowLeft, highLeft);
        var right = new HistogramLeaf(rightNode, parent.depth + 1, border, parent.to, rightFirst, rightSecond,
                split.rightValue(), lowRight, highRight);
        boolean leftOn = goesOn && canSplit(left);
        boolean rightOn = goesOn && canSplit(right);
        if (leftOn || rightOn) {
            var small = left.rows() <= right.rows() ? left : right;
            var large = small == left ? right : left;
            small.sums = borrow();
            large.sums = parent.sums;
            parent.sums = new long[0];
            sumChildren(small, small == left ? leftOn : rightOn, large, large == left ? leftOn : rightOn);
        } else {
            giveBack(parent);
        }
        push(left, open, leaves);
        push(right, open, leaves);
    }

    /// Moves the rows that go left before the others, both in their order, and says how many they are.
    private int part(HistogramLeaf leaf) {
        var split = leaf.split;
        int column = rows.column(split.feature());
        var sides = new byte[256];
        rows.sides(split.feature(), split.left(), sides);
        var codes = rows.group(column / BinnedRows.GROUP);
        int shift = 8 * (column % BinnedRows.GROUP);
        int pieces = Parallel.chunks(leaf.rows(), PIECE);
        if (pieces == 1 || parallel.threads() == 1) {
            int left = part(codes, shift, sides, leaf.from, leaf.to);
            System.arraycopy(spare, leaf.from, order, leaf.from + left, leaf.rows() - left);
            return left;
        }
        var lefts = new int[pieces];
        parallel.chunked(leaf.rows(), PIECE, (piece, from, to) ->
                lefts[piece] = part(codes, shift, sides, leaf.from + from, leaf.from + to));
        int at = leaf.from;
        for (int piece = 0; piece < pieces; piece++) {
            System.arraycopy(order, leaf.from + piece * PIECE, order, at, lefts[piece]);
            at += lefts[piece];
        }
        int left = at - leaf.from;
        for (int piece = 0; piece < pieces; piece++) {
            int rights = Math.min(PIECE, leaf.rows() - piece * PIECE) - lefts[piece];
            System.arraycopy(spare, leaf.from + piece * PIECE, order, at, rights);
            at += rights;
        }
        return left;
    }

    /// The rows that go left stay at the front, the others go to the spare places; no jump depends on a row.
    private int part(int[] codes, int shift, byte[] sides, int from, int to) {
        int left = from;
        int right = from;
        var in = order;
        var out = spare;
        for (int i = from; i < to; i++) {
            int row = in[i];
            int side = sides[codes[row] >>> shift & 0xFF];
            in[left] = row;
            out[right] = row;
            left += side;
            right += 1 - side;
        }
        return left - from;
    }

    // ---- sums

    private void sumRoot(HistogramLeaf root) {
        var partial = partialSums(root);
        var found = new HistogramSplit[features.length];
        each(root.rows(), group -> {
            sum(root, group, partial);
            found[group] = best(root, group);
        });
        root.split = best(found);
        partial.forEach(pool::push);
    }

    private void sumChildren(HistogramLeaf small, boolean smallOn, HistogramLeaf large, boolean largeOn) {
        var partial = partialSums(small);
        var ofSmall = new HistogramSplit[features.length];
        var ofLarge = new HistogramSplit[features.length];
        each(small.rows(), group -> {
            sum(small, group, partial);
            for (int i = groupAt[group]; i < groupAt[group + 1]; i++) {
                large.sums[i] -= small.sums[i];
            }
            ofSmall[group] = smallOn ? best(small, group) : HistogramSplit.NONE;
            ofLarge[group] = largeOn ? best(large, group) : HistogramSplit.NONE;
        });
        small.split = best(ofSmall);
        large.split = best(ofLarge);
        partial.forEach(pool::push);
    }

    private void each(long count, IntConsumer body) {
        if (count * rows.columns() < PAYS) {
            for (int group = 0; group < features.length; group++) {
                body.accept(group);
            }
        } else {
            parallel.forEach(features.length, body);
        }
    }

    /// Sums of all pieces of the rows but the first, where there are so many rows that groups of columns are too few pieces.
    private ArrayList<long[]> partialSums(HistogramLeaf leaf) {
        var partial = new ArrayList<long[]>();
        int pieces = Parallel.chunks(leaf.rows(), PIECE);
        if (pieces == 1 || parallel.threads() == 1 || features.length > 4 * parallel.threads()) {
            return partial;
        }
        for (int piece = 1; piece < pieces; piece++) {
            partial.add(borrow());
        }
        parallel.forEach(pieces * features.length, each -> {
            int piece = each / features.length;
            int from = leaf.from + piece * PIECE;
            add(from, Math.min(leaf.to, from + PIECE), each % features.length, piece == 0 ? leaf.sums : partial.get(piece - 1));
        });
        return partial;
    }

    /// Fills in the sums of a group of columns.
    private void sum(HistogramLeaf leaf, int group, ArrayList<long[]> partial) {
        if (partial.isEmpty()) {
            add(leaf.from, leaf.to, group, leaf.sums);
        }
        for (var more : partial) {
            for (int i = groupAt[group]; i < groupAt[group + 1]; i++) {
                leaf.sums[i] += more[i];
            }
        }
        for (int feature : features[group]) {
            if (rows.usual(feature) >= 0) {
                complete(leaf, feature);
            }
        }
    }

    /// The rows in which a bundled feature has its usual bin are those in which it has no other.
    private void complete(HistogramLeaf leaf, int feature) {
        int at = at(feature);
        int usual = at + 2 * rows.usual(feature);
        long first = leaf.first;
        long second = leaf.secondAndCount;
        for (int i = at; i < at + 2 * rows.slots(feature); i += 2) {
            if (i != usual) {
                first -= leaf.sums[i];
                second -= leaf.sums[i + 1];
            }
        }
        leaf.sums[usual] = first;
        leaf.sums[usual + 1] = second;
    }

    private int at(int feature) {
        return columnAt[rows.column(feature)] + 2 * rows.first(feature);
    }

    private void add(int from, int to, int group, long[] sums) {
        int column = group * BinnedRows.GROUP;
        var codes = rows.group(group);
        if (column + BinnedRows.GROUP <= rows.columns()) {
            var four = isWhole ? sumsOfFour(codes, from, to, derivatives) : sumsOfFour(codes, order, from, to, derivatives);
            for (int c = 0; c < BinnedRows.GROUP; c++) {
                System.arraycopy(four, c * PLACES, sums, columnAt[column + c], columnAt[column + c + 1] - columnAt[column + c]);
            }
            return;
        }
        Arrays.fill(sums, groupAt[group], groupAt[group + 1], 0);
        for (int shift = 0; column < rows.columns(); column++, shift += 8) {
            addOne(codes, shift, order, from, to, derivatives, sums, columnAt[column]);
        }
    }

    /// Both words of each row by the codes of four columns: one look at the row serves eight sums. The array is made here, for
    /// the compiler then knows how long it is, and that no code lies outside.
    private static long[] sumsOfFour(int[] codes, int[] order, int from, int to, long[] derivatives) {
        var sums = new long[BinnedRows.GROUP * PLACES];
        for (int i = from; i < to; i++) {
            int row = order[i];
            int code = codes[row];
            long first = derivatives[2 * row];
            long second = derivatives[2 * row + 1];
            int a = code << 1 & 0x1FE;
            int b = PLACES + (code >>> 7 & 0x1FE);
            int c = 2 * PLACES + (code >>> 15 & 0x1FE);
            int d = 3 * PLACES + (code >>> 23 & 0x1FE);
            sums[a] += first;
            sums[a + 1] += second;
            sums[b] += first;
            sums[b + 1] += second;
            sums[c] += first;
            sums[c + 1] += second;
            sums[d] += first;
            sums[d + 1] += second;
        }
        return sums;
    }

    /// The same for rows in their own order.
    private static long[] sumsOfFour(int[] codes, int from, int to, long[] derivatives) {
        var sums = new long[BinnedRows.GROUP * PLACES];
        for (int row = from; row < to; row++) {
            int code = codes[row];
            long first = derivatives[2 * row];
            long second = derivatives[2 * row + 1];
            int a = code << 1 & 0x1FE;
            int b = PLACES + (code >>> 7 & 0x1FE);
            int c = 2 * PLACES + (code >>> 15 & 0x1FE);
            int d = 3 * PLACES + (code >>> 23 & 0x1FE);
            sums[a] += first;
            sums[a + 1] += second;
            sums[b] += first;
            sums[b + 1] += second;
            sums[c] += first;
            sums[c + 1] += second;
            sums[d] += first;
            sums[d + 1] += second;
        }
        return sums;
    }

    private static void addOne(int[] codes, int shift, int[] order, int from, int to, long[] derivatives, long[] sums, int at) {
        for (int i = from; i < to; i++) {
            int row = order[i];
            int in = at + 2 * (codes[row] >>> shift & 0xFF);
            sums[in] += derivatives[2 * row];
            sums[in + 1] += derivatives[2 * row + 1];
        }
    }

    // ---- the best split

    private HistogramSplit best(HistogramLeaf leaf, int group) {
        var best = HistogramSplit.NONE;
        var scan = new HistogramScan(limits, scale, leaf);
        for (int feature : features[group]) {
            if (usable[feature]) {
                best = best.better(scan.best(feature, binning.rule(feature), leaf.sums, at(feature)));
            }
        }
        return best;
    }

    private static HistogramSplit best(HistogramSplit[] found) {
        var best = HistogramSplit.NONE;
        for (var each : found) {
            best = best.better(each);
        }
        return best;
    }
}
