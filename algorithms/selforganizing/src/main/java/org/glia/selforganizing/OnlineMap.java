package org.glia.selforganizing;

import org.glia.api.run.Run;
import org.glia.compute.dense.Doubles;
import org.glia.compute.optimise.LearningRate;
import org.glia.compute.optimise.Schedule;

/// Training of a map row by row (Kohonen 1982): `w_i = w_i + rate h(winner, i) (x - w_i)`.
final class OnlineMap implements Presentation.Pupil {

    /// Shares of the way that are less vanish in rounding.
    private static final double LEAST = 0x1p-53;
    /// Neurons that are so many standard deviations from the mean of the rows have run away.
    private static final double AWAY = 1e3;

    private final Grid grid;
    private final double[] quarters;
    private final double[] influences;
    private final Neighbourhood neighbourhood;
    private final Radii radii;
    private final Codes codes;
    private final Schedule schedule;
    private final double last;
    private final MapStep.Extent.Sums extent;
    private final Run run;
    /// The weights at the end of the last epoch.
    private double[] kept;

    /// @param rows how many rows are shown in an epoch
    OnlineMap(Grid grid, Neighbourhood neighbourhood, Radii radii, Codes codes, LearningRate rate, int epochs, int rows,
              MapStep.Extent.Sums extent, Run run) {
        this.grid = grid;
        this.quarters = grid.allQuarters();
        this.influences = new double[codes.neurons];
        this.neighbourhood = neighbourhood;
        this.radii = radii;
        this.codes = codes;
        this.schedule = rate.over(epochs, rows);
        this.last = Math.max(1, (double) epochs * rows - 1);
        this.extent = extent;
        this.run = run;
        this.kept = codes.weights.clone();
    }

    @Override
    public double learn(double[] row, double weight, int number, long update) {
        int winner = codes.nearest(row);
        double error = Math.sqrt(codes.squared[winner]);
        neighbourhood.influences(quarters, winner * codes.neurons, radii.at(update / last, grid), influences, 0, codes.neurons);
        double rate = schedule.rate(update);
        for (int i = 0; i < codes.neurons; i++) {
            double share = rate * influences[i];
            if (Math.abs(share) >= LEAST) {
                codes.pull(i, Codes.share(share, weight), row);
            }
        }
        return error;
    }

    /// Only a Mexican hat pushes neurons away, and may never stop.
    @Override
    public boolean epoch(int epoch, double error) {
        schedule.epoch(error);
        if (hasRunAway()) {
            System.arraycopy(kept, 0, codes.weights, 0, kept.length);
            run.warn(("in epoch %d neurons were pushed away without end, so the map is that of the epoch before; choose a "
                    + "smaller rate or radius, or neighbourhood=gaussian").formatted(epoch));
            return false;
        }
        kept = codes.weights.clone();
        return true;
    }

    private boolean hasRunAway() {
        double far = AWAY * AWAY * extent.variance();
        for (int i = 0; neighbourhood == Neighbourhood.MEXICAN_HAT && i < codes.neurons; i++) {
            if (!(Doubles.squaredDistance(codes.weights, i * codes.width, extent.means(), 0, codes.width) <= far)) {
                return true;
            }
        }
        return false;
    }
}
