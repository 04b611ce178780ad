package org.glia.api.data;

import java.util.Arrays;
import java.util.StringJoiner;

/// What all matrices share as values: equality by content, a hash, a short text.
final class Elements {

    private static final int SHOWN = 6;

    private Elements() {
    }

    static boolean equal(Matrix a, Matrix b) {
        if (a == b) {
            return true;
        }
        if (a.rows() != b.rows() || a.columns() != b.columns()) {
            return false;
        }
        var left = new double[a.columns()];
        var right = new double[a.columns()];
        for (int i = 0; i < a.rows(); i++) {
            a.read(i, i + 1, left, 0);
            b.read(i, i + 1, right, 0);
            if (!Arrays.equals(left, right)) {
                return false;
            }
        }
        return true;
    }

    static int hash(Matrix a) {
        int hash = 31 * a.rows() + a.columns();
        var row = new double[a.columns()];
        for (int i = 0; i < a.rows(); i++) {
            a.read(i, i + 1, row, 0);
            hash = 31 * hash + Arrays.hashCode(row);
        }
        return hash;
    }

    static String describe(Matrix a) {
        var text = new StringJoiner(", ", a.rows() + " x " + a.columns() + " [", "]");
        for (int i = 0; i < Math.min(SHOWN, a.rows()); i++) {
            text.add(Arrays.toString(Arrays.copyOf(a.row(i), Math.min(SHOWN, a.columns()))));
        }
        if (a.rows() > SHOWN || a.columns() > SHOWN) {
            text.add("...");
        }
        return text.toString();
    }
}
