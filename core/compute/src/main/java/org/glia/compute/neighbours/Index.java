package org.glia.compute.neighbours;

/// Rows made ready for searches. Data alone: searches keep what they need to themselves.
sealed interface Index permits Scan, Tree {

    /// n
    int rows();

    /// Numbers of a row as it is stored: one more than the caller's for cosine.
    int columns();

    /// How many queries are best searched for together.
    int together();

    /// Copies a stored row.
    void read(int row, double[] into, int at);

    /// The order of rows in which neighbours come one after the other; empty for as they are.
    int[] order();

    /// Searches for `count` queries, row after row in `queries`, each with its selection, which has begun.
    void search(Form form, Lanes lanes, double[] queries, int count, Selection[] selections);
}
