package org.glia.api.data;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/// SHA-256 over the content of a table. Cells are hashed by value, so views and copies of the same rows agree.
final class Fingerprint {

    private static final int BUFFER = 1 << 16;

    private Fingerprint() {
    }

    static String of(Dataset data) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var digest = new DigestOutputStream(OutputStream.nullOutputStream(), sha);
            try (var out = new DataOutputStream(new java.io.BufferedOutputStream(digest, BUFFER))) {
                write(data, out);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static void write(Dataset data, DataOutputStream out) throws IOException {
        out.writeInt(data.rows());
        out.writeInt(data.schema().size());
        for (int c = 0; c < data.schema().size(); c++) {
            var field = data.schema().field(c);
            text(field.name(), out);
            text(field.kind().name(), out);
            text(field.role().name(), out);
            out.writeInt(field.levels().size());
            for (var level : field.levels().names()) {
                text(level, out);
            }
            out.writeBoolean(field.levels().ordered());
            text(field.levels().positive().orElse(""), out);
            text(field.shape().toString(), out);
            cells(data.column(c), out);
        }
        out.writeBoolean(data.validation().isPresent());
        if (data.validation().isPresent()) {
            write(data.validation().get(), out);
        }
        for (var attachment : new TreeMap<>(data.attachments()).entrySet()) {
            text(attachment.getKey(), out);
            write(attachment.getValue(), out);
        }
    }

    private static void cells(Column column, DataOutputStream out) throws IOException {
        for (int row = 0; row < column.rows(); row++) {
            switch (column) {
                case NumericColumn numeric -> out.writeLong(Double.doubleToLongBits(numeric.value(row)));
                case NominalColumn nominal -> out.writeInt(nominal.code(row));
                case TextColumn texts -> {
                    out.writeBoolean(texts.isMissing(row));
                    text(texts.format(row), out);
                }
                case TimeColumn times -> out.writeLong(times.millis(row));
                case BlockColumn block -> numbers(block.matrix(), row, out);
                case SequenceColumn sequences -> {
                    var sequence = sequences.sequence(row);
                    out.writeInt(sequence.rows());
                    for (int step = 0; step < sequence.rows(); step++) {
                        numbers(sequence, step, out);
                    }
                }
            }
        }
    }

    private static void numbers(Matrix matrix, int row, DataOutputStream out) throws IOException {
        for (double value : matrix.row(row)) {
            out.writeLong(Double.doubleToLongBits(value));
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
