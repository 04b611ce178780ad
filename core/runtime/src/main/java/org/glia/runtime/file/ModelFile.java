package org.glia.runtime.file;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import org.glia.api.model.DataTree;
import org.glia.api.model.Trained;
import org.glia.api.problem.GliaException;

/// A trained model as a file: one zip with `model.json` and the arrays as `.npy`, which NumPy reads
/// (`numpy.load("m.glia")["arrays/0"]`). The same model always gives the same bytes. Nothing in a file makes a class
/// load, and a file that is malformed, truncated, oversized or hostile is refused with a sentence, in memory bounded by
/// [Limits].
public final class ModelFile {

    /// The version of the file's own layout; that of the model's data is the algorithm's.
    static final int FORMAT = 1;

    static final String JSON = "model.json";

    private static final String NOT_A_MODEL = "%s is not a model file of Glia: %s";

    private ModelFile() {
    }

    /// Writes a model; the file is there whole or, after a failure, as it was before.
    ///
    /// @throws GliaException if the file cannot be written
    public static void write(Trained<?> trained, Path file) {
        WholeFile.write(file, draft -> write(DataTree.of(trained), draft));
    }

    private static void write(DataTree tree, Path file) throws IOException {
        var arrays = new LinkedHashMap<String, DataTree>();
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject();
            json.name("glia").value(FORMAT);
            json.name("trained");
            new JsonTreeWriter(json, arrays).write(tree);
            json.endObject();
        }
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(entry(JSON));
            var out = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
            out.append(text.getBuffer());
            out.flush();
            for (var array : arrays.entrySet()) {
                zip.putNextEntry(entry(array.getKey() + ".npy"));
                Npy.write(array.getValue(), zip);
            }
        }
    }

    /// An entry without the time, so that equal models are equal files.
    private static ZipEntry entry(String name) {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
        return entry;
    }

    /// Reads a file's data, without any plug-in.
    ///
    /// @throws GliaException if it cannot be read or is no model file
    public static SavedModel read(Path file) {
        return read(file, Limits.ofThisProcess());
    }

    static SavedModel read(Path file, Limits limits) {
        if (Files.isDirectory(file)) {
            throw new GliaException("%s is a folder, not a model file".formatted(file));
        }
        try (var zip = new ZipFile(file.toFile())) {
            var entries = new Entries(zip, limits);
            try (var json = new JsonReader(entries.text(JSON))) {
                return new SavedModel(trained(json, entries));
            }
        } catch (NoSuchFileException e) {
            throw new GliaException("there is no file " + file, e);
        } catch (Malformed e) {
            throw new GliaException(NOT_A_MODEL.formatted(file, e.getMessage()), e);
        } catch (UncheckedIOException | IOException | GliaException | IllegalStateException | IllegalArgumentException e) {
            throw new GliaException(NOT_A_MODEL.formatted(file, oneLine(e)), e);
        } catch (StackOverflowError e) {
            throw new GliaException(NOT_A_MODEL.formatted(file, "it is nested too deeply"), e);
        }
    }

    private static String oneLine(Exception e) {
        var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse(message);
    }

    private static DataTree.Fields trained(JsonReader json, Entries entries) throws IOException {
        json.beginObject();
        if (!json.nextName().equals("glia")) {
            throw new Malformed("`model.json` does not begin with the version of its format");
        }
        int format = json.nextInt();
        if (format != FORMAT) {
            throw new Malformed("its format is %d, and this version of Glia reads format %d; use a newer Glia"
                    .formatted(format, FORMAT));
        }
        if (!json.nextName().equals("trained")) {
            throw new Malformed("`model.json` has no part `trained`");
        }
        var tree = new JsonTreeReader(json, entries).read();
        json.endObject();
        if (!(tree instanceof DataTree.Fields fields)) {
            throw new Malformed("`trained` is no record");
        }
        return fields;
    }
}
