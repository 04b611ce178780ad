package org.glia.trees;

import java.util.ArrayList;
import java.util.List;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
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
        var sources = new ArrayList<Source>();
        for (int c = 0; c < data.schema().size(); c++) {
            if (data.schema().field(c).role() == Role.FEATURE) {
                switch (data.column(c)) {
                    case NumericColumn numeric -> sources.add(() -> CodedColumn.numeric(numeric.values()));
                    case NominalColumn nominal -> sources.add(() -> CodedColumn.nominal(nominal));
                    case BlockColumn block -> {
                        for (int part = 0; part < block.matrix().columns(); part++) {
                            int column = part;
                            sources.add(() -> CodedColumn.numeric(block.matrix().column(column)));
                        }
                    }
                    default -> throw new IllegalArgumentException(data.schema().field(c) + " is no feature of a tree");
                }
            }
        }
        return new Columns(data.rows(), parallel.map(sources.size(), i -> sources.get(i).code()));
    }

    private interface Source {
        CodedColumn code();
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
