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

/// Thirteen chemical measurements of wines of three growers of one Italian region. 178 rows; the target is `class`, the
/// grower.
@Component(service = DataSource.class)
@Source(name = "wine", title = "wines of three growers",
        references = "Forina et al. 1988, Aeberhard et al. 1992, UCI Wine; from scikit-learn, BSD-3-Clause")
public final class Wine implements DataSource<NoSettings> {

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        return Bundled.read("wine.csv", Map.of("class", CellType.NOMINAL), run).withTarget("class");
    }
}
