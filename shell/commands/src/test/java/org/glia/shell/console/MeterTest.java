package org.glia.shell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class MeterTest {

    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    private Meter meter(boolean bars) {
        var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Meter(Console.terminal(new PrintStream(OutputStream.nullOutputStream()), stream, Interrupts.none(), 80, bars), "fit", clock::get);
    }

    /// What stands in the line of the bar now.
    private String line() {
        var text = err.toString(StandardCharsets.UTF_8);
        return text.substring(text.lastIndexOf('\r') + 1).replace("\u001b[K", "");
    }

    @Test
    void theBarTellsTheShareAndTheTimeLeft() {
        try (var meter = meter(true)) {
            meter.progress("", 0.25, "lloyd");
            clock.set(10 * SECOND);
            meter.paint();
            assertEquals("fit " + "█".repeat(6) + "░".repeat(18) + "  25%  0:30 left  lloyd", line());
        }
        assertEquals("", line());
    }

    @Test
    void aShortRunHasNoBar() {
        try (var meter = meter(true)) {
            meter.progress("", 0.5, "");
            clock.set(SECOND / 10);
            meter.paint();
            assertEquals("", err.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void thereIsNoBarWithoutATerminal() {
        try (var meter = meter(false)) {
            meter.progress("", 0.5, "");
            clock.set(SECOND);
            meter.paint();
            assertEquals("", err.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void theBarNeverGoesBack() {
        try (var meter = meter(true)) {
            meter.progress("", 0.5, "a");
            meter.progress("", 0.25, "b");
            clock.set(SECOND);
            meter.paint();
            assertTrue(line().contains(" 50% "), line());
        }
    }

    @Test
    void theStepsOfAPipelineShareTheBar() {
        try (var meter = meter(true)) {
            meter.parts(2);
            meter.progress("", 0.5, "kmeans");
            meter.progress("2 kmeans", 0.5, "start 1");
            clock.set(SECOND);
            meter.paint();
            assertTrue(line().contains(" 75% ") && line().endsWith("2 kmeans: start 1"), line());
        }
    }

    @Test
    void readingDataIsNoProgressOfTheWhole() {
        try (var meter = meter(true)) {
            meter.beforehand().progress("", 1, "read a.csv");
            clock.set(SECOND);
            meter.paint();
            assertTrue(line().contains("  0% ") && line().endsWith("read a.csv"), line());
        }
    }

    @Test
    void aWarningTakesTheBarAwayAndIsToldOnce() {
        try (var meter = meter(true)) {
            clock.set(SECOND);
            meter.paint();
            meter.warn("2 svc", "did not converge");
            meter.warn("2 svc", "did not converge");
            var text = err.toString(StandardCharsets.UTF_8);
            assertTrue(text.endsWith("\r\u001b[Kwarning: 2 svc: did not converge" + System.lineSeparator()), text);
            assertEquals(text.indexOf("warning"), text.lastIndexOf("warning"));
        }
    }

    @Test
    void aLongLineIsCutAtTheTerminalsWidth() {
        try (var meter = meter(true)) {
            meter.progress("", 0.5, "x".repeat(200));
            clock.set(SECOND);
            meter.paint();
            assertEquals(79, line().length());
            assertFalse(line().contains("\n"));
        }
    }
}
