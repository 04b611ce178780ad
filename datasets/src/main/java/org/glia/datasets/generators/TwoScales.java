package org.glia.datasets.generators;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.recipe.Setting;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Clusters of two sizes, on which methods that spread their representatives evenly differ from those that follow the
/// structure: clusters `X`, more clusters `X1`, and `X2`, a sample of X shrunk to a quarter and moved by 20:
/// `X2 = X / 4 + 20`, in both coordinates.
///
/// The place where this comes from says what X2 is, but not what X and X1 are. Here X has `clusters` clusters with
/// centres uniform in [-10, 10] in both coordinates, and X1 as many, drawn likewise and moved by -20, so that the three
/// parts lie one beside the other. X and X1 have `n` rows each, as evenly many for each cluster as can be; X2 has the
/// share `sample` of those of X, rounded down (at least one), drawn without replacement.
///
/// The columns are `x`, `y`, `part` (X, X1, X2; not a feature) and the target `cluster` (`X.1`, `X1.1`, `X2.1`, ...).
/// Rows are in the order of the parts. The attachment `truth` holds each cluster's centre and deviation.
///
/// Example: `load two-scales sample=20%`
@Component(service = DataSource.class)
@Source(name = "two-scales", title = "clusters, and a sample of them shrunk to a quarter",
        references = "after the experiment in \"Phase transitions, a measure of learning\", "
                + "data-information-meaning.blogspot.com")
public final class TwoScales implements DataSource<TwoScales.Settings> {

    private static final double BOX = 10;
    private static final double SHIFT = 20;
    private static final double SHRINK = 4;

    /// How many, how wide.
    public record Settings(
            @Setting(value = "number of rows of X, and of X1", min = 1) int n,
            @Setting(value = "number of clusters of X, and of X1", min = 1) int clusters,
            @Setting(value = "standard deviation of the clusters of X and X1 in each direction", min = 0)
            double deviation,
            @Setting(value = "share of the rows of X that are repeated on the smaller scale", min = 0, max = 1,
                    minExclusive = true) double sample) {

        /// A tenth of the rows on the smaller scale.
        public Settings() {
            this(1000, 5, 1, 0.1);
        }

        /// @throws IllegalArgumentException if there are more clusters than rows, or too many numbers
        public Settings {
            if (clusters > n) {
                throw new IllegalArgumentException("%d rows cannot make %d clusters; say n=%2$d or more"
                        .formatted(n, clusters));
            }
            Draws.requireRoom(n, 6);
        }

        int sampled() {
            return Math.max(1, (int) (sample * n));
        }
    }

    @Override
    public Dataset load(Optional<Path> file, Settings settings, Run run) {
        int n = settings.n();
        int k = settings.clusters();
        int sampled = settings.sampled();
        var centers = Stream.of(centers(run.random("centers", 0), k, 0), centers(run.random("centers", 1), k, -SHIFT))
                .flatMapToDouble(Arrays::stream).toArray();
        var rows = new double[2 * (2 * n + sampled)];
        var cluster = new int[2 * n + sampled];
        draw(rows, cluster, 0, centers, 0, settings, run.random("rows", 0));
        draw(rows, cluster, n, centers, k, settings, run.random("rows", 1));
        var chosen = Arrays.copyOf(run.random("sample", 0).permutation(n), sampled);
        Arrays.sort(chosen);
        for (int s = 0; s < sampled; s++) {
            int i = 2 * n + s;
            rows[2 * i] = small(rows[2 * chosen[s]]);
            rows[2 * i + 1] = small(rows[2 * chosen[s] + 1]);
            cluster[i] = 2 * k + cluster[chosen[s]];
        }
        var part = IntStream.range(0, cluster.length).map(i -> cluster[i] / k).toArray();
        var parts = Levels.of("X", "X1", "X2");
        var levels = Levels.of(parts.names().stream()
                .flatMap(name -> IntStream.rangeClosed(1, k).mapToObj(c -> name + "." + c)).toList());
        return Dataset.builder("two-scales").numeric(List.of("x", "y"), Matrix.of(cluster.length, 2, rows))
                .nominal("part", parts, part).nominal("cluster", levels, cluster)
                .role(Role.IGNORED, "part").target("cluster").build()
                .withAttachment("truth", truth(levels, centers, settings));
    }

    private static double small(double coordinate) {
        return coordinate / SHRINK + SHIFT;
    }

    private static double[] centers(RandomStream random, int k, double moved) {
        var centers = new double[2 * k];
        Arrays.setAll(centers, j -> Draws.uniform(random, -BOX, BOX) + moved);
        return centers;
    }

    /// `n` rows from row `first` on, around the `clusters` centres from centre `firstCenter` on.
    private static void draw(double[] rows, int[] cluster, int first, double[] centers, int firstCenter,
                             Settings settings, RandomStream random) {
        for (int i = 0; i < settings.n(); i++) {
            int c = firstCenter + Draws.part(i, settings.n(), settings.clusters());
            cluster[first + i] = c;
            rows[2 * (first + i)] = centers[2 * c] + settings.deviation() * random.nextGaussian();
            rows[2 * (first + i) + 1] = centers[2 * c + 1] + settings.deviation() * random.nextGaussian();
        }
    }

    private static Dataset truth(Levels levels, double[] centers, Settings settings) {
        int k = settings.clusters();
        var table = new double[3 * levels.size()];
        for (int c = 0; c < levels.size(); c++) {
            boolean isSmall = c >= 2 * k;
            for (int j = 0; j < 2; j++) {
                table[3 * c + j] = isSmall ? small(centers[2 * (c - 2 * k) + j]) : centers[2 * c + j];
            }
            table[3 * c + 2] = isSmall ? settings.deviation() / SHRINK : settings.deviation();
        }
        return Dataset.builder("truth").nominal("cluster", levels, levels.names().toArray(String[]::new))
                .numeric(List.of("x", "y", "deviation"), Matrix.of(levels.size(), 3, table))
                .role(Role.ID, "cluster").build();
    }
}
