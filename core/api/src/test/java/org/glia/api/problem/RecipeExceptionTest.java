package org.glia.api.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeExceptionTest {

    private static final String SOURCE = "kmeans k=-3 sed=1";

    private static final RecipeException TWO = new RecipeException(List.of(
            new Problem("`k` is wrong", 9, 11), new Problem("`sed` is unknown", 12, 15)), SOURCE);

    @Test
    void theMessageIsAllSentencesOnePerLine() {
        assertEquals("`k` is wrong\n`sed` is unknown", TWO.getMessage());
        assertEquals(SOURCE, TWO.source());
    }

    @Test
    void caretsStandUnderEachWrongWord() {
        assertEquals("""
                `k` is wrong
                  kmeans k=-3 sed=1
                           ^^
                `sed` is unknown
                  kmeans k=-3 sed=1
                              ^^^""", TWO.pointed());
    }

    @Test
    void aProblemWithoutAPlaceIsItsSentenceOnly() {
        assertEquals("no such thing", new RecipeException("no such thing").pointed());
        assertEquals(List.of(new Problem("no such thing", -1, -1)), new RecipeException("no such thing").problems());
    }

    @Test
    void aPlaceWithoutLengthGetsOneCaretEvenAtTheEnd() {
        assertEquals("more\n  abc\n     ^", new RecipeException("more", "abc", 3, 3).pointed());
        assertEquals("empty\n  \n  ^", new RecipeException("empty", "", 0, 0).pointed());
    }

    @Test
    void onlyTheLineOfTheProblemIsShown() {
        var lines = "first |\nsecond x=1 |\nthird";
        assertEquals("bad\n  second x=1 |\n         ^^^", new RecipeException("bad", lines, 15, 18).pointed());
        assertEquals("long\n  first |\n  ^^^^^^^", new RecipeException("long", lines, 0, lines.length()).pointed());
    }

    @Test
    void tabsAndLettersOutsideTheBasicPlaneKeepTheCaretsInTheirColumn() {
        assertEquals("tab\n  a\tbc\n   \t^^", new RecipeException("tab", "a\tbc", 2, 4).pointed());
        assertEquals("wide\n  \uD835\uDC00 x\n    ^", new RecipeException("wide", "\uD835\uDC00 x", 3, 4).pointed());
    }

    @Test
    void aLongerTextThatHoldsTheSourceShiftsThePlaces() {
        var line = "fit " + SOURCE + " on iris";
        var moved = TWO.within(line, 4);
        assertEquals(List.of(new Problem("`k` is wrong", 13, 15), new Problem("`sed` is unknown", 16, 19)), moved.problems());
        assertEquals(line, moved.source());
        assertSame(TWO, moved.getCause());
        assertEquals("x", new RecipeException("x").within(line, 4).pointed());
    }

    @Test
    void halfAPlaceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Problem("x", 3, -1));
        assertThrows(IllegalArgumentException.class, () -> new Problem("x", 3, 2));
        assertThrows(IllegalArgumentException.class, () -> new RecipeException(List.of(), ""));
    }
}
