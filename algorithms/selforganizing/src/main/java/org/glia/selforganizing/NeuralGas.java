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
import org.glia.api.model.Graph;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.compute.elementwise.Elementary;
import org.osgi.service.component.annotations.Component;

/// Spreads neurons over the rows like the molecules of a gas: at each row all neurons learn, the nearest most, the next
/// ones less, by their rank.
///
/// *What it learns.* A vector of weights for each neuron, in the space of the features, and with `edges=hebbian` which
/// neurons are neighbours in the rows' own topology. A new row belongs to the nearest neuron; where the data have a nominal
/// target, that neuron answers the levels of the training rows it won, and `labels=none` keeps to clusters. As a step of a
/// pipeline the model turns a row into its distances to the neurons.
///
/// *When to use it.* For a few neurons that stand for all rows with a small error, hardly depending on where they start; it
/// beats `wta`, `som` and often `kmeans` from one start at that. `som` shows more, and `growingneuralgas` finds the number
/// of neurons itself. Columns in different units want `standardize` before.
///
/// *How it works.* Each epoch shows all rows in a new random order. The neurons are ranked by their distance to the row, k
/// = 0, 1, 2 ..., and each moves by the share `rate exp(-k / lambda)` of the way. `rate` and `lambda` fall to `finalRate`
/// and `finalLambda` by equal factors in equal times. Edges are competitive Hebbian learning: the two nearest neurons of
/// each row are joined, and the edges of a winner that are not renewed for a while are forgotten.
///
/// *Complexity.* O(n k (d + log k)) for each epoch of n rows, one after the other; O(k d) memory beside the data, O(k^2)
/// with edges.
///
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | neuralgas`. *Weights*: a row of
/// weight 2 pulls as if it were shown twice in a row. Rows without a label help to place the neurons, but have no vote.
///
/// *Example.* `fit neuralgas neurons=5 edges=hebbian on marvel-heroes`
@Component(service = Estimator.class)
@Algorithm(name = "neuralgas", title = "neural gas", tasks = {Task.CLASSIFICATION, Task.CLUSTERING, Task.TRANSFORMATION},
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS, Accepts.MISSING_TARGET}, removes = Accepts.SPARSE,
        adds = Accepts.NUMERIC, views = {Centroids.class, Graph.class, History.class, Report.class}, random = true,
        references = "Martinetz and Schulten 1991; Martinetz, Berkovich and Schulten 1993")
public final class NeuralGas implements Estimator<NeuralGas.Settings, NeuralGasModel> {

    /// Shares of the way that are less vanish in rounding.
    private static final double LEAST = 0x1p-53;

    /// Whether neighbours are found.
    public sealed interface Edges {

        /// They are not.
        record None() implements Edges {
        }

        /// By competitive Hebbian learning.
        ///
        /// @param age      wins of a neuron after which an edge that was not renewed goes, at the start
        /// @param finalAge the same at the end
        record Hebbian(@Setting(value = "wins after which an edge that is not renewed goes, at the start", min = 1) double age,
                       @Setting(value = "the same at the end", min = 1) double finalAge) implements Edges {

            public Hebbian() {
                this(20, 200);
            }
        }
    }

    /// What falls while the gas cools down.
    ///
    /// @param rate        share of the way that the nearest neuron goes towards a row
    /// @param finalRate   the same at the end
    /// @param lambda      how many ranks learn noticeably
    /// @param finalLambda the same at the end
    public record Cooling(
            @Setting(value = "share of the way that the nearest neuron goes towards a row, at the start", min = 0,
                    minExclusive = true, max = 1) double rate,
            @Setting(value = "the same at the end", min = 0, minExclusive = true, max = 1) double finalRate,
            @Setting(value = "how many ranks learn noticeably at the start", min = 0, minExclusive = true, tune = "1..20:log")
            double lambda,
            @Setting(value = "the same at the end", min = 0, minExclusive = true) double finalLambda) {

        public Cooling() {
            this(0.5, 0.005, 10, 0.01);
        }
    }

    /// @param neurons how many there are
    /// @param cooling what falls while the gas cools down
    /// @param epochs  how many times all rows are shown
    /// @param edges   whether neighbours are found
    /// @param start   where neurons stand before they learn
    /// @param labels  what neurons answer
    public record Settings(
            @Setting(value = "number of neurons", min = 1, tune = "2..50") int neurons,
            @Group Cooling cooling,
            @Setting(value = "how many times all rows are shown", min = 1) int epochs,
            @Setting("whether neighbours are found") Edges edges,
            @Setting("where neurons stand before they learn") Start start,
            @Setting("what neurons answer for the rows they win") Labels labels) {

        public Settings() {
            this(16, new Cooling(), 50, new Edges.None(), Start.ROWS, Labels.MAJORITY);
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        return settings.labels().narrow(Traits.declared(getClass()));
    }

    /// @throws DataException if no row has weight, the rows of weight have no labels, or squared distances overflow
    @Override
    public NeuralGasModel fit(Dataset data, Settings settings, Run run) {
        return fit(data, settings, Optional.empty(), run);
    }

    /// @param given the weights to begin with, one neuron after the other
    NeuralGasModel fit(Dataset data, Settings settings, Optional<double[]> given, Run run) {
        var competition = Competition.of(data, settings.neurons(), settings.start(), false, given, "neuralgas", run);
        var codes = competition.codes();
        var cooling = settings.cooling();
        double last = Math.max(1, (double) settings.epochs() * competition.rows() - 1);
        var topology = settings.edges() instanceof Edges.Hebbian && settings.neurons() > 1
                ? Optional.of(new Topology(settings.neurons())) : Optional.<Topology>empty();
        var order = new int[settings.neurons()];
        competition.show(settings.epochs(), (row, weight, number, update) -> {
            double share = update / last;
            double error = Math.sqrt(codes.squared[codes.nearest(row)]);
            codes.rank(order);
            double rate = Rates.geometric(cooling.rate(), cooling.finalRate(), share);
            double lambda = Rates.geometric(cooling.lambda(), cooling.finalLambda(), share);
            for (int rank = 0; rank < order.length; rank++) {
                double pull = rate * Elementary.exp(-rank / lambda);
                if (pull < LEAST) {
                    break;
                }
                codes.pull(order[rank], Codes.share(pull, weight), row);
            }
            if (topology.isPresent() && settings.edges() instanceof Edges.Hebbian hebbian) {
                topology.get().age(order[0]);
                topology.get().join(order[0], order[1]);
                topology.get().forget(order[0], Rates.geometric(hebbian.age(), hebbian.finalAge(), share));
            }
            return error;
        });
        var codebook = competition.codebook();
        if (codebook.dead() > 0) {
            run.warn("%d of the neurons=%d have won no row; choose fewer".formatted(codebook.dead(), settings.neurons()));
        }
        var edges = topology.map(Topology::edges).orElseGet(() -> new int[3][0]);
        return new NeuralGasModel(codebook, settings.edges() instanceof Edges.Hebbian, edges[0], edges[1]);
    }
}
