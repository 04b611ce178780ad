package org.glia.svm;

import java.util.Arrays;

import org.glia.compute.dense.Doubles;
import org.glia.compute.optimise.CoordinateProblem;
import org.glia.svm.LinearSvm.Loss;

/// Numbers (Ho and Lin 2012, algorithm 4): minimises `b'Qb / 2 - y'b + epsilon |b|_1` with `Q = xx' + D`, each multiplier b between
/// -U and U. The linear loss has `U = cost` and `D = 0`, the squared one no U and `D = 1 / (2 cost)`.
final class LinearTube implements CoordinateProblem, LinearDual {

    private final LinearRows rows;
    private final double[] targets;
    private final double[] costs;
    private final Loss loss;
    private final double epsilon;
    /// Of Q.
    private final double[] diagonal;
    private final double[] multipliers;
    private double[] weights;
    /// The rows times their multipliers: the weights themselves, unless these were found otherwise.
    private double[] combination;
    private double value;

    LinearTube(LinearRows rows, double[] targets, double[] costs, Loss loss, double epsilon) {
        this.rows = rows;
        this.targets = targets;
        this.costs = costs;
        this.loss = loss;
        this.epsilon = epsilon;
        this.multipliers = new double[targets.length];
        this.weights = new double[rows.columns() + 1];
        this.combination = weights;
        this.diagonal = rows.squares();
        Arrays.setAll(diagonal, i -> diagonal[i] + ridge(i));
    }

    /// D
    private double ridge(int i) {
        return loss == Loss.SQUARED ? 0.5 / costs[i] : 0;
    }

    /// The mean distance of the targets from the tube around 0: what the violations are where the search starts.
    double unit() {
        double sum = 0;
        for (double target : targets) {
            sum += Math.max(0, Math.abs(target) - epsilon);
        }
        return sum / targets.length;
    }

    @Override
    public int coordinates() {
        return targets.length;
    }

    @Override
    public double update(int i, double slack) {
        double before = multipliers[i];
        double most = loss == Loss.SQUARED ? Double.POSITIVE_INFINITY : costs[i];
        double slope = Math.fma(ridge(i), before, rows.dot(i, weights) - targets[i]);
        // of the objective where the multiplier is positive, and where it is negative
        double up = slope + epsilon;
        double down = slope - epsilon;
        double violation;
        if (before == 0) {
            if (up > slack && down < -slack) {
                return RESTS;
            }
            violation = Math.max(0, Math.max(-up, down));
        } else if (before == most) {
            if (up < -slack) {
                return RESTS;
            }
            violation = Math.max(0, up);
        } else if (before == -most) {
            if (down > slack) {
                return RESTS;
            }
            violation = Math.max(0, -down);
        } else {
            violation = Math.abs(before > 0 ? up : down);
        }
        if (violation > 0) {
            double curvature = diagonal[i];
            double after = up < curvature * before ? before - up / curvature
                    : down > curvature * before ? before - down / curvature : 0;
            after = Math.clamp(after, -most, most);
            double step = after - before;
            if (step != 0) {
                multipliers[i] = after;
                rows.add(step, i, weights);
                value += step * (slope + 0.5 * curvature * step) + epsilon * (Math.abs(after) - Math.abs(before));
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
        double error = Math.max(0, Math.abs(score - targets[i]) - epsilon);
        return costs[i] * error * (loss == Loss.SQUARED ? error : 1);
    }

    @Override
    public double slope(int i, double score) {
        double error = Math.abs(score - targets[i]) - epsilon;
        return error <= 0 ? 0 : Math.copySign(costs[i] * (loss == Loss.SQUARED ? 2 * error : 1), score - targets[i]);
    }

    @Override
    public double curvature(int i, double score) {
        return Math.abs(score - targets[i]) > epsilon ? 2 * costs[i] : 0;
    }

    @Override
    public double share() {
        return 1;
    }

    @Override
    public void take(double[] found) {
        weights = found;
        Arrays.setAll(multipliers, i -> -slope(i, rows.dot(i, found)));
        combination = LinearPrimal.combination(rows, multipliers);
    }

    @Override
    public double dual() {
        double ridges = 0;
        for (int i = 0; i < multipliers.length; i++) {
            ridges = Math.fma(ridge(i) * multipliers[i], multipliers[i], ridges);
        }
        return Doubles.dot(targets, 0, multipliers, 0, multipliers.length)
                - epsilon * Doubles.sumOfAbsolutes(multipliers, 0, multipliers.length)
                - 0.5 * (Doubles.sumOfSquares(combination, 0, combination.length) + ridges);
    }

    @Override
    public int supportVectors() {
        return (int) Arrays.stream(multipliers).filter(multiplier -> multiplier != 0).count();
    }
}
