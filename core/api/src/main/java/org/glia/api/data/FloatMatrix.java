package org.glia.api.data;

import java.util.Objects;

/// A dense row-major matrix stored as floats.
final class FloatMatrix implements Matrix {

    private final int rows;
    private final int columns;
    private final float[] values;

    FloatMatrix(int rows, int columns, float[] values) {
        if (values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException("%d x %d needs %d numbers, got %d"
                    .formatted(rows, columns, rows * columns, values.length));
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
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
    public Element element() {
        return Element.FLOAT;
    }

    @Override
    public double get(int i, int j) {
        Objects.checkIndex(i, rows);
        Objects.checkIndex(j, columns);
        return values[i * columns + j];
    }

    @Override
    public void read(int from, int to, double[] into, int at) {
        Objects.checkFromToIndex(from, to, rows);
        for (int k = from * columns; k < to * columns; k++) {
            into[at++] = values[k];
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
