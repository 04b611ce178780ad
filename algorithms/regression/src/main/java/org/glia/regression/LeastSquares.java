package org.glia.regression;

import java.util.Arrays;
import java.util.Optional;

import org.glia.api.problem.DataException;
import org.glia.api.run.Chunks;
import org.glia.api.run.Parallel;
import org.glia.api.run.Run;
import org.glia.compute.decomposition.Triangular;
import org.glia.compute.decomposition.TriangularFactor;
import org.glia.compute.decomposition.TriangularFactor.Independent;
import org.glia.compute.dense.Doubles;
import org.glia.compute.dense.Strided;
import org.glia.regression.ColumnMoments.Moments;

/// Least squares, with or without a penalty on the squares of the coefficients: Householder's R of all rows, or Cholesky's of
/// many sparse ones, then corrections by `R'R` (the corrected seminormal equations of Bjorck 1987), whose residuals are computed in twice the
/// working precision.
final class LeastSquares {

    /// A column of which less than this, relative to its length, is left besides the columns before it is a sum of them:
    /// the rest is rounding.
    private static final double DEPENDENT = 1e-11;
    private static final int MOST_CORRECTIONS = 5;
    /// Numbers in the factor of many rows: what one array can hold, with room for rows that join it.
    private static final int MOST_NUMBERS = 1 << 28;

    /// Operations that reflections are always worth: their factor has all digits.
    private static final double QUICK = 1e8;

    private final Scaling scaling;
    private final boolean intercept;
    private final int d;
    /// d, and 1 for the intercept.
    private final int columns;
    /// On the diagonal of `A'A`, in scaled units.
    private final double[] penalties;
    /// Of the independent columns.
    private final Strided r;
    /// What stands beside R in the target's column.
    private final Strided rest;
    /// The independent columns, rising.
    private final int[] order;

    /// @param coefficients of the features, 0 where dependent
    /// @param intercept    0 if there is none
    /// @param dependent    features that are sums of the intercept and features before them
    /// @param rank         independent columns, the intercept among them
    /// @param residualSquares sum of weighted squared residuals
    /// @param totalSquares sum of weighted squared distances of the target to its mean, or to 0 without an intercept
    /// @param explainedSquares what of them the fitted values have
    /// @param logWeights   sum of the logarithms of the weights
    /// @param spreads      roots of the diagonal of `(X'WX)^-1`: of the intercept, if there is one, then of the features; NaN
    ///                     where dependent
    record Solution(double[] coefficients, double intercept, boolean[] dependent, int rank, double residualSquares,
                    double totalSquares, double explainedSquares, double logWeights, double[] spreads) {
    }

    private LeastSquares(Scaling scaling, boolean intercept, double[] penalties, Independent factor) {
        this.scaling = scaling;
        this.intercept = intercept;
        this.d = scaling.shift().length;
        this.columns = d + (intercept ? 1 : 0);
        this.penalties = penalties;
        this.r = factor.r();
        this.rest = factor.rest();
        this.order = factor.order();
    }

    /// Minimises `sum of w * residual^2 + alpha * |coefficients|^2`; `moments` are those of the rows, of which at least one has a
    /// positive weight.
    ///
    /// @param sparse whether the features are
    /// @throws DataException if numbers overflow, or there are more columns than memory can hold the factor of
    static Solution solve(Chunks<Block> chunks, Moments moments, boolean sparse, boolean intercept, double alpha, Run run) {
        int d = moments.means().length - 1;
        long width = d + 2L;
        long rows = moments.rows() + (alpha > 0 ? d : 0L);
        if (3 * Math.min(width, rows) * width > MOST_NUMBERS) {
            throw new DataException("%d columns are too many for a direct solution; `ridge solver=cg` takes more".formatted(d));
        }
        var scaling = Scaling.of(moments, d, intercept, alpha);
        var penalties = new double[d + (intercept ? 1 : 0)];
        for (int j = 0; j < d; j++) {
            double root = Math.sqrt(alpha * scaling.weightUnit()) * scaling.unit()[j];
            penalties[penalties.length - d + j] = root * root;
        }
        run.progress(0.05, "factors");
        boolean byProducts = sparse && moments.rows() > 2 * width && 2.0 * moments.rows() * width * width > QUICK;
        var factor = byProducts ? NormalFactor.of(chunks, moments, scaling, intercept, penalties, DEPENDENT, run)
                : Optional.<Independent>empty();
        run.checkCancelled();
        var problem = new LeastSquares(scaling, intercept, penalties,
                factor.orElseGet(() -> byReflections(chunks, scaling, intercept, alpha, penalties.length, run)));
        run.progress(0.7, "corrections");
        return problem.refine(chunks, moments, run);
    }

