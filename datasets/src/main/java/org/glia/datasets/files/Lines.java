package org.glia.datasets.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;

import org.glia.api.problem.DataException;
import org.glia.api.run.Run;

/// The lines of an input one after the other, with their numbers, progress and cancellation.
final class Lines implements AutoCloseable {

    private static final int LINES_BETWEEN_REPORTS = 1 << 12;

    private final Input input;
    private final Charset charset;
    private final Run run;
    private final BufferedReader reader;
    private int number;

    Lines(Input input, Charset charset, Run run) {
        this.input = input;
        this.charset = charset;
        this.run = run;
        this.reader = input.lines(charset);
    }

    /// The next line without its end, null behind the last.
    String next() {
        try {
            if (++number % LINES_BETWEEN_REPORTS == 0) {
                run.checkCancelled();
                run.progress(input.fraction(), "reading " + input.name());
            }
            return reader.readLine();
        } catch (IOException e) {
            throw input.problem(e, charset);
        }
    }

    /// An error in the present line.
    DataException problem(String sentence) {
        return new DataException("%s, line %d: %s".formatted(input.name(), number, sentence));
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw input.problem(e, charset);
        }
    }
}
