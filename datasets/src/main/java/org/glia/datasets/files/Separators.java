package org.glia.datasets.files;

import java.io.IOException;
import java.io.Reader;
import java.util.List;

/// The characters that separate fields: their names, and how the one of a file is found out.
final class Separators {

    /// How much of a file is looked at.
    private static final int SAMPLE_CHARACTERS = 1 << 16;
    private static final int SAMPLE_LINES = 100;

    private Separators() {
    }

    /// @throws IllegalArgumentException if it is neither a name nor a character
    static char named(String text) {
        return switch (text) {
            case "comma" -> ',';
            case "semicolon" -> ';';
            case "tab", "\\t" -> '\t';
            case "pipe" -> '|';
            case "space" -> ' ';
            default -> {
                if (text.length() != 1 || "\r\n".contains(text)) {
                    throw new IllegalArgumentException(("`separator` must be auto, comma, semicolon, tab, pipe, space, "
                            + "or one character; it was `%s`").formatted(text));
                }
                yield text.charAt(0);
            }
        };
    }

    /// How people call it in a message.
    static String name(char separator) {
        return separator == '\t' ? "a tab" : separator == ' ' ? "a space" : "`" + separator + "`";
    }

    /// How well a separator explains the first lines.
    ///
    /// @param agreeing the share of the lines that have as many fields as the first
    private record Fit(char separator, double agreeing, int fields) {

        boolean isBetterThan(Fit other) {
            return agreeing > other.agreeing || agreeing == other.agreeing && fields > other.fields;
        }
    }

    /// The separator of a text, which is read from its beginning, with the other characters that mean something.
    static Syntax find(Reader text, char quote, int comment, Csv.Settings settings) throws IOException {
        var buffer = new char[SAMPLE_CHARACTERS + 1];
        int length = 0;
        int count = 0;
        while (count >= 0 && length < SAMPLE_CHARACTERS) {
            length += count;
            count = text.read(buffer, length, SAMPLE_CHARACTERS - length);
        }
        buffer[length] = '\n';
        int from = 0;
        for (int line = 0; line < settings.layout().skip() && from < length; line++) {
            from = Syntax.behindLineEnd(buffer, Syntax.lineEnd(buffer, from));
        }
        boolean whole = length < SAMPLE_CHARACTERS;
        // a comma that separates decimals separates no fields
        boolean decimalComma = settings.cells().decimal() == Csv.DecimalPoint.COMMA;
        var best = new Fit(',', 0, 0);
        for (char candidate : decimalComma ? List.of(';', '\t', '|') : List.of(',', ';', '\t', '|')) {
            var fit = fit(new Syntax(candidate, quote, comment), buffer, from, length, whole);
            if (candidate != quote && candidate != comment && fit.fields > 1 && fit.isBetterThan(best)) {
                best = fit;
            }
        }
        return new Syntax(best.separator, quote, comment);
    }

    private static Fit fit(Syntax syntax, char[] text, int from, int length, boolean whole) {
        int first = 0;
        int lines = 0;
        int agreeing = 0;
        for (int at = from; at < length && lines < SAMPLE_LINES; at = Syntax.behindLineEnd(text, at)) {
            if (syntax.isPassed(text[at])) {
                at = Syntax.lineEnd(text, at);
                continue;
            }
            int fields = 1;
            at = fieldEnd(syntax, text, at, length);
            while (at < length && text[at] == syntax.separator()) {
                fields++;
                at = fieldEnd(syntax, text, at + 1, length);
            }
            if (lines > 0 && at >= length && !whole) {
                break; // the last line of a sample may be cut
            }
            first = lines == 0 ? fields : first;
            lines++;
            agreeing += fields == first ? 1 : 0;
        }
        return new Fit(syntax.separator(), lines == 0 ? 0 : (double) agreeing / lines, first);
    }

    /// Where a field ends, with its quotes; what is malformed is left for the reading of the file to tell of.
    private static int fieldEnd(Syntax syntax, char[] text, int at, int length) {
        int behindQuotes = text[at] == syntax.quote() ? syntax.closingQuote(text, at + 1, length) : at;
        return syntax.fieldEnd(text, behindQuotes);
    }
}
