package org.glia.shell.words;

/// A word of a statement: what stands between blanks, where quotes and brackets hold blanks together.
///
/// @param raw   as it was written, with its quotes and brackets
/// @param start where it starts in the statement
/// @param end   where it ends, exclusive
public record Word(String raw, int start, int end) {

    /// Whether this is the bar between the steps of a recipe, or before a pipe.
    public boolean isBar() {
        return raw.equals("|");
    }

    /// Whether the word as a whole is one quoted text.
    public boolean isQuoted() {
        char first = raw.charAt(0);
        if (raw.length() < 2 || first != '"' && first != '\'') {
            return false;
        }
        for (int i = 1; i < raw.length(); i++) {
            if (raw.charAt(i) == '\\') {
                i++;
            } else if (raw.charAt(i) == first) {
                return i == raw.length() - 1;
            }
        }
        return false;
    }

    /// Whether the word as a whole stands in one pair of square brackets.
    public boolean isBracketed() {
        if (!raw.startsWith("[")) {
            return false;
        }
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && --depth == 0) {
                return i == raw.length() - 1;
            }
        }
        return false;
    }

    /// Where `=` parts a key from its value; -1 if the word does not start like `key=`.
    public int equalsSign() {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '=') {
                return i;
            }
            if (!Character.isLetterOrDigit(c) && "-_.".indexOf(c) < 0) {
                return -1;
            }
        }
        return -1;
    }
}
