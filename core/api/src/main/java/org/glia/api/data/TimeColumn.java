package org.glia.api.data;

import java.time.Instant;

/// A point in time a row, in milliseconds since 1970-01-01T00:00Z; [#MISSING] is missing.
public final class TimeColumn implements Column {

    /// What stands for a missing time.
    public static final long MISSING = Long.MIN_VALUE;

    private final long[] millis;
    private final RowIndex index;
    private final Fingerprint.OfColumn fingerprint = new Fingerprint.OfColumn();

    /// Over an array that is not copied and must not be written to afterwards.
    public TimeColumn(long... millis) {
        this(millis, RowIndex.all(millis.length));
    }

    private TimeColumn(long[] millis, RowIndex index) {
        this.millis = millis;
        this.index = index;
    }

    @Override
    public int rows() {
        return index.rows();
    }

    @Override
    public Kind kind() {
        return Kind.TIME;
    }

    public long millis(int row) {
        return millis[index.at(row)];
    }

    @Override
    public boolean isMissing(int row) {
        return millis(row) == MISSING;
    }

    RowIndex index() {
        return index;
    }

    TimeColumn over(RowIndex shown) {
        return new TimeColumn(millis, shown);
    }

    @Override
    public TimeColumn rows(int[] chosen) {
        return over(index.then(chosen));
    }

    @Override
    public String fingerprint() {
        return fingerprint.of(this);
    }

    /// ISO 8601 in UTC.
    @Override
    public String format(int row) {
        return isMissing(row) ? "" : Instant.ofEpochMilli(millis(row)).toString();
    }
}
