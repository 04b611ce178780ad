package org.glia.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTest {

    private static final String CTRL_D = "\u0004";

    private final Session session = new Session();

    @TempDir
    Path data;

    @AfterEach
    void close() {
        session.close();
    }

    /// Types keys at a prompt until it ends.
    ///
    /// @return what the terminal shows, with its escape sequences
    private String type(String keys) throws IOException {
        var screen = new ByteArrayOutputStream();
        try (var terminal = new ExternalTerminal("test", "ansi",
                new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)), screen, StandardCharsets.UTF_8)) {
            assertEquals(0, new Prompt(session.desk, session.runner, Map.of("XDG_DATA_HOME", data.toString())).run(terminal));
        }
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void linesAreExecutedUntilCtrlD() throws IOException {
        type("version\n" + CTRL_D);
        assertTrue(session.result().startsWith("Glia 1.2.3"));
    }

    @Test
    void quitLeaves() throws IOException {
        type("quit\nversion\n");
        assertEquals("", session.result());
    }

    @Test
    void aFailureEndsNothing() throws IOException {
        type("fit nosuch on iris\nversion\n" + CTRL_D);
        assertTrue(session.complaint().contains("nosuch"));
        assertTrue(session.result().startsWith("Glia 1.2.3"));
    }

    @Test
    void tabCompletesWords() throws IOException {
        type("fit km\tk=3 o\tir\tas m\nmodels\n" + CTRL_D);
        assertTrue(session.result().contains("kmeans k=3 "), session.complaint());
    }

    @Test
    void tabShowsWhatThereIsToChooseFrom() throws IOException {
        var screen = type("fit kmeans s\t\t\t\n" + CTRL_D);
        assertTrue(screen.contains("how the first centroids are chosen"), screen);
    }

    @Test
    void anOpenLineIsContinued() throws IOException {
        type("fit standardize |\nmajority on iris as m\nmodels\n" + CTRL_D);
        assertTrue(session.result().contains("| majority"), session.complaint());
    }

    @Test
    void exclamationMarksAreOrdinary() throws IOException {
        type("echo hello!!\n" + CTRL_D);
        assertEquals("hello!!\n", session.result());
    }

    @Test
    void linesAreRememberedInTheUsersDataFolder() throws IOException {
        type("version\n" + CTRL_D);
        assertTrue(Files.readString(data.resolve("glia/history")).contains("version"));
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsNoHindrance() throws IOException {
        Files.writeString(data.resolve("glia"), "a file in the place of the folder");
        type("version\n" + CTRL_D);
        assertTrue(session.result().startsWith("Glia 1.2.3"));
        assertEquals("", session.complaint());
    }
}
