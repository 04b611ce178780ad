package org.glia.svm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.glia.api.run.Run;
import org.glia.compute.optimise.Convergence.End;
import org.glia.compute.optimise.CoordinateDescent;
import org.glia.compute.optimise.CoordinateProblem;
import org.glia.compute.optimise.Watcher;
import org.osgi.service.component.annotations.Component;

/// Parts classes by the plane with the widest margin, or follows a number by the flattest plane within a tube: support vector
/// machines without a kernel, for very many rows and columns.
///
/// *What it learns.* One weight for each feature, and a constant. With two classes it minimises
/// `|w|^2 / 2 + c * (sum of weight * loss)`, where the loss of a row is `max(0, 1 - y score)` or its square, with y = 1 for the
/// second level and -1 for the first; with more classes one such plane parts each class from all others, and the largest score
/// wins. For numbers the loss is `max(0, |y - score| - epsilon)` or its square. The constant is the weight of a further feature
/// that is `interceptScaling` everywhere, so it is penalised like the others (the larger that is, the less); the objective
/// and its minimum are those of LIBLINEAR.
///
/// *When to use it.* Texts and other sparse data with thousands of columns; many rows where `svc` would take hours; whenever planes
/// suffice. Scores are no probabilities: where these are needed take `logistic`. Features should be on like scales, or it
/// takes many sweeps and a small unit is penalised away: `standardize | linearsvm`. For numbers far from 0 standardise the target
/// or raise `interceptScaling`.
///
/// *How it works.* Dual coordinate descent: the multiplier of one row after the other, in an order drawn anew for each sweep, is put
/// where the dual objective is least, and the weights are kept up with it. Rows that rest at a bound are left out until the others
/// have settled. That ends when no row's optimality condition is violated by more than `tolerance` (in units of the margin; for
/// numbers, of the mean distance of the target from the tube around 0). Where 30 sweeps do not suffice, as with many rows of few
/// columns, the squared loss goes on by Newton's method on the primal objective, with exact steps, until its slope is `tolerance` of
/// what it was at 0. The report tells how far the result can be from the minimum: the gap between primal and dual objective.
///
/// *Complexity.* O(stored numbers) for each sweep and class, and for each of some 100 products of Newton's method; the linear loss may
/// take thousands of sweeps. Sparse rows stay sparse. Dense features
/// are kept once as doubles if they take no more than a quarter of the memory, else they are read anew each time. Classes are
/// learnt side by side. *Missing values and nominal columns* are not taken: `impute | onehot | standardize | linearsvm`.
/// *Weights* count like repeated rows. *Classes* without training rows get the lowest score.
///
/// *Example.* `crossval standardize | linearsvm c=0.1 on breast-cancer`
@Component(service = Estimator.class)
@Algorithm(name = "linearsvm", title = "linear support vector machine", tasks = {Task.CLASSIFICATION, Task.REGRESSION},
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS},
        views = {Coefficients.class, History.class, Report.class}, random = true,
        references = "Hsieh, Chang, Lin, Keerthi and Sundararajan 2008; Ho and Lin 2012; Mangasarian 2002; Keerthi and DeCoste 2005; "
                + "Fan, Chang, Hsieh, Wang and Lin 2008")
public final class LinearSvm implements Estimator<LinearSvm.Settings, LinearSvmModel> {

    /// Sweeps after which the squared loss is left to Newton's method.
    private static final int SWEEPS = 30;
    /// A gap of this share of the objective is rounding.
    private static final double EXACT = 1e-9;

    /// How what lies beyond the margin, or outside the tube, counts.
    public enum Loss {
        /// As it is.
        LINEAR,
        /// Its square.
        SQUARED
    }

