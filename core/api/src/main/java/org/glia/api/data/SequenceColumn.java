package org.glia.api.data;

import java.util.StringJoiner;
import java.util.stream.IntStream;

/// A sequence of steps a row, each step `width` numbers, the number of steps differing between rows. A row without
/// steps is an empty sequence; NaN marks missing numbers inside a step.
public final class SequenceColumn implements Column {

    private final Matrix steps;
    private final int[] starts;
    private final RowIndex index;
    private final Fingerprint.OfColumn fingerprint = new Fingerprint.OfColumn();

    /// @param steps  all steps of all rows, one below the other, `total x width`
    /// @param starts row r has the steps `starts[r]` to `starts[r + 1]` (exclusive); not copied
    /// @throws IllegalArgumentException if the starts fall or do not end at the number of steps
    public SequenceColumn(Matrix steps, int[] starts) {
        this(steps, starts, RowIndex.all(starts.length - 1));
        for (int row = 1; row < starts.length; row++) {
            if (starts[row] < starts[row - 1]) {
                throw new IllegalArgumentException("sequence starts fall at row " + row);
            }
        }
        if (starts[0] != 0 || starts[starts.length - 1] != steps.rows()) {
            throw new IllegalArgumentException("sequence starts must run from 0 to " + steps.rows());
        }
    }

    private SequenceColumn(Matrix steps, int[] starts, RowIndex index) {
        this.steps = steps;
        this.starts = starts;
        this.index = index;
    }

    @Override
    public int rows() {
        return index.rows();
    }

    @Override
    public Kind kind() {
        return Kind.SEQUENCE;
    }

    /// How many numbers a step has.
    public int width() {
        return steps.columns();
    }

    /// How many steps the row has.
    public int length(int row) {
        int stored = index.at(row);
        return starts[stored + 1] - starts[stored];
    }

    /// The row's steps, `length(row) x width`; a view.
    public Matrix sequence(int row) {
        int stored = index.at(row);
        return steps.rows(IntStream.range(starts[stored], starts[stored + 1]).toArray());
    }

    @Override
    public boolean isMissing(int row) {
        for (double value : sequence(row).toArray()) {
            if (Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    RowIndex index() {
        return index;
    }

    SequenceColumn over(RowIndex shown) {
        return new SequenceColumn(steps, starts, shown);
    }

    @Override
    public SequenceColumn rows(int[] chosen) {
        return over(index.then(chosen));
    }

    @Override
    public String fingerprint() {
        return fingerprint.of(this);
    }

    /// The steps separated by `;`, the numbers of a step by blanks.
    @Override
    public String format(int row) {
        var text = new StringJoiner(";");
        var sequence = sequence(row);
        for (int step = 0; step < sequence.rows(); step++) {
            var numbers = new StringJoiner(" ");
            for (double value : sequence.row(step)) {
                numbers.add(NumericColumn.format(value));
            }
            text.add(numbers.toString());
        }
        return text.toString();
    }
}
