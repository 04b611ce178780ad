package org.glia.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class StatementsTest {

    private static List<Statement> statements(String text) {
        var all = new ArrayList<Statement>();
        for (var statements = new Statements(text); statements.hasNext();) {
            all.add(statements.next());
        }
        return all;
    }

    private static String gogo(String text) {
        return statements(text).getFirst().gogo();
    }

    @Test
    void eachWordOfOursIsQuotedForGogo() {
        assertEquals("glia:fit 'standardize' '|' 'kmeans' 'k=3' 'on' 'a>b.csv'", gogo("fit standardize | kmeans k=3 on a>b.csv"));
    }

    @Test
    void quotesWithinWordsSurvive() {
        assertEquals("glia:fit ''\\''a b'\\''' 'on' '\"c d\"'", gogo("fit 'a b' on \"c d\""));
    }

    @Test
    void variablesAreLeftToGogoButNotInSingleQuotes() {
        assertEquals("glia:fit 'k='\"$k\"'' 'on' ''\"${data}\"'.csv'", gogo("fit k=$k on ${data}.csv"));
        assertEquals("glia:fit ''\\''$k'\\''' '5$' 'on' 'x'", gogo("fit '$k' 5$ on x"));
    }

    @Test
    void otherStatementsAreGogosOwn() {
        assertEquals("algorithms | grep k", gogo("algorithms | grep k"));
        assertEquals("fits = [1 2]", gogo("fits = [1 2]"));
    }

    @Test
    void whatFollowsAPipeIsGogosOwn() {
        assertEquals("glia:head 'iris' '3' | grep \"a b\"", gogo("head iris 3 | grep \"a b\""));
    }

    @Test
    void statementsKnowTheirLines() {
        var all = statements("version\n\n# comment\nfit a |\n b on c; help\neach [1\n2] {\n  version;\n}\nquit");
        assertEquals(List.of("version", "fit a |\n b on c", "help", "each [1\n2] {\n  version;\n}", "quit"),
                all.stream().map(Statement::text).toList());
        assertEquals(List.of(1, 4, 5, 6, 10), all.stream().map(Statement::line).toList());
    }

    @Test
    void aStatementIsOpenAsLongAsSomethingHasToFollow() {
        assertFalse(Runner.isComplete("fit standardize |"));
        assertFalse(Runner.isComplete("compare 'a"));
        assertFalse(Runner.isComplete("each [1 2] {"));
        assertFalse(Runner.isComplete("algorithms |"));
        assertTrue(Runner.isComplete("fit standardize | logistic on iris"));
        assertTrue(Runner.isComplete("each [1 2] { version }"));
        assertTrue(Runner.isComplete(""));
    }

    @Test
    void wordsThatGogoHasUnquotedAreQuotedAgain() {
        assertEquals("compare \"a | b\" c=1 \"say \\\"x y\\\" z\"",
                Statements.joined("compare", List.of("a | b", "c=1", "say \"x y\" z")));
    }

    @Test
    void ourOwnWordsAreJoinedAsTheyWere() {
        assertEquals("fit a | b c='d e' on [x y=1]",
                Statements.joined("fit", List.of("a", "|", "b", "c='d e'", "on", "[x y=1]")));
    }

    @Test
    void listsBecomeListsOfOurs() {
        assertEquals("compare a on iris,wine", Statements.joined("compare", List.of("a", "on", List.of("iris", "wine"))));
    }

    @Test
    void theLastStatementIsFoundForCompletion() {
        assertEquals(0, new Statements("fit kme").lastStart());
        assertEquals(9, new Statements("version; fit kme").lastStart());
        assertEquals(9, new Statements("version; ").lastStart());
    }
}
