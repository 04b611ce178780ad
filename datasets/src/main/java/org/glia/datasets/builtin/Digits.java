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

/// Pictures of handwritten digits, `p<row>_<column>`, each pixel 0 to 16. 1797 rows; the target is `digit`, a class.
@Component(service = DataSource.class)
@Source(name = "digits", title = "handwritten digits of 8 x 8 pixels",
        references = "Alpaydin and Kaynak 1998, UCI Optical Recognition of Handwritten Digits; "
                + "from scikit-learn, BSD-3-Clause")
public final class Digits implements DataSource<NoSettings> {

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        return Bundled.read("digits.csv.gz", Map.of("digit", CellType.NOMINAL), run).withTarget("digit");
    }
}
