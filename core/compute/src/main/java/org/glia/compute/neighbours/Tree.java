package org.glia.compute.neighbours;

import java.util.Arrays;

/// A tree over buckets of 32 rows; only the last bucket may have fewer. Each node has up to 8 children, whose bounds are
/// computed together.
///
/// @param rows    n
/// @param columns d
/// @param order   which row stands where in the buckets
/// @param place   where in the buckets a row stands
/// @param points  the buckets: feature j of the point at place `32 b + l` is `points[32 (b d + j) + l]`
/// @param child   for each node 8 children: a node, the complement of a bucket, or 0 for none; node 0 is the root
/// @param lowest  for each node 8 lowest row indices: of points equally far only those with low indices are wanted
/// @param bounds  where each child's points lie
record Tree(int rows, int columns, int[] order, int[] place, double[] points, int[] child, int[] lowest,
            Bounds bounds) implements Index {

    private static final int FAN = Lanes.FAN;
    private static final int BUCKET = Lanes.BUCKET;
    private static final int TOGETHER = 64;
    private static final int TRIALS = 64;
    private static final int TRIED = 10;

    /// Where children's points lie.
    sealed interface Bounds {

        /// Writes for each of a node's 8 children a number that no sum of the query to a point in it is below.
        void below(Form form, Lanes lanes, double[] q, int qAt, int d, int node, double[] sums);
    }

    /// The smallest boxes: k-d tree (Friedman, Bentley, Finkel 1977, with tight boxes as in Moore 1991).
    ///
    /// @param corners for each node and feature 8 lower and 8 upper bounds
    record Boxes(double[] corners) implements Bounds {

        @Override
        public void below(Form form, Lanes lanes, double[] q, int qAt, int d, int node, double[] sums) {
            lanes.boxes(form, q, qAt, d, corners, node * d * 2 * FAN, sums);
        }
    }

    /// Balls: ball tree (Omohundro 1989), metric tree (Uhlmann 1991).
    ///
    /// @param centres for each node and feature 8 coordinates of centres
    /// @param radii   for each node 8 radii, rounded up
    record Balls(double[] centres, double[] radii) implements Bounds {

        @Override
        public void below(Form form, Lanes lanes, double[] q, int qAt, int d, int node, double[] sums) {
            lanes.centres(form, q, qAt, d, centres, node * d * FAN, sums);
            double keep = 1 - form.error(d);
            for (int c = 0; c < FAN; c++) {
                double between = form.root(sums[c]);
                double gap = between * keep - radii[node * FAN + c];
                // beyond the range of doubles nothing is known
                sums[c] = gap > 0 && between < Double.POSITIVE_INFINITY ? form.power(gap) * keep : 0;
            }
        }
    }

    @Override
    public int together() {
        return TOGETHER;
    }

    @Override
    public void read(int row, double[] into, int at) {
        int from = (place[row] / BUCKET) * columns * BUCKET + place[row] % BUCKET;
        for (int j = 0; j < columns; j++) {
            into[at + j] = points[from + j * BUCKET];
        }
    }

    @Override
    public void search(Form form, Lanes lanes, double[] queries, int count, Selection[] selections) {
        if (rows == 0) {
            return;
        }
        var walk = new Walk();
        for (int i = 0; i < count; i++) {
            search(form, lanes, queries, i * columns, selections[i], walk);
        }
    }

    /// How much of the tree is looked at to find a few neighbours of rows here and there: visits over buckets.
    double share(Form form) {
        int trials = Math.min(rows, TRIALS);
        var lanes = Lanes.of((long) trials * columns * rows);
        var walk = new Walk();
        var selection = Selection.nearest(form, TRIED);
        var q = new double[columns];
        for (int i = 0; i < trials; i++) {
            int row = (int) ((long) i * rows / trials);
            read(row, q, 0);
            selection.begin(row);
            search(form, lanes, q, 0, selection, walk);
        }
        return trials == 0 ? 0 : (double) walk.visits / trials / Math.ceilDiv(rows, BUCKET);
    }

    /// What is left to visit.
    private static final class Walk {
        final double[] sums = new double[BUCKET];
        int[] nodes = new int[128];
        int[] lowest = new int[128];
        double[] bounds = new double[128];
        int size;
        /// Nodes and buckets looked at so far.
        long visits;

        /// Puts a child on top of those from `floor` on, below those that are to be visited earlier.
        void push(int floor, int node, double bound, int low) {
            if (size == nodes.length) {
                nodes = Arrays.copyOf(nodes, 2 * size);
                lowest = Arrays.copyOf(lowest, 2 * size);
                bounds = Arrays.copyOf(bounds, 2 * size);
            }
            int at = size++;
            while (at > floor && (bounds[at - 1] < bound || bounds[at - 1] == bound && lowest[at - 1] < low)) {
                nodes[at] = nodes[at - 1];
                lowest[at] = lowest[at - 1];
                bounds[at] = bounds[at - 1];
                at--;
            }
            nodes[at] = node;
            lowest[at] = low;
            bounds[at] = bound;
        }
    }

    /// Depth first, the nearest child first.
    private void search(Form form, Lanes lanes, double[] q, int qAt, Selection selection, Walk walk) {
        walk.size = 0;
        walk.push(0, 0, 0, 0);
        while (walk.size > 0) {
            int top = --walk.size;
            if (!selection.reaches(walk.bounds[top], walk.lowest[top])) {
                continue;
            }
            walk.visits++;
            int node = walk.nodes[top];
            if (node < 0) {
                visit(~node, form, lanes, q, qAt, selection, walk.sums);
            } else {
                bounds.below(form, lanes, q, qAt, columns, node, walk.sums);
                for (int c = 0; c < FAN; c++) {
                    int next = child[node * FAN + c];
                    int low = lowest[node * FAN + c];
                    if (next != 0 && selection.reaches(walk.sums[c], low)) {
                        walk.push(top, next, walk.sums[c], low);
                    }
                }
            }
        }
    }

    private void visit(int bucket, Form form, Lanes lanes, double[] q, int qAt, Selection selection, double[] sums) {
        int first = bucket * BUCKET;
        int within = lanes.bucket(form, q, qAt, columns, points, first * columns, selection.limit(), sums);
        if (first + BUCKET > rows) {
            within &= (1 << rows - first) - 1;
        }
        for (; within != 0; within &= within - 1) {
            int l = Integer.numberOfTrailingZeros(within);
            selection.offer(order[first + l], sums[l]);
        }
    }
}
