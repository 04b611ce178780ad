package org.glia.shell.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes text of pages: the one place that knows about alignment, width, digits and characters.
///
/// A table that is wider than the medium first wraps its widest columns of words, and then leaves out columns at its
/// right, and says so. Numbers stand with their points below each other.
public final class Typesetter {

    private static final int NARROWEST = 14;
    /// Words up to this length are not broken to save a column.
    private static final int LONGEST_WORD = 32;
    private static final String GAP = "  ";

    private final Medium medium;

    public Typesetter(Medium medium) {
        this.medium = medium;
    }

    /// The page as text, each line ended.
    public String set(Page page) {
        return page.blocks().stream().map(this::block).filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String block(Block block) {
        return switch (block) {
            case Block.Paragraph paragraph -> lines(wrapped(paragraph.text(), medium.width()));
            case Block.Facts facts -> facts(facts.facts());
            case Block.Examples examples -> examples.lines().stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
            case Block.Verbatim verbatim -> lines(verbatim.text().lines().toList());
            case Grid grid -> grid(grid);
        };
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private String facts(List<Block.Fact> facts) {
        int names = facts.stream().mapToInt(fact -> width(fact.name())).max().orElse(0);
        var text = new StringBuilder();
        for (var fact : facts) {
            int room = medium.isTerminal() ? Math.max(NARROWEST, medium.width() - names - GAP.length()) : Medium.UNLIMITED;
            var lines = wrapped(fact.value(), room);
            for (int i = 0; i < lines.size(); i++) {
                var name = i == 0 ? medium.bold(padded(fact.name(), names, false)) : " ".repeat(names);
                text.append((name + GAP + lines.get(i)).stripTrailing()).append('\n');
            }
        }
        return text.toString();
    }

    private String grid(Grid grid) {
        var shown = grid;
        var notes = new ArrayList<String>();
        if (medium.isTerminal() && grid.rows().size() > grid.preview()) {
            shown = new Grid(grid.title(), grid.columns(), grid.rows().subList(0, grid.preview()), grid.preview(), grid.more());
            notes.add("%s %s%s".formatted(medium.either("…", "..."), more(grid.rows().size() - grid.preview(), "row"),
                    grid.more().isEmpty() ? "" : "; " + grid.more()));
        }
        var columns = columns(shown);
        int kept = fit(columns);
        if (kept < columns.size()) {
            notes.add("%s %s (the terminal is too narrow): %s".formatted(medium.either("…", "..."),
                    more(columns.size() - kept, "column"), String.join(", ", grid.columns().subList(kept, columns.size()))));
        }
        return (grid.title().isEmpty() ? "" : medium.bold(grid.title()) + "\n") + text(columns.subList(0, kept))
                + notes.stream().map(note -> lines(wrapped(note, medium.width()))).collect(Collectors.joining());
    }

    private static String more(int count, String what) {
        return "%d more %s%s".formatted(count, what, count == 1 ? "" : "s");
    }

    /// A column as text.
    private static final class Strip {

        private final String heading;
        private final List<String> cells;
        private final boolean numbers;
        private final int narrowest;
        private int width;

        Strip(String heading, List<String> cells, boolean numbers) {
            this.heading = heading;
            this.cells = cells;
            this.numbers = numbers;
            this.width = IntStream.concat(IntStream.of(Typesetter.width(heading)), cells.stream().mapToInt(Typesetter::width))
                    .max().orElse(0);
            int longest = cells.stream().flatMap(cell -> Stream.of(cell.split(" "))).mapToInt(Typesetter::width).max().orElse(0);
            this.narrowest = numbers ? width : Math.min(width, Math.max(NARROWEST, Math.min(longest, LONGEST_WORD)));
        }

        boolean wraps() {
            return width > narrowest;
        }
    }

    private List<Strip> columns(Grid grid) {
        return IntStream.range(0, grid.columns().size()).mapToObj(c -> strip(grid.columns().get(c),
                grid.rows().stream().map(row -> row.get(c)).toList())).toList();
    }

    private Strip strip(String heading, List<Cell> cells) {
        var numbers = cells.stream().flatMap(cell -> switch (cell) {
            case Cell.Real real -> List.of(real.value()).stream();
            case Cell.Spread spread -> List.of(spread.mean()).stream();
            default -> List.<Double>of().stream();
        }).toList();
        var digits = cells.stream().anyMatch(Cell.Spread.class::isInstance) ? Digits.ofMeans(numbers) : Digits.of(numbers);
        var texts = cells.stream().map(cell -> switch (cell) {
            case Cell.Text text -> text.text();
            case Cell.Whole whole -> Long.toString(whole.value());
            case Cell.Real real -> digits.text(real.value());
            case Cell.Own own -> Digits.of(List.of(own.value())).text(own.value());
            case Cell.Spread spread -> spread(spread, digits);
            case Cell.Blank _ -> "";
        }).toList();
        boolean aligned = cells.stream().noneMatch(Cell.Text.class::isInstance)
                && cells.stream().anyMatch(cell -> !(cell instanceof Cell.Blank));
        return new Strip(heading, cells.stream().anyMatch(Cell.Own.class::isInstance) && aligned ? pointed(texts) : texts,
                aligned);
    }

    /// Numbers with different numbers of decimals, filled up with blanks so that their points stand below each other.
    private static List<String> pointed(List<String> numbers) {
        int most = numbers.stream().mapToInt(Typesetter::behindPoint).max().orElse(0);
        return numbers.stream().map(number -> number + " ".repeat(most - behindPoint(number))).toList();
    }

    private static int behindPoint(String number) {
        int point = number.indexOf('.');
        return point < 0 ? 0 : number.length() - point;
    }

    private String spread(Cell.Spread spread, Digits digits) {
        var mean = digits.text(spread.mean());
        OptionalDouble deviation = spread.deviation();
        return deviation.isEmpty() ? mean
                : mean + " " + medium.either("±", "+-") + " " + digits.rounded(deviation.getAsDouble());
    }

    /// Narrows columns of words until all fit, or as far as that goes.
    ///
    /// @return how many of the columns fit then
    private int fit(List<Strip> columns) {
        while (total(columns) > medium.width()) {
            var widest = columns.stream().filter(Strip::wraps).reduce((a, b) -> a.width >= b.width ? a : b);
            if (widest.isEmpty()) {
                int kept = columns.size();
                while (kept > 1 && total(columns.subList(0, kept)) > medium.width()) {
                    kept--;
                }
                return kept;
            }
            widest.get().width = Math.max(widest.get().narrowest, widest.get().width - Math.min(total(columns) - medium.width(), 4));
        }
        return columns.size();
    }

    private static int total(List<Strip> columns) {
        return columns.stream().mapToInt(column -> column.width).sum() + GAP.length() * (columns.size() - 1);
    }

    private String text(List<Strip> columns) {
        var text = new StringBuilder();
        row(columns, columns.stream().map(column -> column.heading).toList(), true, text);
        var line = columns.stream().map(column -> medium.either("─", "-").repeat(column.width))
                .collect(Collectors.joining(GAP));
        text.append(line.stripTrailing()).append('\n');
        int rows = columns.isEmpty() ? 0 : columns.getFirst().cells.size();
        for (int row = 0; row < rows; row++) {
            int number = row;
            row(columns, columns.stream().map(column -> column.cells.get(number)).toList(), false, text);
        }
        return text.toString();
    }

    private void row(List<Strip> columns, List<String> cells, boolean heading, StringBuilder text) {
        var wrapped = IntStream.range(0, cells.size()).mapToObj(c -> wrapped(cells.get(c), columns.get(c).width)).toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        for (int line = 0; line < height; line++) {
            int number = line;
            var parts = IntStream.range(0, cells.size()).mapToObj(c -> {
                var lines = wrapped.get(c);
                return padded(number < lines.size() ? lines.get(number) : "", columns.get(c).width, columns.get(c).numbers);
            }).collect(Collectors.joining(GAP)).stripTrailing();
            text.append(heading ? medium.bold(parts) : parts).append('\n');
        }
    }

    private static String padded(String text, int width, boolean right) {
        var blanks = " ".repeat(Math.max(0, width - width(text)));
        return right ? blanks + text : text + blanks;
    }

    /// The text in lines of at most `width`, broken at blanks, and within words that are longer.
    public static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split("\n", -1)) {
            var rest = paragraph;
            while (width(rest) > width) {
                int cut = cut(rest, width);
                lines.add(rest.substring(0, cut).stripTrailing());
                rest = rest.substring(cut).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }

    private static int cut(String text, int width) {
        int end = 0;
        int columns = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            columns += columns(c);
            if (columns > width) {
                break;
            }
            end += Character.charCount(c);
        }
        int blank = text.lastIndexOf(' ', end);
        return blank > 0 ? blank : Math.max(end, Character.charCount(text.codePointAt(0)));
    }

    /// How many columns of a terminal the text takes.
    static int width(String text) {
        return text.codePoints().map(Typesetter::columns).sum();
    }

    /// As wcwidth has it, for what tables hold: nothing for marks on other letters, two for East Asian letters.
    private static int columns(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = Character.isIdeographic(c) || c >= 0x1100 && c <= 0x115f || c >= 0x3000 && c <= 0x30ff
                || c >= 0xac00 && c <= 0xd7a3 || c >= 0xff01 && c <= 0xff60 || c >= 0x1f300 && c <= 0x1faff;
        return wide ? 2 : 1;
    }
}
