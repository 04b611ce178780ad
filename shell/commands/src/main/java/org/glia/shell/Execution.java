package org.glia.shell;

import java.util.List;
import java.util.Optional;

import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.service.command.Process;

/// What a runner and the verbs that Gogo calls have to tell each other about the statement that is being executed.
final class Execution {

    private String gogo = "";
    private Optional<VerbFailure> failure = Optional.empty();

    /// Begins with a statement.
    synchronized void begin(String statement) {
        gogo = statement;
        failure = Optional.empty();
    }

    /// A verb failed where Gogo would keep that to itself; the first one counts.
    synchronized void hide(VerbFailure hidden) {
        failure = failure.or(() -> Optional.of(hidden));
    }

    synchronized Optional<VerbFailure> failure() {
        return failure;
    }

    /// Whether the output of this process goes into a file. Gogo tells only that it does not go to the terminal, which is
    /// the same for pipes and for variables.
    synchronized boolean isRedirected(Process process) {
        var stages = process.job().processes();
        if (stages.getLast() != process) {
            return false;
        }
        var command = process.job().command().toString();
        var parser = new Parser(gogo);
        parser.program();
        List<Parser.Statement> statements = parser.statements();
        return statements.stream().anyMatch(one -> !one.redirections().isEmpty() && command.endsWith(one.toString()));
    }
}
