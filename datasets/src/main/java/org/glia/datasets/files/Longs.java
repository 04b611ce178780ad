package org.glia.datasets.files;

import java.util.Arrays;

/// A list of longs.
final class Longs {

    private static final long[] NONE = {};

    private long[] values = NONE;
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(16, Math.addExact(size, size >> 1)));
        }
        values[size++] = value;
    }

    void add(long value, int times) {
        for (int i = 0; i < times; i++) {
            add(value);
        }
    }

    void addAll(Longs others) {
        if (others.size > values.length - size) {
            values = Arrays.copyOf(values, Math.max(Math.addExact(size, others.size), values.length + (values.length >> 1)));
        }
        System.arraycopy(others.values, 0, values, size, others.size);
        size += others.size;
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
