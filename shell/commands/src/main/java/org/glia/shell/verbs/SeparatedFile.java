package org.glia.shell.verbs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.problem.GliaException;

/// Tables as separated text, RFC 4180. Numbers are written so that they are read back to the last bit; blocks become one
/// field for each of their numbers.
final class SeparatedFile {

    private SeparatedFile() {
    }

    /// @throws GliaException if the ending is none that is written
    static void requireKnown(Path file) {
        if (!file.toString().endsWith(".csv") && !file.toString().endsWith(".tsv")) {
            throw new GliaException("`%s` must end in .csv (commas) or .tsv (tabs)".formatted(file));
        }
    }

    /// The file is there whole, or after a failure as it was before.
    ///
    /// @throws GliaException if it cannot be written
    static void write(Dataset table, Path file) {
        var target = file.toAbsolutePath();
        Path draft = null;
        try {
            draft = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
            try (var out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                write(table, file.toString().endsWith(".tsv") ? '\t' : ',', out);
            }
            move(draft, target);
        } catch (NoSuchFileException e) {
            throw new GliaException("%s cannot be written: there is no folder %s".formatted(file, target.getParent()), e);
        } catch (IOException e) {
            throw new GliaException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        } finally {
            discard(draft);
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path draft) {
        try {
            if (draft != null) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            // what is left does no harm, and why it was left is told already
        }
    }

    private static void write(Dataset table, char separator, BufferedWriter out) throws IOException {
        boolean first = true;
        for (var field : table.schema().fields()) {
            for (var name : field.partNames()) {
                separate(first, separator, out);
                out.write(quoted(name, separator));
                first = false;
            }
        }
        out.write("\n");
        for (int row = 0; row < table.rows(); row++) {
            for (int c = 0; c < table.schema().size(); c++) {
                separate(c == 0, separator, out);
                cell(table, c, row, separator, out);
            }
            out.write("\n");
        }
    }

    private static void cell(Dataset table, int c, int row, char separator, BufferedWriter out) throws IOException {
        if (!(table.column(c) instanceof BlockColumn block)) {
            out.write(quoted(table.column(c).format(row), separator));
            return;
        }
        var numbers = block.matrix().row(row);
        for (int i = 0; i < numbers.length; i++) {
            separate(i == 0, separator, out);
            out.write(Double.isNaN(numbers[i]) ? "" : Columns.exact(numbers[i]));
        }
    }

    private static void separate(boolean first, char separator, BufferedWriter out) throws IOException {
        if (!first) {
            out.write(separator);
        }
    }

    private static String quoted(String text, char separator) {
        boolean needed = text.indexOf(separator) >= 0 || text.indexOf('"') >= 0 || text.indexOf('\n') >= 0
                || text.indexOf('\r') >= 0 || !text.equals(text.strip());
        return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
