package org.glia.assembly.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The prompt, as somebody at a terminal has it.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TerminalTest {

    private static final String INTERRUPT = "\u0003";
    private static final String END = "\u0004";

    @TempDir
    private Path folder;
    private Process process;
    private OutputStream keys;
    private final StringBuilder screen = new StringBuilder();

    @BeforeEach
    void aPrompt() throws Exception {
        process = Glia.assembled(folder).startInTerminal();
        keys = process.getOutputStream();
        waitFor("glia> ");
    }

    @AfterEach
    void nothingIsLeftRunning() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /// Reads what the terminal shows until it has shown `pattern` after all that was waited for before.
    private String waitFor(String pattern) throws IOException {
        var wanted = Pattern.compile(pattern);
        var in = process.getInputStream();
        var bytes = new byte[4096];
        while (true) {
            var shown = plain(screen);
            var matcher = wanted.matcher(shown);
            if (matcher.find()) {
                screen.setLength(0);
                screen.append(shown.substring(matcher.end()));
                return shown.substring(0, matcher.end());
            }
            int count = in.read(bytes);
            assertTrue(count >= 0, "the terminal closed before it showed `" + pattern + "`; it showed: " + shown);
            screen.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
        }
    }

    /// Without colours, cursor movements and the like.
    private static String plain(CharSequence text) {
        return Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b[=>()][0-9A-B]?|\u001b\\][^\u0007]*\u0007").matcher(text).replaceAll("");
    }

    @Test
    void commandsAndRecipesAreCompleted() throws Exception {
        type("vers\t\r");
        waitFor("0\\.1\\.0");
        waitFor("glia> ");
        type("describe logis\t\r");
        waitFor("logistic");
        waitFor("glia> ");
        type("fit kmeans maxIt\t");
        waitFor("maxIterations=");
        type("7 on fait\t\r");
        waitFor("faithful");
        waitFor("glia> ");
    }

    @Test
    void aLongRunShowsItsProgressAndAnInterruptEndsTheRunOnly() throws Exception {
        type("compare \"polynomial degree=3 | standardize | logistic\" on digits\r");
        waitFor("[0-9]+ ?%|[0-9]+ ?/ ?[0-9]+");
        type(INTERRUPT);
        waitFor("(?i)cancelled|interrupted");
        waitFor("glia> ");
        type("version\r");
        waitFor("0\\.1\\.0");
        waitFor("glia> ");
        type(END);
        assertEquals(0, process.waitFor());
    }

    @Test
    void tablesFitTheTerminalsWidth() throws Exception {
        type("algorithms\r");
        var shown = waitFor("glia> ");
        assertTrue(shown.contains("kmeans"), shown);
        assertTrue(shown.lines().allMatch(l -> l.strip().length() <= 100), shown);
    }

    @Test
    void aMistakeLeavesThePromptUsable() throws Exception {
        type("fit nosuch on iris\r");
        waitFor("nosuch");
        waitFor("glia> ");
        type("exit\r");
        assertEquals(0, process.waitFor());
    }
}
