package org.glia.datasets.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.data.Column;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Levels;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.TextColumn;
import org.glia.api.data.TimeColumn;

/// One column of a text file while it grows. The first cell that is not missing says what it seems to hold: numbers,
/// times, or texts. Where a later cell contradicts numbers or times, the column holds texts after all; what went before
/// is not kept as text, so it asks to be [#mustBeReread].
final class CellColumn {

    /// A text column with at most so many distinct texts is nominal.
    static final int FEW_LEVELS = 10;
    /// So is one with at most so many, if each occurs twice or more on average.
    static final int MANY_LEVELS = 1000;
    /// Of this share of numbers on, the others are worth a remark.
    private static final double NEARLY = 0.9;

    private enum State { NOTHING, NUMBERS, TIMES, TEXTS, CONTRADICTED, FINISHED }

    private final String name;
    private final Optional<CellType> asked;
    private final Marks marks;
    private State state;
    private int rows;

    private Doubles numbers = new Doubles();
    private final Longs times = new Longs();
    private final Ints codes = new Ints();
    private final Map<String, Integer> codeOf = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    /// How often each text occurs.
    private final Ints counts = new Ints();
    private final Oddity notNumber = new Oddity();
    private final Oddity notTime = new Oddity();
    private final Oddity leadingZero = new Oddity();

    /// The texts that are worth a remark, by their codes, and the first of them.
    private static final class Oddity {
        private final Ints codes = new Ints();
        private long line;
        private String text = "";

        void note(String cell, long at, int code) {
            if (line == 0) {
                line = at;
                text = cell;
            }
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
    }

    String name() {
        return name;
    }

    /// What people say it holds; only where they do.
    CellType asked() {
        return asked.orElseThrow();
    }

    // ---- growing

    /// Adds the cell in `text[from]` to `text[to]` (exclusive).
    ///
    /// @return whether the cell is of the type that was asked for
    boolean add(char[] text, int from, int to, long line) {
        switch (state) {
            case NUMBERS -> {
                return addNumber(text, from, to, line);
            }
            case TIMES -> {
                return addTime(text, from, to);
            }
            case TEXTS -> addText(new String(text, from, to - from), line);
            case NOTHING -> addFirst(text, from, to, line);
            case CONTRADICTED, FINISHED -> { }
        }
        return true;
    }

    private boolean addNumber(char[] text, int from, int to, long line) {
        double number = Numbers.parse(text, from, to, marks.point());
        if (!Double.isNaN(number)) {
            if (leadingZero.line == 0 && hasLeadingZero(text, from, to)) {
                leadingZero.note(new String(text, from, to - from), line, 0);
            }
            numbers.add(marks.contain(number) ? Double.NaN : number);
        } else if (from == to || marks.contain(new String(text, from, to - from))) {
            numbers.add(Double.NaN);
        } else if (asked.isPresent()) {
            return false;
        } else {
            numbers = new Doubles();
            state = State.CONTRADICTED;
        }
        rows++;
        return true;
    }

    /// `007`, which may be a code rather than a number, but not `0.07`.
    private static boolean hasLeadingZero(char[] text, int from, int to) {
        return text[from] == '0' && to - from > 1 && text[from + 1] >= '0' && text[from + 1] <= '9';
    }

    private boolean addTime(char[] text, int from, int to) {
        long time = Times.parse(text, from, to);
        if (time != Times.NONE) {
            times.add(time);
        } else if (from == to || marks.contain(new String(text, from, to - from))) {
            times.add(TimeColumn.MISSING);
        } else if (asked.isPresent()) {
            return false;
        } else {
            state = State.CONTRADICTED;
        }
        rows++;
        return true;
    }

    private void addText(String text, long line) {
        rows++;
        var known = codeOf.get(text);
        if (known == null) {
            known = marks.contain(text) ? -1 : texts.size();
            codeOf.put(text, known);
            if (known >= 0) {
                texts.add(text);
                counts.add(0);
                look(text, known, line);
            }
        }
        codes.add(known);
        if (known >= 0) {
            counts.increment(known);
        }
    }

    /// Whether a new text is a number or a time, for remarks; nobody needs them where the type was asked for.
    private void look(String text, int code, long line) {
        if (asked.isEmpty()) {
            if (Double.isNaN(Numbers.parse(text, marks.point()))) {
                notNumber.note(text, line, code);
            }
            if (Times.parse(text.toCharArray(), 0, text.length()) == Times.NONE) {
                notTime.note(text, line, code);
            }
        }
    }

    private void addFirst(char[] text, int from, int to, long line) {
        if (from == to || marks.contain(new String(text, from, to - from))) {
            rows++;
            return;
        }
        if (!Double.isNaN(Numbers.parse(text, from, to, marks.point()))) {
            state = State.NUMBERS;
            numbers.add(Double.NaN, rows);
        } else if (Times.parse(text, from, to) != Times.NONE) {
            state = State.TIMES;
            times.add(TimeColumn.MISSING, rows);
        } else {
            state = State.TEXTS;
            codes.add(-1, rows);
        }
        add(text, from, to, line);
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

    Doubles numbers() {
        return numbers;
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
        return count(IntStream.range(0, texts.size()));
    }

    private long count(IntStream ofTexts) {
        return ofTexts.mapToLong(counts::get).sum();
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
        } else if (state == State.NUMBERS && asked.isEmpty() && leadingZero.line > 0) {
            remarks.add(Remarks.Kind.LEADING_ZERO, ("column `%s` was read as numbers, though some have leading zeros "
                    + "(line %d: `%s`); types=%1$s:nominal keeps them as they are written").formatted(name,
                    leadingZero.line, leadingZero.text));
        } else if (state == State.TEXTS && asked.isEmpty()) {
            nearly(notNumber, "numbers", "numeric", remarks);
            nearly(notTime, "dates or times", "time", remarks);
        }
    }

    private void nearly(Oddity odd, String what, String type, Remarks remarks) {
        long others = count(IntStream.of(odd.codes.toArray()));
        long present = present();
        if (others > 0 && present - others >= NEARLY * present) {
            remarks.add(Remarks.Kind.NEARLY, ("column `%s` was read as %s, because %d of %d cells %s no %s (line %d: "
                    + "`%s`); types=%1$s:%9$s makes them errors, `%8$s` added to missing= takes them as missing")
                    .formatted(name, kind().name().toLowerCase(Locale.ROOT), others, present, others == 1 ? "is" : "are", what,
                            odd.line, odd.text, type));
        }
    }
}
