package org.glia.shell;

import java.io.InputStream;
import java.io.PrintStream;

import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.apache.felix.service.command.Process;
import org.jline.terminal.Terminal;

/// The commands of gogo.jline, with colours on a terminal only: Gogo takes every output for one.
final class FilePosix extends Posix {

    FilePosix(CommandProcessor processor) {
        super(processor);
    }

    @Override
    protected Object run(CommandSession session, Process process, String[] words) throws Exception {
        boolean colors = session.get(".terminal") instanceof Terminal terminal
                && !terminal.getType().startsWith(Terminal.TYPE_DUMB)
                && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        return super.run(session, colors ? process : new Plain(process), words);
    }

    /// A process that writes to no terminal.
    private record Plain(Process process) implements Process {

        @Override
        public InputStream in() {
            return process.in();
        }

        @Override
        public PrintStream out() {
            return process.out();
        }

        @Override
        public PrintStream err() {
            return process.err();
        }

        @Override
        public Job job() {
            return process.job();
        }

        @Override
        public boolean isTty(int descriptor) {
            return false;
        }

        @Override
        public void error(int code) {
            process.error(code);
        }
    }
}
