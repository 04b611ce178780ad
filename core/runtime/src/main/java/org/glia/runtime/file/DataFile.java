package org.glia.runtime.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipFile;

import org.glia.api.data.Dataset;
import org.glia.api.model.DataTree;
import org.glia.api.problem.GliaException;

/// A table as a file for another process to read at once: as [DataBytes], but hardly compressed, and never whole in memory.
public final class DataFile {

    private DataFile() {
    }

    /// Writes a table; the file is there whole or, after a failure, as it was before.
    ///
    /// @throws GliaException if the file cannot be written
    public static void write(Dataset table, Path file) {
        WholeFile.write(file, draft -> TreeZip.write(DataBytes.PART, new DataTree.Rows(table), Files.newOutputStream(draft),
                Deflater.BEST_SPEED));
    }

    /// @throws GliaException if the file cannot be read, is no such file, or does not fit in memory
    public static Dataset read(Path file) {
        return TreeZip.refusing(file.toString().replace("%", "%%") + " is not a data file of Glia: %s", () -> {
            try (var zip = new ZipFile(file.toFile())) {
                return DataBytes.table(TreeZip.read(DataBytes.PART, Entries.of(zip, Limits.ofThisProcess())));
            }
        });
    }
}
