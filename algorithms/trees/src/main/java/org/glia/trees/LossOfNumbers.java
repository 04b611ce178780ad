package org.glia.trees;

import java.util.Arrays;

import org.glia.api.problem.DataException;
import org.glia.api.run.Parallel;
import org.glia.compute.elementwise.Elementary;

/// The losses of numeric targets. Scores are predictions, or their logarithms for counts.
final class LossOfNumbers implements LossFunction {

    private final BoostLoss loss;
    private final double[] targets;
    private final double[] weights;
    private final double total;
    private double[] scores = {};
    /// Beyond this a residual is large.
    private double border;

    /// @throws DataException if counts are negative or all 0
    LossOfNumbers(BoostLoss loss, double[] targets, double[] weights) {
        this.loss = loss;
        this.targets = targets;
        this.weights = weights;
        this.total = LossFunction.total(weights);
        if (loss instanceof BoostLoss.Poisson && Arrays.stream(targets).anyMatch(count -> count < 0)) {
            throw new DataException("loss=poisson needs counts, and the target has numbers below 0; take loss=squared");
        }
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public double[] start() {
        return new double[] {switch (loss) {
            case BoostLoss.Absolute absolute -> LossQuantiles.of(targets, weights, targets.length, 0.5);
            case BoostLoss.Huber huber -> LossQuantiles.of(targets, weights, targets.length, 0.5);
            case BoostLoss.Quantile quantile -> LossQuantiles.of(targets, weights, targets.length, quantile.level());
            case BoostLoss.Poisson poisson -> {
                if (!(mean() > 0)) {
                    throw new DataException("loss=poisson needs a count above 0, and the target is 0 in all rows");
                }
                yield Elementary.log(mean());
            }
            default -> mean();
        }};
    }

    private double mean() {
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            sum += weights[i] * targets[i];
        }
        double mean = sum / total;
        double rest = 0; // what rounding took from the mean
        for (int i = 0; i < targets.length; i++) {
            rest += weights[i] * (targets[i] - mean);
        }
        return mean + rest / total;
    }

    /// The squared error is recorded whole, the log of counts' likelihood without the part that only depends on them.
    @Override
    public double stand(double[] stood, Parallel parallel) {
        scores = stood;
        if (loss instanceof BoostLoss.Huber huber) {
            var sizes = new double[targets.length];
            Arrays.setAll(sizes, i -> Math.abs(targets[i] - scores[i]));
            border = LossQuantiles.of(sizes, weights, sizes.length, huber.alpha());
        }
        return targets.length == 0 ? 0 : parallel.reduce(targets.length, PIECE, (chunk, from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += weights[i] * loss(targets[i], scores[i]);
            }
            return sum;
        }, Double::sum) / total;
    }

    @Override
    public double loss(int row, double[] others) {
        return loss(targets[row], others[row]);
    }

    private double loss(double target, double score) {
        double residual = target - score;
        return switch (loss) {
            case BoostLoss.Absolute absolute -> Math.abs(residual);
            case BoostLoss.Huber huber -> Math.abs(residual) <= border ? 0.5 * residual * residual
                    : border * (Math.abs(residual) - 0.5 * border);
            case BoostLoss.Quantile quantile -> residual >= 0 ? quantile.level() * residual : (quantile.level() - 1) * residual;
            case BoostLoss.Poisson poisson -> Elementary.exp(score) - target * score;
            default -> residual * residual;
        };
    }

    @Override
    public void derivatives(int output, int from, int to, double[] first, double[] second) {
        switch (loss) {
            case BoostLoss.Absolute absolute -> pinball(0.5, 2, from, to, first, second);
            case BoostLoss.Quantile quantile -> pinball(quantile.level(), 1, from, to, first, second);
            case BoostLoss.Huber huber -> {
                for (int i = from; i < to; i++) {
                    first[i] = weights[i] * Math.clamp(scores[i] - targets[i], -border, border);
                    second[i] = weights[i];
                }
            }
            case BoostLoss.Poisson poisson -> {
                for (int i = from; i < to; i++) {
                    double mean = Elementary.exp(scores[i]);
                    first[i] = weights[i] * (mean - targets[i]);
                    second[i] = weights[i] * mean;
                }
            }
            default -> {
                for (int i = from; i < to; i++) {
                    first[i] = weights[i] * (scores[i] - targets[i]);
                    second[i] = weights[i];
                }
            }
        }
    }

    /// Slopes of the pinball loss; 1 stands for its second derivative, for leaves are renewed.
    private void pinball(double level, double factor, int from, int to, double[] first, double[] second) {
        for (int i = from; i < to; i++) {
            first[i] = weights[i] * factor * (targets[i] >= scores[i] ? -level : 1 - level);
            second[i] = weights[i];
        }
    }

    @Override
    public boolean renewsLeaves() {
        return loss.renewsLeaves();
    }

    @Override
    public double leaf(int[] rows, int from, int to) {
        int count = to - from;
        var residuals = new double[count];
        var own = new double[count];
        for (int i = 0; i < count; i++) {
            int row = rows[from + i];
            residuals[i] = targets[row] - scores[row];
            own[i] = weights[row];
        }
        return switch (loss) {
            case BoostLoss.Absolute absolute -> LossQuantiles.of(residuals, own, count, 0.5);
            case BoostLoss.Quantile quantile -> LossQuantiles.of(residuals, own, count, quantile.level());
            default -> oneStepHuber(residuals, own);
        };
    }

    /// Friedman 2001, algorithm 4: the median, and the mean of what is left within the border.
    private double oneStepHuber(double[] residuals, double[] own) {
        double median = LossQuantiles.of(residuals, own, residuals.length, 0.5);
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < residuals.length; i++) {
            sum += own[i] * Math.clamp(residuals[i] - median, -border, border);
            weight += own[i];
        }
        return median + sum / weight;
    }
}
