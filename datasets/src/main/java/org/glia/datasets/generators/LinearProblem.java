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

/// A regression problem whose answer is known: independent standard normal features, and the target `y = intercept +
/// sum of coefficient * feature + noise`. Some features, chosen at random, have coefficients uniform in (0, 100); those
/// of the others are 0. The attachment `truth` holds the intercept (in the row `intercept`) and the coefficients.
///
/// Example: `load linear-problem features=50 informative=5 noise=10`
@Component(service = DataSource.class)
@Source(name = "linear-problem", title = "a linear regression with known coefficients",
        references = "after make_regression of scikit-learn, Pedregosa et al. 2011")
public final class LinearProblem implements DataSource<LinearProblem.Settings> {

    /// How many, how hard.
    public record Settings(
            @Setting(value = "number of rows", min = 1) int n,
            @Setting(value = "number of features", min = 1) int features,
            @Setting(value = "number of features that matter", min = 0) int informative,
            @Setting("the target where all features are 0") double intercept,
            @Setting(value = "standard deviation of the noise added to the target", min = 0) double noise) {

        /// Half of the features matter.
        public Settings() {
            this(200, 10, 5, 0, 1);
        }

        /// @throws IllegalArgumentException if more features matter than there are, or there are too many numbers
        public Settings {
            if (informative > features) {
                throw new IllegalArgumentException("%d features cannot matter of %d; say features=%1$d or more"
                        .formatted(informative, features));
            }
            Draws.requireRoom(n, features);
        }
    }

    @Override
    public Dataset load(Optional<Path> file, Settings settings, Run run) {
        int n = settings.n();
        int d = settings.features();
        var coefficients = coefficients(settings, run);
        var x = Draws.normal(run.random("rows", 0), n * d);
        var noise = run.random("noise", 0);
        var y = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = settings.intercept();
            for (int j = 0; j < d; j++) {
                sum += coefficients[j] * x[i * d + j];
            }
            y[i] = sum + settings.noise() * noise.nextGaussian();
        }
        var names = Draws.names(d);
        return Dataset.builder("linear-problem").numeric(names, Matrix.of(n, d, x)).numeric("y", y).target("y").build()
                .withAttachment("truth", truth(settings.intercept(), coefficients));
    }

    private static double[] coefficients(Settings settings, Run run) {
        var random = run.random("coefficients", 0);
        var chosen = random.permutation(settings.features());
        var coefficients = new double[settings.features()];
        for (int k = 0; k < settings.informative(); k++) {
            coefficients[chosen[k]] = 100 * random.nextDouble();
        }
        return coefficients;
    }

    private static Dataset truth(double intercept, double[] coefficients) {
        var terms = new String[coefficients.length + 1];
        Arrays.setAll(terms, t -> t == 0 ? "intercept" : "x" + t);
        var values = new double[terms.length];
        values[0] = intercept;
        System.arraycopy(coefficients, 0, values, 1, coefficients.length);
        return Dataset.builder("truth").text("term", terms).numeric("coefficient", values).role(Role.ID, "term").build();
    }
}
