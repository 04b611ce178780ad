package org.glia.trees;

import java.util.ArrayList;
import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Role;

/// Rows of a table as trees ask for them: all features of a row side by side, in the order of [Columns], codes of levels as
/// numbers, NaN where missing.
final class RowCells {

    private final int width;
    private final List<Part> parts;

    /// @param at where the part begins in a row
    private record Part(int at, Matrix numbers, NominalColumn levels) {
    }

    private RowCells(int width, List<Part> parts) {
        this.width = width;
        this.parts = parts;
    }

    static RowCells of(Dataset data) {
        var parts = new ArrayList<Part>();
        int at = 0;
        int c = 0;
        var fields = data.schema().fields();
        while (c < fields.size()) {
            if (fields.get(c).role() != Role.FEATURE) {
                c++;
            } else if (data.column(c) instanceof NominalColumn nominal) {
                parts.add(new Part(at++, null, nominal));
                c++;
            } else {
                // neighbouring numbers are read together
                int end = c + 1;
                while (end < fields.size() && fields.get(end).role() == Role.FEATURE && fields.get(end).isNumeric()) {
                    end++;
                }
                var run = java.util.Set.copyOf(fields.subList(c, end));
                var numbers = data.matrix(run::contains);
                parts.add(new Part(at, numbers, null));
                at += numbers.columns();
                c = end;
            }
        }
        return new RowCells(at, parts);
    }

    /// How many numbers a row has.
    int width() {
        return width;
    }

    /// Rows `from` to `to` (exclusive), row-major.
    double[] read(int from, int to) {
        var cells = new double[(to - from) * width];
        if (parts.size() == 1 && parts.getFirst().numbers() != null) {
            parts.getFirst().numbers().read(from, to, cells, 0);
            return cells;
        }
        for (var part : parts) {
            if (part.numbers() == null) {
                for (int row = from; row < to; row++) {
                    int code = part.levels().code(row);
                    cells[(row - from) * width + part.at()] = code < 0 ? Double.NaN : code;
                }
                continue;
            }
            int columns = part.numbers().columns();
            var numbers = new double[(to - from) * columns];
            part.numbers().read(from, to, numbers, 0);
            for (int row = 0; row < to - from; row++) {
                System.arraycopy(numbers, row * columns, cells, row * width + part.at(), columns);
            }
        }
        return cells;
    }
}
