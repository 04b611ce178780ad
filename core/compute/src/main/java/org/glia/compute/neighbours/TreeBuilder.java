package org.glia.compute.neighbours;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.glia.api.run.Parallel;

/// Builds trees, level by level, the parts of a level side by side. A part is split in two at the mean of the feature that
/// varies most, which cuts groups apart where there are some, else nearly halves it; but always between buckets, so that
/// all are full. Deep down parts are halved, so that the depth is O(log n) whatever the data; rows that agree are told apart
/// by their indices.
final class TreeBuilder {

    private static final int FAN = Lanes.FAN;
    private static final int BUCKET = Lanes.BUCKET;
    /// Rows that are looked at to choose where to split a part, at most; the choice matters for speed only.
    private static final int SAMPLE = 512;
    private static final int CHUNK = 4096;

    private final double[] values;
    private final int n;
    private final int d;
    private final Form form;
    private final boolean balls;
    private final Parallel parallel;
    private final int[] order;
    private final double[] keys;

    private TreeBuilder(double[] values, int n, int d, Form form, boolean balls, Parallel parallel) {
        this.values = values;
        this.n = n;
        this.d = d;
        this.form = form;
        this.balls = balls;
        this.parallel = parallel;
        this.order = new int[n];
        this.keys = new double[n];
        Arrays.setAll(order, i -> i);
    }

    /// A tree of boxes over the rows of a row-major array, split where they spread most along a feature.
    static Tree boxes(double[] values, int n, int d, Form form, Parallel parallel) {
        return new TreeBuilder(values, n, d, form, false, parallel).build();
    }

    /// A tree of balls, split along the line through two rows far apart.
    static Tree balls(double[] values, int n, int d, Form form, Parallel parallel) {
        return new TreeBuilder(values, n, d, form, true, parallel).build();
    }

    /// Consecutive buckets, in two parts unless it is one bucket.
    private static final class Part {
        final int first;
        final int count;
        Part left;
        Part right;

        Part(int first, int count) {
            this.first = first;
            this.count = count;
        }
    }

    private Tree build() {
        int buckets = Math.ceilDiv(n, BUCKET);
        var root = new Part(0, buckets);
        split(root);
        var points = points(buckets);
        var place = new int[n];
        for (int i = 0; i < n; i++) {
            place[order[i]] = i;
        }
        if (buckets == 0) {
            return new Tree(n, d, order, place, points, new int[0], new int[0], new Tree.Boxes(new double[0]));
        }
        var nodes = nodes(root);
        var lowest = new int[nodes.child.length];
        Arrays.fill(lowest, Integer.MAX_VALUE);
        parallel.forEach(nodes.count * FAN, slot -> {
            var part = nodes.parts[slot];
            if (part != null) {
                for (int i = part.first * BUCKET; i < end(part); i++) {
                    lowest[slot] = Math.min(lowest[slot], order[i]);
                }
            }
        });
        var bounds = balls ? balls(nodes, points) : boxes(nodes);
        return new Tree(n, d, order, place, points, nodes.child, lowest, bounds);
    }

    private int end(Part part) {
        return Math.min(n, (part.first + part.count) * BUCKET);
    }

    /// Orders the rows so that each bucket, and each part, is consecutive.
    private void split(Part root) {
        int deep = 2 * (32 - Integer.numberOfLeadingZeros(root.count)) + 8;
        var level = root.count > 1 ? List.of(root) : List.<Part>of();
        for (int depth = 0; !level.isEmpty(); depth++) {
            var now = level;
            boolean halved = depth > deep;
            parallel.forEach(now.size(), i -> split(now.get(i), halved));
            level = now.stream().flatMap(part -> Stream.of(part.left, part.right)).filter(part -> part.count > 1).toList();
        }
    }

    private void split(Part part, boolean halved) {
        int from = part.first * BUCKET;
        int to = end(part);
        int step = Math.ceilDiv(to - from, SAMPLE);
        if (balls) {
            projections(from, to, step);
        } else {
            features(from, to, step);
        }
        int left = (part.count + 1) / 2;
        if (!halved) {
            double mean = meanKey(from, to);
            int below = 0;
            for (int i = from; i < to; i++) {
                below += keys[i] < mean ? 1 : 0;
            }
            if (below > 0 && below < to - from) { // else all keys are equal
                left = Math.clamp((below + BUCKET / 2) / BUCKET, 1, part.count - 1);
            }
        }
        select(from, to, from + left * BUCKET);
        part.left = new Part(part.first, left);
        part.right = new Part(part.first + left, part.count - left);
    }

