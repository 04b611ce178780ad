package org.glia.datasets.generators;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import org.glia.api.DataSource;
import org.glia.api.Source;
import org.glia.api.data.Dataset;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.Role;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.RandomStream;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// A classification problem whose useful columns are known. Clusters sit on corners of a cube with edges of `2
/// separation` in the space of the informative features, each stretched and turned by a random matrix; a class owns
/// `clusters` of them. Redundant features are random linear combinations of the informative ones, repeated ones are
/// copies of informative or redundant ones, all others are noise. Some labels are then drawn anew. Rows and columns are
/// in random order. The target is `class`; the attachment `truth` says of each feature what it is, and of a copy, of
/// which.
///
/// Example: `load classification-problem features=40 informative=4`
@Component(service = DataSource.class)
@Source(name = "classification-problem", 
        title = "classes with known informative, redundant, repeated and useless features",
        references = "Guyon, Design of experiments of the NIPS 2003 variable selection benchmark; after "
                + "make_classification of scikit-learn, Pedregosa et al. 2011")
public final class ClassificationProblem implements DataSource<ClassificationProblem.Settings> {

    /// Corners are numbered with an int.
    private static final int MOST_DIMENSIONS = 30;

    /// The table and its classes.
    public record Settings(
            @Setting(value = "number of rows", min = 1) int n,
            @Group Columns columns,
            @Group Classes classes) {

        /// Two classes of two clusters.
        public Settings() {
            this(200, new Columns(), new Classes());
        }

        /// @throws IllegalArgumentException if there are more clusters than corners, or too many numbers
        public Settings {
            Draws.requireRoom(n, columns.features());
            long clusters = (long) classes.classes() * classes.clusters();
            if (clusters > 1L << Math.min(MOST_DIMENSIONS, columns.informative())) {
                throw new IllegalArgumentException(("%d classes of %d clusters need %d corners, and %d informative "
                        + "features make %d; say more of these").formatted(classes.classes(), classes.clusters(),
                        clusters, columns.informative(), 1L << Math.min(MOST_DIMENSIONS, columns.informative())));
            }
        }
    }

    /// What features there are.
    public record Columns(
            @Setting(value = "number of features", min = 1) int features,
            @Setting(value = "number of features that tell the classes apart", min = 1) int informative,
            @Setting(value = "number of features that are mixtures of informative ones", min = 0) int redundant,
            @Setting(value = "number of features that are copies", min = 0) int repeated) {

        /// A fifth of the features is of use.
        public Columns() {
            this(20, 2, 2, 0);
        }

        /// @throws IllegalArgumentException if the parts are more than the whole
        public Columns {
            long parts = (long) informative + redundant + repeated;
            if (parts > features) {
                throw new IllegalArgumentException(("%d informative, %d redundant and %d repeated features are more "
                        + "than %d; say features=%d or more").formatted(informative, redundant, repeated, features, parts));
            }
        }
    }

    /// What classes there are.
    public record Classes(
            @Setting(value = "number of classes", min = 1) int classes,
            @Setting(value = "number of clusters of each class", min = 1) int clusters,
            @Setting(value = "half the distance of neighbouring clusters", min = 0) double separation,
            @Setting(value = "share of the labels that are drawn anew, from all classes", min = 0, max = 1) double flip,
            @Setting(value = "shares of the classes, one for each; all alike where none are given", min = 0)
            List<Double> shares) {

        /// Two classes, nearly clean.
        public Classes() {
            this(2, 2, 1, 0.01, List.of());
        }

        /// @throws IllegalArgumentException if there is not one share for each class, or they do not sum to 1
        public Classes {
            shares = List.copyOf(shares);
            double sum = shares.stream().mapToDouble(share -> share).sum();
            if (!shares.isEmpty() && (shares.size() != classes || !(Math.abs(sum - 1) < 1e-9))) {
                throw new IllegalArgumentException("`shares` must be %d numbers that sum to 1; they were %s"
                        .formatted(classes, shares));
            }
        }

        double share(int theClass) {
            return shares.isEmpty() ? 1.0 / classes : shares.get(theClass);
        }
    }

    @Override
    public Dataset load(Optional<Path> file, Settings settings, Run run) {
        int n = settings.n();
        int d = settings.columns().features();
        var clusterOf = clusters(settings);
        var x = new double[n * d];
        informative(x, clusterOf, settings, run);
        redundant(x, settings, run.random("redundant", 0));
        var sources = repeated(x, settings, run.random("repeated", 0));
        useless(x, settings, run.random("useless", 0));
        var label = labels(clusterOf, settings, run.random("flips", 0));

        var rowOrder = run.random("row order", 0).permutation(n);
        var columnOrder = run.random("column order", 0).permutation(d);
        var shuffled = new double[n * d];
        var classOf = new int[n];
        for (int i = 0; i < n; i++) {
            classOf[i] = label[rowOrder[i]];
            for (int j = 0; j < d; j++) {
                shuffled[i * d + j] = x[rowOrder[i] * d + columnOrder[j]];
            }
        }
        return Dataset.builder("classification-problem").numeric(Draws.names(d), Matrix.of(n, d, shuffled))
                .nominal("class", Draws.numbered(settings.classes().classes()), classOf).target("class").build()
                .withAttachment("truth", truth(settings.columns(), columnOrder, sources));
    }

