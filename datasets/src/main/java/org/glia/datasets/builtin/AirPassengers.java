package org.glia.datasets.builtin;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.data.Role;
import org.glia.api.run.Run;
import org.glia.datasets.files.CellType;
import org.osgi.service.component.annotations.Component;

/// Passengers of international airlines, in thousands a month. 144 rows in the order of `date` (the time), with `year`
/// and `month` as features; the target is `passengers`.
@Component(service = DataSource.class)
@Source(name = "air-passengers", title = "monthly airline passengers 1949 to 1960",
        references = "Box and Jenkins 1976, series G; from statsmodels, BSD-3-Clause")
public final class AirPassengers implements DataSource<NoSettings> {

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        return Bundled.read("air-passengers.csv", Map.of("date", CellType.TIME), run)
                .withRole(Role.TIME, "date").withTarget("passengers");
    }
}
