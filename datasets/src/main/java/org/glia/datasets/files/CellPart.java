package org.glia.datasets.files;

import java.util.ArrayList;
import java.util.List;

import org.glia.api.data.TimeColumn;
import org.glia.datasets.files.CellColumn.State;

/// The cells of one column in one block of rows, but for the numbers, which go into a matrix. The first cell that is not
/// missing says what the column seems to hold, unless that is known from the blocks before.
final class CellPart {

    private final Marks marks;
    /// The texts of the blocks before; many parts look them up at the same time.
    private final Vocabulary known;
    private State state;

    private Oddity leadingZero = Oddity.NONE;
    private final Longs times = new Longs();
    /// Codes of known texts, and `-2 - i` for the new text i.
    private final Ints codes = new Ints();
    private final Vocabulary codeOfNew = new Vocabulary();
    private final List<Oddity> newTexts = new ArrayList<>();

    CellPart(State state, Marks marks, Vocabulary known) {
        this.state = state;
        this.marks = marks;
        this.known = known;
    }

    State state() {
        return state;
    }

    // ---- growing

    /// Adds the cell in `text[from]` to `text[to]` (exclusive); `row` counts from the beginning of the block.
    ///
    /// @return its number, NaN if it is missing or none
    double add(char[] text, int from, int to, int row, long line) {
        switch (state) {
            case NUMBERS -> {
                return addNumber(text, from, to, line);
            }
            case TIMES -> addTime(text, from, to);
            case TEXTS -> addText(text, from, to, line);
            case NOTHING -> {
                return addFirst(text, from, to, row, line);
            }
            case CONTRADICTED, FINISHED -> { }
        }
        return Double.NaN;
    }

    private double addNumber(char[] text, int from, int to, long line) {
        double number = Numbers.parse(text, from, to, marks.point());
        if (Double.isNaN(number)) {
            state = isMissing(text, from, to) ? State.NUMBERS : State.CONTRADICTED;
            return number;
        }
        if (leadingZero.isNone() && hasLeadingZero(text, from, to)) {
            leadingZero = new Oddity(new String(text, from, to - from), line);
        }
        return marks.contain(number) ? Double.NaN : number;
    }

    /// `007`, which may be a code rather than a number, but not `0.07`.
    static boolean hasLeadingZero(char[] text, int from, int to) {
        return text[from] == '0' && to - from > 1 && text[from + 1] >= '0' && text[from + 1] <= '9';
    }

    private boolean isMissing(char[] text, int from, int to) {
        return from == to || marks.contain(new String(text, from, to - from));
    }

    private void addTime(char[] text, int from, int to) {
        long time = Times.parse(text, from, to);
        if (time != Times.NONE) {
            times.add(time);
        } else if (isMissing(text, from, to)) {
            times.add(TimeColumn.MISSING);
        } else {
            state = State.CONTRADICTED;
        }
    }

    private void addText(char[] text, int from, int to, long line) {
        int hash = Vocabulary.hash(text, from, to);
        int code = known.find(text, from, to, hash);
        if (code == Vocabulary.UNKNOWN) {
            code = codeOfNew.find(text, from, to, hash);
        }
        if (code == Vocabulary.UNKNOWN) {
            var cell = new String(text, from, to - from);
            code = -1;
            if (!marks.contain(cell)) {
                code = -2 - newTexts.size();
                newTexts.add(new Oddity(cell, line));
            }
            codeOfNew.add(cell, hash, code);
        }
        codes.add(code);
    }

    private double addFirst(char[] text, int from, int to, int row, long line) {
        if (isMissing(text, from, to)) {
            return Double.NaN;
        }
        if (!Double.isNaN(Numbers.parse(text, from, to, marks.point()))) {
            state = State.NUMBERS;
        } else if (Times.parse(text, from, to) != Times.NONE) {
            state = State.TIMES;
            times.add(TimeColumn.MISSING, row);
        } else {
            state = State.TEXTS;
            codes.add(-1, row);
        }
        return add(text, from, to, row, line);
    }

    // ---- grown

    Oddity leadingZero() {
        return leadingZero;
    }

    Longs times() {
        return times;
    }

    Ints codes() {
        return codes;
    }

    List<Oddity> newTexts() {
        return newTexts;
    }
}
