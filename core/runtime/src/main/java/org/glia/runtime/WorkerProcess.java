package org.glia.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.glia.api.problem.GliaException;

/// A worker as the process that started it sees it. It lives until it is closed or killed, or ends by itself; it ends too when
/// this process does, whichever way.
final class WorkerProcess implements AutoCloseable {

    /// How a process ends at Ctrl-C, which a terminal sends to all that were started in it.
    static final int INTERRUPTED = 130;

    private static final int TAIL_BYTES = 8 << 10;
    private static final int CRASH_LINES = 40;
    private static final int KILLED = 128;
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    /// What Java says at every start.
    private static final String INCUBATING = "WARNING: Using incubator modules";

    private final Process process;
    private final Path folder;
    private final Channel channel;
    private final BlockingQueue<Said> inbox = new LinkedBlockingQueue<>();
    private final Tail stderr;
    private final Thread errors;

    /// What is heard of a worker.
    sealed interface Said {

        record Word(Message message) implements Said {
        }

        /// It is gone, or says what nobody understands.
        record Gone() implements Said {
        }
    }

    private WorkerProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.channel = new Channel(process.getInputStream(), process.getOutputStream());
        this.stderr = new Tail(process.getErrorStream());
        this.errors = daemon("glia-worker-errors-", stderr);
        daemon("glia-worker-words-", this::listen);
    }

    private Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, name + process.pid());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /// Starts a worker; its first word is that it is ready.
    ///
    /// @param folder where it may leave a report if Java crashes
    /// @throws GliaException if there can be no such process
    static WorkerProcess start(List<String> command, Path folder) {
        try {
            return new WorkerProcess(new ProcessBuilder(command).start(), folder);
        } catch (IOException e) {
            throw cannotStart(e.getMessage());
        }
    }

    private static GliaException cannotStart(String reason) {
        return new GliaException("no process can be started for cells that have bounds: %s; do without timeout= and memory="
                .formatted(reason));
    }

    /// Why a worker never got ready.
    GliaException neverReady() {
        process.destroyForcibly();
        var last = lastWords().lines().reduce((before, line) -> line).map(line -> ", its last words were: " + line).orElse("");
        return cannotStart("it " + end() + last);
    }

    private void listen() {
        try {
            for (var message = channel.receive(); message.isPresent(); message = channel.receive()) {
                inbox.add(new Said.Word(message.get()));
            }
        } catch (IOException | GliaException e) {
            process.destroyForcibly(); // what it says is of no use, so neither is the process
        }
        inbox.add(new Said.Gone());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive() && !(inbox.peek() instanceof Said.Gone);
    }

    /// Says something; whether it is heard shows in what is said next.
    void say(Message message) {
        try {
            channel.send(message);
        } catch (IOException e) {
            // it is gone, which the inbox tells
        }
    }

    /// What is said within a time, if anything is.
    Optional<Said> hear(Duration time) throws InterruptedException {
        return Optional.ofNullable(inbox.poll(time.toNanos(), TimeUnit.NANOSECONDS));
    }

    void kill() {
        process.destroyForcibly();
    }

    /// The code with which it ended.
    int exitCode() {
        try {
            return process.onExit().get(FAREWELL.toSeconds(), TimeUnit.SECONDS).exitValue();
        } catch (TimeoutException | ExecutionException e) {
            return process.destroyForcibly().onExit().join().exitValue(); // its output has ended, and it has not
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /// How it ended, as what follows "the process".
    String end() {
        int code = exitCode();
        return code <= KILLED || code >= KILLED + 32 ? "ended itself with the exit code " + code
                : switch (code - KILLED) {
                    case 4, 6, 7, 8, 11 -> "crashed (signal %d)".formatted(code - KILLED);
                    case 9 -> "was killed (signal 9); systems do that when memory runs short";
                    default -> "was ended (signal %d)".formatted(code - KILLED);
                };
    }

    /// The last lines that it wrote on its standard error, and the head of Java's report if that crashed.
    String lastWords() {
        try {
            errors.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var lines = stderr.text().lines().filter(line -> !line.startsWith(INCUBATING)).collect(Collectors.joining("\n"));
        var report = folder.resolve("crash-" + process.pid() + ".log");
        if (!Files.exists(report)) {
            return lines;
        }
        try (var crash = Files.lines(report, StandardCharsets.UTF_8)) {
            return lines + "\n" + crash.limit(CRASH_LINES).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return lines;
        }
    }

    /// Lets it end by itself; one that does not is killed.
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // then it is gone
        }
        process.onExit().orTimeout(FAREWELL.toSeconds(), TimeUnit.SECONDS).whenComplete((ended, late) -> process.destroyForcibly());
    }

    /// The end of a stream of any length.
    private static final class Tail implements Runnable {

        private final InputStream in;
        private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
        private int bytes;

        Tail(InputStream in) {
            this.in = in;
        }

        @Override
        public void run() {
            var buffer = new byte[TAIL_BYTES];
            try {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    add(Arrays.copyOf(buffer, count));
                }
            } catch (IOException e) {
                // what was read is what there is
            }
        }

        private synchronized void add(byte[] piece) {
            pieces.add(piece);
            bytes += piece.length;
            while (bytes - pieces.getFirst().length >= TAIL_BYTES) {
                bytes -= pieces.removeFirst().length;
            }
        }

        synchronized String text() {
            var all = new byte[bytes];
            int at = 0;
            for (var piece : pieces) {
                System.arraycopy(piece, 0, all, at, piece.length);
                at += piece.length;
            }
            return new String(all, Math.max(0, bytes - TAIL_BYTES), Math.min(bytes, TAIL_BYTES), StandardCharsets.UTF_8);
        }
    }
}
