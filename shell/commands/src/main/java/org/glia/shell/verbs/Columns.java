package org.glia.shell.verbs;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.SequenceColumn;
import org.glia.api.data.TextColumn;
import org.glia.api.data.TimeColumn;
import org.glia.shell.page.Cell;
import org.glia.shell.page.Grid;

/// What there is to say of the columns of a table.
final class Columns {

    private static final int LEVELS_SHOWN = 6;

    private Columns() {
    }

    /// Column, kind, role, values and missing cells.
    static Grid schema(Dataset table) {
        var grid = Grid.of("column", "kind", "role", "values", "missing");
        for (int c = 0; c < table.schema().size(); c++) {
            var field = table.schema().field(c);
            var column = table.column(c);
            grid.row(Cell.of(field.name()), Cell.of(kind(field)), Cell.of(role(field)), Cell.of(values(column)),
                    Cell.of(missing(column)));
        }
        return grid.build();
    }

    private static String kind(Field field) {
        var kind = field.kind().name().toLowerCase(Locale.ROOT);
        return field.shape().isEmpty() ? kind
                : kind + " " + field.shape().stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    private static String role(Field field) {
        return field.role() == Role.FEATURE ? "" : field.role().name().toLowerCase(Locale.ROOT);
    }

    private static int missing(Column column) {
        return (int) IntStream.range(0, column.rows()).filter(column::isMissing).count();
    }

    private static String values(Column column) {
        return switch (column) {
            case NumericColumn numeric -> range(numeric.values());
            case NominalColumn nominal -> levels(nominal.levels().names());
            case TextColumn text -> distinct(text);
            case TimeColumn time -> times(time);
            case BlockColumn block -> block.matrix().rows() == 0 ? "" : range(block.matrix().toArray());
            case SequenceColumn sequence -> lengths(sequence);
        };
    }

    private static String range(double[] values) {
        var known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).summaryStatistics();
        return known.getCount() == 0 ? "" : number(known.getMin()) + " .. " + number(known.getMax());
    }

    /// A number that people read: at most five digits, unless it is whole.
    static String number(double value) {
        var exact = exact(value);
        return exact.length() <= 7 ? exact : String.format(Locale.ROOT, "%.5g", value);
    }

    /// The shortest text that is read back as the same number.
    static String exact(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    private static String levels(List<String> names) {
        return "%d: %s%s".formatted(names.size(), names.stream().limit(LEVELS_SHOWN).collect(Collectors.joining(", ")),
                names.size() > LEVELS_SHOWN ? ", ..." : "");
    }

    private static String distinct(TextColumn text) {
        var distinct = new HashSet<String>();
        IntStream.range(0, text.rows()).forEach(row -> text.text(row).ifPresent(distinct::add));
        return distinct.size() + " distinct texts";
    }

    private static String times(TimeColumn time) {
        var known = IntStream.range(0, time.rows()).filter(row -> !time.isMissing(row)).mapToLong(time::millis)
                .summaryStatistics();
        return known.getCount() == 0 ? "" : instant(known.getMin()) + " .. " + instant(known.getMax());
    }

    private static String instant(long millis) {
        return Instant.ofEpochMilli(millis).toString().replace("T00:00:00Z", "");
    }

    private static String lengths(SequenceColumn sequence) {
        var lengths = IntStream.range(0, sequence.rows()).map(sequence::length).summaryStatistics();
        return lengths.getCount() == 0 ? "" : "%d .. %d steps".formatted(lengths.getMin(), lengths.getMax());
    }

    /// Missing cells, mean, deviation and quantiles of the numeric columns.
    static Grid numbers(Dataset table) {
        var grid = Grid.of("column", "role", "missing", "mean", "deviation", "lowest", "quarter", "median", "3 quarters",
                "highest");
        for (int c = 0; c < table.schema().size(); c++) {
            if (table.column(c) instanceof NumericColumn numeric) {
                var field = table.schema().field(c);
                var sorted = Arrays.stream(numeric.values()).filter(value -> !Double.isNaN(value)).sorted().toArray();
                double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
                double squares = Arrays.stream(sorted).map(value -> (value - mean) * (value - mean)).sum();
                grid.row(Cell.of(field.name()), Cell.of(role(field)), Cell.of(numeric.rows() - sorted.length), Cell.own(mean),
                        Cell.own(sorted.length < 2 ? Double.NaN : Math.sqrt(squares / (sorted.length - 1))),
                        Cell.own(quantile(sorted, 0)), Cell.own(quantile(sorted, 0.25)), Cell.own(quantile(sorted, 0.5)),
                        Cell.own(quantile(sorted, 0.75)), Cell.own(quantile(sorted, 1)));
            }
        }
        return grid.title("numeric columns").build();
    }

    /// Interpolated between the two nearest values, definition 7 of Hyndman and Fan (1996), as R and NumPy have it.
    static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// How often each level occurs, and what else there is to say of the columns that are not numeric.
    static Grid others(Dataset table) {
        var grid = Grid.of("column", "kind", "role", "missing", "values");
        for (int c = 0; c < table.schema().size(); c++) {
            var column = table.column(c);
            var field = table.schema().field(c);
            if (!(column instanceof NumericColumn)) {
                grid.row(Cell.of(field.name()), Cell.of(kind(field)), Cell.of(role(field)), Cell.of(missing(column)),
                        Cell.of(column instanceof NominalColumn nominal ? counts(nominal) : values(column)));
            }
        }
        return grid.title("other columns").build();
    }

    private static String counts(NominalColumn nominal) {
        var counts = nominal.counts();
        return IntStream.range(0, counts.length).limit(LEVELS_SHOWN)
                .mapToObj(code -> nominal.levels().name(code) + " " + counts[code]).collect(Collectors.joining(", "))
                + (counts.length > LEVELS_SHOWN ? ", %d more levels".formatted(counts.length - LEVELS_SHOWN) : "");
    }

    /// The rows `from` to `to` as a table of cells.
    ///
    /// @param ownDigits whether numbers of a column have units of their own, as in reports
    static Grid.Builder rows(Dataset table, int from, int to, boolean ownDigits) {
        var grid = Grid.of(table.schema().names());
        for (int row = from; row < to; row++) {
            int number = row;
            grid.row(IntStream.range(0, table.schema().size()).mapToObj(c -> cell(table.column(c), number, ownDigits)).toList());
        }
        return grid;
    }

    static Cell cell(Column column, int row, boolean ownDigits) {
        return column instanceof NumericColumn numeric
                ? ownDigits ? Cell.own(numeric.value(row)) : Cell.of(numeric.value(row))
                : Cell.of(column.format(row));
    }
}
