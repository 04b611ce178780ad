package org.glia.shell;

import java.util.List;

import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// Tells the line editor when a line is complete, and which part of it a completion replaces.
final class LineParser implements Parser {

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !Runner.isComplete(line)) {
            throw new EOFError(-1, cursor, "the statement goes on");
        }
        return new Line(line, cursor);
    }

    /// A line with a cursor. The words are those before the cursor, cut where completion cuts.
    private record Line(String line, int cursor) implements CompletingParsedLine {

        @Override
        public String word() {
            return line.substring(Completion.wordStart(line.substring(0, cursor)), cursor);
        }

        @Override
        public int wordCursor() {
            return word().length();
        }

        @Override
        public int wordIndex() {
            return words().size() - 1;
        }

        @Override
        public List<String> words() {
            return List.of(line.substring(0, cursor - word().length()), word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return word().length();
        }
    }
}
