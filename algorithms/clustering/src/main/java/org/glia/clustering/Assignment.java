package org.glia.clustering;

import org.glia.api.run.Parallel;
import org.glia.clustering.KMeans.Method;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.compute.dense.Tile;
import org.glia.compute.distance.Centres;

/// The nearest centroids of a tile of rows, found by one of three methods with the same result.
///
/// All three compute the distance to the row's own centroid, since inertia is a sum of it; the bounds of Elkan (2003) and
/// Hamerly (2010) then say which other distances need not be computed.
final class Assignment {

    private final Tile tile;
    /// For each row of the tile its new centroid.
    final int[] labels;
    /// For each row of the tile its squared distance to that.
    final double[] squared;

    private final Centres centres;
    private final double[] centroids;
    private final int k;
    private final int width;
    private final Method method;
    private final boolean fresh;
    private final double[] drifts;
    private final double[] halves;
    private final KMeansRows rows;
    private final Margins margins;
    /// Elkan, at first: all distances of a tile.
    private final double[] distances;
    /// Hamerly: bounds of the distances to all other centroids.
    private final double[] second;
    /// Rows of the tile whose nearest centroid must be searched among all.
    private final int[] open;
    /// The rows of the tile.
    private Strided cells = Strided.zeros(0, 0);
    /// Hamerly: the centroid that moved most, how far, and how far the others moved at most.
    private int fastest;
    private double fastestDrift;
    private double otherDrift;

    Assignment(KMeansStep.Assign step, KMeansRows rows, int width) {
        this.tile = new Tile(width, rows.rows());
        this.labels = new int[tile.rows()];
        this.squared = new double[tile.rows()];
        this.centres = step.centres();
        this.centroids = step.centroids();
        this.k = step.k();
        this.width = width;
        this.method = step.method();
        this.fresh = step.fresh();
        this.drifts = step.drifts();
        this.halves = step.halves();
        this.rows = rows;
        this.margins = Margins.of(width);
        this.distances = new double[method == Method.ELKAN && fresh ? Math.multiplyExact(tile.rows(), k) : 0];
        this.second = new double[method == Method.HAMERLY ? tile.rows() : 0];
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

    /// How many rows are assigned at once.
    int rows() {
        return tile.rows();
    }

    /// The rows that were assigned last.
    Strided cells() {
        return cells;
    }

    /// Assigns rows `from` to `from + count` of the chunk.
    void assign(int from, int count) {
        cells = tile.read(rows.cells, from, from + count);
        if (method == Method.ELKAN) {
            if (fresh) {
                searchAll(from, count);
            } else {
                elkan(from, count);
            }
        } else if (method == Method.HAMERLY && !fresh) {
            search(from, hamerly(from, count));
        } else {
            for (int r = 0; r < count; r++) {
                open[r] = r;
            }
            search(from, count);
        }
    }

    /// Finds the nearest centroids of the first `count` open rows among all, and bounds for the others.
    private void search(int from, int count) {
        centres.nearest(cells, open, count, labels, squared, second);
        if (method == Method.HAMERLY) {
            for (int i = 0; i < count; i++) {
                rows.lower[from + open[i]] = margins.lower(second[open[i]]);
            }
        }
    }

    /// Computes all distances, and their bounds.
    private void searchAll(int from, int count) {
        centres.distances(cells, Strided.of(count, k, distances), Parallel.sequential());
        for (int r = 0; r < count; r++) {
            labels[r] = 0;
            squared[r] = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                double distance = distances[r * k + c];
                rows.lower[(from + r) * k + c] = margins.lower(distance);
                if (distance < squared[r]) {
                    squared[r] = distance;
                    labels[r] = c;
                }
            }
        }
    }

    /// Keeps the centroids of rows to which no other can be nearer; the others are left open.
    ///
    /// @return how many rows are open
    private int hamerly(int from, int count) {
        int left = 0;
        centres.distances(cells, rows.labels, from, squared);
        for (int r = 0; r < count; r++) {
            int own = rows.labels[from + r];
            double upper = margins.upper(squared[r]);
            double lower = Margins.lowered(rows.lower[from + r], own == fastest ? otherDrift : fastestDrift);
            if (lower > upper || halves[own] > upper) {
                labels[r] = own;
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
            double distance = distance(r, own);
            double upper = margins.upper(distance);
            lower[at + own] = margins.lower(distance);
            for (int c = 0; c < k; c++) {
                if (c == own || lower[at + c] > upper || halves[own * k + c] > upper) {
                    continue;
                }
                double other = distance(r, c);
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

    private double distance(int r, int c) {
        return Doubles.squaredDistance(cells.array(), r * width, centroids, c * width, width);
    }
}
