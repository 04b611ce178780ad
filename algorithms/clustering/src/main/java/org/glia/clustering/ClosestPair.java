package org.glia.clustering;

import java.util.Arrays;

import org.glia.compute.dense.Doubles;

/// Points that come and move, and the closest two of them at any time: the neighbour heuristic of FastPair (Eppstein
/// 2000), for which every point knows its nearest neighbour.
///
/// Each point looks for its neighbour among those of higher numbers only. So every pair is looked at once, and of equally
/// close pairs the first in lexicographic order is found, as by a search through all pairs. A point that moves costs one
/// sweep over all others, and one for each point that loses its neighbour by that: O(n d) where points have no order, since a
/// point of which m others come later is the neighbour of another with probability 1 / m.
///
/// Squared distances are sums in the order of the features by fused multiply-adds, which is written feature by feature so
/// that the compiler makes vectors of it.
final class ClosestPair {

    private final int width;
    private final int capacity;
    /// Feature j of point p stands at `j * capacity + p`.
    private final double[] cells;
    private final double[] point;
    private final int[] neighbours;
    /// The squared distance to the neighbour, infinite for the last point.
    private final double[] squared;
    private final double[] sweep;
    private int count;

    ClosestPair(int capacity, int width) {
        this.width = width;
        this.capacity = capacity;
        this.cells = new double[Math.multiplyExact(capacity, width)];
        this.point = new double[width];
        this.neighbours = new int[capacity];
        this.squared = new double[capacity];
        this.sweep = new double[capacity];
    }

    int count() {
        return count;
    }

    /// Appends a point.
    void add(double[] x, int at) {
        count++;
        set(count - 1, x, at);
    }

    /// Moves a point.
    void set(int p, double[] x, int at) {
        for (int j = 0; j < width; j++) {
            cells[j * capacity + p] = x[at + j];
        }
        moved(p);
    }

    /// Copies a point.
    void get(int p, double[] into, int at) {
        for (int j = 0; j < width; j++) {
            into[at + j] = cells[j * capacity + p];
        }
    }

    /// The squared distances of all points to x; valid until the next call of anything.
    double[] distances(double[] x, int at) {
        distances(x, at, 0);
        return sweep;
    }

    /// The number of the first point of the closest pair.
    int first() {
        double least = Doubles.min(squared, 0, count - 1);
        int p = 0;
        while (squared[p] != least) {
            p++;
        }
        return p;
    }

    /// The number of the neighbour of a point that is not the last.
    int neighbour(int p) {
        return neighbours[p];
    }

    /// The squared distance to the neighbour.
    double squared(int p) {
        return squared[p];
    }

    private void moved(int s) {
        get(s, point, 0);
        distances(point, 0, 0);
        look(s);
        for (int p = 0; p < s; p++) {
            double distance = sweep[p];
            if (neighbours[p] == s) {
                // others are as far as it was, or farther
                if (distance > squared[p]) {
                    neighbours[p] = -1;
                }
                squared[p] = distance;
            } else if (distance < squared[p] || distance == squared[p] && s < neighbours[p]) {
                neighbours[p] = s;
                squared[p] = distance;
            }
        }
        for (int p = 0; p < s; p++) {
            if (neighbours[p] < 0) {
                get(p, point, 0);
                distances(point, 0, p + 1);
                look(p);
            }
        }
    }

    /// Takes the nearest of the later points as neighbour, where the sweep has their distances.
    private void look(int p) {
        int best = p + 1;
        double least = Double.POSITIVE_INFINITY;
        for (int q = p + 1; q < count; q++) {
            if (sweep[q] < least) {
                least = sweep[q];
                best = q;
            }
        }
        neighbours[p] = best;
        squared[p] = least;
    }

    private void distances(double[] x, int at, int from) {
        if (width == 0) {
            Arrays.fill(sweep, from, count, 0);
            return;
        }
        first(cells, 0, x[at], sweep, from, count);
        for (int j = 1; j < width; j++) {
            add(cells, j * capacity, x[at + j], sweep, from, count);
        }
    }

    private static void first(double[] cells, int at, double x, double[] sums, int from, int to) {
        for (int p = from; p < to; p++) {
            double difference = cells[at + p] - x;
            sums[p] = difference * difference;
        }
    }

    private static void add(double[] cells, int at, double x, double[] sums, int from, int to) {
        for (int p = from; p < to; p++) {
            double difference = cells[at + p] - x;
            sums[p] = Math.fma(difference, difference, sums[p]);
        }
    }
}
