package org.glia.datasets.builtin;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// What a hero's costume cost, and in how many issues the hero appeared: the smallest regression there is. 3 rows, all
/// that was published; the target is `issues`.
@Component(service = DataSource.class)
@Source(name = "costume-price", title = "price of a hero's costume and number of issues",
        references = "a slide of \"Machine Learning: The Bare Math Behind Libraries\", 2019; facts of a small table")
public final class CostumePrice implements DataSource<NoSettings> {

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        return Bundled.read("costume-price.csv", Map.of(), run).withTarget("issues");
    }
}
