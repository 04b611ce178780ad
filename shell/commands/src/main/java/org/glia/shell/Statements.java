package org.glia.shell;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.glia.shell.verbs.Verb;
import org.glia.shell.verbs.Verbs;
import org.glia.shell.words.Lexer;
import org.glia.shell.words.Syntax;
import org.glia.shell.words.Word;

/// Cuts a text into statements, which end at a line end or a `;`. A line that starts with a verb that takes recipes, data
/// or files is read by our lexer, and Gogo gets each word in single quotes; all other statements are Gogo's own.
final class Statements {

    private final String text;
    private int at;
    private int line = 1;
    private int counted;

    Statements(String text) {
        this.text = text;
        skipToStart();
    }

    boolean hasNext() {
        return at < text.length();
    }

    /// @throws NoSuchElementException if there is none left
    Statement next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int start = at;
        for (; counted < start; counted++) {
            line += text.charAt(counted) == '\n' ? 1 : 0;
        }
        var statement = syntax().filter(Syntax::ownsLine).map(this::owned).orElseGet(() -> plain(start));
        skipToStart();
        return statement;
    }

    /// Where the last statement starts, for completion.
    int lastStart() {
        int last = at;
        while (hasNext()) {
            last = at;
            next();
        }
        return text.isEmpty() || last >= text.length() || endsStatement() ? text.length() : last;
    }

    private boolean endsStatement() {
        var trimmed = text.stripTrailing();
        return trimmed.endsWith(";");
    }

    /// What can be said with the verb that the statement begins with.
    private Optional<Syntax> syntax() {
        var first = word(at);
        int next = at + first.length();
        while (next < text.length() && " \t".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        return Verbs.find(first, word(next)).map(Verb::syntax);
    }

    private String word(int start) {
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-')) {
            end++;
        }
        boolean ends = end == text.length() || Character.isWhitespace(text.charAt(end)) || ";|".indexOf(text.charAt(end)) >= 0;
        return ends ? text.substring(start, end) : "";
    }

    private Statement owned(Syntax syntax) {
        int start = at;
        var lexed = Lexer.lex(text, start);
        var words = lexed.words();
        int pipe = syntax.pipeAt(words);
        var gogo = new StringBuilder(GogoCommands.SCOPE).append(':').append(words.getFirst().raw());
        words.subList(1, pipe).forEach(word -> gogo.append(' ').append(quoted(word.raw())));
        if (pipe == words.size()) {
            at = lexed.end();
            return new Statement(text.substring(start, at).strip(), line, gogo.toString(),
                    lexed.open() != Lexer.Open.NOTHING);
        }
        int bar = words.get(pipe).start();
        var rest = gogoEnd(bar);
        at = rest.end();
        return new Statement(text.substring(start, at).strip(), line, gogo + " " + text.substring(bar, at), rest.open());
    }

    private Statement plain(int start) {
        var end = gogoEnd(start);
        at = end.end();
        var statement = text.substring(start, at).strip();
        return new Statement(statement, line, statement, end.open());
    }

    /// The word so that Gogo takes it as it stands, but for variables outside of single quotes.
    static String quoted(String raw) {
        var gogo = new StringBuilder("'");
        boolean single = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\'') {
                single = !single;
                gogo.append("'\\''");
            } else if (c == '$' && !single && variableEnd(raw, i) > i + 1) {
                int end = variableEnd(raw, i);
                gogo.append("'\"").append(raw, i, end).append("\"'");
                i = end - 1;
            } else {
                gogo.append(c);
            }
        }
        return gogo.append("'").toString();
    }

    /// Where `$name` or `${name}` ends; `from` + 1 if it is neither.
    private static int variableEnd(String raw, int from) {
        boolean braces = raw.startsWith("{", from + 1);
        int end = from + (braces ? 2 : 1);
        while (end < raw.length() && (Character.isLetterOrDigit(raw.charAt(end)) || raw.charAt(end) == '_')) {
            end++;
        }
        return !braces ? end : raw.startsWith("}", end) ? end + 1 : from + 1;
    }

    private record End(int end, boolean open) {
    }

    /// Where a statement of Gogo ends that starts, or goes on, at `from`.
    private End gogoEnd(int from) {
        int depth = 0;
        char quote = 0;
        char before = '\n';
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote == '"') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
                before = c;
            } else if (c == '\\') {
                i++;
                before = c;
            } else if (c == '"' || c == '\'') {
                quote = c;
                before = c;
            } else if (c == '#' && (i == from || Character.isWhitespace(text.charAt(i - 1)))) {
                while (i + 1 < text.length() && text.charAt(i + 1) != '\n') {
                    i++;
                }
            } else {
                depth += "({[".indexOf(c) >= 0 ? 1 : ")}]".indexOf(c) >= 0 ? -1 : 0;
                if (depth <= 0 && (c == ';' || c == '\n' && "|&".indexOf(before) < 0)) {
                    return new End(i, false);
                }
                before = Character.isWhitespace(c) && c != '\n' ? before : c == '\n' ? before : c;
            }
        }
        return new End(text.length(), depth > 0 || quote != 0 || before == '|');
    }

    private void skipToStart() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (c == ';' || Character.isWhitespace(c)) {
                at++;
            } else {
                return;
            }
        }
    }

    /// The words of a statement of ours that are to be joined to text again: those which Gogo has taken out of quotes are
    /// put into quotes.
    static String joined(String verb, List<?> arguments) {
        var text = new StringBuilder(verb);
        for (var argument : arguments) {
            var word = argument instanceof List<?> list ? String.join(",", list.stream().map(String::valueOf).toList())
                    : String.valueOf(argument);
            text.append(' ').append(isOneWord(word) ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return text.toString();
    }

    private static boolean isOneWord(String text) {
        var lexed = Lexer.lex(text, 0);
        return lexed.words().size() == 1 && lexed.words().getFirst().equals(new Word(text, 0, text.length()))
                && lexed.end() == text.length();
    }
}
