package org.glia.compute.decomposition;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.MatrixProducts;
import org.glia.compute.dense.Strided;

/// The columns of two solved pieces that become one: those that stay in the secular equation, by rising value, and
/// those set aside ("deflated"), which keep their value and vector. A column of one piece is zero in the rows of the
/// other, which halves the product that makes the new columns.
final class JoinedColumns {

    /// Columns that are zero in the lower rows, in neither, in the upper rows; and those that are set aside.
    static final byte UPPER = 0, WHOLE = 1, LOWER = 2;
    private static final byte DEFLATED = 3;

    private final int size;
    private final double[] values;
    private final int from;
    private final byte[] type;
    private final int[] kept;
    private final int[] deflated;
    private int keptCount;
    private int deflatedCount;

    /// How many kept columns are of each type, and where each goes, so that those of a type are neighbours.
    private final int[] count = new int[3];
    private int[] place = {};

    /// @param values of column c at `from + c`
    JoinedColumns(int size, double[] values, int from) {
        this.size = size;
        this.values = values;
        this.from = from;
        type = new byte[size];
        kept = new int[size];
        deflated = new int[size];
    }

    void type(int column, byte type) {
        this.type[column] = type;
    }

    /// After a rotation of both.
    void mix(int column, int other) {
        if (type[column] != type[other]) {
            type[column] = WHOLE;
        }
    }

    void keep(int column) {
        kept[keptCount++] = column;
    }

    /// By rising value; they come almost in order.
    void setAside(int column) {
        type[column] = DEFLATED;
        int at = deflatedCount++;
        while (at > 0 && values[from + deflated[at - 1]] > values[from + column]) {
            deflated[at] = deflated[at - 1];
            at--;
        }
        deflated[at] = column;
    }

    int keptCount() {
        return keptCount;
    }

    int kept(int i) {
        return kept[i];
    }

    /// Where the rows of the products go that belong to the kept columns.
    int[] place() {
        for (int i = 0; i < keptCount; i++) {
            count[type[kept[i]]]++;
        }
        int[] next = {0, count[UPPER], count[UPPER] + count[WHOLE]};
        place = new int[keptCount];
        for (int i = 0; i < keptCount; i++) {
            place[i] = next[type[kept[i]]]++;
        }
        return place;
    }

    /// Replaces the columns of Z by the kept ones times the products, then the deflated ones.
    ///
    /// @param z        column c, of `upper + lower` numbers, starts at `at + c * stride`
    /// @param packed   room for as many numbers as Z has in these columns
    /// @param products column by column, rows as [#place()] says
    void multiply(double[] z, int at, int stride, int upper, int lower, double[] packed, int packedAt,
            double[] products, int productsAt, Parallel parallel) {
        int inUpper = count[UPPER] + count[WHOLE];
        int inLower = count[WHOLE] + count[LOWER];
        int lowerAt = packedAt + upper * inUpper;
        int deflatedAt = lowerAt + lower * inLower;
        int height = upper + lower;
        for (int i = 0; i < keptCount; i++) {
            int column = at + kept[i] * stride;
            if (type[kept[i]] != LOWER) {
                System.arraycopy(z, column, packed, packedAt + place[i] * upper, upper);
            }
            if (type[kept[i]] != UPPER) {
                System.arraycopy(z, column + upper, packed, lowerAt + (place[i] - count[UPPER]) * lower, lower);
            }
        }
        for (int i = 0; i < deflatedCount; i++) {
            System.arraycopy(z, at + deflated[i] * stride, packed, deflatedAt + i * height, height);
        }
        MatrixProducts.gemm(1, new Strided(packed, packedAt, upper, inUpper, 1, upper),
                new Strided(products, productsAt, inUpper, keptCount, 1, keptCount), 0,
                new Strided(z, at, upper, keptCount, 1, stride), parallel);
        MatrixProducts.gemm(1, new Strided(packed, lowerAt, lower, inLower, 1, lower),
                new Strided(products, productsAt + count[UPPER], inLower, keptCount, 1, keptCount), 0,
                new Strided(z, at + upper, lower, keptCount, 1, stride), parallel);
        for (int i = 0; i < deflatedCount; i++) {
            System.arraycopy(packed, deflatedAt + i * height, z, at + (keptCount + i) * stride, height);
        }
    }

    /// Puts the roots, then the deflated values, in their places.
    ///
    /// @return the places by rising value
    int[] replaceValues(double[] roots) {
        var aside = new double[deflatedCount];
        for (int i = 0; i < deflatedCount; i++) {
            aside[i] = values[from + deflated[i]];
        }
        System.arraycopy(roots, 0, values, from, keptCount);
        System.arraycopy(aside, 0, values, from + keptCount, deflatedCount);
        var places = new int[size];
        for (int i = 0; i < size; i++) {
            places[i] = i;
        }
        return merge(places, keptCount, values, from);
    }

    /// Places whose first `half` and whose others come by rising values, as one.
    static int[] merge(int[] places, int half, double[] values, int from) {
        var merged = new int[places.length];
        int i = 0;
        int j = half;
        for (int at = 0; at < merged.length; at++) {
            boolean first = j == merged.length || i < half && values[from + places[i]] <= values[from + places[j]];
            merged[at] = places[first ? i++ : j++];
        }
        return merged;
    }
}
