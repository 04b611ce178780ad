package org.glia.datasets.files;

import java.util.Arrays;

/// A list of ints.
final class Ints {

    private int[] values = new int[16];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.addExact(size, size >> 1));
        }
        values[size++] = value;
    }

    void add(int value, int times) {
        for (int i = 0; i < times; i++) {
            add(value);
        }
    }

    void increment(int i) {
        values[i]++;
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
