package org.glia.datasets.generators;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Friedman's first problem, a regression with an interaction, a curve, two lines and features that do not matter: `y =
/// 10 sin(pi x1 x2) + 20 (x3 - 0.5)^2 + 10 x4 + 5 x5 + noise`, all features uniform in [0, 1). The attachment `truth`
/// says which features matter, and `mean` holds the target without noise, row by row.
///
/// Example: `load friedman1 features=20`
@Component(service = DataSource.class)
@Source(name = "friedman1", title = "Friedman's regression problem number 1",
        references = "Friedman 1991, equation 61; Breiman 1996")
public final class Friedman1 implements DataSource<Friedman1.Settings> {

    private static final int THAT_MATTER = 5;

    /// How many, how hard.
    public record Settings(
            @Setting(value = "number of rows", min = 1) int n,
            @Setting(value = "number of features, of which the first five matter", min = 5) int features,
            @Setting(value = "standard deviation of the noise added to the target", min = 0) double noise) {

        /// As published.
        public Settings() {
            this(200, 10, 1);
        }

        /// @throws IllegalArgumentException if there are too many numbers
        public Settings {
            Draws.requireRoom(n, features);
        }
    }

    @Override
    public Dataset load(Optional<Path> file, Settings settings, Run run) {
        int n = settings.n();
        int d = settings.features();
        var drawing = run.random("rows", 0);
        var noise = run.random("noise", 0);
        var x = new double[n * d];
        Arrays.setAll(x, k -> drawing.nextDouble());
        var mean = new double[n];
        var y = new double[n];
        for (int i = 0; i < n; i++) {
            int row = i * d;
            double bend = x[row + 2] - 0.5;
            mean[i] = 10 * StrictMath.sin(Math.PI * x[row] * x[row + 1]) + 20 * bend * bend + 10 * x[row + 3]
                    + 5 * x[row + 4];
            y[i] = mean[i] + settings.noise() * noise.nextGaussian();
        }
        var names = Draws.names(d);
        var matters = new String[d];
        Arrays.setAll(matters, j -> j < THAT_MATTER ? "yes" : "no");
        var truth = Dataset.builder("truth").text("feature", names.toArray(String[]::new)).nominal("matters", matters)
                .role(Role.ID, "feature").build();
        return Dataset.builder("friedman1").numeric(names, Matrix.of(n, d, x)).numeric("y", y).target("y").build()
                .withAttachment("truth", truth)
                .withAttachment("mean", Dataset.builder("mean").numeric("y", mean).build());
    }
}
