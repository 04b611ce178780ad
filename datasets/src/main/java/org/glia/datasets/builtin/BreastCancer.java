package org.glia.datasets.builtin;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.run.Run;
import org.glia.datasets.files.CellType;
import org.osgi.service.component.annotations.Component;

/// Ten measurements of the cell nuclei of breast masses, each as mean, standard error and worst. 569 rows; the target
/// is `diagnosis`, whose positive level is `malignant`.
@Component(service = DataSource.class)
@Source(name = "breast-cancer", title = "cell nuclei of breast masses, benign or malignant",
        references = "Street, Wolberg and Mangasarian 1993, UCI Breast Cancer Wisconsin (Diagnostic); "
                + "from scikit-learn, BSD-3-Clause")
public final class BreastCancer implements DataSource<NoSettings> {

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        var data = Bundled.read("breast-cancer.csv", Map.of("diagnosis", CellType.NOMINAL), run);
        return Bundled.withLevels(data, "diagnosis", Levels.of("benign", "malignant").withPositive("malignant"))
                .withTarget("diagnosis");
    }
}
