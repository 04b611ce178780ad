package org.glia.shell;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.glia.shell.verbs.Desk;
import org.glia.shell.verbs.Verbs;

/// A verb as Gogo sees it.
final class VerbFunction implements Function {

    private final String verb;
    private final Desk desk;
    private final AtomicReference<VerbFailure> hidden;

    /// @param hidden takes failures that Gogo would keep to itself
    VerbFunction(String verb, Desk desk, AtomicReference<VerbFailure> hidden) {
        this.verb = verb;
        this.desk = desk;
        this.hidden = hidden;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) {
        var statement = Statements.joined(verb, arguments);
        try {
            desk.enter(session.currentDir());
            var known = Verbs.named(verb);
            return known.perform(known.syntax().parse(statement), desk);
        } catch (RuntimeException | Error e) {
            var failure = new VerbFailure(statement, e);
            if (Process.Utils.current().isTty(1)) {
                throw failure;
            }
            // in a pipe, Gogo would print the name of its class and go on
            hidden.compareAndSet(null, failure);
            return null;
        }
    }
}
