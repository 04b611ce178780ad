package org.glia.datasets.builtin;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// How long eruptions of a geyser lasted, and the time to the next one, in minutes. 272 rows, no target: short and long
/// eruptions make two clusters.
@Component(service = DataSource.class)
@Source(name = "faithful", title = "eruptions of the Old Faithful geyser",
        references = "Azzalini and Bowman 1990, Härdle 1991, recorded by Hutchinson; from statsmodels, BSD-3-Clause")
public final class Faithful implements DataSource<NoSettings> {

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        return Bundled.read("faithful.csv", Map.of(), run);
    }
}
