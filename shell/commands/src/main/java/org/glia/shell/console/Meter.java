package org.glia.shell.console;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;

import org.glia.api.run.RunListener;

/// How far a run is: a bar on a terminal, nothing elsewhere; warnings as they come. Runs tell it from any of their
/// threads; it is painted by whoever waits for the run.
public final class Meter implements RunListener, AutoCloseable {

    /// What takes less is not worth a bar.
    private static final long QUIET_NANOS = 400_000_000;
    private static final int BAR = 24;
    /// Before this share nothing can be foretold.
    private static final double FORESEEABLE = 0.02;
    private static final double NANOS = 1e-9;

    private final Console console;
    private final String title;
    private final LongSupplier clock;
    private final long start;
    private final Set<String> told = new HashSet<>();
    private int parts = 1;
    private double begun;
    private double fraction;
    private String what = "";
    private boolean painted;

    public Meter(Console console, String title) {
        this(console, title, System::nanoTime);
    }

    Meter(Console console, String title, LongSupplier clock) {
        this.console = console;
        this.title = title;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /// The share of the whole that is done.
    public synchronized void reached(double share, String doing) {
        fraction = Math.max(fraction, share);
        what = doing;
    }

    /// The run consists of so many parts, each a child of it, one after the other: the steps of a pipeline.
    public synchronized void parts(int count) {
        parts = count;
    }

    @Override
    public synchronized void progress(String path, double share, String doing) {
        if (path.isEmpty()) {
            begun = share;
            reached(share, doing);
        } else {
            boolean step = parts > 1 && path.indexOf('/') < 0;
            reached(step ? Math.min(1, begun + share / parts) : fraction, path + (doing.isEmpty() ? "" : ": " + doing));
        }
    }

    /// Somebody who says what is being done, and whose progress is not that of the whole.
    public RunListener beforehand() {
        return new RunListener() {
            @Override
            public void progress(String path, double share, String doing) {
                reached(0, doing);
            }

            @Override
            public void warn(String path, String message) {
                Meter.this.warn(path, message);
            }
        };
    }

    /// Something to be told beside the progress.
    public synchronized void remark(String text) {
        wipe();
        console.remark(text);
    }

    @Override
    public synchronized void warn(String path, String message) {
        var sentence = path.isEmpty() ? message : path + ": " + message;
        if (told.add(sentence)) {
            remark("warning: " + sentence);
        }
    }

    /// Shows the present state, if there is a terminal and the run has not just begun.
    public synchronized void paint() {
        long elapsed = clock.getAsLong() - start;
        if (!console.hasBars() || elapsed < QUIET_NANOS) {
            return;
        }
        var line = line(elapsed * NANOS);
        int room = console.remarks().width() - 1;
        console.err().print("\r" + (line.length() > room ? line.substring(0, Math.max(0, room)) : line) + "\u001b[K");
        console.err().flush();
        painted = true;
    }

    private String line(double seconds) {
        var medium = console.remarks();
        int full = (int) Math.round(fraction * BAR);
        var bar = medium.either("█", "#").repeat(full) + medium.either("░", "-").repeat(BAR - full);
        var left = fraction > FORESEEABLE && fraction < 1 ? time(seconds / fraction * (1 - fraction)) + " left" : time(seconds);
        return String.format(Locale.ROOT, "%s %s %3.0f%%  %s  %s", title, bar, 100 * fraction, left, what);
    }

    private static String time(double seconds) {
        var duration = Duration.ofSeconds(Math.round(seconds));
        return duration.toHours() > 0
                ? "%d:%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart())
                : "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    private void wipe() {
        if (painted) {
            console.err().print("\r\u001b[K");
            console.err().flush();
            painted = false;
        }
    }

    /// Takes the bar away.
    @Override
    public synchronized void close() {
        wipe();
    }
}
