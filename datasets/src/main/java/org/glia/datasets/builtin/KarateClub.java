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

/// The 34 members of a university karate club that split in two: `id`, and `club`, the side that a member took (the
/// target). The attachment `edges` lists the 78 pairs of friends, each once: `source`, `target` (ids) and `weight`, the
/// number of places where the two met. The network has no direction. There are no features.
@Component(service = DataSource.class)
@Source(name = "karate-club", title = "friendships in a karate club that split",
        references = "Zachary 1977; from networkx, BSD-3-Clause")
public final class KarateClub implements DataSource<NoSettings> {

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        return Bundled.read("karate-club.csv", Map.of("club", CellType.NOMINAL), run)
                .withRole(Role.ID, "id").withTarget("club")
                .withAttachment("edges", Bundled.read("karate-club.edges.csv", Map.of(), run).withName("edges"));
    }
}
