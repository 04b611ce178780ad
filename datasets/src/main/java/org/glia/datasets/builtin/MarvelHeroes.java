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

/// Six abilities of sixteen comic-book heroes, on a scale from 1 to 7. 16 rows, no target: for maps and clusters.
/// `hero` is the name.
@Component(service = DataSource.class)
@Source(name = "marvel-heroes", title = "abilities of comic-book heroes",
        references = "a slide of \"Machine Learning: The Bare Math Behind Libraries\", 2019; facts of a small table")
public final class MarvelHeroes implements DataSource<NoSettings> {

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        return Bundled.read("marvel-heroes.csv", Map.of("hero", CellType.TEXT), run).withRole(Role.ID, "hero");
    }
}
