package org.glia.regression;

import java.util.Arrays;

import org.glia.api.problem.DataException;
import org.glia.api.run.Chunks;
import org.glia.api.run.Run;
import org.glia.regression.ColumnMoments.Moments;

/// Least squares, with or without a penalty on the squares of the coefficients: Householder's R of all rows, then
/// corrections by `R'R` (the corrected seminormal equations of Bjorck 1987), whose residuals are computed in twice the
/// working precision.
final class LeastSquares {

    /// A column of which less than this, relative to its length, is left besides the columns before it is a sum of them:
    /// the rest is rounding.
    private static final double DEPENDENT = 1e-11;
    private static final int MOST_CORRECTIONS = 5;
    /// Numbers in the factor of many rows: what one array can hold, with room for rows that join it.
    private static final int MOST_NUMBERS = 1 << 28;

    private final Scaling scaling;
    private final boolean intercept;
    private final int d;
    /// d, and 1 for the intercept.
    private final int columns;
    /// On the diagonal of `A'A`, in scaled units.
    private final double[] penalties;
    /// Numbers in a row of `r`: the columns, and the target where there is one.
    private final int width;
    /// Row-major; the columns in `order` make a triangle of the first rows.
    private final double[] r;
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

    private LeastSquares(Scaling scaling, boolean intercept, double[] penalties, Triangle all) {
        this.scaling = scaling;
        this.intercept = intercept;
        this.d = scaling.shift().length;
        this.columns = d + (intercept ? 1 : 0);
        this.penalties = penalties;
        this.width = all.columns();
        this.r = all.values();
        this.order = dropDependentColumns(all.rows());
    }

    /// Minimises `sum of w * residual^2 + alpha * |coefficients|^2`; `moments` are those of the rows, of which at least one has a
    /// positive weight.
    ///
    /// @throws DataException if numbers overflow, or there are more columns than memory can hold the factor of
    static Solution solve(Chunks<Block> chunks, Moments moments, boolean intercept, double alpha, Run run) {
        int d = moments.means().length - 1;
        long width = d + 2L;
        long rows = moments.rows() + (alpha > 0 ? d : 0L);
        if (3 * Math.min(width, rows) * width > MOST_NUMBERS) {
            throw new DataException("%d columns are too many for a direct solution; `ridge solver=cg` takes more".formatted(d));
        }
        var scaling = Scaling.of(moments, d, intercept, alpha);
        run.progress(0.05, "factors");
        var all = chunks.aggregate(new Triangulation(scaling, intercept, new double[0]));
        var penalties = new double[d + (intercept ? 1 : 0)];
        if (alpha > 0) {
            all = all.above(penaltyRows(scaling, intercept, alpha, penalties));
        }
        run.checkCancelled();
        var problem = new LeastSquares(scaling, intercept, penalties, all.reduced());
        run.progress(0.7, "corrections");
        return problem.refine(chunks, moments, run);
    }

    /// Roots of the diagonal of `(A'A)^-1`, for the rows A that `all` stands for: of the intercept, if there is one, then of the
    /// features, in the units that they had before the scaling; NaN where dependent.
    static double[] spreads(Scaling scaling, boolean intercept, Triangle all) {
        return new LeastSquares(scaling, intercept, new double[0], all.reduced()).spreads();
    }

    /// The penalty as rows below the data; also writes its squares to `penalties`.
    private static Triangle penaltyRows(Scaling scaling, boolean intercept, double alpha, double[] penalties) {
        int first = intercept ? 1 : 0;
        int d = scaling.unit().length;
        int width = penalties.length + 1;
        var rows = new double[Math.multiplyExact(d, width)];
        for (int j = 0; j < d; j++) {
            double root = Math.sqrt(alpha * scaling.weightUnit()) * scaling.unit()[j];
            rows[j * width + first + j] = root;
            penalties[first + j] = root * root;
        }
        return new Triangle(d, width, rows);
    }

