package org.glia.datasets.builtin;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.run.Run;
import org.glia.datasets.files.CellType;
import org.osgi.service.component.annotations.Component;

/// Weight, cut, colour, clarity and measures of diamonds offered for sale. 53,940 rows; the target is `price`, in US
/// dollars. `cut`, `color` and `clarity` are ordered, worst to best. Where `x`, `y` or `z` is 0, it was not measured.
@Component(service = DataSource.class)
@Source(name = "diamonds", title = "prices of round-cut diamonds",
        references = "the authors of ggplot2; from ggplot2, MIT")
public final class Diamonds implements DataSource<NoSettings> {

    private static final Levels CUT = Levels.ordered("Fair", "Good", "Very Good", "Premium", "Ideal");
    private static final Levels COLOR = Levels.ordered("J", "I", "H", "G", "F", "E", "D");
    private static final Levels CLARITY = Levels.ordered("I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF");

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        var data = Bundled.read("diamonds.csv.gz",
                Map.of("cut", CellType.NOMINAL, "color", CellType.NOMINAL, "clarity", CellType.NOMINAL), run);
        data = Bundled.withLevels(data, "cut", CUT);
        data = Bundled.withLevels(data, "color", COLOR);
        return Bundled.withLevels(data, "clarity", CLARITY).withTarget("price");
    }
}
