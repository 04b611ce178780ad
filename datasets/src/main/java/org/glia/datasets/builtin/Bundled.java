package org.glia.datasets.builtin;

import java.util.Map;

import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.run.Run;
import org.glia.datasets.files.CellType;
import org.glia.datasets.files.Csv;
import org.glia.datasets.files.Input;

/// Reads the files of the built-in data sets, whose layout is known and whose columns that are not numeric are named.
final class Bundled {

    private Bundled() {
    }

    static Dataset read(String file, Map<String, CellType> types, Run run) {
        return Csv.read(Input.resource(Bundled.class, file), Csv.Settings.commas(types), run);
    }

    /// The table with the levels of a nominal column in another order, or with more said of them.
    static Dataset withLevels(Dataset data, String column, Levels levels) {
        var field = data.schema().field(data.schema().require(column));
        return data.with(field.withLevels(levels), data.nominal(column).recoded(levels));
    }
}
