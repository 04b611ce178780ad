package org.glia.runtime.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

import org.glia.api.model.DataTree;

/// The entries of a model file, each read within the limits: bytes are counted as they come, not as they are announced.
final class Entries {

    private static final Pattern NAME = Pattern.compile("model\\.json|arrays/[0-9]{1,9}\\.npy");
    private static final int BUFFER = 1 << 16;

    private final ZipFile zip;
    private final Limits limits;
    private long read;

    Entries(ZipFile zip, Limits limits) throws IOException {
        this.zip = zip;
        this.limits = limits;
        if (zip.size() > limits.entries()) {
            throw new Malformed("it has %d entries, more than the %d that are read".formatted(zip.size(), limits.entries()));
        }
        var names = new HashSet<String>();
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            var name = entries.nextElement().getName();
            if (!NAME.matcher(name).matches()) {
                throw new Malformed("it has an entry `%s`, which no model has".formatted(name));
            }
            if (!names.add(name)) {
                throw new Malformed("it has two entries `%s`".formatted(name));
            }
        }
    }

    Limits limits() {
        return limits;
    }

    Reader text(String name) throws IOException {
        return new InputStreamReader(new ByteArrayInputStream(bytes(name, limits.json())), StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /// The array of that name, `arrays/0`.
    DataTree array(String name) throws IOException {
        return Npy.read(name, bytes(name + ".npy", limits.total()));
    }

    private byte[] bytes(String name, long most) throws IOException {
        var entry = NAME.matcher(name).matches() ? zip.getEntry(name) : null;
        if (entry == null) {
            throw new Malformed("it has no entry `%s`".formatted(name));
        }
        var bytes = new ByteArrayOutputStream((int) Math.clamp(entry.getSize(), BUFFER, 64 * BUFFER));
        var buffer = new byte[BUFFER];
        try (var in = zip.getInputStream(entry)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                read += count;
                if (bytes.size() + count > Math.min(most, Integer.MAX_VALUE - 8L) || read > limits.total()) {
                    throw new Malformed("`%s` unpacks to more than the %d MB that fit in memory here".formatted(name,
                            Math.min(most, limits.total()) >> 20));
                }
                bytes.write(buffer, 0, count);
            }
        }
        return bytes.toByteArray();
    }
}
