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

/// A circle of radius 1 and a smaller one inside, half of the rows on each (one more on the inner where `n` is odd),
/// evenly spaced, in random order. The target `circle` says which. No straight line parts them; the distance from the
/// origin does.
///
/// Example: `load circles factor=0.3`
@Component(service = DataSource.class)
@Source(name = "circles", title = "a circle within a circle",
        references = "after make_circles of scikit-learn, Pedregosa et al. 2011")
public final class Circles implements DataSource<Circles.Settings> {

    /// How many, how clear, how far apart.
    public record Settings(
            @Setting(value = "number of rows", min = 2) int n,
            @Setting(value = "standard deviation of the noise added to both coordinates", min = 0) double noise,
            @Setting(value = "radius of the inner circle", min = 0, max = 1, minExclusive = true, maxExclusive = true)
            double factor) {

        /// Clear to the eye.
        public Settings() {
            this(200, 0.05, 0.5);
        }

        /// @throws IllegalArgumentException if there are too many numbers
        public Settings {
            Draws.requireRoom(n, 2);
        }
    }

    @Override
    public Dataset load(Optional<Path> file, Settings settings, Run run) {
        int n = settings.n();
        int outer = n / 2;
        var order = run.random("order", 0).permutation(n);
        var drawing = run.random("rows", 0);
        var rows = new double[2 * n];
        var circle = new int[n];
        for (int i = 0; i < n; i++) {
            boolean isOuter = order[i] < outer;
            double turn = isOuter ? (double) order[i] / outer : (double) (order[i] - outer) / (n - outer);
            double radius = isOuter ? 1 : settings.factor();
            rows[2 * i] = radius * StrictMath.cos(2 * Math.PI * turn) + settings.noise() * drawing.nextGaussian();
            rows[2 * i + 1] = radius * StrictMath.sin(2 * Math.PI * turn) + settings.noise() * drawing.nextGaussian();
            circle[i] = isOuter ? 0 : 1;
        }
        return Dataset.builder("circles").numeric(List.of("x", "y"), Matrix.of(n, 2, rows))
                .nominal("circle", Levels.of("outer", "inner"), circle).target("circle").build();
    }
}
