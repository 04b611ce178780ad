package org.glia.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.data.Role;
import org.glia.api.problem.DataException;
import org.glia.api.run.Folds;
import org.glia.api.run.Run;
import org.glia.compute.dense.Doubles;
import org.glia.compute.elementwise.Elementary;
import org.glia.compute.optimise.CoordinateDescent;
import org.glia.compute.optimise.Watcher;
import org.glia.compute.sparse.LinearScores;
import org.glia.regression.ElasticNetModel.CrossValidation;

/// What `lasso` and `elasticnet` do.
///
/// @param name      of the algorithm
/// @param alpha     strength of the penalty
/// @param l1Ratio   share of the absolute values in it
/// @param intercept whether the sum has a constant
/// @param positive  whether coefficients below 0 are ruled out
/// @param path      the strengths of a path
/// @param stop      when the descent ends
record ElasticNetFit(String name, Alpha alpha, double l1Ratio, boolean intercept, boolean positive, Alpha.Path path,
                     Alpha.Stop stop) {

    /// Up to so many dense columns, products of columns pay for themselves.
    private static final int FEW_COLUMNS = 512;
    /// Without absolute values in the penalty no strength leaves nothing: paths begin as if there were so many.
    private static final double LEAST_L1 = 1e-3;
    private static final int REFRESHMENTS = 4;
    /// Violations are asked to be so much smaller where they were small and the gap was not,
    private static final double TIGHTER = 0.1;
    /// but not smaller than this share of the target's size.
    private static final double LEAST_VIOLATION = 1e-15;
    /// Folds are those of the data, whatever the seed.
    private static final long FOLDS = 0;

    /// The solution for one strength.
    private record Solution(double alpha, double[] coefficients, double objective, double gap, double squares, int sweeps,
                            boolean converged) {

        int nonzero() {
            return (int) Arrays.stream(coefficients).filter(b -> b != 0).count();
        }
    }

    /// Columns shifted so that an intercept takes care of itself, and the coefficients so far.
    private record Descent(PenalisedSquares problem, double[] shift, double target, int rows) {

        double intercept(double[] coefficients) {
            return target - Doubles.dot(shift, 0, coefficients, 0, shift.length);
        }
    }

    ElasticNetModel fit(Dataset data, Run run) {
        var descent = descent(data, run);
        run.progress(0.1, "columns");
        boolean byFolds = alpha instanceof Alpha.Cv;
        var grid = byFolds || path.path() ? grid(descent.problem) : new double[0];
        var errors = alpha instanceof Alpha.Cv cv ? Optional.of(crossValidate(data, cv.folds(), grid, run))
                : Optional.<CrossValidation>empty();
        double chosen = switch (alpha) {
            case Alpha.Fixed(double fixed) -> fixed;
            case Alpha.Cv cv -> grid[chosen(errors.orElseThrow(), cv.rule())];
        };
        var solutions = new ArrayList<Solution>();
        var others = Arrays.stream(grid).filter(each -> each != chosen).toArray();
        Solution best = null;
        for (int k = 0; k <= others.length; k++) {
            if (best == null && (k == others.length || others[k] < chosen)) {
                best = solve(descent.problem, chosen, true, (sweep, value, violation) -> {
                    run.checkCancelled();
                    run.record("objective", sweep, value);
                });
                solutions.add(best);
            }
            if (k < others.length) {
                solutions.add(solve(descent.problem, others[k], false, (sweep, value, violation) -> run.checkCancelled()));
            }
            run.progress(0.5 + 0.5 * (k + 1) / (others.length + 1), "alpha %d of %d".formatted(k + 1, others.length + 1));
        }
        warn(best, descent.problem, run);
        return model(best, descent, grid.length > 0 ? Optional.of(path(solutions, descent, errors)) : Optional.empty());
    }

    private Descent descent(Dataset data, Run run) {
        var features = data.features();
        int d = features.columns();
        boolean few = d <= FEW_COLUMNS && (d <= data.rows() || d <= FEW_COLUMNS / 8);
        boolean covariances = few && !features.isSparse();
        // columns that are turned are centred then
        var seen = covariances || features.isSparse() ? data : data.columns(field -> field.role() != Role.FEATURE);
        var chunks = run.chunks(seen, new Block.Open());
        var moments = chunks.aggregate(new ColumnMoments());
        Linear.requireWeight(data, moments);
        double target = intercept ? moments.centre(moments.means().length - 1) : 0;
        PenalisedSquares problem;
        double[] shift;
        if (covariances) {
            shift = new double[d];
            if (intercept) {
                Arrays.setAll(shift, moments::centre);
            }
            problem = new CovarianceProblem(data, chunks, moments, intercept, shift, target, run);
        } else {
            var residuals = new ResidualProblem(data, moments, intercept, target, run);
            shift = residuals.shift();
            problem = residuals;
        }
        double steepest = Doubles.largest(problem.firstSlopes(), 0, d);
        if (!problem.isFinite() || !Double.isFinite(problem.nothing()) || !Double.isFinite(steepest)) {
            throw new DataException("the numbers are too large for `%s`; divide columns or the target by powers of ten"
                    .formatted(name));
        }
        return new Descent(problem, shift, target, moments.rows());
    }

    /// From the strength that leaves no coefficient down, evenly in logarithms.
    private double[] grid(PenalisedSquares problem) {
        double steepest = 0;
        for (double slope : problem.firstSlopes()) {
            steepest = Math.max(steepest, positive ? slope : Math.abs(slope));
        }
        double largest = steepest > 0 ? steepest / Math.max(l1Ratio, LEAST_L1) : 1;
        double step = Elementary.log(path.eps()) / (path.alphas() - 1);
        return IntStream.range(0, path.alphas()).mapToDouble(k -> largest * Elementary.exp(k * step)).toArray();
    }

    /// @param proven whether the gap must be that of the data, not of sums of products
    private Solution solve(PenalisedSquares problem, double strength, boolean proven, Watcher watcher) {
        problem.penalise(new ElasticNetPenalty(strength * l1Ratio, strength * (1 - l1Ratio), positive));
        double gapTolerance = stop.tolerance() * problem.nothing();
        // near the optimum the gap is about a square of violations, which rounding hides long before it hides these
        double violation = Math.sqrt(2 * problem.nothing() * stop.tolerance() * Math.sqrt(stop.tolerance()));
        int sweeps = switch (problem) {
            case CovarianceProblem covariances -> sweep(covariances, violation, gapTolerance, proven, watcher);
            case ResidualProblem residuals -> sweep(residuals, violation, gapTolerance, watcher);
        };
        double gap = problem.gap().orElseThrow();
        return new Solution(strength, problem.coefficients(), problem.value(), gap, problem.squares(), sweeps, gap <= gapTolerance);
    }

    /// Until the gap, whose sums of products are checked against the data, is small.
    private int sweep(CovarianceProblem problem, double violation, double gapTolerance, boolean proven, Watcher watcher) {
        int sweeps = 0;
        for (int k = 0; k < REFRESHMENTS && sweeps < stop.maxSweeps(); k++) {
            int before = sweeps;
            sweeps += new CoordinateDescent(violation, gapTolerance, stop.maxSweeps() - sweeps).cyclic(problem,
                    (sweep, value, largest) -> watcher.iterated(before + sweep, value, largest)).iterations();
            if (!proven) {
                break;
            }
            problem.refresh();
            if (problem.gap().orElseThrow() <= gapTolerance) {
                break;
            }
        }
        return sweeps;
    }

    /// Sweeps over few coefficients at a time: those that are not 0, and those that most want to leave it (Massias, Gramfort
    /// and Salmon 2018). Between them one look at all columns gives the gap and the next to join.
    private int sweep(ResidualProblem problem, double violation, double gapTolerance, Watcher watcher) {
        var working = new WorkingSet(problem);
        double least = LEAST_VIOLATION * Math.sqrt(2 * problem.nothing());
        int sweeps = 0;
        while (sweeps < stop.maxSweeps()) {
            boolean small = problem.gap().orElseThrow() <= gapTolerance;
            boolean settled = working.largest() <= violation;
            if (small && settled) {
                break;
            }
            if (!working.grow() && settled) {
                if (violation <= least) {
                    break; // rounding hides the rest
                }
                violation = Math.max(least, TIGHTER * violation);
            }
            // the others wait: no round goes much beyond what is left to do outside
            double enough = Math.max(violation, TIGHTER * working.largest());
            int before = sweeps;
            sweeps += new CoordinateDescent(enough, 0, stop.maxSweeps() - sweeps).cyclic(working,
                    (sweep, value, largest) -> watcher.iterated(before + sweep, value, largest)).iterations();
            problem.refresh();
        }
        return sweeps;
    }

    private void warn(Solution solution, PenalisedSquares problem, Run run) {
        if (!solution.converged() && solution.gap() > 1e-13 * problem.nothing()) {
            double share = solution.gap() / problem.nothing();
            run.warn(solution.sweeps() >= stop.maxSweeps()
                    ? ("%s had not converged after maxSweeps=%d (duality gap %.1e of the objective without coefficients); allow "
                            + "more, or write `standardize | %s`").formatted(name, stop.maxSweeps(), share, name)
                    : ("rounding stopped %s at a duality gap of %.1e of the objective without coefficients; write "
                            + "`standardize | %s`, or a larger tolerance").formatted(name, share, name));
        }
    }

    // ---- cross-validation

    private CrossValidation crossValidate(Dataset data, int folds, double[] grid, Run run) {
        var splits = Folds.kFold(data, folds, 1, FOLDS).all();
        var errors = run.parallel().map(splits.size(), k ->
                errors(data.rows(splits.get(k).train()), data.rows(splits.get(k).test()), grid, run));
        var judged = errors.stream().filter(each -> each.length > 0).toList();
        if (judged.isEmpty()) {
            throw new DataException("no fold of %s has rows of positive weight to learn from and to judge by; give alpha a number"
                    .formatted(data.name()));
        }
        var means = new double[grid.length];
        var standardErrors = new double[grid.length];
        for (int a = 0; a < grid.length; a++) {
            int at = a;
            double mean = judged.stream().mapToDouble(each -> each[at]).sum() / judged.size();
            double squares = judged.stream().mapToDouble(each -> (each[at] - mean) * (each[at] - mean)).sum();
            means[a] = mean;
            standardErrors[a] = Math.sqrt(squares / Math.max(1, judged.size() - 1) / judged.size());
            run.record("cross-validation error", a, mean);
        }
        return new CrossValidation(means, standardErrors);
    }

    /// The mean squared errors of the strengths in a fold, none where it has no weight.
    private double[] errors(Dataset train, Dataset test, double[] grid, Run run) {
        var weights = test.weights().orElseGet(() -> {
            var ones = new double[test.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
        double weight = Doubles.sum(weights, 0, weights.length);
        boolean learnable = train.weights().isEmpty() || Arrays.stream(train.weights().get()).anyMatch(each -> each > 0);
        if (!learnable || weight == 0) {
            return new double[0];
        }
        var descent = descent(train, run);
        int d = descent.shift.length;
        var coefficients = new double[grid.length * d];
        var intercepts = new double[grid.length];
        for (int a = 0; a < grid.length; a++) {
            var solution = solve(descent.problem, grid[a], false, (sweep, value, violation) -> run.checkCancelled());
            System.arraycopy(solution.coefficients(), 0, coefficients, a * d, d);
            intercepts[a] = descent.intercept(solution.coefficients());
        }
        var scores = new LinearScores(coefficients, intercepts).of(test.features());
        var targets = test.numericTarget().values();
        var errors = new double[grid.length];
        for (int i = 0; i < targets.length; i++) {
            for (int a = 0; a < grid.length && weights[i] > 0; a++) {
                double residual = targets[i] - scores[i * grid.length + a];
                errors[a] += weights[i] * residual * residual;
            }
        }
        Doubles.scale(1 / weight, errors, 0, errors.length);
        return errors;
    }

    private static int chosen(CrossValidation errors, Alpha.Rule rule) {
        int least = Doubles.indexOfMin(errors.errors(), 0, errors.errors().length);
        if (rule == Alpha.Rule.MINIMUM) {
            return least;
        }
        double bound = errors.errors()[least] + errors.standardErrors()[least];
        return IntStream.range(0, least + 1).filter(a -> errors.errors()[a] <= bound).findFirst().orElse(least);
    }

    // ---- the model

    private ElasticNetModel model(Solution best, Descent descent, Optional<ElasticNetModel.Path> walked) {
        double nothing = descent.problem.nothing();
        var fit = new ElasticNetModel.Fit(descent.rows, best.nonzero(), r2(best, nothing), best.objective(), best.gap(), best.sweeps(),
                best.converged());
        double constant = intercept ? descent.intercept(best.coefficients()) : 0;
        return new ElasticNetModel(best.coefficients(), constant, intercept, best.alpha(), l1Ratio, fit, walked);
    }

    private static double r2(Solution solution, double nothing) {
        return nothing > 0 ? 1 - solution.squares() / (2 * nothing) : Double.NaN;
    }

    private ElasticNetModel.Path path(List<Solution> solutions, Descent descent, Optional<CrossValidation> errors) {
        int d = descent.shift.length;
        var features = IntStream.range(0, d).filter(j -> solutions.stream().anyMatch(each -> each.coefficients()[j] != 0)).toArray();
        var coefficients = new double[solutions.size() * features.length];
        for (int a = 0; a < solutions.size(); a++) {
            for (int k = 0; k < features.length; k++) {
                coefficients[a * features.length + k] = solutions.get(a).coefficients()[features[k]];
            }
        }
        double nothing = descent.problem.nothing();
        return new ElasticNetModel.Path(solutions.stream().mapToDouble(Solution::alpha).toArray(),
                solutions.stream().mapToDouble(Solution::gap).toArray(),
                solutions.stream().mapToDouble(each -> r2(each, nothing)).toArray(),
                solutions.stream().mapToInt(Solution::nonzero).toArray(),
                solutions.stream().mapToDouble(each -> intercept ? descent.intercept(each.coefficients()) : 0).toArray(),
                features, coefficients, errors);
    }
}
