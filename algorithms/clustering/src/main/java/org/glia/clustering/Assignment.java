package org.glia.clustering;

import java.util.Arrays;

import org.glia.clustering.KMeans.Method;

/// The nearest centroids of a tile of rows, found by one of three methods with the same result.
///
/// All three compute the distance to the row's own centroid, since inertia is a sum of it; the bounds of Elkan (2003) and
/// Hamerly (2010) then say which other distances need not be computed.
final class Assignment {

    final Tile tile;
    /// For each row of the tile its new centroid.
    final int[] labels;
    /// For each row of the tile its squared distance to that.
    final double[] squared;

    private final double[] centroids;
    private final int k;
    private final int width;
    private final Method method;
    private final boolean fresh;
    private final double[] drifts;
    private final double[] halves;
    private final KMeansRows rows;
    private final Margins margins;
    private final double[] distances;
    private final double[] second;
    /// Rows of the tile whose nearest centroid must be searched among all.
    private final int[] open;
    /// Hamerly: the centroid that moved most, how far, and how far the others moved at most.
    private int fastest;
    private double fastestDrift;
    private double otherDrift;

    Assignment(KMeansStep.Assign step, KMeansRows rows, int width) {
        this.tile = new Tile(width);
        this.labels = new int[tile.rows()];
        this.squared = new double[tile.rows()];
        this.centroids = step.centroids();
        this.k = step.k();
        this.width = width;
        this.method = step.method();
        this.fresh = step.fresh();
        this.drifts = step.drifts();
        this.halves = step.halves();
        this.rows = rows;
        this.margins = Margins.of(width);
        this.distances = new double[tile.rows()];
        this.second = new double[tile.rows()];
        this.open = new int[tile.rows()];
        if (fresh) {
            rows.lower = switch (method) {
                case ELKAN -> new double[Math.multiplyExact(rows.rows(), k)];
                case HAMERLY -> new double[rows.rows()];
                default -> new double[0];
            };
        }
        findFastest();
    }

    private void findFastest() {
        for (int c = 0; c < drifts.length; c++) {
            if (drifts[c] > fastestDrift) {
                otherDrift = fastestDrift;
                fastestDrift = drifts[c];
                fastest = c;
            } else {
                otherDrift = Math.max(otherDrift, drifts[c]);
            }
        }
    }

    /// Assigns rows `from` to `from + count` of the chunk.
    void assign(int from, int count) {
        tile.read(rows.cells, from, from + count);
        if (method == Method.LLOYD) {
            lloyd(count);
        } else if (fresh) {
            for (int r = 0; r < count; r++) {
                open[r] = r;
            }
            search(from, count);
        } else if (method == Method.HAMERLY) {
            search(from, hamerly(from, count));
        } else {
            elkan(from, count);
        }
    }

    private void lloyd(int count) {
        tile.turn(count);
        tile.distances(centroids, 0, count, squared);
        Arrays.fill(labels, 0, count, 0);
        for (int c = 1; c < k; c++) {
            tile.distances(centroids, c * width, count, distances);
            for (int r = 0; r < count; r++) {
                if (distances[r] < squared[r]) {
                    squared[r] = distances[r];
                    labels[r] = c;
                }
            }
        }
    }

    /// Computes all distances of the first `count` open rows, and their bounds. The tile's kernel needs many rows at once to be fast.
    private void search(int from, int count) {
        tile.turn(open, count);
        for (int c = 0; c < k; c++) {
            tile.distances(centroids, c * width, count, distances);
            for (int i = 0; i < count; i++) {
                int r = open[i];
                double distance = distances[i];
                if (method == Method.ELKAN) {
                    rows.lower[(from + r) * k + c] = margins.lower(distance);
                }
                if (c == 0) {
                    labels[r] = 0;
                    squared[r] = distance;
                    second[r] = Double.POSITIVE_INFINITY;
                } else if (distance < squared[r]) {
                    second[r] = squared[r];
                    squared[r] = distance;
                    labels[r] = c;
                } else if (distance < second[r]) {
                    second[r] = distance;
                }
            }
        }
        if (method == Method.HAMERLY) {
            for (int i = 0; i < count; i++) {
                rows.lower[from + open[i]] = margins.lower(second[open[i]]);
            }
        }
    }

    /// Keeps the centroids of rows to which no other can be nearer; the others are left open.
    ///
    /// @return how many rows are open
    private int hamerly(int from, int count) {
        int left = 0;
        for (int r = 0; r < count; r++) {
            int own = rows.labels[from + r];
            double distance = tile.distance(r, centroids, own * width);
            double upper = margins.upper(distance);
            double lower = Margins.lowered(rows.lower[from + r], own == fastest ? otherDrift : fastestDrift);
            if (lower > upper || halves[own] > upper) {
                labels[r] = own;
                squared[r] = distance;
                rows.lower[from + r] = lower;
            } else {
                open[left++] = r;
            }
        }
        return left;
    }

    private void elkan(int from, int count) {
        var lower = rows.lower;
        for (int r = 0; r < count; r++) {
            int at = (from + r) * k;
            for (int c = 0; c < k; c++) {
                lower[at + c] = Margins.lowered(lower[at + c], drifts[c]);
            }
            int own = rows.labels[from + r];
            double distance = tile.distance(r, centroids, own * width);
            double upper = margins.upper(distance);
            lower[at + own] = margins.lower(distance);
            for (int c = 0; c < k; c++) {
                if (c == own || lower[at + c] > upper || halves[own * k + c] > upper) {
                    continue;
                }
                double other = tile.distance(r, centroids, c * width);
                lower[at + c] = margins.lower(other);
                if (other < distance || other == distance && c < own) {
                    own = c;
                    distance = other;
                    upper = margins.upper(other);
                }
            }
            labels[r] = own;
            squared[r] = distance;
        }
    }
}