    /// The cluster of each row: rows are dealt out by the classes' shares, evenly within a class.
    private static int[] clusters(Settings settings) {
        var classes = settings.classes();
        var clusterOf = new int[settings.n()];
        double total = 0;
        int from = 0;
        for (int c = 0; c < classes.classes(); c++) {
            total += classes.share(c);
            int to = c == classes.classes() - 1 ? settings.n()
                    : Math.min(settings.n(), (int) Math.rint(total * settings.n()));
            for (int i = from; i < to; i++) {
                clusterOf[i] = c * classes.clusters() + Draws.part(i - from, to - from, classes.clusters());
            }
            from = Math.max(from, to);
        }
        return clusterOf;
    }

    private static void informative(double[] x, int[] clusterOf, Settings settings, Run run) {
        int d = settings.columns().features();
        int m = settings.columns().informative();
        var classes = settings.classes();
        int clusters = classes.classes() * classes.clusters();
        var corners = corners(clusters, m, run.random("corners", 0));
        var mixing = new double[clusters][];
        for (int k = 0; k < clusters; k++) {
            mixing[k] = mixture(m * m, run.random("stretch", k));
        }
        var random = run.random("rows", 0);
        for (int i = 0; i < settings.n(); i++) {
            var z = Draws.normal(random, m);
            int k = clusterOf[i];
            for (int j = 0; j < m; j++) {
                double sum = corners[k][j] ? classes.separation() : -classes.separation();
                for (int l = 0; l < m; l++) {
                    sum += z[l] * mixing[k][l * m + j];
                }
                x[i * d + j] = sum;
            }
        }
    }

    /// Distinct corners of a cube, each a row of signs. Beyond 30 dimensions the further signs are drawn freely.
    private static boolean[][] corners(int count, int dimensions, RandomStream random) {
        int numbered = Math.min(dimensions, MOST_DIMENSIONS);
        var chosen = new LinkedHashSet<Integer>();
        while (chosen.size() < count) {
            chosen.add(random.nextInt(1 << numbered));
        }
        return chosen.stream().map(corner -> {
            var signs = new boolean[dimensions];
            for (int j = 0; j < dimensions; j++) {
                signs[j] = j < numbered ? (corner >> j & 1) == 1 : random.nextBoolean();
            }
            return signs;
        }).toArray(boolean[][]::new);
    }

    /// Uniform in [-1, 1).
    private static double[] mixture(int count, RandomStream random) {
        var weights = new double[count];
        Arrays.setAll(weights, i -> Draws.uniform(random, -1, 1));
        return weights;
    }

    private static void redundant(double[] x, Settings settings, RandomStream random) {
        var columns = settings.columns();
        int m = columns.informative();
        var mixing = mixture(m * columns.redundant(), random);
        for (int row = 0; row < x.length; row += columns.features()) {
            for (int j = 0; j < columns.redundant(); j++) {
                for (int l = 0; l < m; l++) {
                    x[row + m + j] += x[row + l] * mixing[l * columns.redundant() + j];
                }
            }
        }
    }

    /// @return which column each repeated one copies
    private static int[] repeated(double[] x, Settings settings, RandomStream random) {
        var columns = settings.columns();
        int useful = columns.informative() + columns.redundant();
        var sources = new int[columns.repeated()];
        Arrays.setAll(sources, j -> random.nextInt(useful));
        for (int row = 0; row < x.length; row += columns.features()) {
            for (int j = 0; j < sources.length; j++) {
                x[row + useful + j] = x[row + sources[j]];
            }
        }
        return sources;
    }

    private static void useless(double[] x, Settings settings, RandomStream random) {
        var columns = settings.columns();
        int from = columns.informative() + columns.redundant() + columns.repeated();
        for (int row = 0; row < x.length; row += columns.features()) {
            for (int j = from; j < columns.features(); j++) {
                x[row + j] = random.nextGaussian();
            }
        }
    }

    private static int[] labels(int[] clusterOf, Settings settings, RandomStream random) {
        var classes = settings.classes();
        var labels = new int[clusterOf.length];
        for (int i = 0; i < labels.length; i++) {
            boolean flipped = random.nextDouble() < classes.flip();
            labels[i] = flipped ? random.nextInt(classes.classes()) : clusterOf[i] / classes.clusters();
        }
        return labels;
    }

    private static Dataset truth(Columns columns, int[] order, int[] sources) {
        int redundantFrom = columns.informative();
        int repeatedFrom = redundantFrom + columns.redundant();
        int uselessFrom = repeatedFrom + columns.repeated();
        var place = new int[order.length];
        for (int j = 0; j < order.length; j++) {
            place[order[j]] = j;
        }
        var kinds = new int[order.length];
        var copies = new String[order.length];
        for (int j = 0; j < order.length; j++) {
            int before = order[j];
            kinds[j] = before < redundantFrom ? 0 : before < repeatedFrom ? 1 : before < uselessFrom ? 2 : 3;
            copies[j] = kinds[j] == 2 ? "x" + (place[sources[before - repeatedFrom]] + 1) : null;
        }
        return Dataset.builder("truth").text("feature", Draws.names(order.length).toArray(String[]::new))
                .nominal("is", Levels.of("informative", "redundant", "repeated", "useless"), kinds).text("copies", copies)
                .role(Role.ID, "feature").build();
    }
}
