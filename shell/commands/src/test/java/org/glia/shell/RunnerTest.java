package org.glia.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {

    private final Session session = new Session();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void aVerbAnswers() {
        assertTrue(session.answer("version").startsWith("Glia 1.2.3, Java "));
    }

    @Test
    void whatAVerbPrintsGoesIntoPipes() {
        var lines = session.answer("algorithms | grep logistic").lines().toList();
        assertEquals(1, lines.size());
        assertTrue(lines.getFirst().startsWith("logistic "));
    }

    @Test
    void aPipeStartsBehindTheRecipe() {
        assertEquals(1, session.answer("evaluate standardize | majority on iris by accuracy | grep accuracy").lines().count());
    }

    @Test
    void dataWithSettingsCanBePiped() {
        assertEquals(1, session.answer("head blobs n=20 centers=2 4 | grep x1").lines().count());
    }

    @Test
    void headOfAPipeIsTheOneOfTexts() {
        assertEquals(3, session.answer("datasets | head -n 3").lines().count());
    }

    @Test
    void resultsCanBeRedirected() throws IOException {
        var file = folder.resolve("version.txt");
        assertEquals("", session.answer("version > " + file));
        assertTrue(Files.readString(file).startsWith("Glia 1.2.3"));
    }

    @Test
    void resultsOfClosuresCanBeRedirectedToo() throws IOException {
        session.answer("each [2 3] { head iris $it > " + folder + "/rows-${it}.txt }");
        assertEquals(2 + 3, Files.readAllLines(folder.resolve("rows-3.txt")).size());
    }

    @Test
    void pagesInVariablesAreData() {
        assertEquals("setosa\n", session.answer("rows = ((head iris 1) rows); echo (($rows get 0) get class)"));
    }

    @Test
    void recipesAreTakenFromVariables() {
        session.answer("wanted = \"standardize | majority\"; fit $wanted on iris as m; s = 7; fit kmeans k=3 on iris seed=$s");
        assertTrue(session.answer("models").contains("standardize center=true scale=true | majority"), session.result());
        assertTrue(session.answer("show kmeans").contains("seed 7"), session.result());
    }

    @Test
    void closuresExecuteVerbsAndPrintAllAnswers() {
        var text = session.answer("each [2 3] { fit \"kmeans k=$it\" on iris as a; models }");
        assertEquals(2, text.lines().filter(line -> line.startsWith("a ")).count(), text);
        assertTrue(text.contains("kmeans k=2 ") && text.contains("kmeans k=3 "), text);
    }

    @Test
    void assignmentsPrintNothing() {
        assertEquals("", session.answer("x = 3"));
    }

    @Test
    void aScriptStopsAtTheFirstErrorAndNamesTheLine() {
        int code = session.runner.run("# comment\nversion\n\nfit nosuch on iris\nhelp\n", "all.glia");
        assertEquals(1, code);
        assertTrue(session.complaint().startsWith("error: all.glia, line 4: there is no algorithm `nosuch`"), session.complaint());
        assertFalse(session.result().contains("what it does"));
    }

    @Test
    void statementsGoOnBehindABar() {
        assertTrue(session.answer("fit standardize |\n  majority on iris as m\nmodels").contains("majority"));
    }

    @Test
    void anErrorPointsAtTheWord() {
        assertEquals("""
                error: `k` must be at least 1 (number of clusters); it was -3
                  fit kmeans k=-3 on iris
                               ^^
                """, session.complaint("fit kmeans k=-3 on iris"));
    }

    @Test
    void anErrorInAQuotedRecipePointsAtTheWordToo() {
        assertEquals("""
                error: there is no algorithm `logistc`; did you mean `logistic`?
                  compare "standardize | logistc" "majority" on iris
                                         ^^^^^^^
                """, session.complaint("compare \"standardize | logistc\"   \"majority\" on iris"));
    }

    @Test
    void unknownCommandsAreSuggested() {
        assertTrue(session.complaint("algoritms").contains("did you mean `algorithms`?"), session.complaint());
        assertTrue(session.complaint("algorithms | grp k").contains("did you mean `grep`?"), session.complaint());
    }

    @Test
    void aFailureInFrontOfAPipeIsAFailure() {
        var text = session.complaint("evaluate nosuch on iris | grep x");
        assertTrue(text.contains("there is no algorithm `nosuch`"), text);
        assertFalse(text.contains("Exception"), text);
    }

    @Test
    void gogosCommandsFailWithoutTheNamesOfClasses() {
        var text = session.complaint("cat nosuchfile");
        assertTrue(text.contains("nosuchfile"), text);
        assertFalse(text.contains("Exception"), text);
    }

    @Test
    void grepThatFindsNothingIsNoFailure() {
        assertEquals("", session.answer("algorithms | grep nosuch"));
    }

    @Test
    void scriptsCatchFailures() {
        assertEquals("caught\n", session.answer("try { fit nosuch on iris } { echo caught }"));
    }

    @Test
    void unclosedQuotesAreToldWithTheirPlace() {
        assertEquals("""
                error: the quote is never closed
                  fit "kmeans on iris
                      ^
                """, session.complaint("fit \"kmeans on iris"));
        assertTrue(session.complaint("echo 'x").contains("not closed"), session.complaint());
    }

    @Test
    void quitEndsTheScript() {
        assertEquals("", session.answer("quit; version"));
    }

    @Test
    void standardInputIsAScript() throws IOException {
        assertEquals(1, session.stdin("fit standardize |\n majority on iris as m\nmodels\nfit kmeans k=0 on iris\nversion\n"));
        assertTrue(session.result().contains("majority"));
        assertTrue(session.complaint().startsWith("error: standard input, line 4: `k` must"), session.complaint());
    }

    @Test
    void aScriptFileFindsItsArguments() throws IOException {
        var script = Files.writeString(folder.resolve("fit.glia"), "echo $1; fit kmeans k=$2 on iris\n");
        assertEquals(0, session.options(script.toString(), "clusters", "4"), session.complaint());
        assertTrue(session.result().startsWith("clusters\n"));
        assertTrue(session.result().contains("kmeans k=4 "));
    }

    @Test
    void scriptsOfOtherSystemsAreRead() throws IOException {
        var script = Files.writeString(folder.resolve("dos.glia"), "\uFEFF#!/usr/bin/env glia\r\nfit standardize |\r\n  majority on iris as m\r\n"
                + "models | grep majority\r\n");
        assertEquals(0, session.options(script.toString()), session.complaint());
        assertTrue(session.result().contains("standardize"), session.result());
    }

    @Test
    void severalCommandsStopAtTheFirstThatFails() throws IOException {
        assertEquals(1, session.options("-c", "version; fit nosuch on iris", "-c", "help"));
        assertFalse(session.result().contains("what it does"));
    }
}
