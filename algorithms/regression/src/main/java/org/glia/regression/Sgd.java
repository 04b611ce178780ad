package org.glia.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.ClassWeight;
import org.glia.api.Estimator;
import org.glia.api.Incremental;
import org.glia.api.Learner;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Kind;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Coefficients;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.compute.optimise.EarlyStopping;
import org.glia.compute.optimise.LearningRate;
import org.glia.compute.optimise.Patience;
import org.glia.compute.optimise.Schedule;
import org.osgi.service.component.annotations.Component;

/// Linear models by stochastic gradient descent: an update for each row, for classes and for numbers.
///
/// *What it learns.* Weights and an intercept that make `mean of w * loss(y, x b + b0) + alpha * (l1Ratio * sum of |b| + (1 -
/// l1Ratio) / 2 * sum of b^2)` small. The loss makes the model: `hinge` a linear support vector machine, `log` logistic
/// regression, `perceptron` Rosenblatt's, `squared` least squares, `huber` a robust one, `epsilon-insensitive` support vector
/// regression. `log` and `modified-huber` give probabilities, other losses of classes scores. More than two classes are learnt
/// one against the others.
///
/// *When to use it.* For very many rows, for sparse rows of very many columns, and for rows that come in batches. Features must
/// be standardised: `standardize | sgd`. Where the data are of ordinary size, `logistic`, `lasso` and `linearsvm` give the
/// exact optimum and need no rates.
///
/// *How it works.* Rows come in an order drawn anew for each epoch. Without a `learningRate`, losses of classes but
/// `squared-hinge` take Bottou's `1 / (alpha (t0 + t))`, others `0.01 / (t + 1)^0.25`. The squares of the penalty shrink one
/// common factor, its absolute values are taken from the weights of a row when it comes (the cumulative penalty), so that an
/// update touches only what is stored of a row. `average=true` answers by the mean of all weights so far (Polyak and Juditsky
/// 1992). The descent ends when the loss of the epoch, or of the rows held out, has not fallen by `tolerance` for `patience`
/// epochs, and the best weights are given back. Weights that leave the range of numbers end it with a warning.
///
/// *Complexity.* A few operations for each stored number, epoch and class; classes are learnt on several threads.
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | sgd`. *Weights* and `classWeight` make
/// steps longer.
/// *Batch by batch* each batch is gone through once, in the order it comes in. *Classes* without rows are never answered.
///
/// *Example.* `crossval standardize | sgd loss=log average=true on breast-cancer`
@Component(service = Estimator.class)
@Algorithm(name = "sgd", title = "linear models by stochastic gradient descent", tasks = {Task.CLASSIFICATION, Task.REGRESSION},
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS}, views = {Coefficients.class, History.class, Report.class},
        random = true, references = "Robbins and Monro 1951; Bottou 2012; Tsuruoka, Tsujii and Ananiadou 2009; Polyak and Juditsky 1992; "
                + "Zhang 2004")
public final class Sgd implements Incremental<Sgd.Settings, SgdModel> {

    /// Slopes are no steeper, lest a single row throws the weights out of the range of numbers.
    private static final double STEEPEST = 1e12;
    /// A mean loss so many times the largest that a row has without any weights is on its way to infinity.
    private static final double HOPELESS = 1e3;
    private static final int ROWS_BETWEEN_CHECKS = 1 << 14;

    /// @param alpha   strength of the penalty
    /// @param l1Ratio share of the absolute values in it
    public record Penalty(
            @Setting(value = "strength of the penalty", min = 0, tune = "0.000001..0.1:log") double alpha,
            @Setting(value = "share of the absolute values in the penalty", min = 0, max = 1) double l1Ratio) {

        public Penalty() {
            this(1e-4, 0);
        }
    }

    /// @param learningRate how long the steps are; empty for what suits the loss
    /// @param average      whether the mean of all weights answers
    /// @param epochs       how often all rows are learnt from, at most
    /// @param shuffle      whether rows come in a new order in each epoch
    public record Steps(
            @Setting("how long the steps are, none for what suits the loss") Optional<LearningRate> learningRate,
            @Setting("whether the mean of all weights answers") boolean average,
            @Setting(value = "how often all rows are learnt from", min = 1) int epochs,
            @Setting("whether rows come in a new order in each epoch") boolean shuffle) {

        public Steps() {
            this(Optional.empty(), false, 1000, true);
        }
    }

    /// @param loss        what is minimised
    /// @param penalty     what is added to it
    /// @param intercept   whether scores have a constant
    /// @param steps       how it is gone about
    /// @param classWeight how much the rows of each class count
    /// @param stopping    when to end before
    public record Settings(
            @Setting("what is minimised") Loss loss,
            @Group Penalty penalty,
            @Setting("whether scores have a constant") boolean intercept,
            @Group Steps steps,
            @Setting("how much the rows of each class count") ClassWeight classWeight,
            @Group EarlyStopping stopping) {

        public Settings() {
            this(new Loss.Auto(), new Penalty(), true, new Steps(), new ClassWeight.None(), new EarlyStopping(5, 0, 1e-3));
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        var declared = Traits.declared(getClass());
        return settings.loss() instanceof Loss.Auto ? declared
                : declared.withTasks(Set.of(settings.loss().classifies() ? Task.CLASSIFICATION : Task.REGRESSION));
    }

    // ---- all rows at once

    /// @throws DataException if fewer than two classes, or no rows at all, have a positive weight
    @Override
    public SgdModel fit(Dataset data, Settings settings, Run run) {
        boolean classes = run.task() == Task.CLASSIFICATION;
        var problem = Problem.of(settings, classes);
        var split = settings.stopping().split(data, run);
        var train = Lesson.of(split.train(), settings.classWeight(), classes);
        var judges = split.isHeldOut() ? Lesson.of(split.validation(), settings.classWeight(), classes) : train;
        requireRows(train, data, classes);
        var histories = run.parallel().map(train.outputs(), output -> new Descent(problem, train, judges, output, run).run());
        var outputs = new ArrayList<SgdModel.Output>();
        for (int k = 0; k < histories.size(); k++) {
            var history = histories.get(k);
            history.record(train.outputs() == 1 ? "" : " of " + data.nominalTarget().levels().name(k), split.isHeldOut(), run);
            outputs.add(history.output());
        }
        if (histories.stream().anyMatch(Course::diverged)) {
            run.warn("sgd diverged, and the best weights before are kept; write `standardize | sgd`, or take a smaller learningRate");
        }
        run.progress(1, "done");
        return new SgdModel(problem.loss(), outputs, train.seen(), settings.intercept());
    }

    private static void requireRows(Lesson train, Dataset data, boolean classes) {
        if (train.rows().kept().length == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        long present = Arrays.stream(train.seen()).filter(weight -> weight > 0).count();
        if (classes && present < 2) {
            throw new DataException("`sgd` needs rows of at least two classes, and those of %s that it learns from have only one"
                    .formatted(data.name()));
        }
    }

    /// What is minimised, and how.
    private record Problem(Loss loss, Settings settings) {

        static Problem of(Settings settings, boolean classes) {
            var loss = switch (settings.loss()) {
                case Loss.Auto auto -> classes ? new Loss.Hinge() : new Loss.Squared();
                default -> settings.loss();
            };
            if (isBottous(loss) && settings.steps().learningRate().isEmpty() && settings.penalty().alpha() == 0) {
                throw new DataException("without a penalty `sgd` needs a learningRate; write learningRate=0.01, say");
            }
            return new Problem(loss, settings);
        }

        /// Its first steps are long: squared errors would throw the weights ever further.
        private static boolean isBottous(Loss loss) {
            return loss.classifies() && !loss.steepens();
        }

        Schedule schedule(int epochs, int updates) {
            double alpha = settings.penalty().alpha();
            return settings.steps().learningRate().orElseGet(() -> isBottous(loss)
                    ? new LearningRate.Power(1 / alpha, bottou(alpha)) : new LearningRate.InverseScaling()).over(epochs, updates);
        }

        /// Updates that seem to have been made before the first, so that it is about as long as weights may be (Bottou).
        private double bottou(double alpha) {
            double typical = Math.sqrt(1 / Math.sqrt(alpha));
            double first = typical / Math.max(1, loss.slope(1, -typical));
            return 1 / (first * alpha);
        }

        SgdVector vector(int d) {
            return new SgdVector(d, settings.steps().average(), settings.penalty().alpha() * settings.penalty().l1Ratio() > 0);
        }

        /// An update by a row; its score before, of which the slope is taken, is returned.
        double learn(SgdVector vector, Rows rows, int i, double y, double weight, double rate) {
            double score = vector.score(rows, i);
            double slope = Math.clamp(loss.slope(y, score), -STEEPEST, STEEPEST);
            double alpha = settings.penalty().alpha();
            double l1Ratio = settings.penalty().l1Ratio();
            double shrink = Math.max(0, 1 - (1 - l1Ratio) * rate * alpha);
            vector.update(rows, i, shrink, -rate * slope * weight, l1Ratio * rate * alpha, settings.intercept());
            return score;
        }
    }

    /// Rows and their answers.
    ///
    /// @param codes   of classes, empty for numbers
    /// @param numbers empty for classes
    /// @param seen    the weight of the rows of each level
    private record Lesson(Rows rows, int[] codes, double[] numbers, double[] weights, double[] seen) {

        static Lesson of(Dataset data, ClassWeight classWeight, boolean classes) {
            if (!classes) {
                var weights = weights(data);
                var numbers = data.numericTarget().values();
                return new Lesson(Rows.of(data.features(), weights), new int[0], numbers, weights, new double[0]);
            }
            var target = data.nominalTarget();
            var weights = classWeight.rowWeights(data);
            var seen = new double[target.levels().size()];
            for (int i = 0; i < weights.length; i++) {
                if (weights[i] > 0) {
                    seen[target.code(i)] += weights[i];
                }
            }
            return new Lesson(Rows.of(data.features(), weights), target.codes(), new double[0], weights, seen);
        }

        private static double[] weights(Dataset data) {
            return data.weights().orElseGet(() -> {
                var ones = new double[data.rows()];
                Arrays.fill(ones, 1);
                return ones;
            });
        }

        /// One for numbers and for two levels, one for each of more levels.
        int outputs() {
            return Sgd.outputs(seen.length);
        }

        /// What an output should answer for each row.
        double[] truth(int output) {
            if (codes.length == 0) {
                return numbers;
            }
            int positive = seen.length == 2 ? 1 : output;
            return IntStream.of(codes).mapToDouble(code -> code == positive ? 1 : -1).toArray();
        }
    }

    private static int outputs(int levels) {
        return levels <= 2 ? 1 : levels;
    }

    /// How the descent of an output went.
    private record Course(SgdModel.Output output, double[] losses, double[] validation, boolean diverged) {

        void record(String of, boolean heldOut, Run run) {
            for (int epoch = 0; epoch < losses.length; epoch++) {
                run.record("loss" + of, epoch + 1, losses[epoch]);
                if (heldOut) {
                    run.record("validation loss" + of, epoch + 1, validation[epoch]);
                }
            }
        }
    }

    /// The descent of one output.
    private static final class Descent {

        private final Problem problem;
        private final Lesson train;
        private final Lesson judges;
        private final double[] truth;
        private final double[] judged;
        private final Run run;
        private final boolean alone;

        Descent(Problem problem, Lesson train, Lesson judges, int output, Run run) {
            this.problem = problem;
            this.train = train;
            this.judges = judges;
            this.truth = train.truth(output);
            this.judged = judges == train ? truth : judges.truth(output);
            this.run = run;
            this.alone = train.outputs() == 1;
        }

        Course run() {
            var steps = problem.settings.steps();
            var kept = train.rows.kept();
            var schedule = problem.schedule(steps.epochs(), kept.length);
            var vector = problem.vector(train.rows.columns());
            var patience = problem.settings.stopping().patient();
            var lowest = new Patience(0, 0);
            var best = vector.state();
            int bestEpoch = 0;
            boolean restores = problem.settings.stopping().patience() > 0;
            var losses = new double[steps.epochs()];
            var validation = new double[steps.epochs()];
            double hopeless = problem.loss.steepens() ? HOPELESS * lossOfNothing() : Double.MAX_VALUE;
            int epoch = 0;
            boolean diverged = false;
            while (epoch < steps.epochs() && !patience.exhausted() && !diverged) {
                losses[epoch] = epoch(vector, schedule, epoch);
                diverged = !vector.isFinite() || !(losses[epoch] <= hopeless);
                if (diverged) {
                    break;
                }
                validation[epoch] = judges == train ? losses[epoch] : validationLoss(vector);
                if (lowest.better(validation[epoch]) || !restores) {
                    best = vector.state();
                    bestEpoch = epoch + 1;
                }
                schedule.epoch(validation[epoch]);
                patience.better(validation[epoch]);
                epoch++;
                if (alone) {
                    run.progress(0.99 * epoch / steps.epochs(), "epoch " + epoch);
                }
            }
            return new Course(SgdModel.output(best, bestEpoch == 0 ? Double.NaN : losses[bestEpoch - 1], epoch),
                    Arrays.copyOf(losses, epoch), Arrays.copyOf(validation, epoch), diverged);
        }

        /// @return the mean loss of the rows, each before its update
        private double epoch(SgdVector vector, Schedule schedule, int epoch) {
            var kept = train.rows.kept();
            var order = problem.settings.steps().shuffle() ? run.random("order", epoch).permutation(kept.length)
                    : IntStream.range(0, kept.length).toArray();
            double sum = 0;
            double weight = 0;
            for (int from = 0; from < order.length; from += ROWS_BETWEEN_CHECKS) {
                run.checkCancelled();
                for (int k = from; k < Math.min(order.length, from + ROWS_BETWEEN_CHECKS); k++) {
                    int i = kept[order[k]];
                    double score = problem.learn(vector, train.rows, i, truth[i], train.weights[i], schedule.rate(vector.updates()));
                    sum += train.weights[i] * problem.loss.value(truth[i], score);
                    weight += train.weights[i];
                }
            }
            return sum / weight;
        }

        private double lossOfNothing() {
            double most = Double.MIN_NORMAL;
            for (int i : train.rows.kept()) {
                most = Math.max(most, problem.loss.value(truth[i], 0));
            }
            return most;
        }

        private double validationLoss(SgdVector vector) {
            double sum = 0;
            double weight = 0;
            for (int i : judges.rows.kept()) {
                sum += judges.weights[i] * problem.loss.value(judged[i], vector.score(judges.rows, i));
                weight += judges.weights[i];
            }
            return weight > 0 ? sum / weight : Double.NaN;
        }
    }

    // ---- batch by batch

    /// @throws DataException if the settings need to know all rows: balanced class weights, rates by epochs, a share held out
    @Override
    public Learner<SgdModel> open(Schema schema, Settings settings, Run run) {
        var target = schema.targets().getFirst();
        boolean classes = target.kind() == Kind.NOMINAL;
        var problem = Problem.of(settings, classes);
        int levels = classes ? target.levels().size() : 0;
        var outputs = new ArrayList<SgdModel.Output>();
        for (int k = 0; k < outputs(levels); k++) {
            outputs.add(SgdModel.output(problem.vector(schema.featureWidth()).state(), Double.NaN, 0));
        }
        return resume(new SgdModel(problem.loss, outputs, new double[levels], settings.intercept()), schema, settings, run);
    }

    /// @throws DataException if the settings need to know all rows, or are others than those of the model
    @Override
    public Learner<SgdModel> resume(SgdModel model, Schema schema, Settings settings, Run run) {
        var problem = Problem.of(settings, schema.targets().getFirst().kind() == Kind.NOMINAL);
        requireBatchwise(settings);
        var vectors = model.outputs().stream().map(SgdModel::state).map(SgdVector::of).toList();
        if (!model.loss().equals(problem.loss) || model.hasIntercept() != settings.intercept() || !sameShape(model, problem)) {
            throw new DataException("the model was learnt with another loss, penalty, average or intercept; go on with the same settings");
        }
        return new Batches(problem, model, vectors);
    }

    private static boolean sameShape(SgdModel model, Problem problem) {
        boolean l1 = problem.settings.penalty().alpha() * problem.settings.penalty().l1Ratio() > 0;
        return model.outputs().stream().allMatch(output -> output.state().sums().length > 0 == problem.settings.steps().average()
                && output.state().penalties().length > 0 == l1);
    }

    private static void requireBatchwise(Settings settings) {
        if (settings.classWeight() instanceof ClassWeight.Balanced) {
            throw new DataException("classWeight=balanced needs all rows; batch by batch, name the levels: classWeight=yes:5");
        }
        settings.steps().learningRate().ifPresent(rate -> {
            switch (rate) {
                case LearningRate.Constant constant -> { }
                case LearningRate.Power power -> { }
                case LearningRate.InverseScaling scaling -> { }
                case LearningRate.Exponential exponential -> throw countsEpochs("exponential");
                case LearningRate.OneCycle cycle -> throw countsEpochs("one-cycle");
                case LearningRate.Plateau plateau -> throw countsEpochs("plateau");
            }
        });
    }

    private static DataException countsEpochs(String rate) {
        return new DataException("learningRate=%s counts epochs, and batch by batch there are none; write a number, power or inverse-scaling"
                .formatted(rate));
    }

    /// Goes through each batch once, in its order.
    private static final class Batches implements Learner<SgdModel> {

        private final Problem problem;
        private final List<SgdVector> vectors;
        private final double[] seen;
        private final double[] losses;
        private final int[] epochs;
        private final Schedule schedule;

        Batches(Problem problem, SgdModel model, List<SgdVector> vectors) {
            this.problem = problem;
            this.vectors = vectors;
            this.seen = model.seen().clone();
            this.losses = model.outputs().stream().mapToDouble(SgdModel.Output::loss).toArray();
            this.epochs = model.outputs().stream().mapToInt(SgdModel.Output::epochs).toArray();
            this.schedule = problem.schedule(1, 1);
        }

        @Override
        public void learn(Dataset batch) {
            var lesson = Lesson.of(batch, problem.settings.classWeight(), seen.length > 0);
            if (lesson.rows.kept().length == 0) {
                return;
            }
            for (int level = 0; level < seen.length; level++) {
                seen[level] += lesson.seen[level];
            }
            for (int k = 0; k < vectors.size(); k++) {
                var vector = vectors.get(k);
                var truth = lesson.truth(k);
                double sum = 0;
                double weight = 0;
                for (int i : lesson.rows.kept()) {
                    double score = problem.learn(vector, lesson.rows, i, truth[i], lesson.weights[i], schedule.rate(vector.updates()));
                    sum += lesson.weights[i] * problem.loss.value(truth[i], score);
                    weight += lesson.weights[i];
                }
                if (!vector.isFinite()) {
                    throw new DataException("sgd diverged; standardise the features, or take a smaller learningRate");
                }
                losses[k] = sum / weight;
                epochs[k]++;
            }
        }

        @Override
        public SgdModel model() {
            var outputs = new ArrayList<SgdModel.Output>();
            for (int k = 0; k < vectors.size(); k++) {
                outputs.add(SgdModel.output(vectors.get(k).state(), losses[k], epochs[k]));
            }
            return new SgdModel(problem.loss, outputs, seen.clone(), problem.settings.intercept());
        }
    }
}
