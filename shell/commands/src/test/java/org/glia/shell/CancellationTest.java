package org.glia.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.glia.api.Catalog;
import org.glia.baselines.Majority;
import org.glia.datasets.builtin.Iris;
import org.glia.shell.console.Interrupts;
import org.junit.jupiter.api.Test;

class CancellationTest {

    /// A user who presses Ctrl-C so often as soon as something runs.
    private static Session pressing(int times) {
        Interrupts impatient = handler -> {
            for (int i = 0; i < times; i++) {
                handler.run();
            }
            return () -> { };
        };
        return session(impatient);
    }

    private static Session session(Interrupts interrupts) {
        return new Session(Catalog.of(List.of(new Layered(), new Majority()), List.of(), List.of(new Iris())), interrupts);
    }

    /// A user who presses Ctrl-C twice when the fit has begun that does not listen.
    private static Session pressingOnTheDeaf() {
        return session(handler -> {
            Thread.ofVirtual().start(() -> {
                try {
                    Layered.HAS_STOPPED_LISTENING.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                handler.run();
                handler.run();
            });
            return () -> { };
        });
    }

    @Test
    void ctrlCCancelsTheRun() {
        try (var session = pressing(1)) {
            assertEquals(130, session.run("fit layered mood=endless on iris; version"));
            assertTrue(session.complaint().contains("cancelling fit; press Ctrl-C again to leave it at once"), session.complaint());
            assertTrue(session.complaint().endsWith("error: cancelled\n"), session.complaint());
            assertEquals("", session.result());
        }
    }

    @Test
    void aSecondCtrlCDoesNotWaitForARunThatDoesNotListen() {
        try (var session = pressingOnTheDeaf()) {
            assertEquals(130, session.run("fit layered mood=deaf on iris"));
            assertTrue(session.complaint().endsWith("error: fit was left\n"), session.complaint());
        }
    }

    @Test
    void theShellGoesOnAfterACancelledRun() {
        try (var session = pressing(1)) {
            session.run("fit layered mood=endless on iris");
            assertTrue(session.answer("version").startsWith("Glia"));
        }
    }
}
