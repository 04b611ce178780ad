package org.glia.regression;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Task;
import org.glia.api.model.Coefficients;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Predicts the probabilities of classes from a linear score of the features: logistic regression for two classes, softmax
/// (multinomial) regression for more.
///
/// *What it learns.* With two classes one vector of coefficients, for the second level; with more one for each class. It
/// minimises `c * (sum of w * log-loss) + |coefficients|^2 / 2`; intercepts are not penalised, and `c=infinity` leaves the
/// penalty out.
///
/// *When to use it.* As the first classifier for anything: quick, well calibrated, readable. Features should be on like
/// scales, for the penalty treats all coefficients alike: `standardize | logistic`. Not where classes are parted by
/// curves; `polynomial` before it bends the border.
///
/// *How it works.* Limited-memory BFGS with a strong-Wolfe line search, on features that are centred and scaled inside, which
/// changes the way but not the goal: penalty and coefficients are those of the given units. Exponentials and logarithms
/// are `StrictMath`'s, sums run over chunks in a fixed tree, so the result has the same bits on every machine.
///
/// *Complexity.* O(n d classes) for each iteration, mostly 10 to 100 of them; one scaled copy of the
/// features in memory, sparse ones stay sparse. *Missing values and
/// nominal columns* are not taken: `impute | onehot | standardize | logistic`. *Weights* count like repeated rows. *Classes*
/// without training rows get the probability 0.
///
/// *Example.* `crossval standardize | logistic c=10 on iris`
@Component(service = Estimator.class)
@Algorithm(name = "logistic", title = "logistic regression", tasks = Task.CLASSIFICATION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS},
        views = {Coefficients.class, History.class, Report.class},
        references = "Cox 1958; Liu and Nocedal 1989; Nocedal and Wright 2006, algorithms 3.5, 3.6, 7.4")
public final class Logistic implements Estimator<Logistic.Settings, LogisticModel> {

    /// @param c             inverse strength of the penalty, per unit of weight
    /// @param intercept     whether scores have a constant
    /// @param classWeight   how much the rows of each class count
    /// @param tolerance     stop when no component of the mean gradient, per standard deviation of a feature, is larger
    /// @param maxIterations most iterations
    public record Settings(
            @Setting(value = "inverse strength of the penalty, infinity for none", min = 0, minExclusive = true,
                    max = Double.POSITIVE_INFINITY, tune = "0.001..1000:log") double c,
            @Setting("whether scores have a constant") boolean intercept,
            @Setting("how much the rows of each class count") ClassWeight classWeight,
            @Setting(value = "stop when the mean gradient is smaller", min = 0) double tolerance,
            @Setting(value = "most iterations", min = 1) int maxIterations) {

        public Settings() {
            this(1, true, new ClassWeight.None(), 1e-6, 1000);
        }
    }

    /// @throws DataException if fewer than two classes have rows of positive weight, or classWeight names no level
    @Override
    public LogisticModel fit(Dataset data, Settings settings, Run run) {
        var levels = data.nominalTarget().levels();
        int d = data.schema().featureWidth();
        // Without a constant nothing can be centred, and sparse features would be filled by it.
        boolean centred = settings.intercept() && !data.features().isSparse();
        var moments = Moments.of(run.chunks(data, new Moments.Open()), d, centred);
        var chunks = run.chunks(data, new LogisticStep.Open(moments));
        var counts = chunks.aggregate(new LogisticStep.Count(levels.size()));
        var factors = settings.classWeight().factors(levels, counts);
        var classes = IntStream.range(0, levels.size()).filter(level -> counts[level] * factors[level] > 0).toArray();
        if (classes.length < 2) {
            throw new DataException(classes.length == 0
                    ? "all rows of %s have the weight 0; give some a positive one".formatted(data.name())
                    : "`logistic` needs rows of at least two classes, and %s has only `%s`".formatted(data.name(),
                            levels.name(classes[0])));
        }
        double total = Arrays.stream(classes).mapToDouble(level -> counts[level] * factors[level]).sum();
        int outputs = classes.length == 2 ? 1 : classes.length;
        int stride = d + (settings.intercept() ? 1 : 0);
        var penalties = penalties(moments, settings, stride);

        // The objective divided by c times the total weight: its gradient is that of a mean.
        LBFGS.Objective objective = (parameters, gradient) -> {
            var sums = chunks.aggregate(new LogisticStep.Pass(parameters, d, stride, classes, factors));
            double penalty = 0;
            for (int p = 0; p < parameters.length; p++) {
                double strength = penalties[p % stride] / total;
                penalty += 0.5 * strength * parameters[p] * parameters[p];
                gradient[p] = sums[p] / total + strength * parameters[p];
            }
            return sums[parameters.length] / total + penalty;
        };
        var minimum = LBFGS.minimise(objective, new double[outputs * stride], settings.tolerance(), settings.maxIterations(),
                (iteration, value, slope) -> {
                    run.checkCancelled();
                    run.record("loss", iteration, value);
                    run.progress(Math.min(1, (double) iteration / settings.maxIterations()), "iteration " + iteration);
                });
        if (!minimum.converged()) {
            run.warn("logistic had not converged after maxIterations=%d (mean gradient %.1e); allow more, or a larger tolerance, or a smaller c"
                    .formatted(settings.maxIterations(), minimum.gradient()));
        }
        run.progress(1, "done");
        return model(minimum, moments, settings, classes, d, stride);
    }

    /// In scaled units a coefficient is the original one times the deviation, so its penalty is divided by its square.
    private static double[] penalties(Moments moments, Settings settings, int stride) {
        var penalties = new double[stride];
        for (int j = 0; j < moments.deviations().length; j++) {
            double deviation = moments.deviations()[j];
            penalties[j] = Double.isInfinite(settings.c()) ? 0 : 1 / (settings.c() * deviation * deviation);
        }
        return penalties;
    }

    private static LogisticModel model(LBFGS.Minimum minimum, Moments moments, Settings settings, int[] classes, int d, int stride) {
        int outputs = minimum.x().length / stride;
        var coefficients = new double[d * outputs];
        var intercepts = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            for (int j = 0; j < d; j++) {
                double coefficient = minimum.x()[k * stride + j] / moments.deviations()[j];
                coefficients[j * outputs + k] = coefficient;
                intercepts[k] -= coefficient * moments.means()[j];
            }
            if (settings.intercept()) {
                intercepts[k] += minimum.x()[k * stride + d];
            }
        }
        if (outputs > 1) {
            centre(intercepts);
        }
        return new LogisticModel(new DenseMatrix(d, outputs, coefficients), intercepts, classes, minimum.value(),
                minimum.iterations(), minimum.converged());
    }

    /// A constant added to all intercepts changes no probability: the sum 0 is the usual choice.
    private static void centre(double[] intercepts) {
        double mean = Arrays.stream(intercepts).average().orElseThrow();
        for (int k = 0; k < intercepts.length; k++) {
            intercepts[k] -= mean;
        }
    }
}
