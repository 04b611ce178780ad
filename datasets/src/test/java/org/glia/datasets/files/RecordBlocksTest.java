package org.glia.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBlocksTest {

    private static final Syntax SYNTAX = new Syntax(',', '"', '#');

    private static List<String> blocks(Reader text, int size, int longest) throws IOException {
        var records = new RecordBlocks(text, SYNTAX, new RecordBlocks.Sizes(size, size, longest, 4));
        var block = new TextBlock();
        var blocks = new ArrayList<String>();
        while (records.next(block)) {
            assertEquals('\n', block.text()[block.length()]);
            assertTrue(block.isWhole());
            blocks.add(new String(block.text(), 0, block.length()));
        }
        assertTrue(records.isOver());
        records.close();
        return blocks;
    }

    private static List<String> blocks(String text, int size) {
        try {
            return blocks(new StringReader(text), size, 1 << 20);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Blocks that end within a record, or within a line end, would be parsed otherwise than the whole.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 40})
    void blocksHoldTheRecordsOfTheWhole(int size) {
        var random = new Random(size);
        var alphabet = List.of("a", "b", ",", "\"", "\"\"", "\n", "\r\n", "\r", "#", ",\"", "\",", "\"\n");
        int several = 0;
        for (int i = 0; i < 4000; i++) {
            var text = IntStream.range(0, random.nextInt(40)).mapToObj(k -> alphabet.get(random.nextInt(alphabet.size())))
                    .collect(Collectors.joining());
            var blocks = blocks(text, size);
            assertEquals(text, String.join("", blocks));
            var whole = Parsed.of(text, SYNTAX);
            if (!whole.isMalformed()) {
                assertEquals(whole.records(), blocks.stream().flatMap(block -> Parsed.of(block, SYNTAX).records().stream())
                        .toList(), () -> text);
                several += blocks.size() > 1 ? 1 : 0;
            }
        }
        assertTrue(several > 200, several + " texts were cut");
    }

    @Test
    void aBlockEndsBehindItsLastRecord() {
        assertEquals(List.of("a,b\n", "c,d\n", "ef,gh"), blocks("a,b\nc,d\nef,gh", 5));
        assertEquals(List.of("a\r\n", "\"x\n\ny\"\r\n", "b\rc"), blocks("a\r\n\"x\n\ny\"\r\nb\rc", 4));
        assertEquals(List.of("#\"\n", "a\n"), blocks("#\"\na\n", 3));
        assertEquals(List.of(), blocks("", 3));
    }

    @Test
    void aRecordThatIsLongerThanABlockMakesItLonger() {
        var record = "\"" + "x\n".repeat(500) + "\",1\n";
        var blocks = blocks("a,b\n" + record + "c,d\n".repeat(1000), 4);
        assertEquals("a,b\n", blocks.get(0));
        assertTrue(blocks.get(1).startsWith(record) && blocks.get(1).length() < 3 * record.length());
        assertTrue(blocks.size() > 400);
    }

    @Test
    void aRecordThatIsTooLongIsHandedOutAsItIs() {
        var records = new RecordBlocks(new StringReader("a\n\"" + "x\n".repeat(500)), SYNTAX,
                new RecordBlocks.Sizes(4, 4, 100, 4));
        var block = new TextBlock();
        assertTrue(records.next(block) && block.isWhole());
        assertTrue(records.next(block));
        assertFalse(block.isWhole());
    }

    @Test
    void whatWasReadBeforeAFailureIsHandedOutFirst() {
        var failing = new Reader() {
            private int at;

            @Override
            public int read(char[] buffer, int from, int count) throws IOException {
                if (at == 7) {
                    throw new IOException("broken");
                }
                buffer[from] = "a\nb\nc\nd".charAt(at++);
                return 1;
            }

            @Override
            public void close() {
            }
        };
        var records = new RecordBlocks(failing, SYNTAX, new RecordBlocks.Sizes(100, 100, 100, 4));
        var block = new TextBlock();
        assertTrue(records.next(block));
        assertEquals("a\nb\nc\n", new String(block.text(), 0, block.length()));
        assertFalse(records.next(block));
        assertEquals("broken", assertThrows(IOException.class, records::close).getMessage());
    }

    @Test
    void blocksGrowWithTheTextAndOnlyTheLargestAreReadSideBySide() {
        var sizes = new RecordBlocks.Sizes(10, 100, 1000, 7);
        assertEquals(List.of(10, 10, 50, 100), List.of(sizes.after(0), sizes.after(80), sizes.after(400), sizes.after(5000)));
        var records = new RecordBlocks(new StringReader("a\n".repeat(1000)), SYNTAX, sizes);
        var block = new TextBlock();
        assertEquals(1, records.wave());
        while (records.wave() == 1) {
            assertTrue(records.next(block));
        }
        assertEquals(7, records.wave());
        assertTrue(records.next(block) && block.length() > 90);
    }
}
