package org.glia.shell.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;

class TypesetterTest {

    private static String set(int width, Block... blocks) {
        return new Typesetter(new Medium(width, StandardCharsets.UTF_8, false)).set(Page.of(blocks));
    }

    private static String piped(Block... blocks) {
        return set(Medium.UNLIMITED, blocks);
    }

    @Test
    void wordsStandLeftAndNumbersRightWithTheirPointsBelowEachOther() {
        assertEquals("""
                things
                name  count   size
                ────  ─────  ─────
                a         7   1.50
                bcd     120  12.25
                """, piped(Grid.of("name", "count", "size").title("things")
                .row(Cell.of("a"), Cell.of(7), Cell.of(1.5)).row(Cell.of("bcd"), Cell.of(120), Cell.of(12.25)).build()));
    }

    @Test
    void scoresHaveFourDecimals() {
        var text = piped(Grid.of("x").row(Cell.of(2.0 / 3)).row(Cell.of(0.5)).build());
        assertTrue(text.endsWith("0.6667\n0.5000\n"), text);
    }

    @Test
    void largeNumbersKeepFiveDigits() {
        var text = piped(Grid.of("x").row(Cell.of(5343.123456)).row(Cell.of(0.25)).build());
        assertTrue(text.endsWith("5343.1\n   0.2\n"), text);
    }

    @Test
    void numbersOfTheirOwnUnitsKeepTheirDigitsAndStillAlign() {
        var text = piped(Grid.of("x").row(Cell.own(5343.123456)).row(Cell.own(0.25)).row(Cell.own(3)).build());
        assertTrue(text.endsWith("5343.1\n   0.25\n   3\n"), text);
    }

    @Test
    void tinyNumbersDoNotVanish() {
        var text = piped(Grid.of("p").row(Cell.of(0.5)).row(Cell.of(1.25e-9)).build());
        assertTrue(text.contains("1.25e-9") && text.contains("0.5"), text);
    }

    @Test
    void aDeviationHasTheDecimalsOfItsMean() {
        var text = piped(Grid.of("accuracy").row(new Cell.Spread(0.95333, OptionalDouble.of(0.034)))
                .row(new Cell.Spread(1.0 / 3, OptionalDouble.of(5.85e-17))).row(new Cell.Spread(1, OptionalDouble.empty())).build());
        assertTrue(text.endsWith("0.9533 ± 0.0340\n0.3333 ± 0.0000\n         1.0000\n"), text);
    }

    @Test
    void infinityAndMissingNumbersAreShown() {
        var text = piped(Grid.of("x", "y").row(Cell.of(Double.POSITIVE_INFINITY), Cell.of(1)).row(Cell.of(Double.NaN), Cell.of(2)).build());
        assertTrue(text.contains("infinity  1\n          2"), text);
    }

    @Test
    void wordsWrapWhereTheTerminalIsTooNarrow() {
        var text = set(40, Grid.of("name", "help").row("abcdef", "a help text that is much longer than the terminal is wide").build());
        assertTrue(text.lines().allMatch(line -> line.length() <= 40), text);
        assertEquals(4, text.lines().count(), text);
        assertTrue(text.contains("abcdef  a help text"), text);
    }

    @Test
    void wordsAreNotBrokenToSaveAColumn() {
        var grid = Grid.of("column", "first", "second");
        grid.row(Cell.of("mean_fractal_dimension"), Cell.of(123456789), Cell.of(123456789));
        var text = set(36, grid.build());
        assertTrue(text.contains("mean_fractal_dimension  123456789\n"), text);
        assertTrue(text.contains("1 more column "), text);
    }

    @Test
    void numbersThatDoNotFitAreLeftOutAndSaid() {
        var grid = Grid.of("a", "first", "second", "third");
        grid.row(Cell.of("row"), Cell.of(123456789), Cell.of(123456789), Cell.of(123456789));
        var text = set(26, grid.build());
        assertTrue(text.contains("… 1 more column ") && text.contains("third"), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 26), text);
    }

    @Test
    void aPipeIsAsWideAsItHasToBe() {
        var help = "word ".repeat(100).strip();
        assertTrue(piped(Grid.of("help").row(help).build()).contains(help));
        assertTrue(piped(new Block.Paragraph(help)).equals(help + "\n"));
    }

    @Test
    void aTerminalShowsAPreviewAndAPipeAllRows() {
        var grid = Grid.of("n").preview(2, "`to FILE` writes all");
        for (int i = 0; i < 5; i++) {
            grid.row(Cell.of(i));
        }
        assertTrue(set(80, grid.build()).endsWith("1\n… 3 more rows; `to FILE` writes all\n"));
        assertEquals(7, piped(grid.build()).lines().count());
    }

    @Test
    void factsAlignAndWrap() {
        assertEquals("""
                a       one two three
                        four
                longer  x
                """, set(24, new Block.Facts(List.of(new Block.Fact("a", "one two three four"),
                new Block.Fact("longer", "x")))));
    }

    @Test
    void asciiTakesThePlaceOfWhatACharsetLacks() {
        var ascii = new Typesetter(new Medium(80, StandardCharsets.US_ASCII, false));
        var text = ascii.set(Page.of(Grid.of("x").row(new Cell.Spread(0.5, OptionalDouble.of(0.1))).build()));
        assertTrue(text.contains("0.5000 +- 0.1000") && text.contains("---"), text);
    }

    @Test
    void coloursAreForTerminalsOnly() {
        var page = Page.of(Grid.of("x").row("a").build());
        assertTrue(new Typesetter(new Medium(80, StandardCharsets.UTF_8, true)).set(page).contains("\u001b["));
        assertFalse(page.toString().contains("\u001b["));
    }

    @Test
    void wideLettersTakeTwoColumns() {
        assertEquals(4, Typesetter.width("統計"));
        assertEquals(4, Typesetter.width("cafe\u0301"));
    }
}
