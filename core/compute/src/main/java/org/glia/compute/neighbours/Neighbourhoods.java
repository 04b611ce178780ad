package org.glia.compute.neighbours;

import java.util.Objects;

/// The rows found for each of a number of queries. Those of query i stand at `starts[i]` to `starts[i + 1]` (exclusive), the
/// nearest first, and of those equally far the one with the lowest index.
///
/// @param starts    one more than there are queries
/// @param indices   of rows
/// @param distances the rows' distances from the query
public record Neighbourhoods(int[] starts, int[] indices, double[] distances) {

    public int queries() {
        return starts.length - 1;
    }

    /// How many rows were found for a query.
    public int count(int query) {
        return starts[query + 1] - starts[query];
    }

    /// The index of the row that is number `rank` from 0 in order of its distance.
    public int index(int query, int rank) {
        return indices[at(query, rank)];
    }

    /// The distance of the row that is number `rank` from 0.
    public double distance(int query, int rank) {
        return distances[at(query, rank)];
    }

    private int at(int query, int rank) {
        return starts[query] + Objects.checkIndex(rank, count(query));
    }
}
