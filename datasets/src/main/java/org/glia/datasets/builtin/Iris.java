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

/// Length and width of sepal and petal, in centimetres, of 50 flowers each of three species of iris. 150 rows; the
/// target is `class`.
///
/// One species is parted from the others by a straight line, the other two overlap a little.
@Component(service = DataSource.class)
@Source(name = "iris", title = "iris flowers of three species",
        references = "Fisher 1936, measured by Anderson; from scikit-learn, BSD-3-Clause")
public final class Iris implements DataSource<NoSettings> {

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        return Bundled.read("iris.csv", Map.of("class", CellType.NOMINAL), run).withTarget("class");
    }
}
