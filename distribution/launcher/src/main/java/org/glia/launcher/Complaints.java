package org.glia.launcher;

import java.io.PrintStream;
import java.util.Map;

/// How the launcher tells a person that something is wrong: a sentence, and the trace only when it was asked for.
final class Complaints {

    private final PrintStream stderr;
    private final boolean trace;

    Complaints(PrintStream stderr, Map<String, String> environment) {
        this.stderr = stderr;
        this.trace = !environment.getOrDefault("GLIA_TRACE", "").isBlank();
    }

    void say(String sentence) {
        stderr.println("glia: " + sentence);
    }

    void say(String sentence, Throwable failure) {
        say(sentence);
        if (trace) {
            failure.printStackTrace(stderr);
        }
    }

    /// The innermost message: frameworks wrap what went wrong in what they were doing.
    static String reason(Throwable failure) {
        var innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        var message = innermost.getMessage();
        return message == null || message.isBlank() ? "a failure without a message; with GLIA_TRACE=1 it shows where" : message;
    }
}
