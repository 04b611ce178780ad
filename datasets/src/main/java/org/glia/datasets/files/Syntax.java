package org.glia.datasets.files;

/// What tells records and fields apart in a text (RFC 4180): where each of its parts ends. A text stands in an array with a
/// line feed behind its end, so that every search ends.
///
/// @param quote   stands around fields that hold separators or line ends; inside, it is written twice
/// @param comment begins lines that are passed over, -1 where none are
record Syntax(char separator, char quote, int comment) {

    /// Unlikely in any text: for files without quotes.
    static final char NEVER = '\uFFFF';

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /// Behind the line end at a position, which has two characters where it is that of other systems.
    static int behindLineEnd(char[] text, int at) {
        return text[at] == '\r' && text[at + 1] == '\n' ? at + 2 : at + 1;
    }

    /// Where the line ends.
    static int lineEnd(char[] text, int at) {
        while (!isLineEnd(text[at])) {
            at++;
        }
        return at;
    }

    /// Whether a line that begins so holds no record: it is empty or a comment.
    boolean isPassed(char first) {
        return isLineEnd(first) || first == comment;
    }

    /// Where a field without quotes ends; quotes inside it have no meaning.
    int fieldEnd(char[] text, int at) {
        while (text[at] != separator && !isLineEnd(text[at])) {
            at++;
        }
        return at;
    }

    /// The quote that closes a field.
    ///
    /// @param from   behind the quote that opens it
    /// @param length of the text, which is also the answer if none does
    int closingQuote(char[] text, int from, int length) {
        for (int at = from; at < length; at++) {
            if (text[at] == quote) {
                if (text[at + 1] != quote) {
                    return at;
                }
                at++;
            }
        }
        return length;
    }

    /// Whether a field may end before this character.
    boolean endsField(char c) {
        return c == separator || isLineEnd(c);
    }
}
