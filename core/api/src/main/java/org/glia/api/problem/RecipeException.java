package org.glia.api.problem;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// A recipe, a setting or a name that cannot be understood. It holds all problems of one request, and where each of them
/// is in the text that the user wrote, so that a shell can point at the words.
public final class RecipeException extends GliaException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf is serializable, its interface does not say so
    private final List<Problem> problems;
    private final String source;

    /// One problem, in no text that could be pointed at.
    public RecipeException(String message) {
        this(List.of(new Problem(message)), "");
    }

    /// One problem, in no text that could be pointed at; the cause is for traces only.
    public RecipeException(String message, Throwable cause) {
        this(List.of(new Problem(message)), "");
        initCause(cause);
    }

    /// One problem at `start` (0-based) to `end` (exclusive) of the source text.
    public RecipeException(String message, String source, int start, int end) {
        this(List.of(new Problem(message, start, end)), source);
    }

    /// All problems of a request, in the order in which they should be told.
    ///
    /// @param source the text that the places refer to; empty if unknown
    /// @throws IllegalArgumentException if there is no problem
    public RecipeException(List<Problem> problems, String source) {
        super(problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an exception without a problem");
        }
        this.problems = List.copyOf(problems);
        this.source = Objects.requireNonNull(source, "source");
    }

    /// Each problem with its place in [#source()].
    public List<Problem> problems() {
        return problems;
    }

    /// The text that the places refer to; empty if unknown.
    public String source() {
        return source;
    }

    /// The same problems, told of a longer text that holds [#source()] from `offset` on: a command line, a script.
    public RecipeException within(String outer, int offset) {
        var moved = new RecipeException(problems.stream().map(p -> p.shifted(offset)).toList(), outer);
        moved.initCause(this);
        return moved;
    }

    /// Every problem with the line of the source it is in, and carets under the words that are wrong:
    ///
    /// ```
    /// `k` must be at least 1 (number of clusters); it was -3
    ///   kmeans k=-3
    ///            ^^
    /// ```
    ///
    /// A problem whose place is unknown is its sentence only. Lines are separated by `\n`; there is none at the end.
    public String pointed() {
        return problems.stream().map(this::pointed).collect(Collectors.joining("\n"));
    }

    private String pointed(Problem problem) {
        if (!problem.located() || problem.start() > source.length()) {
            return problem.message();
        }
        int lineStart = source.lastIndexOf('\n', problem.start() - 1) + 1;
        int lineEnd = source.indexOf('\n', problem.start());
        if (lineEnd < 0) {
            lineEnd = source.length();
        }
        var line = source.substring(lineStart, lineEnd).stripTrailing();
        var before = source.substring(lineStart, problem.start());
        var wrong = source.substring(problem.start(), Math.clamp(problem.end(), problem.start(), lineEnd));
        var caretLine = new StringBuilder();
        // a tab stays a tab, so that the carets stand under the words however wide the terminal makes it
        before.codePoints().forEach(c -> caretLine.append(c == '\t' ? '\t' : ' '));
        caretLine.append("^".repeat(Math.max(1, wrong.codePointCount(0, wrong.length()))));
        return problem.message() + "\n  " + line + "\n  " + caretLine;
    }
}
