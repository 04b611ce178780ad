package org.glia.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;
import org.glia.shell.page.Page;
import org.glia.shell.verbs.Desk;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;

/// Executes statements, one after the other: those of the prompt, of `-c`, of script files and of standard input.
final class Runner implements AutoCloseable {

    private static final String COMMANDS = ".commands";
    /// Where gogo.jline looks for the terminal.
    private static final String TERMINAL = ".terminal";

    private final CommandSession session;
    private final Desk desk;
    private final Execution execution;
    private final PlainErrors errors;
    /// Whether the last statement ended with an error code of Gogo's.
    private volatile boolean failed;
    private Terminal terminal;

    Runner(CommandProcessor processor, InputStream stdin, Desk desk, Execution execution) {
        this.desk = desk;
        this.execution = execution;
        this.errors = new PlainErrors(desk.console().err());
        this.session = processor.createSession(stdin, desk.console().out(), errors);
        session.setJobListener((job, _, now) -> {
            if (now == Job.Status.Done && job.parent() == null && job.result() != null && job.result().error() != 0) {
                failed = true;
            }
        });
        session.put("SCOPE", GogoCommands.SEARCH_PATH);
        // Gogo makes a variable of that name by calling this
        session.put("#" + TERMINAL, (Function) (any, none) -> plainTerminal());
    }

    /// What gogo.jline asks how to write, where there is no prompt: plainly.
    private synchronized Terminal plainTerminal() throws IOException {
        if (terminal == null) {
            terminal = new DumbTerminal("glia", Terminal.TYPE_DUMB, session.getKeyboard(), OutputStream.nullOutputStream(),
                    StandardCharsets.UTF_8);
            terminal.setSize(new Size(80, 24));
        }
        return terminal;
    }

    /// The terminal of the prompt.
    void terminal(Terminal ofPrompt) {
        terminal = ofPrompt;
    }

    CommandSession session() {
        return session;
    }

    /// The words behind a script on the command line, which it finds as `$1`, `$2` ... and `$args`.
    void arguments(List<String> arguments) {
        session.put("args", new ArrayList<Object>(arguments));
    }

    /// All statements of a text, up to the first that fails.
    ///
    /// @param origin what the text is, so that messages can name the line; empty where that is clear
    /// @return the exit code
    int run(String text, String origin) {
        return run(text, origin, 0);
    }

    private int run(String text, String origin, int linesBefore) {
        var statements = new Statements(text);
        while (statements.hasNext() && !desk.isLeft()) {
            var statement = statements.next();
            int code = run(statement, origin.isEmpty() ? "" : "%s, line %d: ".formatted(origin, linesBefore + statement.line()));
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    /// Statements as they come in, up to the first that fails.
    int run(BufferedReader lines, String origin) throws IOException {
        var pending = new StringBuilder();
        int before = 0;
        for (var line = lines.readLine(); line != null && !desk.isLeft(); line = lines.readLine()) {
            pending.append(line).append('\n');
            if (isComplete(pending.toString())) {
                int code = run(pending.toString(), origin, before);
                if (code != 0) {
                    return code;
                }
                before += (int) pending.chars().filter(c -> c == '\n').count();
                pending.setLength(0);
            }
        }
        return run(pending.toString(), origin, before);
    }

    /// Whether nothing has to follow.
    static boolean isComplete(String text) {
        var statements = new Statements(text);
        boolean open = false;
        while (statements.hasNext()) {
            open = statements.next().open();
        }
        return !open;
    }

    private int run(Statement statement, String origin) {
        execution.begin(statement.gogo());
        errors.forget();
        failed = false;
        try {
            var program = new Parser(statement.gogo()).program();
            var unknown = unknownCommand(program);
            if (!unknown.isEmpty()) {
                return told(new Explanation(Explanation.unknown(unknown, statement.text(), commands()), Explanation.FAILED, ""), origin);
            }
            var result = session.execute(statement.gogo());
            var hidden = execution.failure();
            if (hidden.isPresent()) {
                return told(hidden.get(), statement, origin);
            }
            if (!isAssignment(program)) {
                print(result);
            }
            // a code without a word is an answer: grep has found nothing
            return failed && errors.hasWritten() ? Explanation.FAILED : 0;
        } catch (Exception e) {
            return told(e, statement, origin);
        } finally {
            execution.begin(""); // a failure may hold on to a plug-in
        }
    }

    /// The first command of a pipe that does not exist: Gogo would start the others, and speak of its own classes.
    private String unknownCommand(Parser.Program program) {
        for (var executable : program.tokens()) {
            var parts = executable instanceof Parser.Pipeline pipeline ? pipeline.tokens() : List.of(executable);
            for (var part : parts) {
                if (part instanceof Parser.Statement one && !one.tokens().isEmpty() && !isAssignment(one)) {
                    var name = one.tokens().getFirst().toString();
                    if (name.matches("\\p{L}[\\p{L}\\p{N}_:.-]*") && session.get(name) == null
                            && session.get("*:" + name) == null && !name.matches("true|false|null")) {
                        return name;
                    }
                }
            }
        }
        return "";
    }

    private static boolean isAssignment(Parser.Program program) {
        return program.tokens().size() == 1 && isAssignment(program.tokens().getFirst());
    }

    private static boolean isAssignment(Parser.Executable executable) {
        return executable instanceof Parser.Statement one && one.tokens().size() > 1
                && one.tokens().get(1).toString().equals("=");
    }

    /// The names of all commands, without their scopes.
    @SuppressWarnings("unchecked") // Gogo has no other way to ask for them
    List<String> commands() {
        return ((Collection<String>) session.get(COMMANDS)).stream().filter(name -> !name.startsWith("osgi:"))
                .map(name -> name.substring(name.indexOf(':') + 1)).distinct().sorted().toList();
    }

    private void print(Object result) throws Exception {
        switch (result) {
            case null -> { }
            case Page page -> desk.console().print(page);
            case Collection<?> many -> {
                for (var one : many) {
                    print(one);
                }
            }
            case Map<?, ?> map -> desk.console().print(map + "\n");
            default -> {
                var text = session.format(result, Converter.INSPECT).toString();
                desk.console().print(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
            }
        }
    }

    private int told(Throwable thrown, Statement statement, String origin) {
        return told(Explanation.of(thrown, statement.text(), commands()), origin);
    }

    private int told(Explanation explanation, String origin) {
        desk.console().complain(origin + explanation.text());
        if (desk.console().showsTraces() && !explanation.trace().isEmpty()) {
            desk.console().remark(explanation.trace().stripTrailing());
        }
        return explanation.code();
    }

    @Override
    public void close() {
        session.close();
    }
}
