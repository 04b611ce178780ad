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
import java.util.stream.Stream;

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
/// @param platform         the bundles of Glia that decide results beside plug-ins
/// @param measures         what it is judged by, those that the cell names
/// @param unsuitable       why there is nothing to do: the recipe does not suit the data
public record Trial(Cell cell, String canonical, Task task, String fingerprint, String split, String splitFingerprint,
                    List<Plugin> platform, List<Yardstick> measures, Optional<String> unsuitable) {

    public Trial {
        platform = List.copyOf(platform);
        measures = List.copyOf(measures);
    }

    /// What the result is found again by: SHA-256 of data, split, fold, canonical recipe, plug-ins, platform and seed. Measures
    /// have no part in it: they judge answers that are kept.
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
            write(parts, cell.plugins());
            write(parts, platform);
            parts.writeLong(cell.seed());
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static void write(DataOutputStream parts, List<Plugin> plugins) throws IOException {
        parts.writeInt(plugins.size());
        for (var plugin : plugins) {
            write(parts, plugin.name());
            write(parts, plugin.version());
            write(parts, plugin.hash());
        }
    }

    private static void write(DataOutputStream parts, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        parts.writeInt(bytes.length);
        parts.write(bytes);
    }

    /// All code that decides the result: the plug-ins, then the platform.
    List<Plugin> identity() {
        return Stream.concat(cell.plugins().stream(), platform.stream()).toList();
    }

    /// Whether the key says for sure which code did the work: not so for plug-ins whose jar is not known.
    boolean isIdentified() {
        return identity().stream().noneMatch(plugin -> plugin.hash().isEmpty());
    }
}
