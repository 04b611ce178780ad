package org.glia.runtime.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import org.glia.api.model.DataTree;
import org.glia.api.problem.GliaException;

/// The one layout of all files of Glia: a zip with `model.json`, which says what it holds and has the tree, and the tree's
/// arrays as `.npy`.
final class TreeZip {

    /// The version of the layout; that of what is in it is its own.
    static final int FORMAT = 1;

    static final String JSON = "model.json";

    private TreeZip() {
    }

    /// @param part  what the tree is of: `trained`, `data`
    /// @param level how hard to compress, as [java.util.zip.Deflater] counts
    static void write(String part, DataTree tree, OutputStream out, int level) throws IOException {
        var arrays = new LinkedHashMap<String, DataTree>();
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject();
            json.name("glia").value(FORMAT);
            json.name(part);
            new JsonTreeWriter(json, arrays).write(tree);
            json.endObject();
        }
        try (var zip = new ZipOutputStream(out)) {
            zip.setLevel(level);
            zip.putNextEntry(entry(JSON));
            var writer = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
            writer.append(text.getBuffer());
            writer.flush();
            for (var array : arrays.entrySet()) {
                zip.putNextEntry(entry(array.getKey() + ".npy"));
                Npy.write(array.getValue(), zip);
            }
        }
    }

    /// An entry without the time, so that equal trees are equal files.
    private static ZipEntry entry(String name) {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        return entry;
    }

    static DataTree read(String part, Entries entries) throws IOException {
        try (var json = new JsonReader(entries.text(JSON))) {
            json.beginObject();
            if (!json.nextName().equals("glia")) {
                throw new Malformed("`model.json` does not begin with the version of its format");
            }
            int format = json.nextInt();
            if (format != FORMAT) {
                throw new Malformed("its format is %d, and this version of Glia reads format %d; use a newer Glia"
                        .formatted(format, FORMAT));
            }
            if (!json.nextName().equals(part)) {
                throw new Malformed("`model.json` has no part `%s`".formatted(part));
            }
            var tree = new JsonTreeReader(json, entries).read();
            json.endObject();
            return tree;
        }
    }

    interface Reading<T> {
        T read() throws IOException;
    }

    /// What a reading gives; whatever goes wrong in it is a refusal in one sentence.
    ///
    /// @param refusal a sentence with a place for the reason
    static <T> T refusing(String refusal, Reading<T> reading) {
        try {
            return reading.read();
        } catch (UncheckedIOException | IOException | GliaException | IllegalStateException | IllegalArgumentException e) {
            throw new GliaException(refusal.formatted(oneLine(e)), e);
        } catch (StackOverflowError e) {
            throw new GliaException(refusal.formatted("it is nested too deeply"), e);
        }
    }

    private static String oneLine(Exception e) {
        var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
