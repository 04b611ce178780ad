package org.glia.api.data;

import java.util.StringJoiner;

/// A row of a matrix a row: an image, a sparse bag of words, an embedding. Missing cells are NaN inside the block.
public final class BlockColumn implements Column {

    private final Matrix stored;
    private final RowIndex index;
    private final Fingerprint.OfColumn fingerprint = new Fingerprint.OfColumn();

    /// Over a matrix, dense or sparse, in any precision.
    public BlockColumn(Matrix stored) {
        this(stored, RowIndex.all(stored.rows()));
    }

    private BlockColumn(Matrix stored, RowIndex index) {
        this.stored = stored;
        this.index = index;
    }

    /// The cells, `rows x width`; a view.
    public Matrix matrix() {
        return index.apply(stored);
    }

    Matrix stored() {
        return stored;
    }

    @Override
    public int rows() {
        return index.rows();
    }

    @Override
    public Kind kind() {
        return Kind.BLOCK;
    }

    /// Whether any number of the row's block is NaN.
    @Override
    public boolean isMissing(int row) {
        if (stored instanceof ByteMatrix) {
            return false;
        }
        var values = stored instanceof CsrMatrix sparse ? sparse.values() : stored.row(index.at(row));
        int from = stored instanceof CsrMatrix sparse ? sparse.rowStarts()[index.at(row)] : 0;
        int to = stored instanceof CsrMatrix sparse ? sparse.rowStarts()[index.at(row) + 1] : values.length;
        for (int k = from; k < to; k++) {
            if (Double.isNaN(values[k])) {
                return true;
            }
        }
        return false;
    }

    RowIndex index() {
        return index;
    }

    BlockColumn over(RowIndex shown) {
        return new BlockColumn(stored, shown);
    }

    @Override
    public BlockColumn rows(int[] chosen) {
        return over(index.then(chosen));
    }

    @Override
    public String fingerprint() {
        return fingerprint.of(this);
    }

    /// The numbers, separated by blanks.
    @Override
    public String format(int row) {
        var text = new StringJoiner(" ");
        for (double value : stored.row(index.at(row))) {
            text.add(NumericColumn.format(value));
        }
        return text.toString();
    }
}
