package org.glia.datasets.files;

import java.util.Arrays;

/// A list of ints.
final class Ints {

    private static final int[] NONE = {};

    private int[] values = NONE;
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(16, Math.addExact(size, size >> 1)));
        }
        values[size++] = value;
    }

    void add(int value, int times) {
        for (int i = 0; i < times; i++) {
            add(value);
        }
    }

    void addAll(Ints others) {
        if (others.size > values.length - size) {
            values = Arrays.copyOf(values, Math.max(Math.addExact(size, others.size), values.length + (values.length >> 1)));
        }
        System.arraycopy(others.values, 0, values, size, others.size);
        size += others.size;
    }

    void set(int i, int value) {
        values[i] = value;
    }

    int get(int i) {
        return values[i];
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
