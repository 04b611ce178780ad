package org.glia.runtime.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.data.SequenceColumn;
import org.glia.api.data.TextColumn;
import org.glia.api.data.TimeColumn;
import org.glia.api.model.DataTree;

/// Tables as data trees of arrays and texts.
final class Tables {

    private Tables() {
    }

    static DataTree tree(Dataset table) {
        var fields = new LinkedHashMap<String, DataTree>();
        fields.put("name", new DataTree.Text(table.name()));
        fields.put("schema", DataTree.of(table.schema()));
        if (table.schema().size() == 0) {
            fields.put("rows", new DataTree.Whole(table.rows())); // no column says so
        }
        var columns = new ArrayList<DataTree>();
        for (int c = 0; c < table.schema().size(); c++) {
            columns.add(tree(table.column(c)));
        }
        fields.put("columns", new DataTree.Items(columns));
        fields.put("validation", table.validation().<DataTree>map(DataTree.Rows::new).orElse(new DataTree.Nothing()));
        var attachments = new LinkedHashMap<String, DataTree>();
        new TreeMap<>(table.attachments()).forEach((name, attachment) -> attachments.put(name, new DataTree.Rows(attachment)));
        fields.put("attachments", new DataTree.Fields("", attachments));
        return new DataTree.Fields("", fields);
    }

    private static DataTree tree(Column column) {
        return switch (column) {
            case NumericColumn numeric -> new DataTree.Numbers(numeric.matrix());
            case BlockColumn block -> new DataTree.Numbers(block.matrix());
            case NominalColumn nominal -> JsonTreeWriter.wholes(nominal.codes());
            case TimeColumn times -> {
                var millis = new long[times.rows()];
                java.util.Arrays.setAll(millis, times::millis);
                yield new DataTree.Wholes("long", millis);
            }
            case TextColumn texts -> {
                var items = new ArrayList<DataTree>();
                for (int row = 0; row < texts.rows(); row++) {
                    items.add(texts.text(row).<DataTree>map(DataTree.Text::new).orElse(new DataTree.Nothing()));
                }
                yield new DataTree.Items(items);
            }
            case SequenceColumn sequences -> {
                var starts = new int[sequences.rows() + 1];
                var steps = new ArrayList<Double>();
                for (int row = 0; row < sequences.rows(); row++) {
                    starts[row + 1] = starts[row] + sequences.length(row);
                    for (double value : sequences.sequence(row).toArray()) {
                        steps.add(value);
                    }
                }
                var all = steps.stream().mapToDouble(Double::doubleValue).toArray();
                yield new DataTree.Fields("", new LinkedHashMap<>(java.util.Map.of("starts", JsonTreeWriter.wholes(starts),
                        "steps", new DataTree.Numbers(Matrix.of(starts[sequences.rows()], sequences.width(), all)))));
            }
        };
    }

    static Dataset table(DataTree tree) throws IOException {
        var fields = expect(tree, DataTree.Fields.class);
        var schema = fields.get("schema").as(Schema.class);
        var columns = new ArrayList<Column>();
        List<DataTree> cells = expect(fields.get("columns"), DataTree.Items.class).items();
        if (cells.size() != schema.size()) {
            throw new Malformed("a table has %d columns for %d fields".formatted(cells.size(), schema.size()));
        }
        for (int c = 0; c < cells.size(); c++) {
            columns.add(column(schema.field(c), cells.get(c)));
        }
        var name = expect(fields.get("name"), DataTree.Text.class).value();
        var table = cells.isEmpty() ? Dataset.of(name, rows(fields), schema, List.of()) : Dataset.of(name, schema, together(columns));
        if (fields.get("validation") instanceof DataTree.Rows rows) {
            table = table.withValidation(rows.table());
        }
        for (var attachment : expect(fields.get("attachments"), DataTree.Fields.class).fields().entrySet()) {
            table = table.withAttachment(attachment.getKey(), expect(attachment.getValue(), DataTree.Rows.class).table());
        }
        return table;
    }

    private static int rows(DataTree.Fields fields) throws Malformed {
        // older files do not say how many rows a table without columns has
        long rows = fields.fields().get("rows") instanceof DataTree.Whole whole ? whole.value() : 0;
        if (rows < 0 || rows > Integer.MAX_VALUE) {
            throw new Malformed("a table has %d rows".formatted(rows));
        }
        return (int) rows;
    }

    /// Numeric columns of one table lie in one array, so that their matrix is a window of memory.
    private static List<Column> together(List<Column> columns) {
        var numeric = columns.stream().filter(NumericColumn.class::isInstance).map(NumericColumn.class::cast).toList();
        int rows = columns.getFirst().rows();
        if (numeric.size() < 2 || (long) rows * numeric.size() > Integer.MAX_VALUE - 8 || numeric.stream().anyMatch(c -> c.rows() != rows)) {
            return columns;
        }
        var values = new double[rows * numeric.size()];
        for (int c = 0; c < numeric.size(); c++) {
            for (int row = 0; row < rows; row++) {
                values[row * numeric.size() + c] = numeric.get(c).value(row);
            }
        }
        var matrix = Matrix.of(rows, numeric.size(), values);
        var joined = new ArrayList<Column>();
        int at = 0;
        for (var column : columns) {
            joined.add(column instanceof NumericColumn ? new NumericColumn(matrix.columns(at++, 1)) : column);
        }
        return joined;
    }

    private static Column column(Field field, DataTree tree) throws IOException {
        return switch (field.kind()) {
            case NUMERIC -> new NumericColumn(expect(tree, DataTree.Numbers.class).values().dense());
            case BLOCK -> new BlockColumn(expect(tree, DataTree.Numbers.class).values());
            case NOMINAL -> new NominalColumn(field.levels(), JsonTreeReader.ints(tree));
            case TIME -> new TimeColumn(expect(tree, DataTree.Wholes.class).values());
            case TEXT -> {
                var items = expect(tree, DataTree.Items.class).items();
                var texts = new String[items.size()];
                for (int row = 0; row < texts.length; row++) {
                    texts[row] = items.get(row) instanceof DataTree.Nothing ? null
                            : expect(items.get(row), DataTree.Text.class).value();
                }
                yield new TextColumn(texts);
            }
            case SEQUENCE -> {
                var parts = expect(tree, DataTree.Fields.class);
                yield new SequenceColumn(expect(parts.get("steps"), DataTree.Numbers.class).values(),
                        JsonTreeReader.ints(parts.get("starts")));
            }
        };
    }

    private static <T extends DataTree> T expect(DataTree tree, Class<T> kind) throws Malformed {
        if (!kind.isInstance(tree)) {
            throw new Malformed("a table has %s where %s is expected".formatted(tree.getClass().getSimpleName(),
                    kind.getSimpleName()));
        }
        return kind.cast(tree);
    }
}
