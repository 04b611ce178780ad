package org.glia.shell;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.Problem;
import org.glia.api.problem.RecipeException;
import org.glia.api.problem.Suggestion;
import org.glia.shell.verbs.Verb;
import org.glia.shell.verbs.Verbs;
import org.glia.shell.words.Excerpt;
import org.glia.shell.words.Part;

/// What a failure says to a person.
///
/// @param text  sentences in the user's terms, without any Java class
/// @param code  what the process ends with
/// @param trace the stack trace
record Explanation(String text, int code, String trace) {

    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int CANCELLED = 130;

    /// Which verb lists what.
    private static final Map<String, String> LISTS = Map.of("algorithm", "algorithms", "measure", "measures",
            "data set", "datasets");

    private static final String TRACE_HINT = "run glia with --trace to see more";

    /// @param commands the names that could have been meant
    static Explanation of(Throwable thrown, String statement, Collection<String> commands) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        if (thrown instanceof VerbFailure failure) {
            return verb(failure.getCause(), failure.statement(), trace.toString());
        }
        return new Explanation(gogo(thrown, statement, commands), thrown instanceof InterruptedException ? CANCELLED : FAILED,
                trace.toString());
    }

    private static Explanation verb(Throwable thrown, String statement, String trace) {
        return switch (thrown) {
            case CancelledException cancelled -> new Explanation(cancelled.getMessage(), CANCELLED, trace);
            case RecipeException wrong -> new Explanation(Excerpt.inStatement(cured(wrong, statement), statement).pointed(), FAILED, trace);
            case GliaException refused -> new Explanation(refused.getMessage(), FAILED, trace);
            case OutOfMemoryError full -> new Explanation(("there is not enough memory (%d MB); give Java more, for example "
                    + "with GLIA_JAVA_OPTS=-Xmx8g").formatted(Runtime.getRuntime().maxMemory() >> 20), FAILED, trace);
            default -> new Explanation("something went wrong inside `%s`%s; %s".formatted(word(statement), said(thrown), TRACE_HINT),
                    FAILED, trace);
        };
    }

    /// What the contract cannot know: which verb lists the names, and which words of the verb resemble a setting.
    private static RecipeException cured(RecipeException wrong, String statement) {
        return new RecipeException(wrong.problems().stream().map(problem -> new Problem(problem.message()
                + cure(problem.message(), statement), problem.start(), problem.end())).toList(), wrong.source());
    }

    private static String cure(String message, String statement) {
        for (var list : LISTS.entrySet()) {
            if (message.matches("there is no " + list.getKey() + " `[^`]*`")) {
                return "; `%s` lists them".formatted(list.getValue());
            }
        }
        var setting = Pattern.compile("has no setting `([^`]*)`").matcher(message);
        if (!setting.find() || message.contains("did you mean")) {
            return "";
        }
        var words = statement.strip().split("\\s+", 3);
        return Verbs.find(words[0], words.length > 1 ? words[1] : "").map(Verb::syntax).flatMap(syntax -> Suggestion
                .nearest(setting.group(1), syntax.parts().stream().filter(Part::isOption)
                        .map(part -> part.keyword().replace("=", "")).toList())
                .map(option -> "; `%s` has an option %s=".formatted(syntax.verb(), option))).orElse("");
    }

    private static String gogo(Throwable thrown, String statement, Collection<String> commands) {
        return switch (thrown) {
            case CommandNotFoundException unknown -> unknown(unknown.getCommand(), statement, commands);
            case EOFError open -> "the statement is not complete: a quote or a bracket is not closed";
            case SyntaxError wrong -> "the statement cannot be read: %s".formatted(wrong.getMessage());
            case InterruptedException cancelled -> "cancelled";
            case java.nio.file.NoSuchFileException missing -> "there is no file `%s`".formatted(missing.getMessage());
            case IllegalArgumentException refused when plain(refused) -> "%s: %s".formatted(word(statement), refused.getMessage());
            default -> "something went wrong inside `%s`%s; %s".formatted(word(statement), said(thrown), TRACE_HINT);
        };
    }

    /// A name that nothing has, with the place of the word.
    static String unknown(String command, String statement, Collection<String> commands) {
        var near = Suggestion.nearest(command, commands).map(name -> "; did you mean `" + name + "`?")
                .orElse("; `help` lists what there is");
        int at = statement.indexOf(command);
        var message = "there is no command `%s`%s".formatted(command, near);
        return at < 0 ? message : new RecipeException(message, statement, at, at + command.length()).pointed();
    }

    private static String word(String statement) {
        return statement.strip().split("[\\s|;]", 2)[0];
    }

    /// The message, unless it speaks of classes.
    private static String said(Throwable thrown) {
        return thrown.getMessage() == null || !plain(thrown) ? "" : ": " + thrown.getMessage();
    }

    private static boolean plain(Throwable thrown) {
        return thrown.getMessage() != null && !thrown.getMessage().matches("(?s).*([a-z]\\w*\\.){2,}\\w+.*|.*\\(CommandSession.*");
    }
}
