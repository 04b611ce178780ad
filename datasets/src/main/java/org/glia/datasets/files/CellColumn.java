package org.glia.datasets.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.data.Column;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Levels;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.TextColumn;
import org.glia.api.data.TimeColumn;

/// One column of a text file while it grows, block by block. The first cell that is not missing says what it seems to hold:
/// numbers, times, or texts. Where a later cell contradicts numbers or times, the column holds texts after all; what went
/// before is not kept as text, so it asks to be [#mustBeReread]. Numbers are not kept here but in the blocks' matrices.
final class CellColumn {

    /// A text column with at most so many distinct texts is nominal.
    static final int FEW_LEVELS = 10;
    /// So is one with at most so many, if each occurs twice or more on average.
    static final int MANY_LEVELS = 1000;
    /// Of this share of numbers on, the others are worth a remark.
    private static final double NEARLY = 0.9;

    enum State { NOTHING, NUMBERS, TIMES, TEXTS, CONTRADICTED, FINISHED }

    private final String name;
    private final Optional<CellType> asked;
    private final Marks marks;
    private State state;
    private int rows;

    private Longs times = new Longs();
    private Ints codes = new Ints();
    private Vocabulary vocabulary = new Vocabulary();
    private final List<String> texts = new ArrayList<>();
    private final Odd notNumber = new Odd();
    private final Odd notTime = new Odd();
    private Oddity leadingZero = Oddity.NONE;

    /// The texts that are worth a remark, by their codes, and the first of them.
    private static final class Odd {
        private final Ints codes = new Ints();
        private Oddity first = Oddity.NONE;

        void note(Oddity cell, int code) {
            first = first.or(cell);
            codes.add(code);
        }
    }

    CellColumn(String name, Optional<CellType> asked, Marks marks) {
        this.name = name;
        this.asked = asked;
        this.marks = marks;
        this.state = asked.map(type -> switch (type) {
            case NUMERIC -> State.NUMBERS;
            case TIME -> State.TIMES;
            case NOMINAL, TEXT -> State.TEXTS;
        }).orElse(State.NOTHING);
        marks.texts().forEach(mark -> vocabulary.add(mark, -1));
        if (!marks.texts().contains("")) {
            vocabulary.add("", -1);
        }
    }

    String name() {
        return name;
    }

    /// What people say it holds, where they do.
    Optional<CellType> asked() {
        return asked;
    }

    State state() {
        return state;
    }

    /// The codes of the texts so far, -1 for those that mark missing cells.
    Vocabulary vocabulary() {
        return vocabulary;
    }

    // ---- growing

    /// Adds the cells of a block.
    ///
    /// @param seen        what they turned out to hold
    /// @param part        the cells; empty where they are all plain numbers
    /// @param count       how many they are
    /// @param linesBefore how many lines stand above the block
    void append(State seen, Optional<CellPart> part, int count, long linesBefore) {
        if (state != State.CONTRADICTED && state != State.FINISHED) {
            if (seen == State.NOTHING) {
                addMissing(count);
            } else if (state != State.NOTHING && state != seen || seen == State.CONTRADICTED) {
                contradict();
            } else {
                if (state == State.NOTHING) {
                    state = seen;
                    addMissing(rows);
                }
                part.ifPresent(cells -> append(cells, linesBefore));
            }
        }
        rows += count;
    }

    private void addMissing(int count) {
        switch (state) {
            case TIMES -> times.add(TimeColumn.MISSING, count);
            case TEXTS -> codes.add(-1, count);
            default -> { }
        }
    }

    private void contradict() {
        state = State.CONTRADICTED;
        times = new Longs();
        codes = new Ints();
    }

    private void append(CellPart cells, long linesBefore) {
        leadingZero = leadingZero.or(cells.leadingZero().behind(linesBefore));
        times.addAll(cells.times());
        int from = codes.size();
        codes.addAll(cells.codes());
        if (cells.newTexts().isEmpty()) {
            return;
        }
        var codeOf = cells.newTexts().stream().mapToInt(text -> code(text.behind(linesBefore))).toArray();
        for (int i = from; i < codes.size(); i++) {
            int code = codes.get(i);
            if (code < -1) {
                codes.set(i, codeOf[-2 - code]);
            }
        }
    }

    /// The code of a text that the part did not know; another part of the same time may have brought it.
    private int code(Oddity text) {
        int code = vocabulary.find(text.text());
        if (code == Vocabulary.UNKNOWN) {
            code = texts.size();
            vocabulary.add(text.text(), code);
            texts.add(text.text());
            look(text, code);
        }
        return code;
    }

    /// Whether a new text is a number or a time, for remarks; nobody needs them where the type was asked for.
    private void look(Oddity cell, int code) {
        if (asked.isEmpty()) {
            var text = cell.text();
            if (Double.isNaN(Numbers.parse(text, marks.point()))) {
                notNumber.note(cell, code);
            }
            if (Times.parse(text.toCharArray(), 0, text.length()) == Times.NONE) {
                notTime.note(cell, code);
            }
        }
    }

    // ---- reading again

