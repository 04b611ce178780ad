package org.glia.selforganizing;

import java.util.Optional;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.compute.optimise.LearningRate;
import org.osgi.service.component.annotations.Component;

/// Lets neurons compete for rows: the one nearest to a row wins it and moves towards it, the winner takes all.
///
/// *What it learns.* A vector of weights for each neuron, in the space of the features. A new row belongs to the nearest
/// neuron; where the data have a nominal target, that neuron answers the levels of the training rows it won, and
/// `labels=none` keeps to clusters. As a step of a pipeline the model turns a row into its distances to the neurons.
///
/// *When to use it.* To see competitive learning at work, for streams of rows that fit no memory, as k-means that learns
/// row by row. `kmeans` finds better clusters of data that can be seen at once. It works best with rows spread evenly over
/// the space; neurons that start far from all rows never win (dead neurons, of which it warns): a conscience, or `wtm`,
/// lets them take part. Columns in different units want `standardize` before. The result depends on where the neurons
/// start.
///
/// *How it works.* Each epoch shows all rows in a new random order. The distance of each neuron to the row is measured, and
/// the winner moves by the share `rate` of the way: `w = w + rate (x - w)`. With `conscience=desieno` neurons that win too
/// often hold back. With `unit=true` rows and neurons have length 1, so that the nearest neuron is the one of the largest
/// inner product.
///
/// *Complexity.* O(n k d) for each epoch of n rows, one after the other; O(k d) memory beside the data.
///
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | wta`. *Weights*: a row of weight 2
/// pulls as if it were shown twice in a row. Rows without a label help to place the neurons, but have no vote.
///
/// *Example.* `fit wta neurons=4 conscience=desieno on marvel-heroes`
@Component(service = Estimator.class)
@Algorithm(name = "wta", title = "winner takes all", tasks = {Task.CLASSIFICATION, Task.CLUSTERING, Task.TRANSFORMATION},
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS, Accepts.MISSING_TARGET}, removes = Accepts.SPARSE,
        adds = Accepts.NUMERIC, views = {Centroids.class, History.class, Report.class}, random = true,
        references = "Grossberg 1976; Rumelhart and Zipser 1985; DeSieno 1988")
public final class Wta implements Estimator<Wta.Settings, CompetitiveModel> {

    /// @param neurons    how many there are
    /// @param rate       share of the way that the winner goes towards a row
    /// @param epochs     how many times all rows are shown
    /// @param conscience whether neurons that win too often hold back
    /// @param start      where neurons stand before they learn
    /// @param unit       whether rows and neurons are scaled to length 1
    /// @param labels     what neurons answer
    public record Settings(
            @Setting(value = "number of neurons", min = 1, tune = "2..20") int neurons,
            @Setting("share of the way that the winner goes towards a row") LearningRate rate,
            @Setting(value = "how many times all rows are shown", min = 1) int epochs,
            @Setting("whether neurons that win too often hold back") Conscience conscience,
            @Setting("where neurons stand before they learn") Start start,
            @Setting("whether rows and neurons are scaled to length 1") boolean unit,
            @Setting("what neurons answer for the rows they win") Labels labels) {

        /// @throws IllegalArgumentException if the rate is above 1
        public Settings {
            Rates.requireShares(rate);
        }

        public Settings() {
            this(8, new LearningRate.Exponential(0.5, 25), 50, new Conscience.None(), Start.ROWS, false, Labels.MAJORITY);
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        return settings.labels().narrow(Traits.declared(getClass()));
    }

    /// @throws DataException if no row has weight, the rows of weight have no labels, or squared distances overflow
    @Override
    public CompetitiveModel fit(Dataset data, Settings settings, Run run) {
        return fit(data, settings, Optional.empty(), run);
    }

    /// @param given the weights to begin with, one neuron after the other
    CompetitiveModel fit(Dataset data, Settings settings, Optional<double[]> given, Run run) {
        var competition = Competition.of(data, settings.neurons(), settings.start(), settings.unit(), given, "wta", run);
        var schedule = settings.rate().over(settings.epochs(), competition.rows());
        var codes = competition.codes();
        var shares = settings.conscience() instanceof Conscience.Desieno conscience
                ? Optional.of(new WonShares(conscience, settings.neurons(), competition.variance()))
                : Optional.<WonShares>empty();
        competition.show(settings.epochs(), new Presentation.Pupil() {
            @Override
            public double learn(double[] row, double weight, int number, long update) {
                int nearest = codes.nearest(row);
                double error = Math.sqrt(codes.squared[nearest]);
                int winner = shares.isPresent() ? shares.get().winner(codes, nearest, weight) : nearest;
                codes.pull(winner, Codes.share(schedule.rate(update), weight), row);
                return error;
            }

            @Override
            public boolean epoch(int epoch, double error) {
                schedule.epoch(error);
                return true;
            }
        });
        var model = competition.codebook();
        if (model.dead() > 0) {
            run.warn("%d of the neurons=%d have won no row%s".formatted(model.dead(), settings.neurons(),
                    shares.isPresent() ? "; choose fewer"
                            : "; choose fewer, or let them take part with conscience=desieno or `wtm`"));
        }
        return new CompetitiveModel(model);
    }
}
