package org.glia.datasets.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.problem.DataException;
import org.glia.api.problem.Suggestion;
import org.glia.api.run.Run;

/// One reading of a CSV file: the separator, then the header, then the rows, once or twice, then the table.
final class CsvTable {

    /// A little more room than the rows so far need if the rest of the file is like them.
    private static final double FORESEEN = 1.05;
    /// The share of the progress that the first reading takes.
    private static final double FIRST_READING = 0.9;

    private final Input input;
    private final Csv.Settings settings;
    private final Run run;
    private final RecordBlocks.Sizes sizes;
    private final Marks marks;
    private final Remarks remarks;
    private double reported;

    CsvTable(Input input, Csv.Settings settings, Run run, RecordBlocks.Sizes sizes) {
        this.input = input;
        this.sizes = sizes;
        this.settings = settings;
        this.run = run;
        this.marks = Marks.of(settings.cells().missing(), settings.cells().decimal().character());
        this.remarks = new Remarks(input.name(), run);
    }

    Dataset read() {
        var syntax = syntax();
        var first = new Reading(syntax, 0, FIRST_READING);
        first.read(this::columns);
        var columns = first.start.map(CsvRows.Start::columns).orElseThrow(() -> new DataException(
                "%s is empty; it should have a line of column names and rows below".formatted(input.name())));
        if (columns.stream().anyMatch(CellColumn::mustBeReread)) {
            columns = readAgain(columns, syntax);
        }
        run.progress(1, "read " + input.name());
        if (first.rows == 0) {
            run.warn("%s has column names and no rows".formatted(input.name()));
        } else {
            columns.forEach(column -> column.remark(remarks));
        }
        remarks.end();
        return Tables.of(input, columns, first.numbers());
    }

    /// Fills the columns that turned out to hold texts from the beginning.
    private List<CellColumn> readAgain(List<CellColumn> first, Syntax syntax) {
        var again = first.stream().map(CellColumn::again).toList();
        new Reading(syntax, FIRST_READING, 1)
                .read((cells, line) -> new CsvRows.Start(again, isHeader(cells), ""));
        return IntStream.range(0, first.size())
                .mapToObj(c -> first.get(c).mustBeReread() ? again.get(c) : first.get(c)).toList();
    }

    /// One reading of the file, in blocks that are parsed side by side, some at a time. What a block finds is put into the
    /// columns in the order of the file, and the first of its errors is told, so that neither depends on the threads.
    private final class Reading {

        private final Syntax syntax;
        private final double progressFrom;
        private final double progressTo;
        private final Queue<TextBlock> free = new ConcurrentLinkedQueue<>();
        private Optional<CsvRows.Start> start = Optional.empty();
        private GrowingMatrix numbers = new GrowingMatrix(new int[0]);
        private long lines;
        private int rows;

        Reading(Syntax syntax, double progressFrom, double progressTo) {
            this.syntax = syntax;
            this.progressFrom = progressFrom;
            this.progressTo = progressTo;
        }

        void read(CsvRows.Header header) {
            var charset = settings.layout().charset();
            try (var text = new BufferedReader(input.open(charset), sizes.first())) {
                skip(text);
                var records = new RecordBlocks(text, syntax, sizes);
                while (!records.isOver()) {
                    var parsed = parse(records, start.isEmpty() ? 1 : records.wave(), header);
                    int before = rows;
                    parsed.forEach(this::append);
                    copyNumbers(parsed, before);
                    parsed.forEach(block -> free.add(block.block()));
                    reported = Math.max(reported, progressFrom + (progressTo - progressFrom) * input.fraction());
                    run.progress(reported, "reading " + input.name());
                }
                records.close();
            } catch (IOException e) {
                throw input.problem(e, charset);
            }
        }

        private void skip(BufferedReader text) throws IOException {
            int skip = settings.layout().skip();
            for (; lines < skip; lines++) {
                if (text.readLine() == null) {
                    throw new DataException("%s ends within the %d lines that skip= passes over".formatted(input.name(), skip));
                }
            }
        }

        /// The next blocks. Whoever is free takes the next one, so a task's number says nothing; the block's does.
        private List<CsvRows> parse(RecordBlocks records, int count, CsvRows.Header header) {
            var parsed = new CsvRows[count];
            var taken = new AtomicInteger();
            run.parallel().forEach(count, task -> {
                var block = Objects.requireNonNullElseGet(free.poll(), TextBlock::new);
                int number;
                synchronized (records) {
                    if (!records.next(block)) {
                        return;
                    }
                    number = taken.getAndIncrement();
                }
                parsed[number] = new CsvRows(syntax, marks, (cells, line) -> header.start(cells, lines + line), start, block)
                        .read();
            });
            return Arrays.asList(parsed).subList(0, taken.get());
        }

        private void append(CsvRows block) {
            block.problem().ifPresent(problem -> {
                throw new DataException("%s, line %d%s".formatted(input.name(), lines + problem.line(), problem.sentence()));
            });
            if (start.isEmpty()) {
                start = block.columns();
                numbers = new GrowingMatrix(numeric(CellColumn::mayBeNumeric));
            }
            block.appendTo(columns(), lines);
            lines += block.lines();
            rows = Math.addExact(rows, block.count());
        }

        private List<CellColumn> columns() {
            return start.map(CsvRows.Start::columns).orElse(List.of());
        }

        private int[] numeric(Predicate<CellColumn> chosen) {
            var columns = columns();
            return IntStream.range(0, columns.size()).filter(c -> chosen.test(columns.get(c))).toArray();
        }

        /// @param row where the first of the blocks begins
        private void copyNumbers(List<CsvRows> parsed, int row) {
            var wanted = numeric(CellColumn::mayBeNumeric);
            numbers.add(rows - row, FORESEEN * rows / input.fraction(), wanted);
            if (!numbers.isTooLarge()) {
                var firstRow = new int[parsed.size()];
                Arrays.setAll(firstRow, i -> i == 0 ? row : firstRow[i - 1] + parsed.get(i - 1).count());
                run.parallel().forEach(firstRow.length,
                        i -> parsed.get(i).copyNumbers(numbers.columns(), numbers.values(), firstRow[i]));
                numbers.keep(wanted);
            }
        }

        /// The numbers of all rows.
        ///
        /// @throws DataException if they are more than an array can hold
        DenseMatrix numbers() {
            var numeric = numeric(CellColumn::isNumeric);
            Tables.requireRoom(input, numbers.isTooLarge() ? numbers.columns().length : numeric.length, rows);
            return numbers.finished(numeric);
        }
    }

    private Syntax syntax() {
        var layout = settings.layout();
        char quote = layout.quote().map(text -> text.charAt(0)).orElse(Syntax.NEVER);
        int comment = layout.comment().map(text -> (int) text.charAt(0)).orElse(-1);
        var file = input.name().toLowerCase(Locale.ROOT);
        if (!layout.separator().equals("auto")) {
            return new Syntax(Separators.named(layout.separator()), quote, comment);
        }
        if (file.endsWith(".tsv") || file.endsWith(".tsv.gz")) {
            return new Syntax('\t', quote, comment);
        }
        try (var text = input.open(layout.charset())) {
            return Separators.find(text, quote, comment, settings);
        } catch (IOException e) {
            throw input.problem(e, layout.charset());
        }
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
                .map(name -> new CellColumn(name, Optional.ofNullable(types.get(name)), marks)).toList(), isHeader,
                isHeader ? "the header" : "line " + line);
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
