package org.glia.trees;

import java.util.Arrays;

import org.glia.api.data.NominalColumn;

/// One feature, each cell as a code in the fewest bytes: of a numeric column the rank of the value among the distinct ones
/// (so that order and equality of cells are those of codes, and sorting rows is counting), of a nominal one the code of its
/// level. A missing cell has the code [#size()], one more than the last.
final class CodedColumn {

    /// Distinct numbers, rising; empty for a nominal column.
    private final double[] values;
    private final boolean nominal;
    private final int size;
    private final boolean gaps;
    /// `byte[]`, `char[]` or `int[]`.
    private final Object cells;

    private CodedColumn(double[] values, boolean nominal, int size, int[] codes) {
        this.values = values;
        this.nominal = nominal;
        this.size = size;
        boolean missing = false;
        for (int code : codes) {
            missing |= code == size;
        }
        this.gaps = missing;
        this.cells = narrow(codes, size);
    }

    private static Object narrow(int[] codes, int largest) {
        if (largest < 1 << 8) {
            var bytes = new byte[codes.length];
            for (int i = 0; i < codes.length; i++) {
                bytes[i] = (byte) codes[i];
            }
            return bytes;
        }
        if (largest < 1 << 16) {
            var chars = new char[codes.length];
            for (int i = 0; i < codes.length; i++) {
                chars[i] = (char) codes[i];
            }
            return chars;
        }
        return codes;
    }

    /// @param numbers one for each row, NaN where missing; changed
    static CodedColumn numeric(double[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] += 0.0; // no difference between the two zeros
        }
        var counted = ofWholes(numbers);
        return counted != null ? counted : ofSorted(numbers);
    }

    static CodedColumn nominal(NominalColumn column) {
        int size = column.levels().size();
        var codes = column.codes();
        for (int i = 0; i < codes.length; i++) {
            codes[i] = codes[i] < 0 ? size : codes[i];
        }
        return new CodedColumn(new double[0], true, size, codes);
    }

    /// Whole numbers of a narrow range need no sorting; null where the numbers are not such.
    private static CodedColumn ofWholes(double[] numbers) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double number : numbers) {
            if (number == number) {
                if (number != Math.rint(number)) {
                    return null;
                }
                low = Math.min(low, number);
                high = Math.max(high, number);
            }
        }
        if (low <= high && !(high - low <= 4.0 * numbers.length + 256)) {
            return null;
        }
        var rank = new int[low <= high ? (int) (high - low) + 1 : 0];
        for (double number : numbers) {
            if (number == number) {
                rank[(int) (number - low)] = 1;
            }
        }
        int size = 0;
        var values = new double[rank.length];
        for (int i = 0; i < rank.length; i++) {
            if (rank[i] != 0) {
                values[size] = low + i;
                rank[i] = size++;
            }
        }
        var codes = new int[numbers.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = numbers[i] == numbers[i] ? rank[(int) (numbers[i] - low)] : size;
        }
        return new CodedColumn(Arrays.copyOf(values, size), false, size, codes);
    }

    private static CodedColumn ofSorted(double[] numbers) {
        var sorted = numbers.clone();
        Arrays.sort(sorted); // NaN comes last
        int size = 0;
        for (int i = 0; i < sorted.length && sorted[i] == sorted[i]; i++) {
            if (size == 0 || sorted[i] != sorted[size - 1]) {
                sorted[size++] = sorted[i];
            }
        }
        var values = Arrays.copyOf(sorted, size);
        var codes = new int[numbers.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = numbers[i] == numbers[i] ? Arrays.binarySearch(values, numbers[i]) : size;
        }
        return new CodedColumn(values, false, size, codes);
    }

    boolean isNominal() {
        return nominal;
    }

    /// How many distinct numbers or levels there are; the code of a missing cell.
    int size() {
        return size;
    }

    /// Whether any cell is missing.
    boolean hasGaps() {
        return gaps;
    }

    /// The number that a code of a numeric column stands for.
    double value(int code) {
        return values[code];
    }

    int code(int row) {
        return switch (cells) {
            case byte[] bytes -> bytes[row] & 0xFF;
            case char[] chars -> chars[row];
            default -> ((int[]) cells)[row];
        };
    }

    /// Copies the codes of `rows[from]` to `rows[to - 1]` to the beginning of `into`.
    void read(int[] rows, int from, int to, int[] into) {
        switch (cells) {
            case byte[] bytes -> {
                for (int i = from; i < to; i++) {
                    into[i - from] = bytes[rows[i]] & 0xFF;
                }
            }
            case char[] chars -> {
                for (int i = from; i < to; i++) {
                    into[i - from] = chars[rows[i]];
                }
            }
            default -> {
                var ints = (int[]) cells;
                for (int i = from; i < to; i++) {
                    into[i - from] = ints[rows[i]];
                }
            }
        }
    }

    /// The number halfway between two distinct values, at least the first and less than the second.
    double between(int code, int next) {
        double low = values[code];
        double high = values[next];
        double middle = low / 2 + high / 2;
        return middle >= low && middle < high ? middle : low;
    }

    /// The last code whose number is at most `threshold`, -1 if there is none.
    int lastUpTo(double threshold) {
        if (values.length > 0 && values[values.length - 1] - values[0] == values.length - 1) {
            return (int) Math.floor(threshold - values[0]); // whole numbers without a hole between them
        }
        int at = Arrays.binarySearch(values, threshold);
        return at >= 0 ? at : -at - 2;
    }
}
