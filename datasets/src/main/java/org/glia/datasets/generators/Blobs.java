package org.glia.datasets.generators;

import java.nio.file.Path;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Round clusters: centres uniform in a cube, rows normal around them, as evenly many for each centre as can be, in
/// random order. The target `blob` says which centre a row belongs to; the attachment `truth` holds the centres.
///
/// Example: `load blobs centers=4 deviation=0.6`
@Component(service = DataSource.class)
@Source(name = "blobs", title = "round clusters around random centres",
        references = "after make_blobs of scikit-learn, Pedregosa et al. 2011")
public final class Blobs implements DataSource<Blobs.Settings> {

    /// How many, how wide, where.
    public record Settings(
            @Setting(value = "number of rows", min = 1) int n,
            @Setting(value = "number of clusters", min = 1) int centers,
            @Setting(value = "number of features", min = 1) int features,
            @Setting(value = "standard deviation of a cluster in each direction", min = 0) double deviation,
            @Setting(value = "centres lie between -box and box in each direction", min = 0) double box) {

        /// Three clusters in the plane, seldom far apart enough to be trivial.
        public Settings() {
            this(300, 3, 2, 1, 10);
        }

        /// @throws IllegalArgumentException if there are more clusters than rows, or too many numbers
        public Settings {
            if (centers > n) {
                throw new IllegalArgumentException("%d rows cannot make %d clusters; say n=%2$d or more"
                        .formatted(n, centers));
            }
            Draws.requireRoom(n, features);
        }
    }

    @Override
    public Dataset load(Optional<Path> file, Settings settings, Run run) {
        int d = settings.features();
        var placing = run.random("centers", 0);
        var centers = new double[settings.centers() * d];
        for (int k = 0; k < centers.length; k++) {
            centers[k] = Draws.uniform(placing, -settings.box(), settings.box());
        }
        var order = run.random("order", 0).permutation(settings.n());
        var drawing = run.random("rows", 0);
        var rows = new double[settings.n() * d];
        var blob = new int[settings.n()];
        for (int i = 0; i < settings.n(); i++) {
            blob[i] = Draws.part(order[i], settings.n(), settings.centers());
            for (int j = 0; j < d; j++) {
                rows[i * d + j] = centers[blob[i] * d + j] + settings.deviation() * drawing.nextGaussian();
            }
        }
        var names = Draws.names(d);
        var levels = Draws.numbered(settings.centers());
        var truth = Dataset.builder("truth").nominal("blob", levels, levels.names().toArray(String[]::new))
                .numeric(names, Matrix.of(settings.centers(), d, centers)).role(Role.ID, "blob").build();
        return Dataset.builder("blobs").numeric(names, Matrix.of(settings.n(), d, rows)).nominal("blob", levels, blob)
                .target("blob").build().withAttachment("truth", truth);
    }
}
