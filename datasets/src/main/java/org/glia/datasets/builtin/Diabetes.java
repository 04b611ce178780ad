package org.glia.datasets.builtin;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Age, sex, body mass index, blood pressure and six blood serum measurements of patients, as measured (not scaled).
/// 442 rows; the target is `progression` after a year. `sex` is a code, 1 or 2, whose meaning was not published.
@Component(service = DataSource.class)
@Source(name = "diabetes", title = "progression of diabetes after a year",
        references = "Efron, Hastie, Johnstone and Tibshirani 2004; from scikit-learn, BSD-3-Clause")
public final class Diabetes implements DataSource<NoSettings> {

    @Override
    public Dataset load(Optional<Path> file, NoSettings settings, Run run) {
        return Bundled.read("diabetes.csv", Map.of(), run).withTarget("progression");
    }
}
