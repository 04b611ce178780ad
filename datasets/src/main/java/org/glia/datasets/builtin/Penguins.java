package org.glia.datasets.builtin;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.run.Run;
import org.glia.datasets.files.CellType;
import org.osgi.service.component.annotations.Component;

/// Bills, flippers, weight, sex, island and year of adult penguins near Palmer Station. 344 rows, 2 without any
/// measurement, 11 without the sex; the target is `species`.
@Component(service = DataSource.class)
@Source(name = "penguins", title = "three species of penguins, with missing values",
        references = "Gorman, Williams and Fraser 2014; from palmerpenguins, CC0-1.0")
public final class Penguins implements DataSource<NoSettings> {

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        return Bundled.read("penguins.csv",
                Map.of("island", CellType.NOMINAL, "sex", CellType.NOMINAL, "species", CellType.NOMINAL), run)
                .withTarget("species");
    }
}
