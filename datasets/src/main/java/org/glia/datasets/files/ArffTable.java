package org.glia.datasets.files;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.problem.DataException;
import org.glia.api.run.Run;

/// One reading of an ARFF file: the declarations, then the rows, then the table.
final class ArffTable {

    private static final String BLOCK = "features";
    private static final int MANY_ATTRIBUTES = 100;
    private static final String DEFAULT_DATE = "yyyy-MM-dd'T'HH:mm:ss";

    private final Input input;
    private final Arff.Settings settings;
    private final Run run;

    private final List<String> names = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final List<ArffColumn> columns = new ArrayList<>();
    private final Doubles weights = new Doubles();
    private boolean weighted;
    private Optional<Csr> block = Optional.empty();
    private int rows;

    ArffTable(Input input, Arff.Settings settings, Run run) {
        this.input = input;
        this.settings = settings;
        this.run = run;
    }

    Dataset read() {
        try (var lines = new Lines(input, Charset.forName(settings.encoding()), run)) {
            boolean inData = false;
            for (var text = lines.next(); text != null; text = lines.next()) {
                var line = new ArffLine(text);
                if (line.atEnd()) {
                    continue;
                }
                try {
                    if (inData) {
                        row(line);
                    } else {
                        inData = declaration(line);
                    }
                } catch (ArffLine.Malformed malformed) {
                    throw lines.problem(malformed.getMessage());
                }
            }
            if (!inData) {
                throw new DataException("%s has no line @data; an ARFF file declares its attributes and then has one"
                        .formatted(input.name()));
            }
        }
        run.progress(1, "read " + input.name());
        return table();
    }

    // ---- declarations

    /// @return whether the data begin behind this line
    private boolean declaration(ArffLine line) throws ArffLine.Malformed {
        var keyword = line.word().text().toLowerCase(Locale.ROOT);
        switch (keyword) {
            case "@relation" -> line.word(); // the table is called like the file, as with the other formats
            case "@attribute" -> attribute(line);
            case "@data" -> {
                if (columns.isEmpty()) {
                    throw new ArffLine.Malformed("there are data but no attributes; @attribute lines come first");
                }
                return true;
            }
            default -> throw new ArffLine.Malformed("`%s` is not expected here; lines before @data begin with @relation, "
                    .formatted(keyword) + "@attribute, @data or %");
        }
        return false;
    }

    private void attribute(ArffLine line) throws ArffLine.Malformed {
        var name = line.word().text();
        if (name.isBlank()) {
            throw new ArffLine.Malformed("the attribute has no name");
        }
        if (!taken.add(name)) {
            throw new ArffLine.Malformed("the attribute `%s` is declared twice; rename one".formatted(name));
        }
        names.add(name);
        columns.add(column(name, line));
    }

