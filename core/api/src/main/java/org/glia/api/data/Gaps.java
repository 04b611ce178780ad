package org.glia.api.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which features have cells that are missing, or infinite. Found in one pass over the memory as it lies.
///
/// @param missing  names of features with missing cells
/// @param infinite names of features with infinite numbers
public record Gaps(Set<String> missing, Set<String> infinite) {

    private static final int TILE_NUMBERS = 1 << 13;

    /// The gaps of the features of a table. O(cells).
    static Gaps of(Dataset data) {
        var gaps = new Gaps(new LinkedHashSet<>(), new LinkedHashSet<>());
        var dense = new ArrayList<Field>();
        for (int c = 0; c < data.schema().size(); c++) {
            var field = data.schema().field(c);
            var column = data.column(c);
            if (field.role() != Role.FEATURE) {
                continue;
            }
            if (column instanceof NumericColumn || column instanceof BlockColumn block && !block.matrix().isSparse()) {
                dense.add(field);
            } else if (column instanceof BlockColumn block) {
                gaps.note(field.name(), block.matrix().csr().values());
            } else if (column.hasMissing()) {
                gaps.missing.add(field.name());
            }
        }
        gaps.scan(data, dense);
        return new Gaps(Collections.unmodifiableSet(gaps.missing), Collections.unmodifiableSet(gaps.infinite));
    }

    private void note(String name, double[] values) {
        for (double value : values) {
            if (Double.isNaN(value)) {
                missing.add(name);
            } else if (Double.isInfinite(value)) {
                infinite.add(name);
            }
        }
    }

    /// Rows by rows, for numeric columns mostly lie side by side; a tile is looked at closely only if something is wrong
    /// with its sum.
    private void scan(Dataset data, List<Field> fields) {
        var names = fields.stream().map(Field::name).collect(Collectors.toSet());
        var matrix = data.matrix(field -> names.contains(field.name()));
        int columns = matrix.columns();
        int rowsAtATime = Math.max(1, TILE_NUMBERS / Math.max(1, columns));
        var tile = new double[Math.min(rowsAtATime, matrix.rows()) * columns];
        var wrong = new boolean[2][columns];
        for (int from = 0; from < matrix.rows(); from += rowsAtATime) {
            int to = Math.min(matrix.rows(), from + rowsAtATime);
            matrix.read(from, to, tile, 0);
            double sum = 0;
            for (int k = 0; k < (to - from) * columns; k++) {
                sum += tile[k] * 0; // 0 for finite numbers, NaN for all others
            }
            if (sum != 0) {
                for (int k = 0; k < (to - from) * columns; k++) {
                    wrong[0][k % columns] |= Double.isNaN(tile[k]);
                    wrong[1][k % columns] |= Double.isInfinite(tile[k]);
                }
            }
        }
        int first = 0;
        for (var field : fields) {
            for (int c = first; c < first + field.width(); c++) {
                if (wrong[0][c]) {
                    missing.add(field.name());
                }
                if (wrong[1][c]) {
                    infinite.add(field.name());
                }
            }
            first += field.width();
        }
    }
}