    /// @param c                what errors cost beside the squares of the weights, per unit of weight
    /// @param loss             how errors count
    /// @param epsilon          half the width of the tube in which errors of numbers do not count, in the target's unit
    /// @param intercept        whether scores have a constant
    /// @param interceptScaling the constant feature whose weight gives the intercept
    /// @param classWeight      how much the rows of each class count
    /// @param tolerance        stop when no row violates its optimality condition by more
    /// @param maxIterations    most sweeps over the rows, Newton steps included
    public record Settings(
            @Setting(value = "what errors cost beside the squares of the weights", min = 0, minExclusive = true,
                    tune = "0.001..1000:log") double c,
            @Setting("whether errors count as they are or squared") Loss loss,
            @Setting(value = "errors of numbers that cost nothing, in the target's unit", min = 0) double epsilon,
            @Setting("whether scores have a constant") boolean intercept,
            @Setting(value = "the larger, the less the intercept is penalised", min = 0, minExclusive = true)
            double interceptScaling,
            @Setting("how much the rows of each class count") ClassWeight classWeight,
            @Setting(value = "stop when no row violates its condition by more", min = 0) double tolerance,
            @Setting(value = "most sweeps over the rows, Newton steps included", min = 1) int maxIterations) {

        public Settings() {
            this(1, Loss.SQUARED, 0.1, true, 1, new ClassWeight.None(), 1e-4, 1000);
        }

        /// The constant feature.
        double constant() {
            return intercept ? interceptScaling : 0;
        }
    }

    /// @throws DataException if fewer than two classes have rows of positive weight, all rows have the weight 0, classWeight names no
    ///                       level or is given for numbers, or numbers overflow
    @Override
    public LinearSvmModel fit(Dataset data, Settings settings, Run run) {
        var model = run.task() == Task.REGRESSION ? regression(data, settings, run) : classification(data, settings, run);
        run.progress(1, "done");
        return model;
    }

    // ---- classes

    private static LinearSvmModel classification(Dataset data, Settings settings, Run run) {
        var target = data.nominalTarget();
        var weights = settings.classWeight().rowWeights(data);
        var classes = IntStream.range(0, weights.length).filter(row -> weights[row] > 0).map(target::code)
                .distinct().sorted().toArray();
        if (classes.length < 2) {
            throw new DataException(classes.length == 0 ? "no class has any weight; give two a positive one"
                    : "`linearsvm` needs rows of at least two classes, and %s has only `%s`".formatted(data.name(),
                            target.levels().name(classes[0])));
        }
        var kept = kept(weights);
        var features = LinearRows.of(data.features(), kept, settings.constant());
        var codes = IntStream.of(kept).map(target::code).toArray();
        var costs = costs(weights, kept, settings);
        var outputs = classes.length == 2 ? new int[] {classes[1]} : classes;
        var progress = new Progress(run, settings, Arrays.stream(outputs).mapToObj(target.levels()::name).toList());
        var planes = run.parallel().map(outputs.length, k -> {
            var signs = IntStream.of(codes).mapToDouble(code -> code == outputs[k] ? 1 : -1).toArray();
            return solve(new LinearMargin(features.own(), signs, costs, settings.loss()), settings.tolerance(), k, settings, run,
                    progress);
        });
        return model(planes, features, classes, settings, run, progress);
    }

    // ---- numbers

