package org.glia.shell;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What Gogo's commands say on standard error, without the names of Java classes.
final class PlainErrors extends OutputStream {

    private static final Pattern CLASS = Pattern.compile("\\b(?:[a-z]\\w*\\.)*[A-Z]\\w*(?:Exception|Error)(?:: ?|$)");

    private final PrintStream err;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean written;

    PlainErrors(PrintStream err) {
        this.err = err;
    }

    /// Whether something was said since [#forget].
    synchronized boolean hasWritten() {
        return written;
    }

    synchronized void forget() {
        written = false;
    }

    @Override
    public synchronized void write(int b) {
        written = true;
        line.write(b);
        if (b == '\n') {
            flush();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public synchronized void flush() {
        err.print(CLASS.matcher(line.toString(StandardCharsets.UTF_8)).replaceAll(""));
        err.flush();
        line.reset();
    }
}
