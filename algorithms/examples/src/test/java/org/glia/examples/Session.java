package org.glia.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

import org.glia.assembly.process.Glia;

/// A Glia that goes on running between what is said to it.
final class Session implements AutoCloseable {

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final StringWriter stderr = new StringWriter();
    private final Thread errors;
    private int said;

    Session(Glia glia) throws IOException {
        process = glia.start();
        commands = process.outputWriter();
        answers = process.inputReader();
        errors = Thread.ofVirtual().start(() -> {
            try (var reader = process.errorReader()) {
                reader.transferTo(stderr);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    long pid() {
        return process.pid();
    }

    /// Says lines without waiting for an answer.
    void begin(String... lines) throws IOException {
        commands.write(String.join("\n", lines) + "\necho \"<end %d>\"\n".formatted(++said));
        commands.flush();
    }

    /// What is answered to the lines that were begun first.
    ///
    /// @throws AssertionError if Glia ends instead
    List<String> answer() throws IOException {
        var lines = new ArrayList<String>();
        for (var line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("<end ")) {
                return lines;
            }
            lines.add(line);
        }
        throw new AssertionError("Glia ended after\n" + String.join("\n", lines) + "\n" + problems());
    }

    List<String> say(String... lines) throws IOException {
        begin(lines);
        return answer();
    }

    /// Says lines again until the answer is the one that is expected; for what Glia notices by itself after a while.
    void sayUntil(String expected, String... lines) throws IOException {
        while (!say(lines).equals(List.of(expected))) {
            Thread.onSpinWait();
        }
    }

    /// What stands on the standard error of a Glia that ends.
    String problems() {
        try {
            commands.close();
            process.waitFor();
            errors.join();
        } catch (IOException ended) {
            // it ended by itself
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return stderr.toString();
    }

    /// Says that nothing follows, and waits for the end.
    ///
    /// @return the exit code
    int end() throws IOException, InterruptedException {
        commands.close();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
