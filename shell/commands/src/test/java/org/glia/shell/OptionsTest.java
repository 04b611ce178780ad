package org.glia.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.glia.api.problem.GliaException;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static String complaint(String... words) {
        return assertThrows(GliaException.class, () -> Options.parse(List.of(words))).getMessage();
    }

    @Test
    void commandsMayBeGivenSeveralTimes() {
        assertEquals(List.of("a", "b"), Options.parse(List.of("-c", "a", "--trace", "-c", "b")).commands());
    }

    @Test
    void whatFollowsAScriptIsTheScripts() {
        var options = Options.parse(List.of("--no-color", "all.glia", "-c", "--trace"));
        assertEquals(Optional.of("all.glia"), options.script());
        assertEquals(List.of("-c", "--trace"), options.arguments());
        assertFalse(options.trace());
        assertFalse(options.color());
    }

    @Test
    void anUnknownOptionIsASentenceWithASuggestion() {
        assertEquals("there is no option `--trase`; did you mean `--trace`; `glia --help` lists them", complaint("--trase"));
    }

    @Test
    void whatLacksOrContradictsIsASentence() {
        assertTrue(complaint("-c").startsWith("-c needs commands"));
        assertTrue(complaint("-c", "fit", "kmeans").contains("take one of them"));
    }

    @Test
    void resultsAreKeptWhereOneSays() {
        assertEquals(Optional.of("study.db"), Options.parse(List.of("--results", "study.db", "-c", "results list")).results());
        assertEquals(Optional.empty(), Options.parse(List.of()).results());
        assertEquals("--results needs a file, or a URL: --results study.db", complaint("--results"));
        assertEquals("there is no option `--result`; did you mean `--results`; `glia --help` lists them", complaint("--result"));
    }

    @Test
    void helpAndVersionAreOptions() {
        assertTrue(Options.parse(List.of("-h")).help());
        assertTrue(Options.parse(List.of("--version")).version());
        Options.USAGE.lines().forEach(line -> assertTrue(line.length() <= 120, line));
    }
}
