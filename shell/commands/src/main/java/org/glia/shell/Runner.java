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
import java.util.concurrent.atomic.AtomicReference;

import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
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
    private final AtomicReference<VerbFailure> hidden;
    private Terminal terminal;

    /// @param hidden where verbs put failures that Gogo would keep to itself
    Runner(CommandProcessor processor, InputStream stdin, Desk desk, AtomicReference<VerbFailure> hidden) {
        this.desk = desk;
        this.hidden = hidden;
        this.session = processor.createSession(stdin, desk.console().out(), desk.console().err());
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
        hidden.set(null);
        try {
            var unknown = unknownCommand(statement);
            if (!unknown.isEmpty()) {
                return told(new Explanation(Explanation.unknown(unknown, statement.text(), commands()), Explanation.FAILED, ""), origin);
            }
            var result = session.execute(statement.gogo());
            if (hidden.get() != null) {
                return told(hidden.get(), statement, origin);
            }
            print(result);
            return 0;
        } catch (Exception e) {
            return told(e, statement, origin);
        } finally {
            hidden.set(null);
        }
    }

    /// The first command of a pipe that does not exist: Gogo would start the others, and speak of its own classes.
    private String unknownCommand(Statement statement) throws Exception {
        var program = new Parser(statement.gogo()).program();
        for (var executable : program.tokens()) {
            var parts = executable instanceof Parser.Pipeline pipeline ? pipeline.tokens() : List.of(executable);
            for (var part : parts) {
                if (part instanceof Parser.Statement one && !one.tokens().isEmpty()) {
                    var name = one.tokens().getFirst().toString();
                    boolean assignment = one.tokens().size() > 1 && one.tokens().get(1).toString().equals("=");
                    if (!assignment && name.matches("\\p{L}[\\p{L}\\p{N}_:.-]*") && session.get(name) == null
                            && session.get("*:" + name) == null && !name.matches("true|false|null")) {
                        return name;
                    }
                }
            }
        }
        return "";
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
