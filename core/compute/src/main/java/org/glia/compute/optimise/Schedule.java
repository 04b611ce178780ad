package org.glia.compute.optimise;

import org.glia.compute.elementwise.Elementary;

/// The learning rates of one descent. Mutable where the rate depends on the losses; used by one descent.
public final class Schedule {

    /// `OneCycle` climbs for this share of the updates and falls for as long.
    private static final double CLIMB = 0.45;

    private final LearningRate rule;
    private final double updates;
    private final double total;
    private final Patience patience;
    private double factor = 1;

    Schedule(LearningRate rule, int epochs, int updates) {
        if (epochs < 1 || updates < 1) {
            throw new IllegalArgumentException("a descent has at least one epoch of one update, not %d of %d".formatted(epochs, updates));
        }
        this.rule = rule;
        this.updates = updates;
        this.total = (double) epochs * updates;
        this.patience = new Patience(rule instanceof LearningRate.Plateau plateau ? plateau.patience() : 0, 0);
    }

    /// The rate of an update.
    ///
    /// @param update from 0
    public double rate(long update) {
        return switch (rule) {
            case LearningRate.Constant(double rate) -> rate;
            case LearningRate.Power(double t0, double t1) -> t0 / (update + t1);
            case LearningRate.InverseScaling(double rate, double power) -> rate * Elementary.exp(-power * Elementary.log(update + 1.0));
            case LearningRate.Exponential(double rate, double epochs) -> rate * tenth(update / updates / epochs);
            case LearningRate.OneCycle(double highest) -> highest * cycle(Math.min(1, update / total));
            case LearningRate.Plateau plateau -> plateau.rate() * factor;
        };
    }

    /// Takes note of the loss at the end of an epoch.
    public void epoch(double loss) {
        if (rule instanceof LearningRate.Plateau plateau && !patience.better(loss) && patience.exhausted()) {
            factor *= plateau.factor();
            patience.renew();
        }
    }

    /// `0.1^x`.
    private static double tenth(double x) {
        return Elementary.exp(-x * Elementary.log(10));
    }

    private static double cycle(double share) {
        if (share < CLIMB) {
            return 0.1 + 0.9 * share / CLIMB;
        }
        if (share < 2 * CLIMB) {
            return 1 - 0.9 * (share - CLIMB) / CLIMB;
        }
        return 0.1 - (0.1 - 1e-4) * (share - 2 * CLIMB) / (1 - 2 * CLIMB);
    }
}
