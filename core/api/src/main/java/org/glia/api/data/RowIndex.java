package org.glia.api.data;

import java.util.function.UnaryOperator;

/// Row numbers of a view, or none where a column shows all rows of its storage.
record RowIndex(int rows, int[] index) {

    static RowIndex all(int rows) {
        return new RowIndex(rows, null);
    }

    int at(int row) {
        return index == null ? row : index[row];
    }

    RowIndex then(int[] chosen) {
        if (index == null) {
            return new RowIndex(chosen.length, chosen);
        }
        var composed = new int[chosen.length];
        for (int row = 0; row < chosen.length; row++) {
            composed[row] = index[chosen[row]];
        }
        return new RowIndex(composed.length, composed);
    }

    /// The column with its index replaced by what `compose` makes of it.
    static Column view(Column column, UnaryOperator<RowIndex> compose) {
        return switch (column) {
            case NumericColumn numeric -> numeric.over(compose.apply(numeric.index()));
            case NominalColumn nominal -> nominal.over(compose.apply(nominal.index()));
            case TextColumn texts -> texts.over(compose.apply(texts.index()));
            case TimeColumn times -> times.over(compose.apply(times.index()));
            case BlockColumn block -> block.over(compose.apply(block.index()));
            case SequenceColumn sequences -> sequences.over(compose.apply(sequences.index()));
        };
    }

    Matrix apply(Matrix stored) {
        return index == null ? stored : stored.rows(index);
    }
}
