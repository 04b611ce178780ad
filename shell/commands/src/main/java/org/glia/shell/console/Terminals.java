package org.glia.shell.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What lies behind the standard streams. A terminal library or a native call would know it too, but takes longer to
/// load than most commands take to run.
final class Terminals {

    /// What is assumed where nobody knows.
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 20;

    private final Map<String, String> environment;

    Terminals(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Whether standard input and standard output both are terminals.
    boolean both() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /// Whether a file descriptor is a terminal.
    boolean is(int descriptor) {
        var link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.isDirectory(link.getParent())) {
            return both();
        }
        try {
            var target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether escape sequences do anything.
    boolean understandsEscapes() {
        return !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /// The columns of the terminal; of a terminal of unknown width, 80.
    int width() {
        return parse(environment.getOrDefault("COLUMNS", ""), parse(asked(), USUAL_WIDTH));
    }

    private static int parse(String columns, int otherwise) {
        try {
            int width = Integer.parseInt(columns.strip());
            return width >= NARROWEST ? width : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /// What `stty` says of the terminal; empty where there is none of either.
    private static String asked() {
        var terminal = new File("/dev/tty");
        if (!terminal.exists()) {
            return "";
        }
        try {
            var stty = new ProcessBuilder("stty", "size").redirectInput(terminal)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!stty.waitFor(2, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            var size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip().split(" ");
            return size.length == 2 ? size[1] : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
