package org.glia.shell.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {

    private static List<String> raw(String text) {
        return Lexer.words(text).stream().map(Word::raw).toList();
    }

    @Test
    void wordsStandBetweenBlanks() {
        assertEquals(List.of("fit", "kmeans", "k=3", "on", "iris"), raw("fit  kmeans\tk=3 on iris "));
    }

    @Test
    void quotesHoldBlanksTogether() {
        assertEquals(List.of("compare", "\"a | b; c\"", "'d e'"), raw("compare \"a | b; c\" 'd e'"));
    }

    @Test
    void anEscapedQuoteEndsNothing() {
        assertEquals(List.of("\"say \\\"a b\\\" c\""), raw("\"say \\\"a b\\\" c\""));
    }

    @Test
    void bracketsHoldBlanksTogetherAndNest() {
        assertEquals(List.of("base=[a | b kernel=[rbf gamma=0.5]]", "size=5"), raw("base=[a | b kernel=[rbf gamma=0.5]] size=5"));
    }

    @Test
    void aBarIsAWordOfItsOwn() {
        assertEquals(List.of("a", "|", "b", "c=1", "|", "d"), raw("a|b c=1 | d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a>b", "50%", "it*", "{1,2}", "c:\\data", "x<y", "f(1 2)", "a=b,c"})
    void specialCharactersOfGogoAreOrdinary(String word) {
        assertEquals(List.of("fit", word), raw("fit " + word));
    }

    @Test
    void aStatementEndsAtASemicolonOrALineEnd() {
        assertEquals(8, Lexer.lex("fit a b ; version", 0).end());
        assertEquals(7, Lexer.lex("fit a b\nversion", 0).end());
    }

    @Test
    void aStatementGoesOnBehindABarACommaOrABackslash() {
        assertEquals(List.of("a", "|", "b"), raw("a |\n  b\n; c"));
        assertEquals(List.of("a,", "b"), raw("a,\nb"));
        assertEquals(List.of("a", "b"), raw("a \\\nb"));
    }

    @Test
    void commentsAreNoWords() {
        assertEquals(List.of("a", "b#c"), raw("a b#c # d e"));
    }

    @Test
    void whatIsOpenIsTold() {
        assertEquals(Lexer.Open.QUOTE, Lexer.lex("fit 'a b", 0).open());
        assertEquals(4, Lexer.lex("fit 'a b", 0).openAt());
        assertEquals(Lexer.Open.BRACKET, Lexer.lex("fit [a | b", 0).open());
        assertEquals(Lexer.Open.MORE, Lexer.lex("fit a |", 0).open());
        assertEquals(Lexer.Open.MORE, Lexer.lex("fit a \\", 0).open());
        assertEquals(Lexer.Open.NOTHING, Lexer.lex("fit a", 0).open());
    }

    @Test
    void placesAreThoseInTheText() {
        var word = Lexer.words("fit  kmeans").get(1);
        assertEquals(5, word.start());
        assertEquals(11, word.end());
    }

    @Test
    void aWordKnowsWhetherItIsOneQuoteOrOneBracket() {
        assertEquals(List.of(true, false, true, false), List.of(new Word("\"a\"", 0, 3).isQuoted(),
                new Word("\"a\"\"b\"", 0, 6).isQuoted(), new Word("[a]", 0, 3).isBracketed(), new Word("[a][b]", 0, 6).isBracketed()));
    }
}
