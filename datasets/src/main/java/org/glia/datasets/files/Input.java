package org.glia.datasets.files;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.glia.api.problem.DataException;

/// A file or a resource that can be read as text, several times over. Gzip is known by its first bytes, whatever the
/// file is called, and so is a byte order mark, which overrules the character set that was asked for.
public final class Input implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /// Opens the bytes from their beginning.
    private interface Opener {
        InputStream open() throws IOException;
    }

    private final String name;
    private final Opener opener;
    private final long size;
    private final Optional<Path> spooled;
    private long bytesRead;

    private Input(String name, Opener opener, long size, Optional<Path> spooled) {
        this.name = name;
        this.opener = opener;
        this.size = size;
        this.spooled = spooled;
    }

    /// A file of this machine. What can be read only once (a pipe) is copied into a temporary file, which [#close()]
    /// removes.
    ///
    /// @throws DataException if there is no such file, or it cannot be read
    public static Input file(Path path) {
        var name = String.valueOf(path.getFileName());
        if (!Files.exists(path)) {
            throw new DataException("there is no file `%s`".formatted(path));
        }
        if (Files.isDirectory(path)) {
            throw new DataException("`%s` is a folder; name a file in it".formatted(path));
        }
        try {
            if (Files.isRegularFile(path)) {
                return new Input(name, () -> Files.newInputStream(path), Files.size(path), Optional.empty());
            }
            var copy = Files.createTempFile("glia-", ".input");
            try (var once = Files.newInputStream(path)) {
                Files.copy(once, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return new Input(name, () -> Files.newInputStream(copy), Files.size(copy), Optional.of(copy));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /// The file that a reader was given.
    ///
    /// @throws DataException if it was given none, or the file cannot be read
    public static Input required(Optional<Path> file, String reader) {
        return file(file.orElseThrow(() -> new DataException("`%s` reads a file; name one".formatted(reader))));
    }

    /// A resource that lies beside a class.
    public static Input resource(Class<?> beside, String name) {
        return new Input(name, () -> {
            var stream = beside.getResourceAsStream(name);
            if (stream == null) {
                throw new FileNotFoundException(name);
            }
            return stream;
        }, 0, Optional.empty());
    }

    /// What messages call it: the file's name.
    String name() {
        return name;
    }

    /// What the table is called: the file's name without its endings.
    String tableName() {
        var plain = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        int dot = plain.lastIndexOf('.');
        return dot > 0 ? plain.substring(0, dot) : plain;
    }

    /// The share of the bytes that has been read since the last [#open].
    double fraction() {
        return size == 0 ? 0 : Math.min(1, (double) bytesRead / size);
    }

    /// The text from its beginning. Bytes that are no text in this character set make it fail; [#problem] tells people
    /// what such failures mean.
    ///
    /// @throws DataException if the file cannot be opened
    Reader open(Charset charset) {
        try {
            var bytes = bytes();
            var actual = skipMark(bytes).orElse(charset);
            var decoder = actual.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            return new InputStreamReader(bytes, decoder);
        } catch (IOException e) {
            throw problem(e, charset);
        }
    }

    /// [#open] for reading line by line.
    BufferedReader lines(Charset charset) {
        return new BufferedReader(open(charset), BUFFER);
    }

    private PushbackInputStream bytes() throws IOException {
        bytesRead = 0;
        var raw = new PushbackInputStream(new Counted(opener.open()), 2);
        try {
            var magic = raw.readNBytes(2);
            raw.unread(magic);
            boolean gzip = magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
            return new PushbackInputStream(gzip ? new GZIPInputStream(raw, BUFFER) : raw, 3);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /// Reads over a byte order mark and says what it tells.
    private static Optional<Charset> skipMark(PushbackInputStream bytes) throws IOException {
        var start = bytes.readNBytes(3);
        var found = Optional.<Charset>empty();
        int length = 0;
        if (start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            found = Optional.of(StandardCharsets.UTF_8);
            length = 3;
        } else if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
            found = Optional.of(StandardCharsets.UTF_16BE);
            length = 2;
        } else if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            found = Optional.of(StandardCharsets.UTF_16LE);
            length = 2;
        }
        bytes.unread(start, length, start.length - length);
        return found;
    }

    /// What went wrong while the text was read, for people.
    DataException problem(IOException failure, Charset charset) {
        if (failure instanceof CharacterCodingException) {
            return new DataException("%s is not %s text%s; say encoding=windows-1252, or whatever it was written in"
                    .formatted(name, charset.name(), firstMalformedLine(charset)), failure);
        }
        return unreadable(name, failure);
    }

    private static DataException unreadable(String name, IOException failure) {
        return new DataException(switch (failure) {
            case EOFException cut -> "%s is cut short: its compressed data end too early; get it again".formatted(name);
            case ZipException damaged ->
                    "%s is damaged: its compressed data cannot be unpacked; get it again".formatted(name);
            case AccessDeniedException denied -> "%s may not be read by you; ask its owner".formatted(name);
            default -> "%s cannot be read: %s".formatted(name, failure.getMessage());
        }, failure);
    }

    /// The decoder reads ahead of the line at hand, so lines are looked at one by one once more; empty where lines do
    /// not end in a byte of their own.
    private String firstMalformedLine(Charset charset) {
        if (charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
            return "";
        }
        try (var bytes = bytes()) {
            var decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            var line = new ByteArrayOutputStream();
            var block = new byte[BUFFER];
            long number = 1;
            for (int length = bytes.read(block); length > 0; length = bytes.read(block)) {
                for (int i = 0; i < length; i++) {
                    line.write(block[i]);
                    if (block[i] == '\n') {
                        if (isMalformed(line, decoder)) {
                            return " (line %d)".formatted(number);
                        }
                        line.reset();
                        number++;
                    }
                }
            }
            return " (line %d)".formatted(number);
        } catch (IOException elsewhere) {
            return "";
        }
    }

    private static boolean isMalformed(ByteArrayOutputStream line, java.nio.charset.CharsetDecoder decoder) {
        try {
            decoder.decode(ByteBuffer.wrap(line.toByteArray()));
            return false;
        } catch (CharacterCodingException malformed) {
            return true;
        }
    }

    /// Removes the temporary copy, where there is one.
    @Override
    public void close() {
        spooled.ifPresent(copy -> {
            try {
                Files.deleteIfExists(copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// Counts the bytes as they lie in the file, so that progress is right for compressed ones too.
    private final class Counted extends FilterInputStream {

        Counted(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            bytesRead += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            bytesRead += Math.max(0, count);
            return count;
        }
    }
}
