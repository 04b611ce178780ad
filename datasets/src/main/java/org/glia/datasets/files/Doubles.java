package org.glia.datasets.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A list of doubles that grows without being copied.
final class Doubles {

    private static final int CHUNK = 1 << 12;

    private final List<double[]> full = new ArrayList<>();
    private double[] last = new double[16];
    private int used;

    void add(double value) {
        if (used == last.length) {
            grow();
        }
        last[used++] = value;
    }

    void add(double value, int times) {
        for (int i = 0; i < times; i++) {
            add(value);
        }
    }

    private void grow() {
        if (last.length < CHUNK) {
            last = Arrays.copyOf(last, 4 * last.length);
        } else {
            full.add(last);
            last = new double[CHUNK];
            used = 0;
        }
    }

    int size() {
        return full.size() * CHUNK + used;
    }

    double get(int i) {
        int chunk = i / CHUNK;
        return (chunk < full.size() ? full.get(chunk) : last)[i % CHUNK];
    }

    double[] toArray() {
        var all = new double[size()];
        for (int chunk = 0; chunk < full.size(); chunk++) {
            System.arraycopy(full.get(chunk), 0, all, chunk * CHUNK, CHUNK);
        }
        System.arraycopy(last, 0, all, full.size() * CHUNK, used);
        return all;
    }

    /// The lists as columns of one row-major array.
    static double[] interleave(List<Doubles> columns, int rows) {
        int width = columns.size();
        var all = new double[Math.multiplyExact(rows, width)];
        // a tile of few rows at a time, so that a line of cache is filled by all the columns that share it
        int tile = 32;
        for (int from = 0; from < rows; from += tile) {
            int to = Math.min(rows, from + tile);
            for (int c = 0; c < width; c++) {
                var column = columns.get(c);
                int chunk = from / CHUNK;
                var source = chunk < column.full.size() ? column.full.get(chunk) : column.last;
                for (int r = from; r < to; r++) {
                    all[r * width + c] = source[r % CHUNK];
                }
            }
        }
        return all;
    }
}
