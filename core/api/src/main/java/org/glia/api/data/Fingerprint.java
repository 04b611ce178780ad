package org.glia.api.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.function.Consumer;

/// SHA-256 over the content of a table. Cells are hashed by value, so views and copies of the same rows agree.
final class Fingerprint {

    private static final int TILE_NUMBERS = 1 << 13;

    private final MessageDigest sha;
    private final ByteBuffer buffer = ByteBuffer.allocate(TILE_NUMBERS * Long.BYTES);

    private Fingerprint(MessageDigest sha) {
        this.sha = sha;
    }

    /// The fingerprint of one column, taken at the first call: tables that share columns hash them once.
    static final class OfColumn {

        private volatile String known = "";

        String of(Column column) {
            if (known.isEmpty()) {
                known = taken(fingerprint -> fingerprint.addCells(column));
            }
            return known;
        }
    }

    static String of(Dataset data) {
        return taken(fingerprint -> fingerprint.add(data));
    }

    private static String taken(Consumer<Fingerprint> content) {
        try {
            var fingerprint = new Fingerprint(MessageDigest.getInstance("SHA-256"));
            content.accept(fingerprint);
            fingerprint.flush();
            return HexFormat.of().formatHex(fingerprint.sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private void add(Dataset data) {
        add(data.rows());
        add(data.schema().size());
        for (int c = 0; c < data.schema().size(); c++) {
            var field = data.schema().field(c);
            add(field.name());
            add(field.kind().name());
            add(field.role().name());
            add(field.levels().toString());
            add(field.shape().toString());
            add(data.column(c).fingerprint());
        }
        add(data.validation().isPresent() ? 1 : 0);
        data.validation().ifPresent(this::add);
        new TreeMap<>(data.attachments()).forEach((name, table) -> {
            add(name);
            add(table);
        });
    }

    private void addCells(Column column) {
        switch (column) {
            case NumericColumn numeric -> add(numeric.matrix());
            case BlockColumn block -> add(block.matrix());
            case NominalColumn nominal -> {
                for (int row = 0; row < nominal.rows(); row++) {
                    add(nominal.code(row));
                }
            }
            case TextColumn texts -> {
                for (int row = 0; row < texts.rows(); row++) {
                    add(texts.isMissing(row) ? 0 : 1);
                    add(texts.format(row));
                }
            }
            case TimeColumn times -> {
                for (int row = 0; row < times.rows(); row++) {
                    add(times.millis(row));
                }
            }
            case SequenceColumn sequences -> {
                for (int row = 0; row < sequences.rows(); row++) {
                    add(sequences.length(row));
                    add(sequences.sequence(row));
                }
            }
        }
    }

    private void add(Matrix matrix) {
        int rowsAtATime = Math.max(1, TILE_NUMBERS / Math.max(1, matrix.columns()));
        var tile = new double[Math.min(rowsAtATime, matrix.rows()) * matrix.columns()];
        for (int from = 0; from < matrix.rows(); from += rowsAtATime) {
            int to = Math.min(matrix.rows(), from + rowsAtATime);
            matrix.read(from, to, tile, 0);
            for (int k = 0; k < (to - from) * matrix.columns(); k++) {
                add(Double.doubleToLongBits(tile[k]));
            }
        }
    }

    private void add(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        flush();
        sha.update(bytes);
    }

    private void add(long number) {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        buffer.putLong(number);
    }

    private void flush() {
        sha.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
