package org.glia.datasets.generators;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Two half circles of radius 1 that reach into each other, half of the rows on each (one more on the lower where `n`
/// is odd), evenly spaced, in random order: the upper one around (0, 0), the lower one around (1, 0.5). The target
/// `moon` says which. No straight line parts them.
///
/// Example: `load moons noise=0.2`
@Component(service = DataSource.class)
@Source(name = "moons", title = "two interleaving half circles",
        references = "after make_moons of scikit-learn, Pedregosa et al. 2011")
public final class Moons implements DataSource<Moons.Settings> {

    /// How many, how clear.
    public record Settings(
            @Setting(value = "number of rows", min = 2) int n,
            @Setting(value = "standard deviation of the noise added to both coordinates", min = 0) double noise) {

        /// Clear to the eye.
        public Settings() {
            this(200, 0.1);
        }

        /// @throws IllegalArgumentException if there are too many numbers
        public Settings {
            Draws.requireRoom(n, 2);
        }
    }

    @Override
    public Dataset load(Optional<Path> file, Settings settings, Run run) {
        int n = settings.n();
        int upper = n / 2;
        var order = run.random("order", 0).permutation(n);
        var drawing = run.random("rows", 0);
        var rows = new double[2 * n];
        var moon = new int[n];
        for (int i = 0; i < n; i++) {
            boolean isUpper = order[i] < upper;
            double step = isUpper ? share(order[i], upper) : share(order[i] - upper, n - upper);
            double cos = StrictMath.cos(Math.PI * step);
            double sin = StrictMath.sin(Math.PI * step);
            rows[2 * i] = (isUpper ? cos : 1 - cos) + settings.noise() * drawing.nextGaussian();
            rows[2 * i + 1] = (isUpper ? sin : 0.5 - sin) + settings.noise() * drawing.nextGaussian();
            moon[i] = isUpper ? 0 : 1;
        }
        return Dataset.builder("moons").numeric(List.of("x", "y"), Matrix.of(n, 2, rows))
                .nominal("moon", Levels.of("upper", "lower"), moon).target("moon").build();
    }

    /// From 0 for the first to 1 for the last.
    private static double share(int i, int count) {
        return count == 1 ? 0 : (double) i / (count - 1);
    }
}
