package org.glia.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

import org.glia.api.problem.GliaException;
import org.glia.shell.verbs.Desk;

/// One run of the program, from its options to its exit code.
final class Glia {

    private final Options options;
    private final Desk desk;
    private final Runner runner;
    private final InputStream stdin;
    private final Map<String, String> environment;

    Glia(Options options, Desk desk, Runner runner, InputStream stdin, Map<String, String> environment) {
        this.options = options;
        this.desk = desk;
        this.runner = runner;
        this.stdin = stdin;
        this.environment = environment;
    }

    /// @return the exit code
    int run() throws IOException {
        runner.arguments(options.arguments());
        if (!options.commands().isEmpty()) {
            return commands();
        }
        if (options.script().isPresent() && !options.script().get().equals("-")) {
            return script(Path.of(options.script().get()));
        }
        if (options.script().isEmpty() && desk.console().isInteractive()) {
            return new Prompt(desk, runner, environment).run();
        }
        return runner.run(new BufferedReader(new InputStreamReader(stdin, StandardCharsets.UTF_8)), "standard input");
    }

    private int commands() {
        for (var commands : options.commands()) {
            int code = runner.run(commands, "");
            if (code != 0 || desk.isLeft()) {
                return code;
            }
        }
        return 0;
    }

    private int script(Path file) throws IOException {
        try {
            // editors of some systems begin files with a mark that is no text
            return runner.run(Files.readString(file).replaceFirst("^\uFEFF", ""), file.toString());
        } catch (NoSuchFileException e) {
            throw new GliaException("there is no script `%s`; commands are given with -c: glia -c '%s ...'".formatted(file, file));
        } catch (MalformedInputException e) {
            throw new GliaException("the script `%s` is not UTF-8 text".formatted(file), e);
        }
    }
}
