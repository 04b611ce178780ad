package org.glia.experiments;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Task;
import org.glia.api.model.Plugin;
import org.glia.runtime.Cell;

/// One recipe on one fold of one data set: the work, and all that identifies it.
///
/// @param cell             what the engine is asked to do
/// @param canonical        the recipe with every setting stated
/// @param task             the question that the data ask of the recipe
/// @param fingerprint      the fingerprint of the data set
/// @param split            how the data set was split
/// @param splitFingerprint the fingerprint of the rows of this fold
/// @param plugins          where the recipe's algorithms and the measures come from
/// @param unsuitable       why there is nothing to do: the recipe does not suit the data
public record Trial(Cell cell, String canonical, Task task, String fingerprint, String split, String splitFingerprint,
                    List<Plugin> plugins, Optional<String> unsuitable) {

    public Trial {
        plugins = List.copyOf(plugins);
    }

    /// What the result is found again by: SHA-256 of data, split, fold, canonical recipe, plug-ins and seed.
    public String key() {
        try {
            var bytes = new ByteArrayOutputStream();
            var parts = new DataOutputStream(bytes);
            write(parts, fingerprint);
            write(parts, split);
            write(parts, splitFingerprint);
            parts.writeInt(cell.fold().repeat());
            parts.writeInt(cell.fold().number());
            write(parts, canonical);
            parts.writeInt(plugins.size());
            for (var plugin : plugins) {
                write(parts, plugin.name());
                write(parts, plugin.version());
                write(parts, plugin.hash());
            }
            parts.writeLong(cell.seed());
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static void write(DataOutputStream parts, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        parts.writeInt(bytes.length);
        parts.write(bytes);
    }

    /// Whether the key says for sure which code did the work: not so for plug-ins whose jar is not known.
    boolean isIdentified() {
        return plugins.stream().noneMatch(plugin -> plugin.hash().isEmpty());
    }
}
