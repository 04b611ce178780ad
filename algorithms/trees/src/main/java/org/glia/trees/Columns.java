package org.glia.trees;

import java.util.ArrayList;
import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Role;
import org.glia.api.run.Parallel;

/// The features of a table prepared once for growing any number of trees: column by column, each cell as a small whole
/// number ([CodedColumn]), in the order of the feature names of the schema (blocks part by part).
final class Columns {

    private final int rows;
    private final List<CodedColumn> columns;

    private Columns(int rows, List<CodedColumn> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /// Codes all features of `data`, which are numeric, blocks or nominal. O(d n log n), columns side by side.
    static Columns of(Dataset data, Parallel parallel) {
        var places = new ArrayList<Integer>();
        var levels = new ArrayList<Integer>();
        int count = 0;
        for (var field : data.schema().features()) {
            if (data.column(field.name()) instanceof NominalColumn) {
                levels.add(count++);
            } else {
                for (int part = 0; part < field.partNames().size(); part++) {
                    places.add(count++);
                }
            }
        }
        var coded = new CodedColumn[count];
        Turned.each(data.matrix(field -> field.role() == Role.FEATURE && field.isNumeric()), parallel,
                (column, values) -> coded[places.get(column)] = CodedColumn.numeric(values));
        var nominal = data.schema().features().stream().filter(field -> !field.isNumeric()).toList();
        parallel.forEach(nominal.size(), i -> coded[levels.get(i)] = CodedColumn.nominal(data.nominal(nominal.get(i).name())));
        return new Columns(data.rows(), List.of(coded));
    }

    int rows() {
        return rows;
    }

    int count() {
        return columns.size();
    }

    CodedColumn column(int feature) {
        return columns.get(feature);
    }

    /// Which columns have missing cells.
    boolean[] gaps() {
        var gaps = new boolean[columns.size()];
        for (int f = 0; f < gaps.length; f++) {
            gaps[f] = columns.get(f).hasGaps();
        }
        return gaps;
    }

    /// The leaf of `tree`, which was grown on these columns, that a row falls into.
    int leaf(Tree tree, int row) {
        int node = 0;
        while (tree.feature()[node] >= 0) {
            var column = columns.get(tree.feature()[node]);
            int code = column.code(row);
            boolean left = code == column.size() ? tree.missingLeft()[node]
                    : column.isNominal() ? tree.hasLeft(node, code) : column.value(code) <= tree.threshold()[node];
            node = left ? node + 1 : tree.right()[node];
        }
        return node;
    }

    /// Where rows that differ in this column alone would fall: the leaf of `row` with the cell of `other` in `feature`.
    int leaf(Tree tree, int row, int feature, int other) {
        int node = 0;
        while (tree.feature()[node] >= 0) {
            int asked = tree.feature()[node];
            var column = columns.get(asked);
            int code = column.code(asked == feature ? other : row);
            boolean left = code == column.size() ? tree.missingLeft()[node]
                    : column.isNominal() ? tree.hasLeft(node, code) : column.value(code) <= tree.threshold()[node];
            node = left ? node + 1 : tree.right()[node];
        }
        return node;
    }
}
