package org.glia.regression;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Coefficients;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Chunks;
import org.glia.api.run.Run;
import org.glia.compute.dense.Doubles;
import org.glia.compute.optimise.EarlyStopping;
import org.glia.compute.optimise.LearningRate;
import org.glia.compute.optimise.Patience;
import org.glia.compute.optimise.Schedule;
import org.glia.regression.ColumnMoments.Moments;
import org.osgi.service.component.annotations.Component;

/// Least squares by gradient descent: the parameters walk downhill on the mean squared error, a step at a time.
///
/// *What it learns.* A number as a weighted sum of the features, `f(x) = theta0 + theta1 x1 + ...`, by lowering the cost
/// `Q(theta) = 1/(2N) * sum of (f(x) - y)^2`. From zeros on, each update takes from each parameter the learning rate times the
/// slope of Q along it: the mean of `(f(x) - y) x`, and for the constant the mean of `f(x) - y`.
///
/// *When to use it.* To see how learning by gradients goes, and for more rows or columns than `linear` can factor. Where that
/// is no matter, `linear` gives the exact answer at once, and `ridge`, `lasso` and `sgd` have penalties.
///
/// *How it works.* `mode=batch` takes the slope of all rows for each update, `mode=[mini-batch size=32]` that of some, shuffled
/// anew in each epoch, `mode=stochastic` that of a single row. The rate follows a schedule that counts updates. Momentum goes
/// on in the direction of earlier updates (Polyak 1964), with `nesterov=true` looking one step ahead (Nesterov 1983). With
/// `patience`, the descent ends when the loss of rows held out (`validation`), or of all, has not become better for so many
/// epochs, and the best parameters are given back.
///
/// Features should be standardised: a rate that suits one scale is too long for a larger one, and the cost then rises without
/// end. If it does, the descent stops, the best parameters so far are given back, and a warning names the cure.
///
/// *Complexity.* 4 n d operations an epoch; `mode=batch` runs on all threads. Sparse rows stay sparse.
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | gd`. *Weights* count like repeated rows
/// in the cost; in stochastic updates a row's slope is multiplied by its weight, relative to the mean weight.
///
/// *Example.* `fit standardize | gd on costume-price`
@Component(service = Estimator.class)
@Algorithm(name = "gd", title = "linear regression by gradient descent", tasks = Task.REGRESSION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS}, views = {Coefficients.class, History.class, Report.class},
        random = true, references = "Cauchy 1847; Robbins and Monro 1951; Polyak 1964; Nesterov 1983")
public final class GradientDescent implements Estimator<GradientDescent.Settings, GradientDescentModel> {

    /// A loss so many times that of the start is on its way to infinity.
    private static final double HOPELESS = 1e12;
    /// Scales that differ by so much are worth a word.
    private static final double UNSCALED = 10;
    private static final int POWER_ITERATIONS = 20;

    /// The rows that an update looks at.
    public sealed interface Mode {

        /// All of them.
        record Batch() implements Mode {
        }

        /// Some, in an order drawn anew for each epoch.
        record MiniBatch(@Setting(value = "rows of an update", min = 1, tune = "8..256:log") int size) implements Mode {

            public MiniBatch() {
                this(32);
            }
        }

        /// One, in an order drawn anew for each epoch.
        record Stochastic() implements Mode {
        }
    }

    /// What earlier updates do to later ones.
    ///
    /// @param momentum share of the last step that is taken again
    /// @param nesterov whether the slope is that of the place where momentum leads
    public record Momentum(
            @Setting(value = "share of the last step that is taken again", min = 0, max = 1, maxExclusive = true) double momentum,
            @Setting("whether the slope is taken where momentum leads") boolean nesterov) {

        public Momentum() {
            this(0, false);
        }
    }

    /// @param mode         the rows that an update looks at
    /// @param learningRate how long the steps are
    /// @param momentum     what earlier updates do to later ones
    /// @param epochs       how often all rows are learnt from, at most
    /// @param intercept    whether the sum has a constant
    /// @param stopping     when to end before
    public record Settings(
            @Setting("rows that an update looks at") Mode mode,
            @Setting("how long the steps are") LearningRate learningRate,
            @Group Momentum momentum,
            @Setting(value = "how often all rows are learnt from", min = 1) int epochs,
            @Setting("whether the sum has a constant") boolean intercept,
            @Group EarlyStopping stopping) {

        public Settings() {
            this(new Mode.Batch(), new LearningRate.Constant(0.05), new Momentum(), 1000, true, new EarlyStopping());
        }
    }

    /// @throws DataException if all rows have the weight 0, or too few are left to learn from
    @Override
    public GradientDescentModel fit(Dataset data, Settings settings, Run run) {
        var split = settings.stopping().split(data, run);
        var descent = new Descent(split.train(), settings, run);
        var model = descent.run(split.isHeldOut() ? Optional.of(split.validation()) : Optional.empty());
        run.progress(1, "done");
        return model;
    }

    /// One descent. The last parameter is the constant, which stays 0 where there is none.
    private static final class Descent {

        private final Dataset train;
        private final Settings settings;
        private final Run run;
        private final Chunks<Block> chunks;
        private final Moments moments;
        private final int d;
        private final double[] theta;
        private final double[] velocity;
        private final int size;
        private final Schedule schedule;
        private long updates;

        Descent(Dataset train, Settings settings, Run run) {
            this.train = train;
            this.settings = settings;
            this.run = run;
            this.chunks = run.chunks(train, new Block.Open());
            this.moments = chunks.aggregate(new ColumnMoments());
            Linear.requireWeight(train, moments);
            this.d = train.features().columns();
            this.theta = new double[d + 1];
            this.velocity = new double[d + 1];
            this.size = switch (settings.mode()) {
                case Mode.Batch batch -> moments.rows();
                case Mode.MiniBatch(int rows) -> Math.min(rows, moments.rows());
                case Mode.Stochastic stochastic -> 1;
            };
            this.schedule = settings.learningRate().over(settings.epochs(), Math.ceilDiv(moments.rows(), size));
            if (Block.Keep.hasRoomFor(train)) {
                chunks.aggregate(new Block.Keep(new double[d]));
            }
        }

        GradientDescentModel run(Optional<Dataset> heldOut) {
            var judges = heldOut.map(rows -> run.chunks(rows, new Block.Open()));
            double judgesWeight = judges.map(rows -> rows.aggregate(new ColumnMoments()).weight()).orElse(0.0);
            boolean judged = judgesWeight > 0;
            var patience = settings.stopping().patient();
            var lowest = new Patience(0, 0);
            var sums = slopes(chunks);
            double loss = sums[d + 1] / (2 * moments.weight());
            double start = loss;
            double validation = judged ? validation(judges.orElseThrow(), judgesWeight) : Double.NaN;
            lowest.better(judged ? validation : loss);
            var best = new GradientDescentModel.Fit(loss, validation, 0, 0, false);
            var bestTheta = theta.clone();
            record(0, loss, validation);
            var epochs = settings.mode() instanceof Mode.Batch ? Optional.<Epochs>empty() : Optional.of(new Epochs());
            int epoch = 0;
            while (epoch < settings.epochs() && !patience.exhausted() && loss <= HOPELESS * Math.max(start, Double.MIN_NORMAL)) {
                run.checkCancelled();
                if (epochs.isPresent()) {
                    epochs.get().learn(epoch);
                } else {
                    step(sums);
                }
                epoch++;
                sums = slopes(chunks);
                loss = sums[d + 1] / (2 * moments.weight());
                validation = judged ? validation(judges.orElseThrow(), judgesWeight) : Double.NaN;
                record(epoch, loss, validation);
                double judgement = judged ? validation : loss;
                if (lowest.better(judgement) && isFinite()) {
                    best = new GradientDescentModel.Fit(loss, validation, epoch, epoch, false);
                    System.arraycopy(theta, 0, bestTheta, 0, theta.length);
                }
                schedule.epoch(judgement);
                patience.better(judgement);
                run.progress(0.99 * epoch / settings.epochs(), "epoch " + epoch);
            }
            boolean diverged = !isFinite() || !(loss <= start);
            if (diverged) {
                warn(start, loss, epoch, best.bestEpoch());
            }
            boolean restored = diverged || settings.stopping().patience() > 0;
            var fit = restored ? new GradientDescentModel.Fit(best.loss(), best.validationLoss(), epoch, best.bestEpoch(), diverged)
                    : new GradientDescentModel.Fit(loss, validation, epoch, epoch, false);
            var chosen = restored ? bestTheta : theta;
            return new GradientDescentModel(Arrays.copyOf(chosen, d), chosen[d], settings.intercept(), fit);
        }

        private boolean isFinite() {
            return Double.isFinite(Doubles.largest(theta, 0, theta.length));
        }

        private void record(int epoch, double loss, double validation) {
            if (Double.isFinite(loss)) {
                run.record("loss", epoch, loss);
            }
            if (Double.isFinite(validation)) {
                run.record("validation loss", epoch, validation);
            }
        }

        /// Sums over all rows at the parameters.
        private double[] slopes(Chunks<Block> rows) {
            return rows.aggregate(new SquaredLoss(new double[d], theta.clone(), 0));
        }

        private double validation(Chunks<Block> rows, double weight) {
            return slopes(rows)[d + 1] / (2 * weight);
        }

        /// An update by all rows.
        private void step(double[] sums) {
            double rate = schedule.rate(updates++);
            double factor = rate / moments.weight();
            int parameters = settings.intercept() ? d + 1 : d;
            double momentum = settings.momentum().momentum();
            for (int j = 0; j < parameters; j++) {
                double downhill = factor * sums[j];
                velocity[j] = momentum * velocity[j] + downhill;
                theta[j] += settings.momentum().nesterov() ? momentum * velocity[j] + downhill : velocity[j];
            }
        }

        /// Updates by some rows, one after the other.
        private final class Epochs {

            private final Rows rows;
            private final double[] targets;
            /// Relative to their mean.
            private final double[] weights;
            private final double[] residuals = new double[size];

            Epochs() {
                this.targets = train.numericTarget().values();
                this.weights = train.weights().orElseGet(() -> {
                    var ones = new double[train.rows()];
                    Arrays.fill(ones, 1);
                    return ones;
                });
                this.rows = Rows.of(train.features(), weights);
                double mean = moments.weight() / moments.rows();
                Arrays.setAll(weights, i -> weights[i] / mean);
            }

            void learn(int epoch) {
                var order = run.random("order", epoch).permutation(rows.kept().length);
                for (int from = 0; from < order.length; from += size) {
                    int count = Math.min(size, order.length - from);
                    for (int k = 0; k < count; k++) {
                        int i = rows.kept()[order[from + k]];
                        residuals[k] = weights[i] * (targets[i] - rows.dot(i, theta) - theta[d]);
                    }
                    step(order, from, count, schedule.rate(updates++) / count);
                    if ((from & 1023) == 0) {
                        run.checkCancelled();
                    }
                }
            }

            private void step(int[] order, int from, int count, double factor) {
                double momentum = settings.momentum().momentum();
                if (momentum == 0) {
                    add(order, from, count, factor, theta);
                    return;
                }
                Doubles.scale(momentum, velocity, 0, velocity.length);
                add(order, from, count, factor, velocity);
                if (settings.momentum().nesterov()) {
                    Doubles.axpy(momentum, velocity, 0, theta, 0, theta.length);
                    add(order, from, count, factor, theta);
                } else {
                    Doubles.axpy(1, velocity, 0, theta, 0, theta.length);
                }
            }

            private void add(int[] order, int from, int count, double factor, double[] into) {
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    rows.add(rows.kept()[order[from + k]], factor * residuals[k], into);
                    sum += residuals[k];
                }
                if (settings.intercept()) {
                    into[d] += factor * sum;
                }
            }
        }

        private void warn(double start, double loss, int epoch, int bestEpoch) {
            // a little less than what keeps errors along the steepest direction from growing
            double bound = 0.95 * 2 / steepest();
            var smaller = Double.isFinite(bound) && bound > 0 && settings.momentum().momentum() == 0
                    ? "a learningRate below %.2g".formatted(bound) : "a smaller learningRate";
            var cure = (isUnscaled() ? "the features are on unlike scales: write `standardize | gd`, or take " : "take ") + smaller;
            run.warn("gd diverged: the loss went from %.3g to %.3g in %d epochs, and the parameters of epoch %d are kept; %s"
                    .formatted(start, loss, epoch, bestEpoch, cure));
        }

        private boolean isUnscaled() {
            var scales = IntStream.range(0, d).mapToDouble(j -> moments.deviation(j, false)).filter(scale -> scale > 0)
                    .summaryStatistics();
            return scales.getMax() > UNSCALED || scales.getMax() > UNSCALED * scales.getMin();
        }

        /// The largest curvature of the cost, by power iterations from the direction of the features' sizes.
        private double steepest() {
            var v = new double[d + 1];
            Arrays.setAll(v, j -> j < d ? moments.deviation(j, false) : settings.intercept() ? 1 : 0);
            double curvature = Double.NaN;
            for (int k = 0; k < POWER_ITERATIONS; k++) {
                double length = Doubles.norm(v, 0, v.length);
                if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
                    return Double.NaN;
                }
                Doubles.scale(1 / length, v, 0, v.length);
                v = chunks.aggregate(new NormalProduct(new double[d], v, 0, false));
                if (!settings.intercept()) {
                    v[d] = 0;
                }
                curvature = Doubles.norm(v, 0, v.length) / moments.weight();
            }
            return curvature;
        }
    }
}
