package org.glia.datasets.files;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import org.glia.api.DataSource;
import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.run.Run;

/// Writes files for tests and reads them with a reader.
///
/// @param folder where the files go
/// @param run    collects the warnings
record Texts<S extends Record>(Path folder, DataSource<S> reader, Run run) {

    static <S extends Record> Texts<S> of(Path folder, DataSource<S> reader) {
        return new Texts<>(folder, reader, Run.local(1));
    }

    Dataset load(Path file, String settings) {
        return reader.load(Optional.of(file), DataSource.settings(reader).read(settings), run);
    }

    Dataset load(String name, String text, String settings) {
        return load(write(name, text.getBytes(StandardCharsets.UTF_8)), settings);
    }

    /// What the reader says of a file that it refuses.
    String refusal(String name, String text, String settings) {
        return assertThrows(DataException.class, () -> load(name, text, settings)).getMessage();
    }

    String refusal(Path file, String settings) {
        return assertThrows(DataException.class, () -> load(file, settings)).getMessage();
    }

    Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /// All cells as they are shown, a line for each row.
    static String cells(Dataset data) {
        var text = new StringBuilder();
        for (int row = 0; row < data.rows(); row++) {
            for (int c = 0; c < data.schema().size(); c++) {
                text.append(c == 0 ? "" : "|").append(data.column(c).format(row));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
