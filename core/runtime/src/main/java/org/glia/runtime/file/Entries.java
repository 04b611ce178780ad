package org.glia.runtime.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import org.glia.api.model.DataTree;

/// The entries of a zip with a data tree, each read within the limits: bytes are counted as they come, not as they are
/// announced.
final class Entries {

    private static final Pattern NAME = Pattern.compile("model\\.json|arrays/[0-9]{1,9}\\.npy");
    private static final int BUFFER = 1 << 16;

    private final Limits limits;
    private final Source source;
    private final Set<String> names = new HashSet<>();
    private long read;

    /// Where the bytes of an entry that exists come from.
    private interface Source {
        InputStream open(String name) throws IOException;
    }

    private Entries(Limits limits, Source source) {
        this.limits = limits;
        this.source = source;
    }

    /// The entries of a file, each read when it is asked for.
    static Entries of(ZipFile zip, Limits limits) throws IOException {
        var entries = new Entries(limits, name -> zip.getInputStream(zip.getEntry(name)));
        if (zip.size() > limits.entries()) {
            throw entries.tooMany(zip.size());
        }
        for (var all = zip.entries(); all.hasMoreElements(); ) {
            entries.add(all.nextElement().getName());
        }
        return entries;
    }

    /// The entries of a zip in memory, all read now.
    static Entries of(byte[] zip, Limits limits) throws IOException {
        Map<String, byte[]> unpacked = new HashMap<>();
        var entries = new Entries(limits, name -> new ByteArrayInputStream(unpacked.get(name)));
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (unpacked.size() == limits.entries()) {
                    throw entries.tooMany(unpacked.size() + 1);
                }
                entries.add(entry.getName());
                unpacked.put(entry.getName(), entries.bytes(entry.getName(), in, limits.total()));
            }
        }
        entries.read = 0; // counted again as they are asked for
        return entries;
    }

    private Malformed tooMany(int count) {
        return new Malformed("it has %d entries, more than the %d that are read".formatted(count, limits.entries()));
    }

    private void add(String name) throws Malformed {
        if (!NAME.matcher(name).matches()) {
            throw new Malformed("it has an entry `%s`, which no model has".formatted(name));
        }
        if (!names.add(name)) {
            throw new Malformed("it has two entries `%s`".formatted(name));
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
        if (!names.contains(name)) {
            throw new Malformed("it has no entry `%s`".formatted(name));
        }
        try (var in = source.open(name)) {
            return bytes(name, in, most);
        }
    }

    private byte[] bytes(String name, InputStream in, long most) throws IOException {
        var bytes = new ByteArrayOutputStream(BUFFER);
        var buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            read += count;
            if (bytes.size() + count > Math.min(most, Integer.MAX_VALUE - 8L) || read > limits.total()) {
                throw new Malformed("`%s` unpacks to more than the %d MB that fit in memory here".formatted(name,
                        Math.min(most, limits.total()) >> 20));
            }
            bytes.write(buffer, 0, count);
        }
        return bytes.toByteArray();
    }
}