    private static Independent byReflections(Chunks<Block> chunks, Scaling scaling, boolean intercept, double alpha, int columns,
                                             Run run) {
        var all = chunks.aggregate(new Triangulation(scaling, intercept, new double[0]));
        if (alpha > 0) {
            all = all.above(penaltyRows(scaling, intercept, alpha), run.parallel());
        }
        run.checkCancelled();
        return all.reduced(run.parallel()).independent(columns, DEPENDENT, run.parallel());
    }

    /// Roots of the diagonal of `(A'A)^-1`, for the rows A that `all` stands for: of the intercept, if there is one, then of the
    /// features, in the units that they had before the scaling; NaN where dependent.
    static double[] spreads(Scaling scaling, boolean intercept, TriangularFactor all, Parallel parallel) {
        var factor = all.reduced(parallel).independent(all.columns(), DEPENDENT, parallel);
        return new LeastSquares(scaling, intercept, new double[0], factor).spreads(parallel);
    }

    /// The penalty as rows below the data.
    private static TriangularFactor penaltyRows(Scaling scaling, boolean intercept, double alpha) {
        int first = intercept ? 1 : 0;
        int d = scaling.unit().length;
        int width = first + d + 1;
        var rows = new double[Math.multiplyExact(d, width)];
        for (int j = 0; j < d; j++) {
            rows[j * width + first + j] = Math.sqrt(alpha * scaling.weightUnit()) * scaling.unit()[j];
        }
        return new TriangularFactor(d, width, rows);
    }

    private Solution refine(Chunks<Block> chunks, Moments moments, Run run) {
        int rank = order.length;
        var high = new double[columns];
        var low = new double[columns];
        var start = rest.copy().array();
        solveUpper(start);
        for (int k = 0; k < rank; k++) {
            high[order[k]] = start[k];
        }
        double before = Double.POSITIVE_INFINITY;
        var sums = chunks.aggregate(new Residuals(scaling, intercept, high, low));
        for (int round = 0; round < MOST_CORRECTIONS; round++) {
            run.checkCancelled();
            var correction = new double[rank];
            for (int k = 0; k < rank; k++) {
                int j = order[k];
                correction[k] = sums.high()[j] + (sums.low()[j] - penalties[j] * (high[j] + low[j]));
            }
            solveLower(correction);
            // How far the fitted values are from the best ones.
            double distance = Doubles.norm(correction, 0, rank);
            if (!Double.isFinite(distance)) {
                throw new DataException("the numbers are too large for least squares; divide columns or the target by powers of ten");
            }
            if (distance == 0 || !(distance < 0.5 * before)) {
                break;
            }
            solveUpper(correction);
            var nextHigh = high.clone();
            var nextLow = low.clone();
            for (int k = 0; k < rank; k++) {
                add(correction[k], nextHigh, nextLow, order[k]);
            }
            high = nextHigh;
            low = nextLow;
            before = distance;
            sums = chunks.aggregate(new Residuals(scaling, intercept, high, low));
            if (distance <= 0x1p-53 * fittedLength(high, 0)) {
                break; // the correction of the correction would be seen nowhere
            }
        }
        return solution(high, low, sums, moments, run.parallel());
    }

