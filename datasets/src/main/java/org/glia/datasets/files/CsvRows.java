package org.glia.datasets.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.glia.datasets.files.CellColumn.State;

/// The rows of one block of a CSV file: makes cells of its characters without making texts of them. What is in a block does
/// not depend on other blocks that are read at the same time; the columns put it together.
final class CsvRows {

    /// Says what columns the first line begins.
    interface Header {
        Start start(List<String> firstLine, long line);
    }

    /// The columns, and whether the first line only named them.
    ///
    /// @param reference what messages compare the number of fields with
    record Start(List<CellColumn> columns, boolean isHeader, String reference) {
    }

    /// What is wrong with a row.
    ///
    /// @param line     counted from the beginning of the block
    /// @param sentence what messages say behind the line's number
    record Problem(long line, String sentence) {
    }

    /// Ends the reading of a block.
    private static final class Stopped extends RuntimeException {
        private final transient Problem problem;

        Stopped(long line, String sentence) {
            super(sentence, null, false, false);
            problem = new Problem(line, sentence);
        }
    }

    private final Syntax syntax;
    private final Header header;
    private final Marks marks;
    private final TextBlock block;

    /// The first line's fields, until the columns are known.
    private final List<String> first = new ArrayList<>();
    private Optional<Start> start;
    private List<CellColumn> columns = List.of();
    private State[] states = {};
    /// Where in its row of the matrix each column's number stands, -1 if the column holds none.
    private int[] slots = {};
    private CellPart[] parts = {};
    private int width;
    /// Row after row.
    private double[] numbers;
    /// Where the present row begins in `numbers`.
    private int at;

    /// Where the present row begins, from 1, and where the next one will.
    private long line = 1;
    private long nextLine = 1;
    private int rows;
    private Optional<Problem> problem = Optional.empty();

    /// @param start what the blocks before have made known
    CsvRows(Syntax syntax, Marks marks, Header header, Optional<Start> start, TextBlock block) {
        this.syntax = syntax;
        this.marks = marks;
        this.header = header;
        this.block = block;
        this.numbers = block.numbers();
        this.start = start;
        start.ifPresent(this::begin);
    }

    private void begin(Start known) {
        columns = known.columns();
        states = columns.stream().map(CellColumn::state).toArray(State[]::new);
        parts = new CellPart[states.length];
        slots = new int[states.length];
        for (int c = 0; c < slots.length; c++) {
            slots[c] = states[c] == State.NUMBERS || states[c] == State.NOTHING ? width++ : -1;
        }
        makeRoom();
    }

    // ---- reading

    /// Reads the block.
    ///
    /// @throws DataException if the header refuses the first line
    CsvRows read() {
        var text = block.text();
        int length = block.length();
        try {
            if (!block.isWhole()) {
                throw new Stopped(line, (": a row begins here that has more than %d characters; if it is a quote that is "
                        + "never closed, close it, or say quote=none if quotes mean nothing in this file").formatted(length));
            }
            boolean plain = !marks.haveNumbers() && !isOfNumbers(syntax.separator()) && !isOfNumbers(syntax.quote());
            for (int at = 0; at < length; line = nextLine) {
                if (syntax.isPassed(text[at])) {
                    at = Syntax.behindLineEnd(text, Syntax.lineEnd(text, at));
                    nextLine++;
                } else {
                    at = start.isEmpty() ? readFirst(text, at, length) : readRow(text, at, length, plain);
                }
            }
        } catch (Stopped stopped) {
            problem = Optional.of(stopped.problem);
        }
        return this;
    }

    private static boolean isOfNumbers(char c) {
        return c >= '0' && c <= '9' || c == '+' || c == '-';
    }

    /// Reads a row whose columns are known.
    ///
    /// @param plain whether a plain number is what it says
    /// @return where the next line begins
    private int readRow(char[] text, int from, int length, boolean plain) {
        char separator = syntax.separator();
        char point = marks.point() == separator ? '\n' : marks.point();
        int at = from;
        for (int field = 0;; field++) {
            // the usual cell in one go, as Numbers would read it: digits, perhaps with a sign and a point
            if (plain && field < states.length && states[field] == State.NUMBERS) {
                char c = text[at];
                int end = at;
                boolean negative = c == '-';
                if (negative) {
                    c = text[++end];
                }
                int first = end;
                long mantissa = 0;
                while (c >= '0' && c <= '9') {
                    mantissa = 10 * mantissa + c - '0';
                    c = text[++end];
                }
                int digits = end - first;
                int decimals = 0;
                boolean isCode = digits > 1 && text[at] == '0';
                if (c == point && c != '\n') {
                    c = text[++end];
                    while (c >= '0' && c <= '9') {
                        mantissa = 10 * mantissa + c - '0';
                        c = text[++end];
                        decimals++;
                    }
                    digits += decimals;
                }
                if (!isCode && Numbers.isExact(mantissa, digits) && syntax.endsField(c)) {
                    numbers[this.at + slots[field]] = Numbers.exact(negative, mantissa, decimals);
                    if (c == separator) {
                        at = end + 1;
                        continue;
                    }
                    return endRow(field + 1, text, end);
                }
            }
            at = readField(field, text, at, length);
            if (text[at] != separator) {
                return endRow(field + 1, text, at);
            }
            at++;
        }
    }

