package org.glia.datasets.files;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;

/// What another parser (FastCSV 4.4) reads in a text: the oracle of ours.
///
/// @param lines   where each record begins
/// @param failure what it says of a malformed record, which begins at the last of the lines
record Parsed(List<List<String>> records, List<Long> lines, Optional<String> failure) {

    /// The records, blanks around fields without quotes left out; empty lines and comments are no records.
    static Parsed of(String text, Syntax syntax) {
        var handler = new Handler();
        var reader = CsvReader.builder().fieldSeparator(syntax.separator()).quoteCharacter(syntax.quote())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true).allowUnclosedQuote(false);
        if (syntax.comment() >= 0) {
            reader = reader.commentStrategy(CommentStrategy.SKIP).commentCharacter((char) syntax.comment());
        }
        var records = new ArrayList<List<String>>();
        var lines = new ArrayList<Long>();
        try (var parser = reader.build(handler, new StringReader(text))) {
            for (var fields : parser) {
                records.add(fields);
                lines.add(handler.line);
            }
        } catch (CsvParseException e) {
            lines.add(handler.line);
            return new Parsed(records, lines, Optional.of(e.getMessage()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new Parsed(records, lines, Optional.empty());
    }

    boolean isMalformed() {
        return failure.isPresent();
    }

    private static final class Handler extends CsvCallbackHandler<List<String>> {

        private List<String> fields = new ArrayList<>();
        private RecordType type = RecordType.DATA;
        private long line;

        @Override
        protected void beginRecord(long startingLine) {
            line = startingLine;
            fields = new ArrayList<>();
            type = RecordType.DATA;
        }

        @Override
        protected void addField(char[] buffer, int offset, int length, boolean quoted) {
            var field = new String(buffer, offset, length);
            fields.add(quoted ? field : field.trim());
        }

        @Override
        protected void setComment(char[] buffer, int offset, int length) {
            type = RecordType.COMMENT;
        }

        @Override
        protected void setEmpty() {
            type = RecordType.EMPTY;
        }

        @Override
        protected RecordType getRecordType() {
            return type;
        }

        @Override
        protected int getFieldCount() {
            return fields.size();
        }

        @Override
        protected List<String> buildRecord() {
            return fields;
        }
    }
}
