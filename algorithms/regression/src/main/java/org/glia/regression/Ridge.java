package org.glia.regression;

import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Coefficients;
import org.glia.api.model.History;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Chunks;
import org.glia.api.run.Run;
import org.glia.compute.optimise.ConjugateGradients;
import org.glia.regression.ColumnMoments.Moments;
import org.osgi.service.component.annotations.Component;

/// Least squares with a penalty on the squares of the coefficients.
///
/// *What it learns.* The coefficients that make `sum of w * residual^2 + alpha * |coefficients|^2` least; the intercept is not
/// penalised.
///
/// *When to use it.* Instead of `linear` wherever prediction matters: with many columns, or columns that go together. The
/// penalty treats all coefficients alike, so columns should be on like scales: `standardize | ridge`. It keeps all columns.
///
/// *How it works.* As `linear`, with the penalty as further rows, which loses no digits to squaring (`solver=qr`); or, without any
/// matrix, by conjugate gradients, which suit many columns, sparse ones above all (`solver=cg`). `solver=auto` takes the one with
/// less work to do. Sums run over chunks in a fixed tree: the same bits on any number of threads.
///
/// *Complexity.* `qr`: O(n d^2) time and at most one copy of the features; `cg`: O(stored numbers) for each iteration, mostly
/// 10 to 300 of them, and no copy. *Missing values and nominal columns* are not taken: `impute | onehot | standardize | ridge`.
/// *Weights* count like repeated rows.
///
/// *Example.* `crossval standardize | ridge alpha=10 on diabetes`
@Component(service = Estimator.class)
@Algorithm(name = "ridge", title = "ridge regression", tasks = Task.REGRESSION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS}, views = {Coefficients.class, History.class},
        references = "Hoerl and Kennard 1970; Golub and Van Loan 2013, 6.1.4 and 11.5")
public final class Ridge implements Estimator<Ridge.Settings, RidgeModel> {

    /// Floating-point operations that are done at once, without thinking of something better.
    private static final double QUICK = 2e10;
    /// Iterations of conjugate gradients that are reckoned with.
    private static final double USUAL_ITERATIONS = 200;

    /// How the equations are solved.
    public sealed interface Solver {

        /// Whatever takes less work.
        record Auto() implements Solver {
        }

        /// Householder's reflections.
        record Qr() implements Solver {
        }

        /// Conjugate gradients.
        ///
        /// @param tolerance     stop when this share of the right side of the equations is left
        /// @param maxIterations most iterations
        record Cg(@Setting(value = "stop when this share of the equations' right side is left", min = 0) double tolerance,
                  @Setting(value = "most iterations", min = 1) int maxIterations) implements Solver {

            public Cg() {
                this(1e-10, 5000);
            }
        }
    }

    /// @param alpha     strength of the penalty
    /// @param intercept whether the sum has a constant
    /// @param solver    how the equations are solved
    public record Settings(
            @Setting(value = "strength of the penalty", min = 0, tune = "0.001..1000:log") double alpha,
            @Setting("whether the sum has a constant") boolean intercept,
            @Setting("how the equations are solved") Solver solver) {

        public Settings() {
            this(1, true, new Solver.Auto());
        }
    }

    /// @throws DataException if all rows have the weight 0, or numbers overflow
    @Override
    public RidgeModel fit(Dataset data, Settings settings, Run run) {
        var chunks = run.chunks(data, new Block.Open());
        var moments = chunks.aggregate(new ColumnMoments());
        Linear.requireWeight(data, moments);
        var solver = settings.solver() instanceof Solver.Auto ? cheapest(data) : settings.solver();
        var model = solver instanceof Solver.Cg cg ? byGradients(data, chunks, moments, settings, cg, run)
                : byReflections(data, chunks, moments, settings, run);
        run.progress(1, "done");
        return model;
    }

    private static Solver cheapest(Dataset data) {
        double n = data.rows();
        double d = data.schema().featureWidth();
        double reflections = 2 * (n + d) * d * d;
        var features = data.features();
        double stored = features.isSparse() && reflections > QUICK ? features.csr().values().length : n * d;
        double gradients = USUAL_ITERATIONS * 4 * (stored + n + d);
        return reflections > QUICK && gradients < reflections ? new Solver.Cg() : new Solver.Qr();
    }

    private static RidgeModel byReflections(Dataset data, Chunks<Block> chunks, Moments moments, Settings settings, Run run) {
        var solution = LeastSquares.solve(chunks, moments, data.features().isSparse(), settings.intercept(), settings.alpha(), run);
        if (settings.alpha() == 0) {
            Linear.warnOfDependentColumns(data, solution, run);
        } else if (IntStream.range(0, solution.dependent().length).anyMatch(j -> solution.dependent()[j] && !moments.isConstant(j))) {
            run.warn("alpha=%s is too small to be told from 0 beside columns that depend on each other; take a larger one"
                    .formatted(settings.alpha()));
        }
        return new RidgeModel(solution.coefficients(), solution.intercept());
    }

    private static RidgeModel byGradients(Dataset data, Chunks<Block> chunks, Moments moments, Settings settings, Solver.Cg cg,
                                          Run run) {
        var equations = new RidgeEquations(chunks, moments, settings.intercept(), settings.alpha());
        if (Block.Keep.hasRoomFor(data)) {
            chunks.aggregate(new Block.Keep(equations.shift()));
        }
        var solution = equations.solve(new ConjugateGradients(cg.tolerance(), cg.maxIterations()), run);
        for (double coefficient : solution.coefficients()) {
            if (!Double.isFinite(coefficient)) {
                throw new DataException("the numbers are too large for ridge regression; divide columns or the target by powers of ten");
            }
        }
        if (solution.convergence().gradient() > Math.max(cg.tolerance(), 1e-8)) {
            run.warn(("ridge stopped after %d iterations with %.1e of the equations left; standardize the columns, take a larger "
                    + "alpha, or write solver=qr or solver=[cg maxIterations=%d]").formatted(solution.convergence().iterations(),
                    solution.convergence().gradient(), 10L * cg.maxIterations()));
        }
        return new RidgeModel(solution.coefficients(), solution.intercept());
    }
}