    private double meanKey(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += keys[i];
        }
        return sum / (to - from);
    }

    /// Keys are the feature that varies most.
    private void features(int from, int to, int step) {
        int feature = d == 0 ? 0 : mostVaried(from, to, step);
        parallel.chunked(to - from, CHUNK, (chunk, first, end) -> {
            for (int i = from + first; i < from + end; i++) {
                keys[i] = d == 0 ? 0 : values[order[i] * d + feature];
            }
        });
    }

    private int mostVaried(int from, int to, int step) {
        var mean = mean(from, to, step);
        var squares = new double[d];
        for (int i = from; i < to; i += step) {
            int at = order[i] * d;
            for (int j = 0; j < d; j++) {
                double difference = values[at + j] - mean[j];
                squares[j] = Math.fma(difference, difference, squares[j]);
            }
        }
        int most = 0;
        for (int j = 1; j < d; j++) {
            if (squares[j] > squares[most]) {
                most = j;
            }
        }
        return most;
    }

    private double[] mean(int from, int to, int step) {
        var mean = new double[d];
        for (int i = from; i < to; i += step) {
            int at = order[i] * d;
            for (int j = 0; j < d; j++) {
                mean[j] += values[at + j];
            }
        }
        int counted = Math.ceilDiv(to - from, step);
        for (int j = 0; j < d; j++) {
            mean[j] /= counted;
        }
        return mean;
    }

    private void widen(double[] low, double[] high, int at) {
        for (int j = 0; j < d; j++) {
            low[j] = Math.min(low[j], values[at + j]);
            high[j] = Math.max(high[j], values[at + j]);
        }
    }

    /// Keys along the line from the row furthest from the mean to the one furthest from that (after Omohundro's
    /// anchors; only a sample is looked at).
    private void projections(int from, int to, int step) {
        var mean = mean(from, to, step);
        int one = furthest(mean, 0, from, to, step);
        int other = furthest(values, one * d, from, to, step);
        var line = new double[d];
        for (int j = 0; j < d; j++) {
            line[j] = values[other * d + j] - values[one * d + j];
        }
        parallel.chunked(to - from, CHUNK, (chunk, first, end) -> {
            for (int i = from + first; i < from + end; i++) {
                double key = dot(line, values, order[i] * d);
                keys[i] = key == key ? key : 0; // sums of opposite infinities
            }
        });
    }

    private int furthest(double[] q, int qAt, int from, int to, int step) {
        int furthest = order[from];
        double most = -1;
        for (int i = from; i < to; i += step) {
            double squares = 0;
            for (int j = 0; j < d; j++) {
                double difference = values[order[i] * d + j] - q[qAt + j];
                squares = Math.fma(difference, difference, squares);
            }
            if (squares > most) {
                most = squares;
                furthest = order[i];
            }
        }
        return furthest;
    }

    /// In four sums, which need not wait for each other.
    private static double dot(double[] line, double[] values, int at) {
        double a = 0;
        double b = 0;
        double c = 0;
        double e = 0;
        int j = 0;
        for (; j + 4 <= line.length; j += 4) {
            a = Math.fma(line[j], values[at + j], a);
            b = Math.fma(line[j + 1], values[at + j + 1], b);
            c = Math.fma(line[j + 2], values[at + j + 2], c);
            e = Math.fma(line[j + 3], values[at + j + 3], e);
        }
        for (; j < line.length; j++) {
            a = Math.fma(line[j], values[at + j], a);
        }
        return (a + b) + (c + e);
    }

    /// Moves rows so that the one at `middle` is where it would be if they were sorted by key and index, lower ones before
    /// it and higher ones behind it (Hoare's quickselect, pivot the median of three).
    private void select(int from, int to, int middle) {
        int low = from;
        int high = to - 1;
        int patience = 2 * (32 - Integer.numberOfLeadingZeros(to - from));
        while (low < high) {
            if (patience-- == 0) {
                sort(low, high + 1);
                return;
            }
            int pivot = medianOf(low, low + (high - low) / 2, high);
            double key = keys[pivot];
            int row = order[pivot];
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] < key || keys[i] == key && order[i] < row) {
                    i++;
                }
                while (keys[j] > key || keys[j] == key && order[j] > row) {
                    j--;
                }
                if (i <= j) {
                    swap(i++, j--);
                }
            }
            if (middle <= j) {
                high = j;
            } else if (middle >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private int medianOf(int a, int b, int c) {
        if (isLess(a, b)) {
            return isLess(b, c) ? b : isLess(a, c) ? c : a;
        }
        return isLess(a, c) ? a : isLess(b, c) ? c : b;
    }

    private boolean isLess(int a, int b) {
        return keys[a] < keys[b] || keys[a] == keys[b] && order[a] < order[b];
    }

    private void swap(int a, int b) {
        double key = keys[a];
        keys[a] = keys[b];
        keys[b] = key;
        int row = order[a];
        order[a] = order[b];
        order[b] = row;
    }

    /// Heap sort, where pivots were unlucky time and again.
    private void sort(int from, int to) {
        int size = to - from;
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(from, i, size);
        }
        for (int end = size - 1; end > 0; end--) {
            swap(from, from + end);
            sink(from, 0, end);
        }
    }

    private void sink(int from, int at, int size) {
        for (int child = 2 * at + 1; child < size; at = child, child = 2 * at + 1) {
            if (child + 1 < size && isLess(from + child, from + child + 1)) {
                child++;
            }
            if (!isLess(from + at, from + child)) {
                return;
            }
            swap(from + at, from + child);
        }
    }

    private double[] points(int buckets) {
        var points = new double[Math.multiplyExact(Math.multiplyExact(buckets, BUCKET), d)];
        parallel.forEach(buckets, bucket -> {
            int first = bucket * BUCKET;
            for (int l = 0; l < BUCKET && first + l < n; l++) {
                int from = order[first + l] * d;
                for (int j = 0, at = first * d + l; j < d; j++, at += BUCKET) {
                    points[at] = values[from + j];
                }
            }
        });
        return points;
    }

    /// The tree's shape.
    private record Nodes(int count, int[] child, Part[] parts) {
    }

    /// Nodes in order of their depth; a node's children are found by splitting its largest part, time and again.
    private static Nodes nodes(Part root) {
        var child = new int[FAN * 16];
        var parts = new Part[child.length];
        var waiting = new ArrayDeque<Part>();
        waiting.add(root);
        int count = 0;
        int numbered = 1;
        while (!waiting.isEmpty()) {
            if ((count + 1) * FAN > child.length) {
                child = Arrays.copyOf(child, 2 * child.length);
                parts = Arrays.copyOf(parts, child.length);
            }
            int at = count++ * FAN;
            parts[at] = waiting.poll();
            for (int size = 1; size < FAN; size++) {
                int largest = at;
                for (int c = at + 1; c < at + size; c++) {
                    largest = parts[c].count > parts[largest].count ? c : largest;
                }
                if (parts[largest].count == 1) {
                    break;
                }
                parts[at + size] = parts[largest].right;
                parts[largest] = parts[largest].left;
            }
            for (int c = at; c < at + FAN && parts[c] != null; c++) {
                child[c] = parts[c].count == 1 ? ~parts[c].first : numbered++;
                if (parts[c].count > 1) {
                    waiting.add(parts[c]);
                }
            }
        }
        return new Nodes(count, Arrays.copyOf(child, count * FAN), Arrays.copyOf(parts, count * FAN));
    }

    /// Boxes of buckets from their rows, and of nodes from their children's, which have higher numbers.
    private Tree.Boxes boxes(Nodes nodes) {
        var corners = new double[Math.multiplyExact(nodes.child.length * 2, d)];
        parallel.forEach(nodes.count, node -> {
            var low = new double[d];
            var high = new double[d];
            for (int c = 0; c < FAN; c++) {
                if (nodes.child[node * FAN + c] < 0) {
                    Arrays.fill(low, Double.POSITIVE_INFINITY);
                    Arrays.fill(high, Double.NEGATIVE_INFINITY);
                    var part = nodes.parts[node * FAN + c];
                    for (int i = part.first * BUCKET; i < end(part); i++) {
                        widen(low, high, order[i] * d);
                    }
                    for (int j = 0, at = node * d * 2 * FAN + c; j < d; j++, at += 2 * FAN) {
                        corners[at] = low[j];
                        corners[at + FAN] = high[j];
                    }
                }
            }
        });
        for (int node = nodes.count - 1; node >= 0; node--) {
            for (int c = 0; c < FAN; c++) {
                int next = nodes.child[node * FAN + c];
                if (next > 0) {
                    for (int j = 0; j < d; j++) {
                        double low = Double.POSITIVE_INFINITY;
                        double high = Double.NEGATIVE_INFINITY;
                        int from = (next * d + j) * 2 * FAN;
                        for (int g = 0; g < FAN; g++) {
                            if (nodes.child[next * FAN + g] != 0) {
                                low = Math.min(low, corners[from + g]);
                                high = Math.max(high, corners[from + FAN + g]);
                            }
                        }
                        corners[(node * d + j) * 2 * FAN + c] = low;
                        corners[((node * d + j) * 2 + 1) * FAN + c] = high;
                    }
                }
            }
        }
        return new Tree.Boxes(corners);
    }

    /// Balls about the means.
    private Tree.Balls balls(Nodes nodes, double[] points) {
        var centres = new double[Math.multiplyExact(nodes.child.length, d)];
        var radii = new double[nodes.child.length];
        var lanes = Lanes.of((long) n * d);
        parallel.forEach(nodes.child.length, slot -> {
            var part = nodes.parts[slot];
            if (part == null) {
                return;
            }
            var centre = new double[d];
            for (int i = part.first * BUCKET; i < end(part); i++) {
                int from = order[i] * d;
                for (int j = 0; j < d; j++) {
                    centre[j] += values[from + j];
                }
            }
            for (int j = 0; j < d; j++) {
                centre[j] /= end(part) - part.first * BUCKET;
                centres[(slot / FAN * d + j) * FAN + slot % FAN] = centre[j];
            }
            double most = 0;
            var sums = new double[BUCKET];
            for (int bucket = part.first; bucket < part.first + part.count; bucket++) {
                lanes.bucket(form, centre, 0, d, points, bucket * BUCKET * d, Double.POSITIVE_INFINITY, sums);
                for (int l = 0; l < BUCKET && bucket * BUCKET + l < n; l++) {
                    most = Math.max(most, sums[l]);
                }
            }
            radii[slot] = form.root(most) * (1 + 2 * form.error(d)) + form.lost(d);
        });
        return new Tree.Balls(centres, radii);
    }
}
