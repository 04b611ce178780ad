package org.glia.shell;

import java.util.List;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.glia.shell.verbs.Desk;
import org.glia.shell.verbs.Verbs;

/// A verb, or all verbs that begin with one word, as Gogo sees it.
final class VerbFunction implements Function {

    private final String verb;
    private final Desk desk;
    private final Execution execution;

    VerbFunction(String verb, Desk desk, Execution execution) {
        this.verb = verb;
        this.desk = desk;
        this.execution = execution;
    }

    /// Answers with a page, unless nobody would look at it: Gogo drops the answers of all but the last statement of a
    /// closure, and does not write the last one's into a file.
    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws Exception {
        var process = Process.Utils.current();
        if (isForTexts(process, arguments) && session.get(GogoCommands.GOGO + ":" + verb) instanceof Function ofGogo) {
            return ofGogo.execute(session, arguments);
        }
        var statement = Statements.joined(verb, arguments);
        try {
            desk.enter(session.currentDir(), statement);
            var known = Verbs.said(statement);
            var page = known.perform(known.syntax().parse(statement), desk);
            if (process.isTty(1) ? process.job().parent() == null : !execution.isRedirected(process)) {
                return page;
            }
            if (process.isTty(1)) {
                desk.console().print(page);
            } else {
                process.out().print(page);
            }
            return null;
        } catch (RuntimeException | Error e) {
            var failure = new VerbFailure(statement, e);
            if (process.isTty(1)) {
                throw failure;
            }
            // in a pipe, Gogo would print the name of its class and go on
            execution.hide(failure);
            return null;
        }
    }

    /// Whether a name that Gogo has too means Gogo's: `algorithms | head -n 3`.
    private static boolean isForTexts(Process process, List<Object> arguments) {
        return arguments.isEmpty() ? !process.isTty(0) : String.valueOf(arguments.getFirst()).startsWith("-");
    }
}
