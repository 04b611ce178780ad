package org.glia.shell.verbs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.problem.GliaException;
import org.glia.runtime.file.WholeFile;

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
        WholeFile.write(file, draft -> {
            try (var out = CsvWriter.builder().fieldSeparator(file.toString().endsWith(".tsv") ? '\t' : ',')
                    .lineDelimiter(LineDelimiter.LF).build(draft, StandardCharsets.UTF_8)) {
                out.writeRecord(table.schema().fields().stream().flatMap(field -> field.partNames().stream()).toList());
                for (int row = 0; row < table.rows(); row++) {
                    out.writeRecord(cells(table, row));
                }
            }
        });
    }

    private static List<String> cells(Dataset table, int row) {
        var cells = new ArrayList<String>();
        for (int c = 0; c < table.schema().size(); c++) {
            if (table.column(c) instanceof BlockColumn block) {
                for (double number : block.matrix().row(row)) {
                    cells.add(Double.isNaN(number) ? "" : Columns.exact(number));
                }
            } else {
                cells.add(table.column(c).format(row));
            }
        }
        return cells;
    }
}
