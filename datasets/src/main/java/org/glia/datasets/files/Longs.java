package org.glia.datasets.files;

import java.util.Arrays;

/// A list of longs.
final class Longs {

    private long[] values = new long[16];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.addExact(size, size >> 1));
        }
        values[size++] = value;
    }

    void add(long value, int times) {
        for (int i = 0; i < times; i++) {
            add(value);
        }
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
