package org.glia.api.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Matrices of equally many rows, side by side.
final class JoinedMatrix implements Matrix {

    private static final int ROWS_AT_A_TIME = 64;

    private final List<Matrix> parts;
    private final int rows;
    private final int columns;
    /// `starts[p]` is the first column of part p.
    private final int[] starts;

    JoinedMatrix(List<Matrix> parts) {
        this.parts = List.copyOf(parts);
        this.rows = parts.isEmpty() ? 0 : parts.getFirst().rows();
        this.starts = new int[parts.size() + 1];
        for (int p = 0; p < parts.size(); p++) {
            if (parts.get(p).rows() != rows) {
                throw new IllegalArgumentException("cannot join %d rows to %d".formatted(parts.get(p).rows(), rows));
            }
            starts[p + 1] = starts[p] + parts.get(p).columns();
        }
        this.columns = starts[parts.size()];
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public boolean isSparse() {
        return parts.stream().anyMatch(Matrix::isSparse);
    }

    @Override
    public CsrMatrix csr() {
        var compressed = parts.stream().map(Matrix::csr).toList();
        int stored = compressed.stream().mapToInt(part -> part.values().length).reduce(0, Math::addExact);
        var rowStarts = new int[rows + 1];
        var indices = new int[stored];
        var values = new double[stored];
        int at = 0;
        for (int i = 0; i < rows; i++) {
            for (int p = 0; p < starts.length - 1; p++) {
                var part = compressed.get(p);
                for (int k = part.rowStarts()[i]; k < part.rowStarts()[i + 1]; k++) {
                    indices[at] = starts[p] + part.columnIndices()[k];
                    values[at++] = part.values()[k];
                }
            }
            rowStarts[i + 1] = at;
        }
        return new CsrMatrix(rows, columns, rowStarts, indices, values);
    }

    @Override
    public double get(int i, int j) {
        Objects.checkIndex(j, columns);
        int p = Arrays.binarySearch(starts, j);
        p = p < 0 ? -p - 2 : p;
        while (parts.get(p).columns() == 0) {
            p++;
        }
        return parts.get(p).get(i, j - starts[p]);
    }

    @Override
    public void read(int from, int to, double[] into, int at) {
        Objects.checkFromToIndex(from, to, rows);
        int widest = parts.stream().mapToInt(Matrix::columns).max().orElse(0);
        var tile = new double[Math.min(ROWS_AT_A_TIME, to - from) * widest];
        for (int first = from; first < to; first += ROWS_AT_A_TIME) {
            int count = Math.min(ROWS_AT_A_TIME, to - first);
            for (int p = 0; p < starts.length - 1; p++) {
                int width = parts.get(p).columns();
                parts.get(p).read(first, first + count, tile, 0);
                for (int i = 0; i < count; i++) {
                    System.arraycopy(tile, i * width, into, at + (first - from + i) * columns + starts[p], width);
                }
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix matrix && Elements.equal(this, matrix);
    }

    @Override
    public int hashCode() {
        return Elements.hash(this);
    }

    @Override
    public String toString() {
        return Elements.describe(this);
    }
}
