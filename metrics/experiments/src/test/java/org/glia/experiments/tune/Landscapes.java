package org.glia.experiments.tune;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.experiments.Hashed;
import org.glia.measures.Accuracy;
import org.glia.measures.Mae;
import org.glia.measures.Rmse;

/// Algorithms that learn nothing: their error is a known function of their settings.
final class Landscapes {

    private Landscapes() {
    }

    /// @param fits counts the fits
    static Catalog catalog(AtomicInteger fits) {
        return new Hashed(Catalog.of(List.of(new Branin(fits), new Bowl(fits), new Hungry(fits), new Plain(), new Wrapper()),
                List.of(new Mae(), new Rmse(), new Accuracy()), List.of()), "1111");
    }

    static Catalog catalog() {
        return catalog(new AtomicInteger());
    }

    /// Rows whose target is 0, so that the mean absolute error of a constant is the constant.
    static Dataset zeros(int n) {
        var x = new double[n];
        Arrays.setAll(x, i -> i);
        return Dataset.builder("zeros").numeric("x", x).numeric("y", new double[n]).target("y").build();
    }

    /// 0.397887 at (-pi, 12.275), (pi, 2.275) and (9.42478, 2.475).
    static double branin(double x, double y) {
        double square = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return square * square + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    /// Always says one number.
    record Says(double number) implements Model {

        @Override
        public Predictor predictor(Schema schema) {
            return rows -> {
                var values = new double[rows.rows()];
                Arrays.fill(values, number);
                return Prediction.values(schema.targets().getFirst(), values);
            };
        }
    }

    /// Branin's function of its settings.
    @Algorithm(name = "branin", title = "Branin", tasks = Task.REGRESSION, accepts = Accepts.NUMERIC, references = "-")
    static final class Branin implements Estimator<Branin.Settings, Says> {

        record Settings(@Setting(value = "east", tune = "-5..10") double x, @Setting(value = "north", tune = "0..15") double y) {
            Settings() {
                this(0, 0);
            }
        }

        private final AtomicInteger fits;

        Branin(AtomicInteger fits) {
            this.fits = fits;
        }

        @Override
        public Says fit(Dataset data, Settings settings, Run run) {
            fits.incrementAndGet();
            return new Says(branin(settings.x(), settings.y()));
        }
    }

    /// Settings of all types; the error is least, 0, for `c=1 k=7 shape=[round radius=2] sharp=true`.
    @Algorithm(name = "bowl", title = "bowl", tasks = Task.REGRESSION, accepts = Accepts.NUMERIC, references = "-")
    static final class Bowl implements Estimator<Bowl.Settings, Says> {

        sealed interface Shape {
            record Flat() implements Shape {
            }

            record Round(@Setting(value = "radius", min = 0, tune = "0.5..8:log") double radius) implements Shape {
                Round() {
                    this(1);
                }
            }

            record Square(@Setting(value = "sides", min = 1, max = 9, tune = "1..4") int sides) implements Shape {
                Square() {
                    this(4);
                }
            }
        }

        record Settings(@Setting(value = "price", min = 0, minExclusive = true, tune = "0.01..100:log") double c,
                        @Setting(value = "count", min = 1, tune = "1..20") int k, @Setting("shape") Shape shape,
                        @Setting("sharp or not") boolean sharp) {

            Settings() {
                this(10, 5, new Shape.Round(), false);
            }

            Settings {
                if (c > 50 && k > 15) {
                    throw new IllegalArgumentException("`c` above 50 and `k` above 15 do not go together");
                }
            }
        }

        private final AtomicInteger fits;

        Bowl(AtomicInteger fits) {
            this.fits = fits;
        }

        @Override
        public Says fit(Dataset data, Settings settings, Run run) {
            fits.incrementAndGet();
            if (settings.k() == 13) {
                throw new IllegalStateException("13 brings bad luck");
            }
            double shape = switch (settings.shape()) {
                case Shape.Flat _ -> 3;
                case Shape.Round(double radius) -> Math.abs(Math.log(radius / 2));
                case Shape.Square(int sides) -> 1 + Math.abs(sides - 2);
            };
            return new Says(Math.abs(Math.log10(settings.c())) + Math.abs(settings.k() - 7) / 5.0 + shape + (settings.sharp() ? 0 : 0.5));
        }
    }

    /// The more rows or rounds it has, the nearer it comes to what its number promises.
    @Algorithm(name = "hungry", title = "hungry", tasks = Task.REGRESSION, accepts = Accepts.NUMERIC, references = "-")
    static final class Hungry implements Estimator<Hungry.Settings, Says> {

        record Settings(@Setting(value = "promise", tune = "0..1") double promise,
                        @Setting(value = "rounds", min = 1, tune = "1..81") int rounds) {
            Settings() {
                this(0, 10);
            }
        }

        private final AtomicInteger fits;

        Hungry(AtomicInteger fits) {
            this.fits = fits;
        }

        @Override
        public Says fit(Dataset data, Settings settings, Run run) {
            fits.incrementAndGet();
            return new Says(settings.promise() + 1.0 / settings.rounds() + 1.0 / data.rows());
        }
    }

    /// Has no ranges.
    @Algorithm(name = "plain", title = "plain", tasks = Task.REGRESSION, accepts = Accepts.NUMERIC, references = "-")
    static final class Plain implements Estimator<Plain.Settings, Says> {

        record Settings() {
        }

        @Override
        public Says fit(Dataset data, Settings settings, Run run) {
            return new Says(0);
        }
    }

    /// Holds another recipe.
    @Algorithm(name = "wrapper", title = "wrapper", tasks = Task.REGRESSION, accepts = Accepts.NUMERIC, references = "-")
    static final class Wrapper implements Estimator<Wrapper.Settings, Says> {

        record Settings(@Setting("what is wrapped") Recipe base, @Setting(value = "how often", min = 1, tune = "1..3") int times) {
            Settings() {
                this(Recipe.of("plain"), 1);
            }
        }

        @Override
        public Says fit(Dataset data, Settings settings, Run run) {
            return (Says) run.recipes().fit(settings.base(), data, run.child("base")).model();
        }
    }
}
