package org.glia.svm;

/// Rows as a kernel sees them, with what it needs of each (lengths, weights). The kernel of two rows has the same bits
/// whatever rows it is computed together with.
sealed interface Points permits DensePoints, SparsePoints, TextPoints {

    int count();

    /// The rows with these numbers, copied so that they lie together.
    Points select(int[] rows);

    /// The same rows, in the form that makes many calls of [#kernels] with them as the others quick.
    default Points prepared() {
        return this;
    }

    /// The kernels of all these rows and rows `from` to `to` (exclusive) of `others`.
    ///
    /// @param into   takes row `i` from `at + i * stride` on
    void kernels(Points others, int from, int to, double[] into, int at, int stride);

    /// The kernel of each row with itself.
    double[] diagonal();

    /// About how many multiplications a kernel takes.
    int cost();
}
