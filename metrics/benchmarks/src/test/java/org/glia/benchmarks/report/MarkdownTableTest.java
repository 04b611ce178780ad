package org.glia.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertEquals("""
                | a    | bcde |
                | ---- | ---- |
                | long | 1    |
                """, new MarkdownTable(List.of("a", "bcde"), List.of(List.of("long", "1"))).toString());
    }

    @Test
    void barsAndLineBreaksInCellsDoNotBreakTheTable() {
        assertEquals("""
                | a            |
                | ------------ |
                | x \\| y and z |
                """, new MarkdownTable(List.of("a"), List.of(List.of("x | y\nand z"))).toString());
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MarkdownTable(List.of("a", "b"), List.of(List.of("1"))));
    }

    @Test
    void numbersHaveThreeDigitsThatCount() {
        assertEquals(List.of("1,235", "123", "12.3", "1.23", "0.0123", "4.6e-05", "0", "-"),
                List.of(1234.6, 123.4, 12.34, 1.234, 0.01234, 4.56e-5, 0.0, Double.NaN).stream().map(MarkdownTable::number).toList());
    }

    @Test
    void theMedianIsTheMiddleOneOrTheMeanOfTheTwoInTheMiddle() {
        assertEquals(2, MarkdownTable.median(List.of(9.0, 1.0, 2.0)));
        assertEquals(1.5, MarkdownTable.median(List.of(9.0, 1.0, 2.0, -1.0)));
        assertTrue(Double.isNaN(MarkdownTable.median(List.of())));
    }

    @Test
    void thePeakMemoryOfThisProcessIsThatOfAVirtualMachine() {
        // a virtual machine needs some megabytes; other systems than Linux do not tell
        Machine.peakMemory().ifPresent(bytes -> assertTrue(bytes > 10_000_000 && bytes < 1L << 40, bytes.toString()));
    }
}
