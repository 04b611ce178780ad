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

/// Fourteen Saturday mornings and whether one plays outdoors: the example of the first papers on decision trees. 14 rows, all
/// columns nominal; the target is `play`.
@Component(service = DataSource.class)
@Source(name = "weather", title = "weather and whether to play",
        references = "Quinlan, Induction of Decision Trees, Machine Learning 1 (1986), table 1; facts of a small table")
public final class Weather implements DataSource<NoSettings> {

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        return Bundled.read("weather.csv", Map.of("outlook", CellType.NOMINAL, "temperature", CellType.NOMINAL, "humidity", CellType.NOMINAL,
                "windy", CellType.NOMINAL, "play", CellType.NOMINAL), run).withTarget("play");
    }
}
