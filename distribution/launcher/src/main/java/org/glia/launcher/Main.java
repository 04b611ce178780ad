package org.glia.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The program behind `bin/glia`: puts the standard streams where they belong, launches, and exits.
///
/// Results leave through the real standard output, which only the main service gets to see. `System.out` is standard error
/// from here on, because the framework and libraries print what they like there.
public final class Main {

    /// What a process ends with when nothing could run; EX_SOFTWARE of sysexits.h.
    static final int CANNOT_RUN = 70;

    /// The property that says under which number `bin/glia` passes standard error.
    static final String STDERR = "glia.stderr";

    private Main() {
    }

    /// Runs Glia with the words of a command line, and does not return.
    ///
    /// @param arguments what stands after `bin/glia`
    public static void main(String[] arguments) {
        restoreStandardError();
        var stdout = results();
        System.setOut(System.err);

        int code;
        try {
            code = new Launch(Installation.ofThisProcess(), System.getenv(), System.in, stdout, System.err).run(List.of(arguments));
        } catch (IOException | RuntimeException | Error failure) {
            code = CANNOT_RUN;
            new Complaints(System.err, System.getenv()).say("Glia cannot start: " + Complaints.reason(failure), failure);
        }
        stdout.flush();
        System.err.flush();
        System.exit(code);
    }

    /// The JVM warns on descriptor 2 about the incubating vector module before any code of ours runs, and no option silences
    /// it. So `bin/glia` lets descriptor 2 lead nowhere, and passes the real standard error as another one.
    private static void restoreStandardError() {
        var descriptor = Integer.getInteger(STDERR);
        if (descriptor == null) {
            return;
        }
        var charset = Charset.forName(System.getProperty("stderr.encoding", "UTF-8"), StandardCharsets.UTF_8);
        System.setErr(new PrintStream(open(descriptor), true, terminalCharset(charset)));
    }

    /// Opening /dev/fd/3 instead would fail on sockets, and would start a file over at its first byte.
    private static FileOutputStream open(int descriptor) {
        try {
            var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            return new FileOutputStream(constructor.newInstance(descriptor));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new FileOutputStream(FileDescriptor.err);
        }
    }

    private static PrintStream results() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), false, terminalCharset(System.out.charset()));
    }

    /// A process without a locale (cron, containers) reports ASCII and means nothing by it; what we print is then UTF-8.
    private static Charset terminalCharset(Charset reported) {
        return reported.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : reported;
    }
}
