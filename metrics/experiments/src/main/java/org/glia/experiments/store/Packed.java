package org.glia.experiments.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Numbers of rows as bytes: zlib of a JSON array of the first number and then the distance from each to the next, which any
/// tool reads and which compresses well, for rows that rise have small distances.
final class Packed {

    private Packed() {
    }

    static byte[] of(int[] rows) {
        var text = new StringBuilder("[");
        long last = 0;
        for (int i = 0; i < rows.length; i++) {
            text.append(i == 0 ? "" : ",").append(rows[i] - last);
            last = rows[i];
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes)) {
            out.write(text.append(']').toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are always written", e);
        }
        return bytes.toByteArray();
    }

    /// @param count how many there must be
    static int[] rows(byte[] bytes, int count) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            var text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            var distances = count == 0 ? new String[0] : text.substring(1, text.length() - 1).split(",");
            if (distances.length != count) {
                throw new IOException("%d rows where %d are announced".formatted(distances.length, count));
            }
            var rows = new int[count];
            long last = 0;
            for (int i = 0; i < count; i++) {
                last += Long.parseLong(distances[i]);
                rows[i] = Math.toIntExact(last);
            }
            return rows;
        } catch (IOException | RuntimeException e) {
            throw Text.damaged(e);
        }
    }
}