    private static LinearSvmModel regression(Dataset data, Settings settings, Run run) {
        if (!(settings.classWeight() instanceof ClassWeight.None)) {
            throw new DataException("classWeight is for classes, and `%s` is a number; leave it out"
                    .formatted(data.targetField().name()));
        }
        var weights = data.weights().orElseGet(() -> {
            var ones = new double[data.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
        var kept = kept(weights);
        if (kept.length == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        var features = LinearRows.of(data.features(), kept, settings.constant());
        var values = IntStream.of(kept).mapToDouble(data.numericTarget()::value).toArray();
        var tube = new LinearTube(features, values, costs(weights, kept, settings), settings.loss(), settings.epsilon());
        var progress = new Progress(run, settings, List.of(data.targetField().name()));
        var plane = solve(tube, settings.tolerance() * tube.unit(), 0, settings, run, progress);
        return model(List.of(plane), features, new int[0], settings, run, progress);
    }

    // ---- both

    private static int[] kept(double[] weights) {
        return IntStream.range(0, weights.length).filter(row -> weights[row] > 0).toArray();
    }

    private static double[] costs(double[] weights, int[] kept, Settings settings) {
        return IntStream.of(kept).mapToDouble(row -> settings.c() * weights[row]).toArray();
    }

    /// What was found for one output.
    private record Plane(double[] weights, LinearSvmModel.Fit fit) {
    }

    private static <P extends LinearDual & CoordinateProblem> Plane solve(P dual, double tolerance, int output, Settings settings,
                                                                            Run run, Progress progress) {
        boolean squared = settings.loss() == Loss.SQUARED;
        var convergence = new CoordinateDescent(tolerance, Double.POSITIVE_INFINITY,
                squared ? Math.min(SWEEPS, settings.maxIterations()) : settings.maxIterations())
                .shuffled(dual, run.random("order of rows", output), progress.sweeps(output));
        int sweeps = convergence.iterations();
        int steps = 0;
        boolean converged = convergence.converged();
        if (!converged && squared && sweeps < settings.maxIterations()) {
            var primal = new LinearPrimal(dual, run.parallel());
            var minimum = primal.minimise(dual.weights(), settings.tolerance() * primal.unit(), settings.maxIterations() - sweeps,
                    progress.steps(output));
            dual.take(minimum.x());
            steps = minimum.convergence().iterations();
            convergence = minimum.convergence();
            converged = convergence.converged();
        }
        progress.ended(output);
        double primal = dual.primal();
        double bound = dual.dual();
        // where rounding ends the search, this near the minimum is as good as converged
        boolean exact = convergence.end() == End.ROUNDING && primal - bound <= EXACT * primal;
        return new Plane(dual.weights(), new LinearSvmModel.Fit(primal, bound, dual.supportVectors(), sweeps, steps,
                convergence.gradient(), converged || exact));
    }

    private static LinearSvmModel model(List<Plane> planes, LinearRows features, int[] classes, Settings settings, Run run,
                                        Progress progress) {
        progress.record();
        int d = features.columns();
        var coefficients = new double[planes.size() * d];
        var intercepts = new double[planes.size()];
        for (int k = 0; k < intercepts.length; k++) {
            System.arraycopy(planes.get(k).weights(), 0, coefficients, k * d, d);
            intercepts[k] = planes.get(k).weights()[d] * settings.constant();
        }
        if (!Arrays.stream(coefficients).allMatch(Double::isFinite) || !Arrays.stream(intercepts).allMatch(Double::isFinite)) {
            throw new DataException("the numbers are too large for a linear support vector machine; write `standardize | linearsvm`");
        }
        planes.stream().map(Plane::fit).filter(fit -> !fit.converged()).findFirst().ifPresent(fit -> run.warn(
                ("linearsvm had not converged after maxIterations=%d (violation %.1e, gap %.1e of the objective); allow more, "
                        + "write `standardize | linearsvm`, or choose a smaller c").formatted(settings.maxIterations(), fit.violation(),
                        fit.relativeGap())));
        return new LinearSvmModel(coefficients, intercepts, settings.intercept(), classes, planes.stream().map(Plane::fit).toList());
    }

    /// Tells of sweeps. One output is told of at once; several are learnt side by side and in no certain order, so their
    /// history is told at the end.
    private static final class Progress {

        /// What a sweep or step has come to.
        private record Point(String line, int step, double value, String rest, double left) {
        }

        private final Run run;
        private final Settings settings;
        private final List<String> outputs;
        private final List<List<Point>> points = new ArrayList<>();
        private int ended;

        Progress(Run run, Settings settings, List<String> outputs) {
            this.run = run;
            this.settings = settings;
            this.outputs = outputs;
            outputs.forEach(output -> points.add(new ArrayList<>()));
        }

        Watcher sweeps(int output) {
            return (sweep, value, violation) -> tell(output, new Point("dual objective", sweep, -value, "violation", violation));
        }

        Watcher steps(int output) {
            return (step, value, gradient) -> tell(output, new Point("primal objective", step, value, "gradient", gradient));
        }

        private void tell(int output, Point point) {
            run.checkCancelled();
            if (outputs.size() == 1) {
                record("", point);
                double before = point.rest().equals("gradient") ? SWEEPS : 0;
                run.progress(0.95 * Math.min(1, (before + point.step()) / (SWEEPS + settings.maxIterations())),
                        "%d: %s %.1e".formatted(point.step(), point.rest(), point.left()));
            } else {
                points.get(output).add(point);
            }
        }

        private void record(String suffix, Point point) {
            run.record(point.line() + suffix, point.step(), point.value());
            run.record(point.rest() + suffix, point.step(), point.left());
        }

        synchronized void ended(int output) {
            ended++;
            if (outputs.size() > 1) {
                run.progress(0.95 * ended / outputs.size(), "`%s` parted from the others".formatted(outputs.get(output)));
            }
        }

        void record() {
            for (int k = 0; k < outputs.size(); k++) {
                var suffix = " " + outputs.get(k);
                points.get(k).forEach(point -> record(suffix, point));
            }
        }
    }
}
