package org.glia.api.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.glia.api.problem.DataException;

/// Tables of one schema, one below the other.
final class Stacked {

    private Stacked() {
    }

    static Dataset of(List<Dataset> tables) {
        var first = tables.getFirst();
        int rows = tables.stream().mapToInt(Dataset::rows).reduce(0, Math::addExact);
        for (var table : tables) {
            if (!table.schema().names().equals(first.schema().names())) {
                throw new DataException("tables to stack need the same columns: %s and %s"
                        .formatted(first.schema().names(), table.schema().names()));
            }
        }
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        for (int c = 0; c < first.schema().size(); c++) {
            var field = first.schema().field(c);
            var parts = new ArrayList<Column>();
            for (var table : tables) {
                if (table.column(c).kind() != field.kind()) {
                    throw new DataException("column `%s` is %s in one table and %s in another".formatted(field.name(),
                            field.kind().name().toLowerCase(), table.column(c).kind().name().toLowerCase()));
                }
                parts.add(table.column(c));
            }
            var column = stack(parts, rows);
            columns.add(column);
            fields.add(column instanceof NominalColumn nominal ? field.withLevels(nominal.levels()) : field);
        }
        return Dataset.of(first.name(), new Schema(fields), columns).inherit(first);
    }

    private static Column stack(List<Column> parts, int rows) {
        return switch (parts.getFirst()) {
            case NumericColumn any -> new NumericColumn(stack(parts.stream()
                    .map(part -> ((NumericColumn) part).matrix()).toList(), rows, 1));
            case BlockColumn any -> new BlockColumn(any.matrix().isSparse()
                    ? sparse(parts.stream().map(part -> ((BlockColumn) part).matrix().csr()).toList(), rows)
                    : stack(parts.stream().map(part -> ((BlockColumn) part).matrix()).toList(), rows, any.matrix().columns()));
            case NominalColumn any -> nominal(parts);
            case TextColumn any -> {
                var texts = new ArrayList<String>(rows);
                for (var part : parts) {
                    for (int row = 0; row < part.rows(); row++) {
                        texts.add(((TextColumn) part).text(row).orElse(null));
                    }
                }
                yield new TextColumn(texts.toArray(String[]::new));
            }
            case TimeColumn any -> new TimeColumn(parts.stream().map(TimeColumn.class::cast)
                    .flatMapToLong(part -> java.util.stream.IntStream.range(0, part.rows()).mapToLong(part::millis))
                    .toArray());
            case SequenceColumn any -> {
                var sequences = new ArrayList<Matrix>();
                var starts = new int[rows + 1];
                int at = 0;
                for (var part : parts) {
                    for (int row = 0; row < part.rows(); row++, at++) {
                        var sequence = ((SequenceColumn) part).sequence(row);
                        sequences.add(sequence);
                        starts[at + 1] = starts[at] + sequence.rows();
                    }
                }
                yield new SequenceColumn(stack(sequences, starts[rows], any.width()), starts);
            }
        };
    }

    private static DenseMatrix stack(List<? extends Matrix> parts, int rows, int columns) {
        var all = new double[Math.multiplyExact(rows, columns)];
        int at = 0;
        for (var part : parts) {
            part.read(0, part.rows(), all, at);
            at += part.rows() * columns;
        }
        return new DenseMatrix(rows, columns, all);
    }

    private static CsrMatrix sparse(List<CsrMatrix> parts, int rows) {
        int stored = parts.stream().mapToInt(part -> part.values().length).reduce(0, Math::addExact);
        var starts = new int[rows + 1];
        var indices = new int[stored];
        var values = new double[stored];
        int row = 0;
        for (var part : parts) {
            System.arraycopy(part.columnIndices(), 0, indices, starts[row], part.values().length);
            System.arraycopy(part.values(), 0, values, starts[row], part.values().length);
            for (int i = 0; i < part.rows(); i++, row++) {
                starts[row + 1] = starts[row] + part.rowStarts()[i + 1] - part.rowStarts()[i];
            }
        }
        return new CsrMatrix(rows, parts.getFirst().columns(), starts, indices, values);
    }

    private static NominalColumn nominal(List<Column> parts) {
        var levels = ((NominalColumn) parts.getFirst()).levels();
        for (var part : parts) {
            levels = ((NominalColumn) part).recoded(levels).levels();
        }
        var united = levels;
        return new NominalColumn(united, parts.stream()
                .flatMapToInt(part -> Arrays.stream(((NominalColumn) part).recoded(united).codes())).toArray());
    }
}
