package org.glia.trees;

import java.util.Arrays;

import org.glia.api.run.Parallel;
import org.glia.compute.dense.Strided;
import org.glia.compute.elementwise.Elementary;
import org.glia.compute.elementwise.Elementwise;
import org.glia.compute.elementwise.Softmax;

/// Log-loss. Two classes have one score, the log-odds of the second; more have one each.
final class LossOfClasses implements LossFunction {

    private final int[] classes;
    private final int count;
    private final double[] weights;
    private final double total;
    private double[] probabilities = {};

    /// @param classes of each row, from 0 to `count - 1`
    /// @param count   of classes, 2 or more
    LossOfClasses(int[] classes, int count, double[] weights) {
        this.classes = classes;
        this.count = count;
        this.weights = weights;
        this.total = LossFunction.total(weights);
    }

    @Override
    public int outputs() {
        return count == 2 ? 1 : count;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public double[] start() {
        var shares = new double[count];
        for (int i = 0; i < classes.length; i++) {
            shares[classes[i]] += weights[i];
        }
        var logs = Arrays.stream(shares).map(Elementary::log).toArray();
        if (count == 2) {
            return new double[] {logs[1] - logs[0]};
        }
        double mean = Arrays.stream(logs).average().orElseThrow();
        return Arrays.stream(logs).map(log -> log - mean).toArray();
    }

    @Override
    public double stand(double[] scores, Parallel parallel) {
        int n = classes.length;
        if (n == 0) {
            return 0;
        }
        if (probabilities.length != scores.length) {
            probabilities = new double[scores.length];
        }
        var losses = new double[n];
        parallel.chunked(n, PIECE, (chunk, from, to) -> {
            if (count == 2) {
                for (int i = from; i < to; i++) {
                    losses[i] = classes[i] == 1 ? -scores[i] : scores[i];
                }
                Elementwise.softplus(losses, from, losses, from, to - from);
                Elementwise.logistic(scores, from, probabilities, from, to - from);
            } else {
                System.arraycopy(scores, from * count, probabilities, from * count, (to - from) * count);
                Softmax.rows(new Strided(probabilities, from * count, to - from, count, count, 1), losses, from,
                        Parallel.sequential());
                for (int i = from; i < to; i++) {
                    losses[i] -= scores[i * count + classes[i]];
                }
            }
            for (int i = from; i < to; i++) {
                losses[i] *= weights[i];
            }
        });
        return LossFunction.parallelSum(losses, parallel) / total;
    }

    @Override
    public void derivatives(int output, int from, int to, double[] first, double[] second) {
        int outputs = outputs();
        int own = count == 2 ? 1 : output;
        for (int i = from; i < to; i++) {
            double p = probabilities[i * outputs + output];
            first[i] = weights[i] * (classes[i] == own ? p - 1 : p);
            second[i] = weights[i] * (p * (1 - p));
        }
    }

    @Override
    public double loss(int row, double[] scores) {
        return count == 2 ? Elementary.softplus(classes[row] == 1 ? -scores[row] : scores[row])
                : Softmax.logSumExp(scores, row * count, count) - scores[row * count + classes[row]];
    }

    @Override
    public double stepFactor() {
        return count == 2 ? 1 : (count - 1.0) / count;
    }

    @Override
    public boolean renewsLeaves() {
        return false;
    }
}
