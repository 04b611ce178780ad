package org.glia.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.Learner;
import org.glia.api.data.Dataset;
import org.glia.api.run.Run;
import org.glia.compute.optimise.Schedule;

/// A network that learns from a stream of rows. For schedules of the learning rate, each batch that is given counts as
/// an epoch of one update.
final class MlpLearner implements Learner<MlpModel> {

    private final MlpModel opened;
    private final Mlp.Settings settings;
    private final Run run;
    private final Network network;
    private final float[] parameters;
    private final float[] averages;
    private final Schedule schedule;
    private final Descent descent;
    private Goal goal;
    private long batches;

    MlpLearner(MlpModel model, Mlp.Settings settings, Run run) {
        this.opened = model;
        this.settings = settings;
        this.run = run;
        this.network = model.network();
        this.parameters = model.parameters().clone();
        this.averages = model.averages().clone();
        this.schedule = settings.learningRate().over(settings.passes().epochs(), 1);
        this.goal = Goal.of(model.heads(), settings.aim());
        this.batches = model.batches();
        this.descent = new Descent(network, goal, settings, parameters, averages, run);
    }

    @Override
    public void learn(Dataset given) {
        if (given.rows() == 0) {
            return;
        }
        var batch = Mlp.weighed(given);
        rescale(batch);
        var inputs = Inputs.of(batch.features(), network, false, run.parallel());
        var answers = Answers.of(batch, goal.heads(), Answers.rowWeights(batch),
                Answers.factors(batch, goal.heads(), settings.aim().classWeight()));
        var order = IntStream.range(0, batch.rows()).toArray();
        var sums = new Goal.Sums(goal);
        double rate = schedule.rate(batches);
        for (int first = 0; first < order.length; first += settings.passes().batch()) {
            int rows = Math.min(settings.passes().batch(), order.length - first);
            descent.update(inputs, answers, goal, order, first, rows, rate, sums);
        }
        schedule.epoch(sums.loss());
        batches++;
        run.record("loss", batches, sums.loss());
    }

    /// Takes the means and deviations of numeric targets further, and turns the last layer so that the network answers
    /// as before in the targets' units (van Hasselt et al., 2016); what it says before it has seen any is not worth
    /// that.
    private void rescale(Dataset batch) {
        var weights = Answers.rowWeights(batch);
        var heads = new ArrayList<Head>();
        int score = 0;
        for (var head : goal.heads()) {
            if (head instanceof Head.Number number && number.scaled()) {
                var values = batch.numeric(number.target()).values();
                var moved = number;
                for (int row = 0; row < values.length; row++) {
                    moved = Double.isNaN(values[row]) ? moved : moved.with(values[row], weights[row]);
                }
                if (number.weight() > 0) {
                    turn(score, number, moved);
                }
                heads.add(moved);
            } else {
                heads.add(head);
            }
            score += head.scores();
        }
        goal = goal.with(List.copyOf(heads));
    }

    private void turn(int score, Head.Number from, Head.Number to) {
        var last = (DenseStage) network.last();
        double factor = from.scale() / to.scale();
        for (int i = 0; i < last.inputs(); i++) {
            parameters[last.first() + i * last.units() + score] *= (float) factor;
        }
        int bias = last.first() + last.weights() + score;
        parameters[bias] = (float) (parameters[bias] * factor + (from.mean() - to.mean()) / to.scale());
    }

    @Override
    public MlpModel model() {
        return new MlpModel(opened.layers(), opened.inputs(), goal.heads(), parameters.clone(), averages.clone(),
                opened.thinning(), batches, opened.fit());
    }
}