    /// Reads the first row, which says what columns there are.
    private int readFirst(char[] text, int from, int length) {
        int at = readField(0, text, from, length);
        while (text[at] == syntax.separator()) {
            at = readField(first.size(), text, at + 1, length);
        }
        start = Optional.of(header.start(List.copyOf(first), line));
        begin(start.get());
        if (!start.get().isHeader()) {
            for (int field = 0; field < first.size(); field++) {
                add(field, first.get(field).toCharArray(), 0, first.get(field).length());
            }
            return endRow(first.size(), text, at);
        }
        nextLine++;
        return Syntax.behindLineEnd(text, at);
    }

    /// Reads any field.
    ///
    /// @return what ends it
    private int readField(int field, char[] text, int at, int length) {
        if (text[at] == syntax.quote()) {
            return readQuoted(field, text, at + 1, length);
        }
        int end = syntax.fieldEnd(text, at);
        int from = at;
        int to = end;
        while (from < to && text[from] <= ' ') {
            from++;
        }
        while (to > from && text[to - 1] <= ' ') {
            to--;
        }
        addField(field, text, from, to);
        return end;
    }

    private int readQuoted(int field, char[] text, int from, int length) {
        int close = syntax.closingQuote(text, from, length);
        if (close == length) {
            throw new Stopped(line, ": a quoted field begins here and never ends; close it, or say quote=none if quotes mean "
                    + "nothing in this file");
        }
        if (!syntax.endsField(text[close + 1])) {
            throw new Stopped(line, ": a quoted field goes on after its closing quote; a quote inside one is written twice, "
                    + "and quote=none takes quotes as they are");
        }
        // in its place, with one of each two quotes left out
        int to = from;
        for (int at = from; at < close; at++) {
            char c = text[at];
            nextLine += c == '\n' || c == '\r' && text[at + 1] != '\n' ? 1 : 0;
            at += c == syntax.quote() ? 1 : 0;
            text[to++] = c;
        }
        addField(field, text, from, to);
        return close + 1;
    }

    private void addField(int field, char[] text, int from, int to) {
        if (start.isEmpty()) {
            first.add(new String(text, from, to - from));
        } else if (field < states.length) { // those beyond the last column are counted only
            add(field, text, from, to);
        }
    }

    private void add(int field, char[] text, int from, int to) {
        if (parts[field] == null) {
            parts[field] = new CellPart(states[field], marks, columns.get(field).vocabulary());
        }
        var part = parts[field];
        double number = part.add(text, from, to, rows, line);
        if (slots[field] >= 0) {
            numbers[at + slots[field]] = number;
        }
        if (part.state() == states[field]) {
            return;
        }
        states[field] = part.state();
        if (states[field] == State.CONTRADICTED && columns.get(field).asked().isPresent()) {
            throw new Stopped(line, ", column `%s`: `%s` is not %s, as types= says".formatted(columns.get(field).name(),
                    new String(text, from, to - from), columns.get(field).asked().get().noun()));
        }
    }

    /// @return where the next line begins
    private int endRow(int fields, char[] text, int end) {
        if (fields != states.length) {
            throw new Stopped(line, (": %d field%s where %s has %d; fields are separated by %s, say separator= if that is "
                    + "wrong").formatted(fields, fields == 1 ? "" : "s", start.orElseThrow().reference(), states.length,
                    Separators.name(syntax.separator())));
        }
        rows++;
        at += width;
        makeRoom();
        nextLine++;
        return Syntax.behindLineEnd(text, end);
    }

    /// For the row that may come next.
    private void makeRoom() {
        if (at + width > numbers.length) {
            numbers = block.moreNumbers(Math.addExact(at, width));
        }
    }

    // ---- read

    /// The columns, unless there was no line yet that is more than a comment.
    Optional<Start> columns() {
        return start;
    }

    Optional<Problem> problem() {
        return problem;
    }

    /// How many lines the block has, if it ends with one.
    long lines() {
        return nextLine - 1;
    }

    int count() {
        return rows;
    }

    /// Adds the cells to the columns.
    ///
    /// @param linesBefore how many lines stand above the block
    void appendTo(List<CellColumn> all, long linesBefore) {
        for (int c = 0; c < parts.length; c++) {
            all.get(c).append(states[c], Optional.ofNullable(parts[c]), rows, linesBefore);
        }
    }

    /// Copies the numbers into rows of a matrix, before the block is used again.
    ///
    /// @param wanted the matrix's columns, among which are all that have numbers here
    void copyNumbers(int[] wanted, double[] into, int row) {
        int target = row * wanted.length;
        if (wanted.length == width) {
            System.arraycopy(numbers, 0, into, target, at);
            return;
        }
        for (int source = 0; source < at; source += width) {
            for (int column : wanted) {
                into[target++] = slots[column] < 0 ? Double.NaN : numbers[source + slots[column]];
            }
        }
    }

    TextBlock block() {
        return block;
    }
}
