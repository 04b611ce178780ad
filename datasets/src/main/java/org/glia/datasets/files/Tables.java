package org.glia.datasets.files;

import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.NumericColumn;
import org.glia.api.problem.DataException;

/// Makes a table of grown columns: all numbers in one row-major matrix, so that features are a window of memory.
final class Tables {

    private Tables() {
    }

    /// @param numbers of the numeric columns in their order
    static Dataset of(Input input, List<CellColumn> columns, DenseMatrix numbers) {
        var table = Dataset.builder(input.tableName());
        int next = 0;
        for (var column : columns) {
            if (column.isNumeric()) {
                table.column(Field.numeric(column.name()), new NumericColumn(numbers.columns(next++, 1)));
            } else {
                var cells = column.column();
                table.column(column.field(cells), cells);
            }
        }
        return table.build();
    }

    /// @throws DataException if that many numbers do not fit into one array
    static void requireRoom(Input input, long width, long rows) {
        if (width * rows > Integer.MAX_VALUE - 8) {
            throw new DataException("%s has %d rows of %d numbers, more than the %d that a table holds; load a part of it"
                    .formatted(input.name(), rows, width, Integer.MAX_VALUE - 8));
        }
    }
}
