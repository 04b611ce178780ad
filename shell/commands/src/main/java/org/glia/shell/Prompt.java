package org.glia.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glia.shell.verbs.Desk;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// Asks for commands at a terminal until Ctrl-D or `quit`. A command that fails ends nothing here.
final class Prompt {

    private static final String PROMPT = "glia> ";
    private static final String GOES_ON = "    > ";

    private final Desk desk;
    private final Runner runner;
    private final Map<String, String> environment;

    Prompt(Desk desk, Runner runner, Map<String, String> environment) {
        this.desk = desk;
        this.runner = runner;
        this.environment = environment;
    }

    /// @return the exit code
    int run() throws IOException {
        // native calls by the linker take a fifth of a second to set up; where JLine's own library cannot be loaded, stty is asked
        try (var terminal = TerminalBuilder.builder().name("glia").system(true).ffm(false).dumb(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN).build()) {
            return run(terminal);
        }
    }

    int run(Terminal terminal) {
        desk.console().widthFrom(() -> terminal.getWidth() > 0 ? terminal.getWidth() : 80);
        runner.terminal(terminal);
        var reader = reader(terminal);
        while (!desk.isLeft()) {
            try {
                execute(reader.readLine(PROMPT));
            } catch (UserInterruptException e) {
                // the line is cleared, and that was all that was wanted
            } catch (EndOfFileException e) {
                return 0;
            }
        }
        return 0;
    }

    private void execute(String line) {
        // verbs watch Ctrl-C themselves; this is for the commands of Gogo
        try (var _ = desk.console().interrupts().watch(this::interrupt)) {
            runner.run(line, "");
        }
    }

    private void interrupt() {
        var job = runner.session().foregroundJob();
        if (job != null) {
            job.interrupt();
        }
    }

    LineReader reader(Terminal terminal) {
        var completion = new Completion(desk, runner.commands());
        var builder = LineReaderBuilder.builder().appName("glia").terminal(terminal).parser(new LineParser())
                .completer((reader, line, candidates) -> complete(completion, line, candidates))
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, GOES_ON)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false);
        history().ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        return builder.build();
    }

    private static void complete(Completion completion, ParsedLine line, List<Candidate> candidates) {
        completion.choices(line.line().substring(0, line.cursor())).forEach(choice -> candidates.add(new Candidate(choice.value(),
                choice.value(), null, choice.help().isEmpty() ? null : choice.help(), null, null, choice.complete())));
    }

    /// The file of former lines in the user's data folder; none where that cannot be written.
    private Optional<Path> history() {
        var data = environment.getOrDefault("XDG_DATA_HOME", "");
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        var folder = data.isBlank() ? Path.of(home, ".local", "share", "glia") : Path.of(data, "glia");
        try {
            Files.createDirectories(folder);
            var file = folder.resolve("history");
            return Files.isWritable(Files.exists(file) ? file : folder) ? Optional.of(file) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
