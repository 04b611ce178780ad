package org.glia.shell.console;

import java.io.PrintStream;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glia.shell.page.Medium;
import org.glia.shell.page.Page;
import org.glia.shell.page.Typesetter;

/// Where results go, and where everything else goes.
public final class Console {

    private static final int STDOUT = 1;

    private final PrintStream out;
    private final PrintStream err;
    private final Interrupts interrupts;
    private final boolean color;
    private final boolean bars;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private final boolean interactive;
    private volatile IntSupplier width;
    private volatile boolean traces;

    private Console(PrintStream out, PrintStream err, Interrupts interrupts, boolean color, boolean bars,
                    boolean outIsTerminal, boolean errIsTerminal, boolean interactive, IntSupplier width) {
        this.out = out;
        this.err = err;
        this.interrupts = interrupts;
        this.color = color;
        this.bars = bars;
        this.outIsTerminal = outIsTerminal;
        this.errIsTerminal = errIsTerminal;
        this.interactive = interactive;
        this.width = width;
    }

    /// The streams of this process.
    ///
    /// @param color whether the user lets us use colours
    public static Console ofProcess(PrintStream out, PrintStream err, Map<String, String> environment, boolean color) {
        var terminals = new Terminals(environment);
        boolean escapes = terminals.understandsEscapes();
        boolean errIsTerminal = terminals.is(Integer.getInteger("glia.stderr", 2));
        return new Console(out, err, Interrupts.ofProcess(), color && escapes && environment.getOrDefault("NO_COLOR", "").isEmpty(),
                errIsTerminal && escapes, terminals.is(STDOUT), errIsTerminal, terminals.both(), new Once(terminals::width));
    }

    /// Streams that are no terminals.
    public static Console plain(PrintStream out, PrintStream err, Interrupts interrupts) {
        return new Console(out, err, interrupts, false, false, false, false, false, () -> Medium.UNLIMITED);
    }

    /// A terminal of the given width without colours, with or without bars; for tests.
    public static Console terminal(PrintStream out, PrintStream err, Interrupts interrupts, int width, boolean bars) {
        return new Console(out, err, interrupts, false, bars, true, true, true, () -> width);
    }

    /// Asked once, for asking takes a process.
    private static final class Once implements IntSupplier {

        private final IntSupplier asking;
        private OptionalInt answer = OptionalInt.empty();

        Once(IntSupplier asking) {
            this.asking = asking;
        }

        @Override
        public synchronized int getAsInt() {
            if (answer.isEmpty()) {
                answer = OptionalInt.of(asking.getAsInt());
            }
            return answer.getAsInt();
        }
    }

    /// Who knows the terminal's width from now on.
    public void widthFrom(IntSupplier supplier) {
        width = supplier;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public Interrupts interrupts() {
        return interrupts;
    }

    /// From now on, stack traces are shown.
    public void showTraces() {
        traces = true;
    }

    /// Whether somebody wants to see stack traces.
    public boolean showsTraces() {
        return traces;
    }

    /// Whether a person types here and reads the results.
    public boolean isInteractive() {
        return interactive;
    }

    /// Whether there is a terminal on which a bar can move.
    boolean hasBars() {
        return bars;
    }

    /// What results are set for.
    public Medium results() {
        return new Medium(outIsTerminal ? width.getAsInt() : Medium.UNLIMITED, out.charset(), color && outIsTerminal);
    }

    /// What everything else is set for.
    public Medium remarks() {
        return new Medium(errIsTerminal ? width.getAsInt() : Medium.UNLIMITED, err.charset(), color && errIsTerminal);
    }

    /// A result.
    public void print(Page page) {
        print(new Typesetter(results()).set(page));
    }

    /// A result that is text already.
    public void print(String text) {
        out.print(text);
        out.flush();
    }

    /// What went wrong.
    public void complain(String text) {
        var medium = remarks();
        var lines = ("error: " + text).strip().lines()
                // a line that is pointed at stays as it is, or the caret would stand under another word
                .flatMap(line -> line.startsWith("  ") ? Stream.of(line) : Typesetter.wrapped(line, medium.width()).stream());
        err.println(lines.collect(Collectors.joining(System.lineSeparator())).replaceFirst("^error:",
                Matcher.quoteReplacement(medium.red("error:"))));
        err.flush();
    }

    /// Something that is no result and no error.
    public void remark(String text) {
        err.println(String.join(System.lineSeparator(), Typesetter.wrapped(text, remarks().width())));
        err.flush();
    }
}
