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

/// Points drawn evenly from a picture, [-8, 8] by [-4, 4], and whether they lie inside of the curve that is known as the Batman
/// equation: head, ears, shoulders and wings of a bat. About two fifths do; the target is `inside`. What learns such a border from
/// points has learnt curves, corners and an arch.
///
/// Example: `load hero-logo n=5000`
@Component(service = DataSource.class)
@Source(name = "hero-logo", title = "points inside and outside of a superhero's logo",
        references = "Batman curve, E. W. Weisstein, MathWorld; after an example of \"Machine Learning: The Bare Math Behind Libraries\", 2019")
public final class HeroLogo implements DataSource<HeroLogo.Settings> {

    private static final double WIDTH = 8;
    private static final double HEIGHT = 4;

    /// How many.
    public record Settings(@Setting(value = "number of rows", min = 1) int n) {

        public Settings() {
            this(2000);
        }

        /// @throws IllegalArgumentException if there are too many numbers
        public Settings {
            Draws.requireRoom(n, 2);
        }
    }

    @Override
    public Dataset load(Optional<Path> file, Settings settings, Run run) {
        var drawing = run.random("rows", 0);
        var rows = new double[2 * settings.n()];
        var inside = new int[settings.n()];
        for (int i = 0; i < inside.length; i++) {
            rows[2 * i] = Draws.uniform(drawing, -WIDTH, WIDTH);
            rows[2 * i + 1] = Draws.uniform(drawing, -HEIGHT, HEIGHT);
            inside[i] = isInside(rows[2 * i], rows[2 * i + 1]) ? 1 : 0;
        }
        return Dataset.builder("hero-logo").numeric(List.of("x", "y"), Matrix.of(inside.length, 2, rows))
                .nominal("inside", Levels.of("no", "yes"), inside).target("inside").build();
    }

    static boolean isInside(double x, double y) {
        double side = Math.abs(x);
        return side < 7 && y < upper(side) && y > lower(side);
    }

    /// Head, ears, shoulders and wings.
    private static double upper(double x) {
        if (x < 0.5) {
            return 2.25;
        }
        if (x < 0.75) {
            return 3 * x + 0.75;
        }
        if (x < 1) {
            return 9 - 8 * x;
        }
        return x < 3 ? 6 * Math.sqrt(10) / 7 + 1.5 - 0.5 * x - 6 * Math.sqrt(10) / 14 * Math.sqrt(4 - (x - 1) * (x - 1))
                : 3 * Math.sqrt(1 - x * x / 49);
    }

    private static double lower(double x) {
        double arc = Math.abs(x - 2) - 1;
        return x < 4 ? x / 2 - (3 * Math.sqrt(33) - 7) / 112 * x * x - 3 + Math.sqrt(1 - arc * arc)
                : -3 * Math.sqrt(1 - x * x / 49);
    }
}
