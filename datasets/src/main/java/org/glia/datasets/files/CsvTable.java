package org.glia.datasets.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.Suggestion;
import org.glia.api.run.Run;

/// One reading of a CSV file: the separator, then the header, then the rows, once or twice, then the table.
final class CsvTable {

    /// Unlikely in any text: for files without quotes or comments.
    private static final char NEVER = '\uFFFF';
    private static final int LARGEST_FIELD = 1 << 28;
    private static final int RECORDS_BETWEEN_REPORTS = 1 << 12;
    /// The share of the progress that the first reading takes.
    private static final double FIRST_READING = 0.9;

    private final Input input;
    private final Csv.Settings settings;
    private final Run run;
    private final Marks marks;
    private final Remarks remarks;
    private double reported;

    CsvTable(Input input, Csv.Settings settings, Run run) {
        this.input = input;
        this.settings = settings;
        this.run = run;
        this.marks = Marks.of(settings.cells().missing(), settings.cells().decimal().character());
        this.remarks = new Remarks(input.name(), run);
    }

    /// What tells lines and fields apart, but for the separator.
    record Dialect(char quote, Optional<Character> comment, char point, int skip) {

        static Dialect of(Csv.Settings settings) {
            var layout = settings.layout();
            return new Dialect(layout.quote().map(text -> text.charAt(0)).orElse(NEVER),
                    layout.comment().map(text -> text.charAt(0)), settings.cells().decimal().character(), layout.skip());
        }

        CsvReader.CsvReaderBuilder reader(char separator) {
            var reader = CsvReader.builder().fieldSeparator(separator).quoteCharacter(quote)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .skipEmptyLines(true).allowUnclosedQuote(false).maxBufferSize(LARGEST_FIELD);
            return comment.isEmpty() ? reader
                    : reader.commentStrategy(CommentStrategy.SKIP).commentCharacter(comment.get());
        }
    }

    Dataset read() {
        var dialect = Dialect.of(settings);
        char separator = separator(dialect);
        var rows = new CsvRows(input.name(), separator, this::columns);
        run(rows, dialect, separator, 0, FIRST_READING);
        var columns = rows.columns().orElseThrow(() -> new DataException(
                "%s is empty; it should have a line of column names and rows below".formatted(input.name())));
        if (columns.stream().anyMatch(CellColumn::mustBeReread)) {
            columns = readAgain(columns, dialect, separator);
        }
        run.progress(1, "read " + input.name());
        if (rows.count() == 0) {
            run.warn("%s has column names and no rows".formatted(input.name()));
        } else {
            columns.forEach(column -> column.remark(remarks));
        }
        remarks.end();
        return Tables.of(input, columns, rows.count());
    }

    /// Fills the columns that turned out to hold texts from the beginning.
    private List<CellColumn> readAgain(List<CellColumn> first, Dialect dialect, char separator) {
        var again = first.stream().map(CellColumn::again).toList();
        run(new CsvRows(input.name(), separator, (cells, line) -> new CsvRows.Start(again, isHeader(cells))), dialect,
                separator, FIRST_READING, 1);
        return IntStream.range(0, first.size())
                .mapToObj(c -> first.get(c).mustBeReread() ? again.get(c) : first.get(c)).toList();
    }

    private char separator(Dialect dialect) {
        var layout = settings.layout();
        if (!layout.separator().equals("auto")) {
            return Separators.named(layout.separator());
        }
        var file = input.name().toLowerCase(Locale.ROOT);
        if (file.endsWith(".tsv") || file.endsWith(".tsv.gz")) {
            return '\t';
        }
        try (var text = input.open(layout.charset())) {
            return Separators.find(text, dialect);
        } catch (IOException e) {
            throw input.problem(e, layout.charset());
        }
    }

