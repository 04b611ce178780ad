package org.glia.datasets.files;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

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

    /// The separator of a text, read from the reader's present position.
    static char find(Reader text, CsvTable.Dialect dialect) throws IOException {
        var buffer = new char[SAMPLE_CHARACTERS];
        int length = 0;
        int count = 0;
        while (count >= 0 && length < buffer.length) {
            length += count;
            count = text.read(buffer, length, buffer.length - length);
        }
        boolean whole = length < buffer.length;
        var sample = new String(buffer, 0, length);
        var best = new Fit(',', 0, 0);
        // a comma that separates decimals separates no fields
        for (char candidate : dialect.point() == ',' ? List.of(';', '\t', '|') : List.of(',', ';', '\t', '|')) {
            var fit = fit(candidate, sample, whole, dialect);
            if (fit.fields > 1 && fit.isBetterThan(best)) {
                best = fit;
            }
        }
        return best.separator;
    }

    private static Fit fit(char candidate, String sample, boolean whole, CsvTable.Dialect dialect) {
        int first = 0;
        int lines = 0;
        int agreeing = 0;
        try (var reader = dialect.reader(candidate).ofCsvRecord(new StringReader(sample))) {
            reader.skipLines(dialect.skip());
            for (var records = reader.iterator(); records.hasNext() && lines < SAMPLE_LINES;) {
                var record = records.next();
                first = lines == 0 ? record.getFieldCount() : first;
                if (whole || lines == 0 || records.hasNext()) { // the last line of a sample may be cut
                    lines++;
                    agreeing += record.getFieldCount() == first ? 1 : 0;
                }
            }
        } catch (CsvParseException cutOrMalformed) {
            // what was read until there is all there is to go by; reading the file will tell of it
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail", e);
        }
        return new Fit(candidate, lines == 0 ? 0 : (double) agreeing / lines, first);
    }
}