    private static ArffColumn column(String name, ArffLine line) throws ArffLine.Malformed {
        if (line.next('{')) {
            return nominal(name, line);
        }
        var type = line.word().text();
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "numeric", "real", "integer" -> new ArffColumn.Numeric(new Doubles());
            case "string" -> new ArffColumn.Text();
            case "date" -> ArffColumn.Date.of(line.atEnd() ? DEFAULT_DATE : line.word().text());
            case "relational" -> throw new ArffLine.Malformed(("the attribute `%s` holds tables (multi-instance data), "
                    + "which are not read; flatten it first").formatted(name));
            default -> throw new ArffLine.Malformed(("the attribute `%s` is of the unknown type `%s`; types are numeric, "
                    + "real, integer, string, date and {value, value}").formatted(name, type));
        };
    }

    private static ArffColumn nominal(String name, ArffLine line) throws ArffLine.Malformed {
        var levels = new ArrayList<String>();
        var seen = new HashSet<String>();
        while (!line.next('}')) {
            if (line.atEnd()) {
                throw new ArffLine.Malformed("the values of attribute `%s` do not end in }".formatted(name));
            }
            var level = line.word();
            if (level.text().isEmpty() && !level.quoted()) {
                throw new ArffLine.Malformed("the values of attribute `%s` are not separated by single commas"
                        .formatted(name));
            }
            if (!seen.add(level.text())) {
                throw new ArffLine.Malformed("attribute `%s` declares the value `%s` twice"
                        .formatted(name, level.text()));
            }
            levels.add(level.text());
            line.next(',');
        }
        var declared = Levels.of(levels);
        return new ArffColumn.Nominal(declared, declared.index(), new Ints());
    }

    // ---- rows

    private void row(ArffLine line) throws ArffLine.Malformed {
        boolean sparse = line.isNext('{');
        if (rows == 0) {
            chooseBlock(sparse);
        }
        var weight = sparse ? sparseRow(line) : denseRow(line);
        weights.add(weight.isEmpty() ? 1 : weight(weight.get()));
        weighted |= weight.isPresent();
        block.ifPresent(Csr::endRow);
        rows = Math.incrementExact(rows);
    }

    private static double weight(String text) throws ArffLine.Malformed {
        double weight = ArffColumn.number(text);
        if (weight < 0 || Double.isInfinite(weight)) {
            throw new ArffLine.Malformed("the weight is %s; weights are finite numbers of 0 or more".formatted(text));
        }
        return weight;
    }

    private void chooseBlock(boolean sparse) {
        long numeric = columns.stream().filter(ArffColumn.Numeric.class::isInstance).count();
        boolean wanted = switch (settings.sparse()) {
            case AUTO -> sparse && numeric > MANY_ATTRIBUTES;
            case COLUMNS -> false;
            case BLOCK -> true;
        };
        if (wanted) {
            var csr = new Csr();
            int index = 0;
            for (int c = 0; c < columns.size() - 1; c++) {
                if (columns.get(c) instanceof ArffColumn.Numeric) {
                    columns.set(c, new ArffColumn.InBlock(index++, csr));
                }
            }
            block = Optional.of(csr);
        }
    }

    private Optional<String> denseRow(ArffLine line) throws ArffLine.Malformed {
        int c = 0;
        boolean comma = false;
        while (!line.atEnd() && !line.isNext('{')) {
            var word = line.word();
            if (word.text().isEmpty() && !word.quoted()) {
                throw new ArffLine.Malformed((line.isNext('}') ? "value %d begins with }; braces in values need quotes"
                        : "value %d is empty; a missing value is written ?").formatted(c + 1));
            }
            if (c < columns.size()) {
                add(c, word);
            }
            c++;
            comma = line.next(',');
        }
        if (line.atEnd() && comma) {
            throw new ArffLine.Malformed("value %d is empty; a missing value is written ?".formatted(c + 1));
        }
        if (c != columns.size()) {
            throw new ArffLine.Malformed("%d value%s where %d attribute%s declared".formatted(c, c == 1 ? "" : "s",
                    columns.size(), columns.size() == 1 ? " is" : "s are"));
        }
        return line.weight();
    }

    private Optional<String> sparseRow(ArffLine line) throws ArffLine.Malformed {
        line.next('{');
        int next = 0;
        while (!line.next('}')) {
            if (line.atEnd()) {
                throw new ArffLine.Malformed("the row begins with { and does not end in }");
            }
            var number = line.word().text();
            int c = index(number, next);
            for (; next < c; next++) {
                columns.get(next).addOmitted();
            }
            var value = line.word();
            if (value.text().isEmpty() && !value.quoted()) {
                throw new ArffLine.Malformed("attribute %d has a number and no value".formatted(c));
            }
            add(next++, value);
            line.next(',');
        }
        for (; next < columns.size(); next++) {
            columns.get(next).addOmitted();
        }
        line.next(',');
        if (!line.atEnd() && !line.isNext('{')) {
            throw new ArffLine.Malformed("`%s` is not expected behind the row".formatted(line.rest()));
        }
        return line.weight();
    }

    /// The attribute that a sparse row names by its number, from 0.
    private int index(String number, int least) throws ArffLine.Malformed {
        int index;
        try {
            index = Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new ArffLine.Malformed("`%s` is no attribute's number; a sparse row is {number value, number value}"
                    .formatted(number));
        }
        if (index < 0 || index >= columns.size()) {
            throw new ArffLine.Malformed("there is no attribute %d; they are numbered from 0 to %d"
                    .formatted(index, columns.size() - 1));
        }
        if (index < least) {
            throw new ArffLine.Malformed("attribute %d comes after attribute %d; their numbers must rise"
                    .formatted(index, least - 1));
        }
        return index;
    }

    private void add(int c, ArffLine.Word word) throws ArffLine.Malformed {
        if (word.isMissing()) {
            columns.get(c).addMissing();
            return;
        }
        try {
            columns.get(c).add(word.text());
        } catch (ArffLine.Malformed malformed) {
            throw new ArffLine.Malformed("attribute `%s` (value %d): %s"
                    .formatted(names.get(c), c + 1, malformed.getMessage()));
        }
    }

    // ---- the table

    private Dataset table() {
        var numeric = columns.stream().filter(ArffColumn.Numeric.class::isInstance)
                .map(column -> ((ArffColumn.Numeric) column).values()).toList();
        Tables.requireRoom(input, numeric.size(), rows);
        var matrix = Matrix.of(rows, numeric.size(), Doubles.interleave(numeric, rows));
        var table = Dataset.builder(input.tableName());
        block.ifPresent(csr -> addBlock(table, csr));
        int next = 0;
        for (int c = 0; c < columns.size(); c++) {
            var name = names.get(c);
            switch (columns.get(c)) {
                case ArffColumn.Numeric any ->
                        table.column(Field.numeric(name), new NumericColumn(matrix.columns(next++, 1)));
                case ArffColumn.Nominal nominal -> table.nominal(name, nominal.levels(), nominal.codes().toArray());
                case ArffColumn.Text text -> table.text(name, text.texts().toArray(String[]::new));
                case ArffColumn.Date date -> table.time(name, date.times().toArray());
                case ArffColumn.InBlock inside -> { }
            }
        }
        if (weighted) {
            var name = free("weight", "row_weight");
            table.numeric(name, weights.toArray()).role(Role.WEIGHT, name);
        }
        return table.build();
    }

    private void addBlock(Dataset.Builder table, Csr csr) {
        var parts = IntStream.range(0, columns.size()).filter(c -> columns.get(c) instanceof ArffColumn.InBlock)
                .mapToObj(names::get).toList();
        var field = Field.block(free(BLOCK, "numeric_features"), List.of(parts.size())).withParts(parts);
        table.column(field, new BlockColumn(csr.build(0, parts.size())));
    }

    /// A name that no attribute outside the block has.
    private String free(String wanted, String otherwise) {
        int at = names.indexOf(wanted);
        return at < 0 || columns.get(at) instanceof ArffColumn.InBlock ? wanted : otherwise;
    }
}
