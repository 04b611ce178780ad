package org.glia.datasets.generators;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// A rolled-up sheet in three dimensions: with `t` uniform in [1.5 pi, 4.5 pi] and `h` uniform in [0, 21], the rows are
/// (t cos t, h, t sin t). The target `position` is `t`, the place along the sheet, which a map that unrolls it finds.
///
/// Example: `load swiss-roll n=2000`
@Component(service = DataSource.class)
@Source(name = "swiss-roll", title = "a rolled-up sheet in three dimensions",
        references = "Tenenbaum, de Silva and Langford 2000; Marsland, Machine learning 2009, chapter 10")
public final class SwissRoll implements DataSource<SwissRoll.Settings> {

    /// How many, how clear.
    public record Settings(
            @Setting(value = "number of rows", min = 1) int n,
            @Setting(value = "standard deviation of the noise added to the three coordinates", min = 0) double noise) {

        /// Without noise.
        public Settings() {
            this(1000, 0);
        }

        /// @throws IllegalArgumentException if there are too many numbers
        public Settings {
            Draws.requireRoom(n, 3);
        }
    }

    @Override
    public Dataset load(Optional<Path> file, Settings settings, Run run) {
        int n = settings.n();
        var drawing = run.random("rows", 0);
        var disturbing = run.random("noise", 0);
        var rows = new double[3 * n];
        var position = new double[n];
        for (int i = 0; i < n; i++) {
            double t = 1.5 * Math.PI * (1 + 2 * drawing.nextDouble());
            double height = 21 * drawing.nextDouble();
            rows[3 * i] = t * StrictMath.cos(t) + settings.noise() * disturbing.nextGaussian();
            rows[3 * i + 1] = height + settings.noise() * disturbing.nextGaussian();
            rows[3 * i + 2] = t * StrictMath.sin(t) + settings.noise() * disturbing.nextGaussian();
            position[i] = t;
        }
        return Dataset.builder("swiss-roll").numeric(List.of("x", "y", "z"), Matrix.of(n, 3, rows))
                .numeric("position", position).target("position").build();
    }
}