    private static void add(double value, double[] high, double[] low, int j) {
        double s = high[j] + value;
        double b = s - high[j];
        low[j] += (high[j] - (s - b)) + (value - b);
        double rounded = s + low[j];
        low[j] = low[j] - (rounded - s);
        high[j] = rounded;
    }

    /// The length of the fitted values, of those places of the triangle that are counted.
    private double fittedLength(double[] coefficients, int from) {
        double sum = 0;
        for (int k = from; k < order.length; k++) {
            double fitted = 0;
            for (int l = k; l < order.length; l++) {
                fitted += r.get(k, l) * coefficients[order[l]];
            }
            sum += fitted * fitted;
        }
        return Math.sqrt(sum);
    }

    /// R^-1 b in the place of b, in the order of the independent columns.
    private void solveUpper(double[] b) {
        Triangular.solveUpper(r, Strided.of(b.length, 1, b), Parallel.sequential());
    }

    /// R'^-1 b in the place of b.
    private void solveLower(double[] b) {
        Triangular.solveLower(r.transpose(), Strided.of(b.length, 1, b), Parallel.sequential());
    }

    private Solution solution(double[] high, double[] low, Residuals.Sums sums, Moments moments, Parallel parallel) {
        int first = intercept ? 1 : 0;
        var coefficients = new double[d];
        double constant = intercept ? high[0] : 0;
        double constantLow = intercept ? low[0] : 0;
        for (int j = 0; j < d; j++) {
            double unit = scaling.unit()[j];
            coefficients[j] = (high[first + j] + low[first + j]) * unit / scaling.targetUnit();
            // The intercept is what is left of large numbers, often: it is summed like the residuals.
            double factor = scaling.shift()[j] * unit;
            double product = factor * high[first + j];
            double error = Math.fma(factor, high[first + j], -product) + factor * low[first + j];
            double s = constant - product;
            double b = s - constant;
            constantLow += ((constant - (s - b)) - (product + b)) - error;
            constant = s;
        }
        double value = intercept ? scaling.target() + (constant + constantLow) / scaling.targetUnit() : 0;
        var dependent = new boolean[d];
        Arrays.fill(dependent, true);
        for (int j : order) {
            if (j >= first) {
                dependent[j - first] = false;
            }
        }
        double squareUnit = scaling.weightUnit() * scaling.targetUnit() * scaling.targetUnit();
        double weight = moments.weight() * scaling.weightUnit();
        double total = Math.max(0, sums.targetSquares() - (intercept ? sums.target() / weight * sums.target() : 0));
        double explained = Math.max(0, total - sums.squares());
        if (explained < 0.5 * total) { // a small difference of large numbers: better summed itself
            double length = fittedLength(high, first);
            explained = length * length;
        }
        return new Solution(coefficients, value, dependent, order.length, sums.squares() / squareUnit, total / squareUnit,
                explained / squareUnit, sums.logWeights(), spreads(parallel));
    }

    /// The lengths of the rows of R^-1, and of the combination of them that makes the intercept.
    private double[] spreads(Parallel parallel) {
        int first = intercept ? 1 : 0;
        int rank = order.length;
        var inverse = Triangular.invertLower(r.transpose(), parallel); // row c is column c of R^-1
        var squares = new double[columns];
        double constant = 0;
        for (int c = 0; c < rank; c++) {
            double ofConstant = 0;
            for (int k = 0; k <= c; k++) {
                int j = order[k];
                double value = inverse.get(c, k);
                squares[j] += value * value;
                ofConstant += j < first ? value : -scaling.shift()[j - first] * scaling.unit()[j - first] * value;
            }
            constant += ofConstant * ofConstant;
        }
        double rootUnit = Math.sqrt(scaling.weightUnit());
        var spreads = new double[columns];
        Arrays.fill(spreads, Double.NaN);
        for (int j : order) {
            spreads[j] = rootUnit * (j < first ? Math.sqrt(constant) : scaling.unit()[j - first] * Math.sqrt(squares[j]));
        }
        return spreads;
    }
}
