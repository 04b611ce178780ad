package org.glia.svm;

import java.util.Arrays;

import org.glia.compute.dense.Doubles;
import org.glia.compute.optimise.CoordinateProblem;
import org.glia.svm.LinearSvm.Loss;

/// Two classes (Hsieh et al. 2008, algorithm 3): minimises `a'Qa / 2 - sum of a` with `Q = yy'xx' + D`, each multiplier a between
/// 0 and U. The linear loss has `U = cost` and `D = 0`, the squared one no U and `D = 1 / (2 cost)`.
final class LinearMargin implements CoordinateProblem, LinearDual {

    private final LinearRows rows;
    private final double[] signs;
    private final double[] costs;
    private final Loss loss;
    /// Of Q.
    private final double[] diagonal;
    private final double[] multipliers;
    private double[] weights;
    /// The rows times their multipliers: the weights themselves, unless these were found otherwise.
    private double[] combination;
    private double value;

    LinearMargin(LinearRows rows, double[] signs, double[] costs, Loss loss) {
        this.rows = rows;
        this.signs = signs;
        this.costs = costs;
        this.loss = loss;
        this.multipliers = new double[signs.length];
        this.weights = new double[rows.columns() + 1];
        this.combination = weights;
        this.diagonal = rows.squares();
        Arrays.setAll(diagonal, i -> diagonal[i] + ridge(i));
    }

    /// D
    private double ridge(int i) {
        return loss == Loss.SQUARED ? 0.5 / costs[i] : 0;
    }

    @Override
    public int coordinates() {
        return signs.length;
    }

    @Override
    public double update(int i, double slack) {
        double y = signs[i];
        double before = multipliers[i];
        boolean squared = loss == Loss.SQUARED;
        double slope = y * rows.dot(i, weights) - 1;
        if (squared) {
            slope = Math.fma(0.5 / costs[i], before, slope);
        }
        double violation;
        if (before == 0) {
            if (slope > slack) {
                return RESTS;
            }
            violation = Math.max(0, -slope);
        } else if (!squared && before == costs[i]) {
            if (slope < -slack) {
                return RESTS;
            }
            violation = Math.max(0, slope);
        } else {
            violation = Math.abs(slope);
        }
        if (violation > 0) {
            double after = Math.max(0, before - slope / diagonal[i]);
            if (!squared) {
                after = Math.min(after, costs[i]);
            }
            double step = after - before;
            if (step != 0) {
                multipliers[i] = after;
                rows.add(step * y, i, weights);
                value += step * (slope + 0.5 * diagonal[i] * step);
            }
        }
        return violation;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public LinearRows rows() {
        return rows;
    }

    @Override
    public double loss(int i, double score) {
        double error = Math.max(0, 1 - signs[i] * score);
        return costs[i] * error * (loss == Loss.SQUARED ? error : 1);
    }

    @Override
    public double slope(int i, double score) {
        double error = 1 - signs[i] * score;
        return error <= 0 ? 0 : -signs[i] * costs[i] * (loss == Loss.SQUARED ? 2 * error : 1);
    }

    @Override
    public double curvature(int i, double score) {
        return signs[i] * score < 1 ? 2 * costs[i] : 0;
    }

    @Override
    public double share() {
        double above = Arrays.stream(signs).filter(sign -> sign > 0).count();
        return Math.max(1, Math.min(above, signs.length - above)) / signs.length;
    }

    @Override
    public void take(double[] found) {
        weights = found;
        var factors = new double[signs.length];
        Arrays.setAll(factors, i -> -slope(i, rows.dot(i, found)));
        Arrays.setAll(multipliers, i -> signs[i] * factors[i]);
        combination = LinearPrimal.combination(rows, factors);
    }

    @Override
    public double dual() {
        double sum = Doubles.sum(multipliers, 0, multipliers.length);
        double ridges = 0;
        for (int i = 0; i < multipliers.length; i++) {
            ridges = Math.fma(ridge(i) * multipliers[i], multipliers[i], ridges);
        }
        return sum - 0.5 * (Doubles.sumOfSquares(combination, 0, combination.length) + ridges);
    }

    @Override
    public int supportVectors() {
        return (int) Arrays.stream(multipliers).filter(multiplier -> multiplier > 0).count();
    }
}
