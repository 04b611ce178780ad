package org.glia.regression;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.ClassWeight;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Coefficients;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Chunks;
import org.glia.api.run.Parallel;
import org.glia.api.run.Run;
import org.glia.compute.dense.Doubles;
import org.glia.compute.optimise.Convergence.End;
import org.glia.compute.optimise.LBFGS;
import org.glia.compute.optimise.Minimum;
import org.glia.compute.optimise.Objective;
import org.glia.compute.optimise.Watcher;
import org.glia.regression.ColumnMoments.Moments;
import org.osgi.service.component.annotations.Component;

/// Predicts the probabilities of classes from a linear score of the features: logistic regression for two classes, softmax
/// (multinomial) regression for more.
///
/// *What it learns.* With two classes one vector of coefficients, for the second level; with more one for each class. It
/// minimises `c * (sum of w * log-loss) + l1Ratio * sum of |coefficient| + (1 - l1Ratio) / 2 * sum of coefficient^2`;
/// intercepts are not penalised, and `c=infinity` leaves the penalty out. With `l1Ratio` above 0 coefficients become exactly 0:
/// it chooses columns. Without penalty and class weights, two classes get standard errors, z and p values too, as R's `glm` has
/// them.
///
/// *When to use it.* As the first classifier for anything: quick, well calibrated, readable. Features should be on like scales,
/// for the penalty treats all coefficients alike: `standardize | logistic`. Not where classes are parted by curves;
/// `polynomial` before it bends the border.
///
/// *How it works.* Limited-memory BFGS with a strong-Wolfe line search, on features that are centred and scaled inside, which
/// changes the way but not the goal: penalty and coefficients are those of the given units. Scores and gradients of a chunk of
/// rows are products of matrices, sums run over chunks in a fixed tree, and all kernels give the same bits on every machine; so
/// does the result. Absolute values in the penalty are searched orthant by orthant, and the face of the orthant in which the
/// optimum lies as before.
///
/// *Complexity.* 4 n d classes operations for each iteration, mostly 10 to 100 of them, many more where features are nearly
/// dependent. Dense features are kept once as doubles if they take no more than a quarter of the memory, else they are read
/// anew each time; sparse ones stay sparse.
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | logistic`. *Weights* count like
/// repeated rows. *Classes* without training rows get the probability 0.
///
/// *Example.* `crossval standardize | logistic c=10 on iris`
@Component(service = Estimator.class)
@Algorithm(name = "logistic", title = "logistic regression", tasks = Task.CLASSIFICATION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS},
        views = {Coefficients.class, History.class, Report.class},
        references = "Cox 1958; Liu and Nocedal 1989; Nocedal and Wright 2006, algorithms 3.5, 3.6, 7.4; "
                + "Andrew and Gao 2007; Zou and Hastie 2005")
public final class Logistic implements Estimator<Logistic.Settings, LogisticModel> {

    /// Mean log-loss below which the training rows count as told apart without a mistake.
    private static final double PARTED = 1e-4;
    /// Numbers that the steps remembered of a search may have: where features are nearly dependent, more steps save iterations.
    private static final int REMEMBERED = 1 << 20;
    /// Operations that standard errors may cost.
    private static final double AFFORDABLE = 1e11;

    /// @param c             inverse strength of the penalty, per unit of weight
    /// @param l1Ratio       share of the absolute values in the penalty, the rest is that of the squares
    /// @param intercept     whether scores have a constant
    /// @param classWeight   how much the rows of each class count
    /// @param tolerance     stop when no component of the mean gradient, per standard deviation of a feature, is larger
    /// @param maxIterations most iterations
    public record Settings(
            @Setting(value = "inverse strength of the penalty, infinity for none", min = 0, minExclusive = true,
                    max = Double.POSITIVE_INFINITY, tune = "0.001..1000:log") double c,
            @Setting(value = "share of the absolute values in the penalty, which make coefficients 0", min = 0, max = 1) double l1Ratio,
            @Setting("whether scores have a constant") boolean intercept,
            @Setting("how much the rows of each class count") ClassWeight classWeight,
            @Setting(value = "stop when the mean gradient is smaller", min = 0) double tolerance,
            @Setting(value = "most iterations", min = 1) int maxIterations) {

        public Settings() {
            this(1, 0, true, new ClassWeight.None(), 1e-6, 1000);
        }
    }

    /// @throws DataException if fewer than two classes have rows of positive weight, or classWeight names no level
    @Override
    public LogisticModel fit(Dataset data, Settings settings, Run run) {
        var levels = data.nominalTarget().levels();
        var chunks = run.chunks(data, new Block.Open());
        var moments = chunks.aggregate(new ColumnMoments());
        Linear.requireWeight(data, moments);
        var levelWeights = chunks.aggregate(new LevelWeights(levels.size()));
        var factors = settings.classWeight().factors(levels, levelWeights);
        var shares = new double[levels.size()];
        Arrays.setAll(shares, level -> levelWeights[level] * factors[level]);
        var classes = IntStream.range(0, shares.length).filter(level -> shares[level] > 0).toArray();
        if (classes.length < 2) {
            throw new DataException(classes.length == 0 ? "classWeight leaves no class any weight; give two a positive one"
                    : "`logistic` needs rows of at least two classes, and %s has only `%s`".formatted(data.name(),
                            levels.name(classes[0])));
        }
        var problem = new Problem(chunks, moments, settings, classes, factors, shares);
        if (Block.Keep.hasRoomFor(data)) {
            chunks.aggregate(new Block.Keep(problem.shift));
        }
        var start = problem.start();
        int memory = Math.clamp(REMEMBERED / Math.max(1, start.length), 10, 40);
        Watcher watcher = (iteration, value, slope) -> {
            run.checkCancelled();
            run.record("loss", iteration, value);
            run.progress(0.95 * iteration / settings.maxIterations(), "iteration " + iteration);
        };
        var minimum = problem.lasso == 0
                ? new LBFGS(memory, settings.tolerance(), 0, settings.maxIterations()).minimise(problem, start, watcher)
                : new OrthantWise(memory, settings.tolerance(), settings.maxIterations())
                        .minimise(problem, problem.costs(), start, watcher);
        var model = problem.model(minimum, run.parallel());
        warn(model, minimum, settings, run);
        run.progress(1, "done");
        return model;
    }

    private static void warn(LogisticModel model, Minimum minimum, Settings settings, Run run) {
        if (!model.fit().converged()) {
            run.warn(minimum.convergence().end() == End.ITERATIONS
                    ? "logistic had not converged after maxIterations=%d (mean gradient %.1e); allow more, or write `standardize | logistic`"
                            .formatted(settings.maxIterations(), minimum.convergence().gradient())
                    : "rounding stopped logistic before it converged (mean gradient %.1e); write `standardize | logistic`"
                            .formatted(minimum.convergence().gradient()));
        } else if (Double.isInfinite(settings.c()) && model.fit().logLoss() < PARTED) {
            run.warn("the classes can be told apart without a mistake, so coefficients without a penalty have no bound; "
                    + "choose a finite c");
        }
    }

    /// The objective divided by c times the total weight, so that its gradient is that of a mean. Its parameters are, for each
    /// output, the coefficients of the centred features and then the intercept, each stretched so that the objective bends
    /// about alike along all of them.
    private static final class Problem implements Objective {

        private final Chunks<Block> chunks;
        private final Moments moments;
        private final Settings settings;
        private final int[] classes;
        private final int[] classOf;
        private final double[] factors;
        private final double[] shares;
        private final double total;
        private final int d;
        private final int outputs;
        /// Parameters of an output.
        private final int stride;
        private final double[] shift;
        /// Parameters are multiplied by these to give coefficients; 0 for columns that never change.
        private final double[] scale;
        /// On half the squares of coefficients, as a share of the total weight.
        private final double penalty;
        /// On the absolute values of coefficients; no part of what [#evaluate] says.
        private final double lasso;

        Problem(Chunks<Block> chunks, Moments moments, Settings settings, int[] classes, double[] factors, double[] shares) {
            this.chunks = chunks;
            this.moments = moments;
            this.settings = settings;
            this.classes = classes;
            this.factors = factors;
            this.shares = shares;
            this.total = Arrays.stream(shares).sum();
            this.d = moments.means().length;
            this.outputs = classes.length == 2 ? 1 : classes.length;
            this.stride = d + (settings.intercept() ? 1 : 0);
            this.penalty = (1 - settings.l1Ratio()) / settings.c() / total;
            this.lasso = settings.l1Ratio() / settings.c() / total;
            this.classOf = new int[factors.length];
            Arrays.fill(classOf, -1);
            for (int k = 0; k < classes.length; k++) {
                classOf[classes[k]] = k;
            }
            this.shift = new double[d];
            this.scale = new double[stride];
            // What p (1 - p) is where all classes are as likely: the bend of the loss.
            double bend = (1.0 / classes.length) * (1 - 1.0 / classes.length);
            for (int j = 0; j < d; j++) {
                shift[j] = settings.intercept() ? moments.centre(j) : 0;
                double deviation = moments.deviation(j, settings.intercept());
                scale[j] = deviation == 0 ? 0 : 1 / Math.hypot(Math.sqrt(bend) * deviation, Math.sqrt(penalty));
            }
            if (settings.intercept()) {
                scale[d] = 1 / Math.sqrt(bend);
            }
        }

        /// Coefficients 0, and intercepts that give the classes their shares.
        double[] start() {
            var start = new double[outputs * stride];
            if (settings.intercept()) {
                var logs = IntStream.of(classes).mapToDouble(level -> StrictMath.log(shares[level])).toArray();
                double mean = Arrays.stream(logs).average().orElseThrow();
                for (int k = 0; k < outputs; k++) {
                    start[k * stride + d] = (outputs == 1 ? logs[1] - logs[0] : logs[k] - mean) / scale[d];
                }
            }
            return start;
        }

        /// What the absolute value of each parameter costs.
        double[] costs() {
            var costs = new double[outputs * stride];
            for (int k = 0; k < outputs; k++) {
                for (int j = 0; j < d; j++) {
                    costs[k * stride + j] = lasso * scale[j];
                }
            }
            return costs;
        }

        @Override
        public double evaluate(double[] parameters, double[] gradient) {
            var coefficients = coefficients(parameters);
            var sums = sums(coefficients, intercepts(parameters));
            for (int k = 0; k < outputs; k++) {
                for (int j = 0; j < d; j++) {
                    gradient[k * stride + j] = scale[j] * (sums[k * d + j] / total + penalty * coefficients[k * d + j]);
                }
                if (settings.intercept()) {
                    gradient[k * stride + d] = scale[d] * (sums[outputs * d + k] / total);
                }
            }
            return sums[sums.length - 1] / total + penalty(coefficients);
        }

        private double penalty(double[] coefficients) {
            return penalty == 0 ? 0 : 0.5 * penalty * Doubles.dot(coefficients, 0, coefficients, 0, coefficients.length);
        }

        private double[] sums(double[] coefficients, double[] intercepts) {
            return chunks.aggregate(new LogLoss(coefficients, intercepts, shift, classOf, factors));
        }

        private double[] coefficients(double[] parameters) {
            var coefficients = new double[outputs * d];
            for (int k = 0; k < outputs; k++) {
                for (int j = 0; j < d; j++) {
                    coefficients[k * d + j] = scale[j] * parameters[k * stride + j];
                }
            }
            return coefficients;
        }

        /// Of the centred features.
        private double[] intercepts(double[] parameters) {
            var intercepts = new double[outputs];
            if (settings.intercept()) {
                Arrays.setAll(intercepts, k -> scale[d] * parameters[k * stride + d]);
            }
            return intercepts;
        }

        LogisticModel model(Minimum minimum, Parallel parallel) {
            var coefficients = coefficients(minimum.x());
            var intercepts = intercepts(minimum.x());
            double logLoss = minimum.convergence().value() - penalty(coefficients)
                    - lasso * Doubles.sumOfAbsolutes(coefficients, 0, coefficients.length);
            // Where rounding ends the search, this near the bottom is as good as converged.
            boolean converged = minimum.convergence().end() == End.CONVERGED
                    || minimum.convergence().end() == End.ROUNDING && minimum.convergence().gradient() <= 1e-6;
            var errors = errors(coefficients, intercepts, parallel);
            for (int k = 0; k < outputs; k++) {
                intercepts[k] -= Doubles.dot(shift, 0, coefficients, k * d, d);
            }
            if (outputs > 1) {
                centre(coefficients, intercepts);
            }
            return new LogisticModel(coefficients, intercepts, settings.intercept(), classes, errors,
                    new LogisticModel.Fit(logLoss, minimum.convergence().value(), total, minimum.convergence().iterations(), converged));
        }

        /// A constant added to the scores of all classes changes no probability: sums of 0 are the usual choice.
        private void centre(double[] coefficients, double[] intercepts) {
            double mean = Arrays.stream(intercepts).average().orElseThrow();
            Arrays.setAll(intercepts, k -> intercepts[k] - mean);
            for (int j = 0; j < d && penalty == 0 && lasso == 0; j++) {
                double sum = 0;
                for (int k = 0; k < outputs; k++) {
                    sum += coefficients[k * d + j];
                }
                for (int k = 0; k < outputs; k++) {
                    coefficients[k * d + j] -= sum / outputs;
                }
            }
        }

        /// Standard errors by Fisher's information, which is `X'VX` with p (1 - p) in V.
        private Optional<double[]> errors(double[] coefficients, double[] intercepts, Parallel parallel) {
            boolean asked = penalty == 0 && lasso == 0 && outputs == 1 && settings.classWeight() instanceof ClassWeight.None;
            if (!asked || 2.0 * moments.rows() * stride * stride > AFFORDABLE) {
                return Optional.empty();
            }
            var logit = Arrays.copyOf(coefficients, d + 1);
            logit[d] = intercepts[0] - Doubles.dot(shift, 0, coefficients, 0, d);
            var scaling = Scaling.of(moments, d, settings.intercept(), 0);
            var factor = chunks.aggregate(new Triangulation(scaling, settings.intercept(), logit));
            return Optional.of(LeastSquares.spreads(scaling, settings.intercept(), factor, parallel));
        }
    }
}
