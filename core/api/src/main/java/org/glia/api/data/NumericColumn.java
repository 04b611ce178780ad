package org.glia.api.data;

/// One number a row; NaN is missing. Columns of one table usually share an array, so that their matrix is a window.
public final class NumericColumn implements Column {

    private final DenseMatrix stored;
    private final RowIndex index;
    private final Fingerprint.OfColumn fingerprint = new Fingerprint.OfColumn();

    /// Over an array that is not copied and must not be written to afterwards.
    public NumericColumn(double... values) {
        this(new DenseMatrix(values.length, 1, values));
    }

    /// Over a matrix of one column.
    ///
    /// @throws IllegalArgumentException if it has another number of columns
    public NumericColumn(DenseMatrix stored) {
        this(stored, RowIndex.all(stored.rows()));
        if (stored.columns() != 1) {
            throw new IllegalArgumentException("a numeric column has one column of storage, not " + stored.columns());
        }
    }

    NumericColumn(DenseMatrix stored, RowIndex index) {
        this.stored = stored;
        this.index = index;
    }

    /// The cells as a matrix of one column; a view.
    public Matrix matrix() {
        return index.apply(stored);
    }

    DenseMatrix stored() {
        return stored;
    }

    @Override
    public int rows() {
        return index.rows();
    }

    @Override
    public Kind kind() {
        return Kind.NUMERIC;
    }

    public double value(int row) {
        return stored.get(index.at(row), 0);
    }

    /// A copy of all cells.
    public double[] values() {
        return matrix().toArray();
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(value(row));
    }

    RowIndex index() {
        return index;
    }

    NumericColumn over(RowIndex shown) {
        return new NumericColumn(stored, shown);
    }

    @Override
    public NumericColumn rows(int[] chosen) {
        return over(index.then(chosen));
    }

    @Override
    public String fingerprint() {
        return fingerprint.of(this);
    }

    @Override
    public String format(int row) {
        return format(value(row));
    }

    /// A number as short as it round-trips: `3` and not `3.0`; the empty text for NaN.
    static String format(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }
}
