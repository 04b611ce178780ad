package org.glia.datasets.files;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.Optional;

/// Cuts a text into blocks of whole records, which can be parsed side by side. Where a record ends is found as the parser
/// finds it; where there are no quotes, it is the end of any line. The blocks depend on the text alone.
final class RecordBlocks {

    /// How much text a block holds.
    ///
    /// @param first   characters of the first block; the later ones grow slowly, so that small files are told of often
    /// @param largest characters of a block that need not hold a longer record
    /// @param longest characters of a record at most
    /// @param wave    how many of the largest blocks are parsed side by side
    record Sizes(int first, int largest, int longest, int wave) {

        static final Sizes USUAL = new Sizes(1 << 14, 1 << 18, 1 << 29, 16);
        /// A block is as large as this part of all before it.
        private static final int GROWTH = 8;

        int after(long read) {
            return (int) Math.clamp(read / GROWTH, first, largest);
        }
    }

    private final Reader text;
    private final Syntax syntax;
    private final Sizes sizes;

    private char[] rest = {};
    private long charactersRead;
    private boolean isOver;
    private Optional<IOException> failure = Optional.empty();

    RecordBlocks(Reader text, Syntax syntax, Sizes sizes) {
        this.text = text;
        this.syntax = syntax;
        this.sizes = sizes;
    }

    /// Whether all blocks have been read.
    boolean isOver() {
        return isOver;
    }

    /// How many blocks are worth being parsed side by side.
    int wave() {
        return sizes.after(charactersRead) == sizes.largest ? sizes.wave : 1;
    }

    /// The next block. Where the reader fails, the whole records before that are the last block, and [#close()] throws
    /// the failure, so that errors in them come first.
    ///
    /// @return whether there was one
    boolean next(TextBlock block) {
        if (isOver) {
            return false;
        }
        int length = rest.length;
        int room = length + sizes.after(charactersRead);
        block.reserve(room);
        System.arraycopy(rest, 0, block.text(), 0, length);
        while (true) {
            length = fill(block.text(), length, room);
            int end = isOver && failure.isEmpty() ? length : recordsEnd(block.text(), length);
            if (end > 0 || isOver || room >= sizes.longest) {
                boolean isWhole = end > 0 || isOver;
                int cut = isWhole ? end : length;
                rest = Arrays.copyOfRange(block.text(), cut, length);
                block.setLength(cut, isWhole);
                return block.length() > 0;
            }
            room = Math.min(sizes.longest, 2 * room);
            block.reserve(room);
        }
    }

    private int fill(char[] buffer, int from, int to) {
        int length = from;
        try {
            while (length < to) {
                int count = text.read(buffer, length, to - length);
                if (count < 0) {
                    isOver = true;
                    break;
                }
                length += count;
                charactersRead += count;
            }
        } catch (IOException e) {
            failure = Optional.of(e);
            isOver = true;
        }
        return length;
    }

    /// Throws what stopped the reader.
    void close() throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    // ---- where records end

    /// How many characters the whole records have that the text begins with.
    private int recordsEnd(char[] buffer, int length) {
        buffer[length] = '\n';
        return holdsQuote(buffer, length) ? lastRecordEnd(buffer, length) : lastLineEnd(buffer, length);
    }

    private boolean holdsQuote(char[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            if (buffer[i] == syntax.quote()) {
                return true;
            }
        }
        return false;
    }

    /// A carriage return at the very end may be followed by the line feed that belongs to it.
    private static int lastLineEnd(char[] buffer, int length) {
        for (int end = length; end > 0; end--) {
            if (buffer[end - 1] == '\n' || buffer[end - 1] == '\r' && end < length) {
                return end;
            }
        }
        return 0;
    }

    private int lastRecordEnd(char[] buffer, int length) {
        int end = 0;
        for (int at = 0; at < length;) {
            if (at == end && syntax.isPassed(buffer[at])) {
                at = Syntax.lineEnd(buffer, at);
            } else {
                int field = buffer[at] == syntax.quote() ? syntax.closingQuote(buffer, at + 1, length) : at;
                at = syntax.fieldEnd(buffer, field);
            }
            if (at < length && buffer[at] == syntax.separator()) {
                at++;
            } else if (at < length && (buffer[at] == '\n' || at + 1 < length)) {
                at = Syntax.behindLineEnd(buffer, at);
                end = at;
            } else {
                break;
            }
        }
        return end;
    }
}
