package org.glia.neural;

import java.util.Optional;
import java.util.stream.IntStream;

import org.glia.api.problem.DataException;
import org.glia.api.run.Run;
import org.glia.compute.dense.Floats;
import org.glia.compute.optimise.Patience;
import org.glia.compute.optimise.Schedule;

/// A fit: epochs of descent over the training rows, until they are through or the rows that judge show no better loss.
final class Epochs {

    /// Rows that are judged at a time.
    private static final int JUDGED = 512;

    /// Rows with their answers.
    record Rows(Inputs inputs, Answers answers) {

        int count() {
            return answers.rows();
        }
    }

    private final Network network;
    private final Goal goal;
    private final Mlp.Settings settings;
    private final Rows training;
    private final Optional<Rows> validation;
    private final Run run;
    private final float[] parameters;
    private final float[] averages;
    private final Schedule schedule;
    private final Patience patience;
    private final int batch;
    private final int updates;
    /// The parameters to go back to, the epoch they come from (0 for none yet) and its loss.
    private final float[] keptParameters;
    private final float[] keptAverages;
    private int kept;
    private double keptLoss = Double.NaN;
    /// The loss of the training rows in the first epoch.
    private double firstLoss = Double.NaN;

    /// @param parameters to descend from, and with; the averages likewise
    Epochs(Network network, Goal goal, Mlp.Settings settings, Rows training, Optional<Rows> validation,
            float[] parameters, float[] averages, Run run) {
        this.network = network;
        this.goal = goal;
        this.settings = settings;
        this.training = training;
        this.validation = validation;
        this.run = run;
        this.parameters = parameters;
        this.averages = averages;
        this.keptParameters = parameters.clone();
        this.keptAverages = averages.clone();
        this.batch = Math.min(settings.passes().batch(), training.count());
        this.updates = Math.ceilDiv(training.count(), batch);
        this.schedule = settings.learningRate().over(settings.passes().epochs(), updates);
        this.patience = settings.stopping().patient();
    }

    /// Descends to the best parameters where it may stop early, otherwise to the last.
    ///
    /// @throws DataException if the loss is no number in the first epoch already
    MlpModel.Fit descend() {
        int epochs = settings.passes().epochs();
        var descent = new Descent(network, goal, settings, parameters, averages, run);
        int epoch = 0;
        while (epoch < epochs && !patience.exhausted()) {
            epoch++;
            var sums = epoch(epoch, descent);
            if (hasDiverged(sums.loss())) {
                restore();
                requireGood(epoch);
                break;
            }
            firstLoss = epoch == 1 ? sums.loss() : firstLoss;
            double loss = record(epoch, sums);
            schedule.epoch(loss);
            if (patience.better(loss) || settings.stopping().patience() == 0) {
                keep(epoch, loss);
            }
            run.progress((double) epoch / epochs, "epoch %d of %d, loss %.4g".formatted(epoch, epochs, loss));
        }
        restore();
        return new MlpModel.Fit(epoch, kept, keptLoss, validation.isPresent());
    }

    private Goal.Sums epoch(int epoch, Descent descent) {
        int n = training.count();
        var order = settings.passes().shuffle() ? run.random("shuffle", epoch).permutation(n)
                : IntStream.range(0, n).toArray();
        var sums = new Goal.Sums(goal);
        for (int update = 0; update < updates; update++) {
            int first = update * batch;
            descent.update(training.inputs(), training.answers(), goal, order, first, Math.min(batch, n - first),
                    schedule.rate((epoch - 1L) * updates + update), sums);
        }
        return sums;
    }

    /// Notes how the epoch went, and returns the loss that judges it.
    private double record(int epoch, Goal.Sums sums) {
        record(epoch, "", sums);
        run.record("learning rate", epoch, schedule.rate((epoch - 1L) * updates));
        if (validation.isEmpty()) {
            return sums.loss();
        }
        var judged = judge(validation.get());
        record(epoch, "validation ", judged);
        return judged.loss();
    }

    private void record(int epoch, String rows, Goal.Sums sums) {
        run.record(rows + "loss", epoch, sums.loss());
        goal.accuracies().forEach((head, line) -> run.record(rows + line, epoch, sums.accuracy(head)));
    }

    /// The losses of rows by the parameters as they are.
    private Goal.Sums judge(Rows rows) {
        int n = rows.count();
        int capacity = Math.min(JUDGED, n);
        var pass = new Pass(network, parameters, averages, Pass.Mode.PREDICT, capacity, rows.inputs().isSparse());
        var tally = new Goal.Tally(goal, capacity);
        var sums = new Goal.Sums(goal);
        var order = IntStream.range(0, n).toArray();
        for (int first = 0; first < n; first += capacity) {
            run.checkCancelled();
            int at = first;
            rows.inputs().begin(pass, order, at, Math.min(capacity, n - at), Pass.Masks.none());
            pass.forward((from, to) -> rows.inputs().read(pass, order, at, from, to),
                    (from, to) -> goal.judge(pass, rows.answers(), order, at, from, to, tally), run.parallel());
            sums.add(tally, rows.answers(), order, at, pass.rows());
        }
        return sums;
    }

    private boolean hasDiverged(double loss) {
        return !(Math.abs(loss) < Double.POSITIVE_INFINITY)
                || !(Floats.largest(parameters, 0, parameters.length) < Float.POSITIVE_INFINITY);
    }

    /// @throws DataException if the parameters that were gone back to are no better than the first
    private void requireGood(int epoch) {
        var cure = "write `standardize | mlp`, choose a smaller learningRate, or clipNorm=1";
        if (kept == 0 || !(judge(training).loss() <= firstLoss)) {
            throw new DataException("the parameters of `mlp` grew beyond all numbers in epoch %d; %s".formatted(epoch,
                    cure));
        }
        run.warn("the parameters of mlp grew beyond all numbers in epoch %d, so those of epoch %d were taken; %s"
                .formatted(epoch, kept, cure));
    }

    private void restore() {
        System.arraycopy(keptParameters, 0, parameters, 0, parameters.length);
        System.arraycopy(keptAverages, 0, averages, 0, averages.length);
    }

    private void keep(int epoch, double loss) {
        System.arraycopy(parameters, 0, keptParameters, 0, parameters.length);
        System.arraycopy(averages, 0, keptAverages, 0, averages.length);
        kept = epoch;
        keptLoss = loss;
    }
}
