package org.glia.shell.words;

import java.util.ArrayList;
import java.util.List;

/// Cuts a line whose verb takes recipes into words. All characters are kept, but for blanks between words, `;` and line
/// ends between statements, and comments: a word that starts with `#`, and the rest of its line.
///
/// Quotes and brackets of all kinds hold their content together, whatever is in it. A line goes on in the next one where
/// a quote or a bracket is open, after `|` and `,`, and after a `\` at its end.
public final class Lexer {

    /// What keeps a statement from being complete.
    public enum Open {
        /// Nothing does.
        NOTHING,
        /// A quote is not closed.
        QUOTE,
        /// A bracket is not closed.
        BRACKET,
        /// The last word asks for more: `|` or `,`, or a `\` before the end.
        MORE
    }

    /// @param words  in their order, places counted from the start of the text
    /// @param end    where the statement ends: at the `;` or line end, or at the end of the text
    /// @param open   what is missing at the end of the text
    /// @param openAt where that starts
    public record Lexed(List<Word> words, int end, Open open, int openAt) {
    }

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int at;
    private Open open = Open.NOTHING;
    private int openAt;

    private Lexer(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /// The words of the statement that starts at `from`.
    public static Lexed lex(String text, int from) {
        return new Lexer(text, from).lexed();
    }

    /// The words of a text that is one statement.
    public static List<Word> words(String text) {
        return lex(text, 0).words();
    }

    private Lexed lexed() {
        boolean ended = false;
        while (!ended && at < text.length()) {
            char c = text.charAt(at);
            if (c == ';' || c == '\n' && !goesOn()) {
                ended = true;
            } else if (c == '\\' && endsLine(at + 1)) {
                at++;
                skipLineEnd();
                if (at >= text.length()) {
                    open = Open.MORE;
                    openAt = text.length();
                }
            } else if (isBlank(c)) {
                at++;
            } else if (c == '#') {
                skipComment();
            } else {
                word();
            }
        }
        if (!ended && open == Open.NOTHING && goesOn()) {
            open = Open.MORE;
            openAt = words.getLast().start();
        }
        return new Lexed(List.copyOf(words), at, open, openAt);
    }

    private boolean goesOn() {
        return !words.isEmpty() && (words.getLast().isBar() || words.getLast().raw().endsWith(","));
    }

    private boolean endsLine(int place) {
        return place >= text.length() || text.charAt(place) == '\n' || text.startsWith("\r\n", place);
    }

    private void skipLineEnd() {
        at = text.startsWith("\r\n", at) ? at + 2 : Math.min(at + 1, text.length());
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private void word() {
        int start = at;
        if (text.charAt(at) == '|') {
            at++;
        } else {
            while (at < text.length() && !endsWord(at)) {
                switch (text.charAt(at)) {
                    case '"', '\'' -> quote();
                    case '[', '{', '(' -> brackets();
                    default -> at++;
                }
            }
        }
        words.add(new Word(text.substring(start, at), start, at));
    }

    private boolean endsWord(int place) {
        char c = text.charAt(place);
        return isBlank(c) || c == ';' || c == '|' || c == '\\' && endsLine(place + 1);
    }

    private void quote() {
        int start = at;
        char quote = text.charAt(at++);
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at < text.length()) {
            at++;
        } else {
            at = text.length();
            open = Open.QUOTE;
            openAt = start;
        }
    }

    private void brackets() {
        int start = at;
        int depth = 0;
        do {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                quote();
                continue;
            }
            depth += "[{(".indexOf(c) >= 0 ? 1 : "]})".indexOf(c) >= 0 ? -1 : 0;
            at++;
        } while (depth > 0 && at < text.length());
        if (depth > 0 && open == Open.NOTHING) {
            open = Open.BRACKET;
            openAt = start;
        }
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
