package org.glia.runtime.file;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipFile;

import org.glia.api.model.DataTree;
import org.glia.api.model.Trained;
import org.glia.api.problem.GliaException;

/// A trained model as a file: one zip with `model.json` and the arrays as `.npy`, which NumPy reads
/// (`numpy.load("m.glia")["arrays/0"]`). The same model always gives the same bytes. Nothing in a file makes a class
/// load, and a file that is malformed, truncated, oversized or hostile is refused with a sentence, in memory bounded by
/// [Limits].
public final class ModelFile {

    private static final String PART = "trained";

    private ModelFile() {
    }

    /// Writes a model; the file is there whole or, after a failure, as it was before.
    ///
    /// @throws GliaException if the file cannot be written
    public static void write(Trained<?> trained, Path file) {
        var tree = DataTree.of(trained);
        WholeFile.write(file, draft -> TreeZip.write(PART, tree, Files.newOutputStream(draft), Deflater.DEFAULT_COMPRESSION));
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
        if (!Files.exists(file)) {
            throw new GliaException("there is no file " + file, new NoSuchFileException(file.toString()));
        }
        return TreeZip.refusing(file.toString().replace("%", "%%") + " is not a model file of Glia: %s", () -> {
            try (var zip = new ZipFile(file.toFile())) {
                return new SavedModel(trained(TreeZip.read(PART, Entries.of(zip, limits))));
            }
        });
    }

    private static DataTree.Fields trained(DataTree tree) throws Malformed {
        if (!(tree instanceof DataTree.Fields fields)) {
            throw new Malformed("`trained` is no record");
        }
        return fields;
    }
}
