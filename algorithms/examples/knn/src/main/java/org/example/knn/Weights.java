package org.example.knn;

/// How much a neighbour counts.
public enum Weights {
    /// All alike.
    UNIFORM,
    /// By the inverse of the distance.
    DISTANCE;

    /// @param distance from the row that is asked for
    /// @param least    that of the nearest row; scaled by it, no weight overflows, and where it is 0 only such rows count
    double of(double distance, double least) {
        return this == UNIFORM || distance == least ? 1 : least / distance;
    }
}