    boolean mustBeReread() {
        return state == State.CONTRADICTED;
    }

    /// Gets ready for a second reading: a contradicted column collects texts, the others nothing more.
    ///
    /// @return the column that the second reading fills
    CellColumn again() {
        if (state != State.CONTRADICTED) {
            var finished = new CellColumn(name, asked, marks);
            finished.state = State.FINISHED;
            return finished;
        }
        var texts = new CellColumn(name, asked, marks);
        texts.state = State.TEXTS;
        return texts;
    }

    // ---- finished

    boolean isNumeric() {
        return state == State.NUMBERS;
    }

    /// Whether it is numeric as far as is known.
    boolean mayBeNumeric() {
        return state == State.NUMBERS || state == State.NOTHING;
    }

    Field field(Column column) {
        return column instanceof NominalColumn nominal ? Field.nominal(name, nominal.levels())
                : Field.of(name, column.kind());
    }

    /// The cells, unless they are numbers.
    Column column() {
        return switch (state) {
            case TIMES -> new TimeColumn(times.toArray());
            case TEXTS -> kind() == Kind.TEXT ? text() : nominal();
            // A column without a single value holds levels of which there are none, and passes for any other kind.
            case NOTHING -> new NominalColumn(Levels.none(), missing());
            default -> throw new IllegalStateException(name + " is " + state);
        };
    }

    private int[] missing() {
        var all = new int[rows];
        Arrays.fill(all, -1);
        return all;
    }

    private Kind kind() {
        return asked.map(type -> type == CellType.TEXT ? Kind.TEXT : Kind.NOMINAL)
                .orElse(texts.size() <= FEW_LEVELS || texts.size() <= MANY_LEVELS && 2L * texts.size() <= present()
                        ? Kind.NOMINAL : Kind.TEXT);
    }

    private long present() {
        long present = 0;
        for (int row = 0; row < codes.size(); row++) {
            present += codes.get(row) >= 0 ? 1 : 0;
        }
        return present;
    }

    /// How many cells have one of these codes.
    private long count(Ints some) {
        var counted = new boolean[texts.size()];
        for (int i = 0; i < some.size(); i++) {
            counted[some.get(i)] = true;
        }
        long count = 0;
        for (int row = 0; row < codes.size(); row++) {
            count += codes.get(row) >= 0 && counted[codes.get(row)] ? 1 : 0;
        }
        return count;
    }

    private TextColumn text() {
        var cells = new String[rows];
        Arrays.setAll(cells, row -> codes.get(row) < 0 ? null : texts.get(codes.get(row)));
        return new TextColumn(cells);
    }

    /// Levels in the order of numbers where all are numbers, otherwise in that of texts, so that the order of the rows
    /// makes no difference.
    private NominalColumn nominal() {
        var order = IntStream.range(0, texts.size()).boxed().sorted(levelOrder()).mapToInt(code -> code).toArray();
        var rank = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = i;
        }
        var recoded = codes.toArray();
        for (int row = 0; row < recoded.length; row++) {
            recoded[row] = recoded[row] < 0 ? -1 : rank[recoded[row]];
        }
        return new NominalColumn(Levels.of(IntStream.of(order).mapToObj(texts::get).toList()), recoded);
    }

    private Comparator<Integer> levelOrder() {
        var values = texts.stream().mapToDouble(text -> Numbers.parse(text, marks.point())).toArray();
        boolean allNumbers = Arrays.stream(values).noneMatch(Double::isNaN);
        Comparator<Integer> byText = Comparator.comparing(texts::get);
        return allNumbers ? Comparator.<Integer>comparingDouble(code -> values[code]).thenComparing(byText) : byText;
    }

    // ---- remarks

    void remark(Remarks remarks) {
        if (state == State.NOTHING) {
            remarks.add(Remarks.Kind.NO_VALUE, "column `%s` has no value at all".formatted(name));
        } else if (state == State.NUMBERS && asked.isEmpty() && !leadingZero.isNone()) {
            remarks.add(Remarks.Kind.LEADING_ZERO, ("column `%s` was read as numbers, though some have leading zeros "
                    + "(line %d: `%s`); types=%1$s:nominal keeps them as they are written").formatted(name,
                    leadingZero.line(), leadingZero.text()));
        } else if (state == State.TEXTS && asked.isEmpty()) {
            nearly(notNumber, "numbers", "numeric", remarks);
            nearly(notTime, "dates or times", "time", remarks);
        }
    }

    private void nearly(Odd odd, String what, String type, Remarks remarks) {
        long others = count(odd.codes);
        long present = present();
        if (others > 0 && present - others >= NEARLY * present) {
            remarks.add(Remarks.Kind.NEARLY, ("column `%s` was read as %s, because %d of %d cells %s no %s (line %d: "
                    + "`%s`); types=%1$s:%9$s makes them errors, `%8$s` added to missing= takes them as missing")
                    .formatted(name, kind().name().toLowerCase(Locale.ROOT), others, present, others == 1 ? "is" : "are", what,
                            odd.first.line(), odd.first.text(), type));
        }
    }
}