    private void run(CsvRows rows, Dialect dialect, char separator, double progressFrom, double progressTo) {
        var charset = settings.layout().charset();
        try (Reader text = input.open(charset);
                var reader = dialect.reader(separator).build(rows, text)) {
            reader.skipLines(dialect.skip());
            int untilReport = RECORDS_BETWEEN_REPORTS;
            for (var records = reader.iterator(); records.hasNext(); records.next()) {
                if (--untilReport == 0) {
                    untilReport = RECORDS_BETWEEN_REPORTS;
                    run.checkCancelled();
                    reported = Math.max(reported, progressFrom + (progressTo - progressFrom) * input.fraction());
                    run.progress(reported, "reading " + input.name());
                }
            }
        } catch (IOException e) {
            throw input.problem(e, charset);
        } catch (CsvParseException e) {
            throw problem(e, rows);
        } catch (UncheckedIOException e) {
            throw input.problem(e.getCause(), charset);
        }
    }

    /// FastCSV wraps whatever stops it.
    private RuntimeException problem(CsvParseException failure, CsvRows rows) {
        if (failure.getCause() instanceof EOFException end && end.getMessage() == null) { // that of gzip has a message
            return new DataException("%s ends within the %d lines that skip= passes over".formatted(input.name(),
                    settings.layout().skip()), failure);
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof GliaException told) {
                return told;
            }
            if (cause instanceof IOException io) {
                return input.problem(io, settings.layout().charset());
            }
        }
        var message = String.valueOf(failure.getMessage());
        var place = "%s, line %d: ".formatted(input.name(), rows.line());
        if (message.startsWith("Unclosed quoted field")) {
            return new DataException(place + "a quoted field begins here and never ends; close it, or say quote=none if "
                    + "quotes mean nothing in this file", failure);
        }
        if (message.startsWith("Unexpected character after closing quote")) {
            return new DataException(place + "a quoted field goes on after its closing quote; a quote inside one is "
                    + "written twice, and quote=none takes quotes as they are", failure);
        }
        return new DataException(place + message, failure);
    }

    // ---- the header

    /// The columns that the first line announces, and whether it was only that.
    private CsvRows.Start columns(List<String> first, long line) {
        boolean isHeader = isHeader(first);
        var names = new ArrayList<String>();
        for (int c = 0; c < first.size(); c++) {
            var numbered = "column_" + (c + 1);
            if (isHeader && first.get(c).isEmpty()) {
                remarks.add(Remarks.Kind.NO_NAME, "column %d has no name and is called `%s`".formatted(c + 1, numbered));
            }
            names.add(isHeader && !first.get(c).isEmpty() ? first.get(c) : numbered);
        }
        requireDistinct(names, line);
        if (!isHeader && settings.layout().header() == Csv.Header.AUTO) {
            run.warn(("%s: line %d holds numbers or dates, so there is no header and the columns are called %s; "
                    + "header=yes takes its fields as names").formatted(input.name(), line,
                    names.size() == 1 ? "`column_1`" : "`column_1` to `column_%d`".formatted(names.size())));
        }
        var types = settings.cells().types();
        types.keySet().stream().filter(name -> !names.contains(name)).findFirst().ifPresent(unknown -> {
            throw new DataException("%s has no column `%s`, which types= names%s".formatted(input.name(), unknown,
                    Suggestion.didYouMean(unknown, names)));
        });
        return new CsvRows.Start(names.stream()
                .map(name -> new CellColumn(name, Optional.ofNullable(types.get(name)), marks)).toList(), isHeader);
    }

    private boolean isHeader(List<String> first) {
        return switch (settings.layout().header()) {
            case YES -> true;
            case NO -> false;
            case AUTO -> first.stream().noneMatch(cell -> !Double.isNaN(Numbers.parse(cell, marks.point()))
                    || Times.parse(cell.toCharArray(), 0, cell.length()) != Times.NONE);
        };
    }

    private void requireDistinct(List<String> names, long line) {
        var places = new HashMap<String, Integer>();
        for (int c = 0; c < names.size(); c++) {
            var before = places.put(names.get(c), c);
            if (before != null) {
                throw new DataException(("%s, line %d: columns %d and %d are both named `%s`; rename one, or say "
                        + "header=no if the line is a row").formatted(input.name(), line, before + 1, c + 1, names.get(c)));
            }
        }
    }
}
