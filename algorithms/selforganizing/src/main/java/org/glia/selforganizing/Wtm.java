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
import org.glia.compute.dense.Doubles;
import org.glia.compute.elementwise.Elementary;
import org.glia.compute.elementwise.Elementwise;
import org.glia.compute.optimise.LearningRate;
import org.osgi.service.component.annotations.Component;

/// Lets neurons compete for rows: the nearest one moves towards a row most, and those near to it move along, the winner
/// takes most.
///
/// *What it learns.* As `wta`, a vector of weights for each neuron; a new row belongs to the nearest one, whose training
/// rows tell the level where the data have a nominal target (`labels=none` keeps to clusters). As a step of a pipeline the
/// model turns a row into its distances to the neurons.
///
/// *When to use it.* Where `wta` leaves neurons dead or depends too much on where they start: at first all neurons learn
/// from all rows, in the end each from its own. `som` keeps the neurons on a grid besides, so that they can be seen.
/// Columns in different units want `standardize` before.
///
/// *How it works.* Each epoch shows all rows in a new random order. Every neuron moves by the share `rate h` of the way to
/// the row. With `neighbourhood=rank` the m-th nearest neuron has `h = exp(-m / radius)`, counted from 0, which makes the
/// neurons a neural gas; with `neighbourhood=distance` `h = exp(-(d / radius)^2 / 2)`, where d is the distance of the
/// neuron to the winner, in units of the standard deviation of the rows. The radius falls from `from` to `to`, by equal
/// factors in equal times.
///
/// *Complexity.* O(n k (d + log k)) for each epoch of n rows, one after the other; O(k d) memory beside the data.
///
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | wtm`. *Weights*: a row of weight 2
/// pulls as if it were shown twice in a row. Rows without a label help to place the neurons, but have no vote.
///
/// *Example.* `fit wtm neurons=4 on marvel-heroes`
@Component(service = Estimator.class)
@Algorithm(name = "wtm", title = "winner takes most", tasks = {Task.CLASSIFICATION, Task.CLUSTERING, Task.TRANSFORMATION},
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS, Accepts.MISSING_TARGET}, removes = Accepts.SPARSE,
        adds = Accepts.NUMERIC, views = {Centroids.class, History.class, Report.class}, random = true,
        references = "Kohonen 1982; Martinetz, Berkovich and Schulten 1993")
public final class Wtm implements Estimator<Wtm.Settings, CompetitiveModel> {

    /// Shares of the way that are less vanish in rounding.
    private static final double LEAST = 0x1p-53;

    /// Which neurons move along with the winner.
    public sealed interface Reach {

        double from();

        double to();

        /// The next ones by their distance to the row.
        record Rank(@Setting(value = "ranks that learn noticeably, at the start", min = 0, minExclusive = true) double from,
                    @Setting(value = "the same at the end", min = 0, minExclusive = true) double to) implements Reach {

            public Rank() {
                this(3, 0.01);
            }
        }

        /// Those near to the winner.
        record Distance(@Setting(value = "radius in standard deviations of the rows, at the start", min = 0, minExclusive = true)
                        double from,
                        @Setting(value = "the same at the end", min = 0, minExclusive = true) double to) implements Reach {

            public Distance() {
                this(0.3, 0.03);
            }
        }
    }

    /// @param neurons       how many there are
    /// @param neighbourhood which neurons move along with the winner
    /// @param rate          share of the way that the winner goes towards a row
    /// @param epochs        how many times all rows are shown
    /// @param start         where neurons stand before they learn
    /// @param unit          whether rows and neurons are scaled to length 1
    /// @param labels        what neurons answer
    public record Settings(
            @Setting(value = "number of neurons", min = 1, tune = "2..20") int neurons,
            @Setting("which neurons move along with the winner") Reach neighbourhood,
            @Setting("share of the way that the winner goes towards a row") LearningRate rate,
            @Setting(value = "how many times all rows are shown", min = 1) int epochs,
            @Setting("where neurons stand before they learn") Start start,
            @Setting("whether rows and neurons are scaled to length 1") boolean unit,
            @Setting("what neurons answer for the rows they win") Labels labels) {

        /// @throws IllegalArgumentException if the rate is above 1
        public Settings {
            Rates.requireShares(rate);
        }

        public Settings() {
            this(8, new Reach.Rank(), new LearningRate.Exponential(0.5, 25), 50, Start.ROWS, false, Labels.MAJORITY);
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
        var competition = Competition.of(data, settings.neurons(), settings.start(), settings.unit(), given, "wtm", run);
        var schedule = settings.rate().over(settings.epochs(), competition.rows());
        double last = Math.max(1, (double) settings.epochs() * competition.rows() - 1);
        var reach = settings.neighbourhood();
        var codes = competition.codes();
        Followers followers = reach instanceof Reach.Rank ? new ByRank(codes)
                : new ByDistance(codes, competition.variance());
        competition.show(settings.epochs(), new Presentation.Pupil() {
            @Override
            public double learn(double[] row, double weight, int number, long update) {
                int winner = codes.nearest(row);
                double error = Math.sqrt(codes.squared[winner]);
                double radius = Rates.geometric(reach.from(), reach.to(), update / last);
                followers.pull(row, winner, radius, schedule.rate(update), weight);
                return error;
            }

            @Override
            public boolean epoch(int epoch, double error) {
                schedule.epoch(error);
                return true;
            }
        });
        var codebook = competition.codebook();
        if (codebook.dead() > 0) {
            run.warn("%d of the neurons=%d have won no row; choose fewer, or a neighbourhood that reaches farther"
                    .formatted(codebook.dead(), settings.neurons()));
        }
        return new CompetitiveModel(codebook);
    }

    /// Moves the winner and those that move along.
    private interface Followers {

        void pull(double[] row, int winner, double radius, double rate, double weight);
    }

    private record ByRank(Codes codes, int[] order) implements Followers {

        ByRank(Codes codes) {
            this(codes, new int[codes.neurons]);
        }

        @Override
        public void pull(double[] row, int winner, double radius, double rate, double weight) {
            codes.rank(order);
            for (int rank = 0; rank < order.length; rank++) {
                double share = rate * Elementary.exp(-rank / radius);
                if (share < LEAST) {
                    break;
                }
                codes.pull(order[rank], Codes.share(share, weight), row);
            }
        }
    }

    private record ByDistance(Codes codes, double variance, double[] shares) implements Followers {

        ByDistance(Codes codes, double variance) {
            this(codes, variance, new double[codes.neurons]);
        }

        @Override
        public void pull(double[] row, int winner, double radius, double rate, double weight) {
            double unit = -2 * radius * radius * variance;
            for (int c = 0; c < shares.length; c++) {
                double squared = Doubles.squaredDistance(codes.weights, c * codes.width, codes.weights, winner * codes.width,
                        codes.width);
                shares[c] = squared == 0 ? 0 : squared / unit;
            }
            Elementwise.exp(shares, 0, shares, 0, shares.length);
            for (int c = 0; c < shares.length; c++) {
                if (rate * shares[c] >= LEAST) {
                    codes.pull(c, Codes.share(rate * shares[c], weight), row);
                }
            }
        }
    }
}