    /// Goes through the columns from left to right; makes a triangle of those that are independent of the ones before.
    private int[] dropDependentColumns(int rows) {
        var kept = new int[Math.min(rows, columns)];
        int rank = 0;
        for (int j = 0; j < columns && rank < rows; j++) {
            int last = Math.min(j, rows - 1);
            double above = 0;
            for (int i = 0; i < rank; i++) {
                above += r[i * width + j] * r[i * width + j];
            }
            double left = 0;
            for (int i = rank; i <= last; i++) {
                left += r[i * width + j] * r[i * width + j];
            }
            if (left == 0 || left <= DEPENDENT * DEPENDENT * (above + left)) {
                continue;
            }
            if (last > rank) {
                reflect(rank, last, j);
            }
            kept[rank++] = j;
        }
        return Arrays.copyOf(kept, rank);
    }

    /// Brings column `j` of rows `top` to `last` into row `top`.
    private void reflect(int top, int last, int j) {
        double below = 0;
        for (int i = top + 1; i <= last; i++) {
            below += r[i * width + j] * r[i * width + j];
        }
        if (below == 0) {
            return;
        }
        double head = r[top * width + j];
        double beta = Math.copySign(Math.sqrt(head * head + below), -head);
        double tau = (beta - head) / beta;
        int right = width - j - 1;
        var sum = Arrays.copyOfRange(r, top * width + j + 1, (top + 1) * width);
        for (int i = top + 1; i <= last; i++) {
            r[i * width + j] /= head - beta;
            Vectors.axpy(r[i * width + j], r, i * width + j + 1, sum, 0, right);
        }
        for (int i = top; i <= last; i++) {
            double v = i == top ? 1 : r[i * width + j];
            Vectors.axpy(-tau * v, sum, 0, r, i * width + j + 1, right);
        }
        r[top * width + j] = beta;
        for (int i = top + 1; i <= last; i++) {
            r[i * width + j] = 0;
        }
    }

    private Solution refine(Chunks<Block> chunks, Moments moments, Run run) {
        int rank = order.length;
        var high = new double[columns];
        var low = new double[columns];
        var start = new double[rank];
        for (int k = 0; k < rank; k++) {
            start[k] = r[k * width + columns];
        }
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
            double distance = Vectors.norm(correction);
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
        return solution(high, low, sums, moments);
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
                fitted += r[k * width + order[l]] * coefficients[order[l]];
            }
            sum += fitted * fitted;
        }
        return Math.sqrt(sum);
    }

    /// R^-1 b in the place of b, in the order of the independent columns.
    private void solveUpper(double[] b) {
        for (int k = b.length - 1; k >= 0; k--) {
            double sum = b[k];
            for (int l = k + 1; l < b.length; l++) {
                sum -= r[k * width + order[l]] * b[l];
            }
            b[k] = sum / r[k * width + order[k]];
        }
    }

    /// R'^-1 b in the place of b.
    private void solveLower(double[] b) {
        for (int k = 0; k < b.length; k++) {
            b[k] /= r[k * width + order[k]];
            for (int l = k + 1; l < b.length; l++) {
                b[l] -= r[k * width + order[l]] * b[k];
            }
        }
    }

    private Solution solution(double[] high, double[] low, Residuals.Sums sums, Moments moments) {
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
                explained / squareUnit, sums.logWeights(), spreads());
    }

    /// The lengths of the rows of R^-1, and of the combination of them that makes the intercept.
    private double[] spreads() {
        int first = intercept ? 1 : 0;
        int rank = order.length;
        var squares = new double[columns];
        var column = new double[rank];
        double constant = 0;
        for (int c = 0; c < rank; c++) { // column c of R^-1 by back substitution
            column[c] = 1 / r[c * width + order[c]];
            for (int k = c - 1; k >= 0; k--) {
                double sum = 0;
                for (int l = k + 1; l <= c; l++) {
                    sum += r[k * width + order[l]] * column[l];
                }
                column[k] = -sum / r[k * width + order[k]];
            }
            double ofConstant = 0;
            for (int k = 0; k <= c; k++) {
                int j = order[k];
                squares[j] += column[k] * column[k];
                ofConstant += j < first ? column[k] : -scaling.shift()[j - first] * scaling.unit()[j - first] * column[k];
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
