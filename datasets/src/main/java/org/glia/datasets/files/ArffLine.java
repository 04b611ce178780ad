package org.glia.datasets.files;

import java.util.Optional;

/// The words of one line of an ARFF file.
final class ArffLine {

    /// A line that breaks the rules of the format; the message is a sentence for people.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String sentence) {
            super(sentence);
        }
    }

    /// A word, and whether it was in quotes, where `?` is no missing value.
    record Word(String text, boolean quoted) {

        boolean isMissing() {
            return !quoted && text.equals("?");
        }
    }

    private final String line;
    private int at;

    ArffLine(String line) {
        this.line = line;
        skipBlanks();
    }

    /// Whether nothing or only a comment is left.
    boolean atEnd() {
        return at == line.length() || line.charAt(at) == '%';
    }

    boolean next(char wanted) {
        if (atEnd() || line.charAt(at) != wanted) {
            return false;
        }
        at++;
        skipBlanks();
        return true;
    }

    boolean isNext(char wanted) {
        return !atEnd() && line.charAt(at) == wanted;
    }

    private void skipBlanks() {
        while (at < line.length() && line.charAt(at) <= ' ') {
            at++;
        }
    }

    /// The next word: in quotes, or up to a blank, comma or brace; empty at one of these.
    Word word() throws Malformed {
        if (at < line.length() && (line.charAt(at) == '\'' || line.charAt(at) == '"')) {
            return new Word(quoted(), true);
        }
        int from = at;
        while (at < line.length() && line.charAt(at) > ' ' && ",{}".indexOf(line.charAt(at)) < 0) {
            at++;
        }
        var word = line.substring(from, at);
        skipBlanks();
        return new Word(word, false);
    }

    private String quoted() throws Malformed {
        int begin = at;
        char quote = line.charAt(at++);
        var text = new StringBuilder();
        while (at < line.length() && line.charAt(at) != quote) {
            char c = line.charAt(at++);
            if (c == '\\' && at < line.length()) {
                char escaped = line.charAt(at++);
                switch (escaped) {
                    case 'n' -> text.append('\n');
                    case 'r' -> text.append('\r');
                    case 't' -> text.append('\t');
                    case 'u' -> text.append(unicode());
                    default -> text.append(escaped);
                }
            } else {
                text.append(c);
            }
        }
        if (at == line.length()) {
            throw new Malformed("the quote %s at character %d is never closed".formatted(quote, begin + 1));
        }
        at++;
        skipBlanks();
        return text.toString();
    }

    /// Weka writes control characters as `\u001E`.
    private char unicode() throws Malformed {
        try {
            var digits = line.substring(at, at + 4);
            at += 4;
            return (char) Integer.parseUnsignedInt(digits, 16);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new Malformed("four hexadecimal digits are missing after \\u at character %d".formatted(at - 1));
        }
    }

    /// `{2.5}` at the end of a row.
    Optional<String> weight() throws Malformed {
        if (!next('{')) {
            return Optional.empty();
        }
        var weight = word().text();
        if (!next('}') || !atEnd()) {
            throw new Malformed("a weight is written as {2.5} at the end of the line");
        }
        return Optional.of(weight);
    }

    /// All that is left, for messages and for attribute declarations that have no words.
    String rest() {
        return line.substring(at).strip();
    }
}
