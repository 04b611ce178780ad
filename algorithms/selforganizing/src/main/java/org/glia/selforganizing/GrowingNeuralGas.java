package org.glia.selforganizing;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.Incremental;
import org.glia.api.Learner;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.data.Task;
import org.glia.api.model.Centroids;
import org.glia.api.model.Graph;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Lets a network of neurons grow into the rows: where its error is largest a neuron is added, and neurons that stand for
/// rows that are alike become neighbours.
///
/// *What it learns.* Neurons in the space of the features, and which of them are neighbours. A new row belongs to the
/// connected part of the network in which its nearest neuron lies, or with `clusters=neurons` to that neuron. Where the
/// data have a nominal target, the nearest neuron answers the levels of the training rows it won, and `labels=none` keeps
/// to clusters. As a step of a pipeline the model turns a row into its distances to the neurons.
///
/// *When to use it.* To learn the shape of data: clusters of any form that lie apart, how many there are, of how many
/// dimensions they are. For streams too, also those that change. Clusters that touch become one; then `kmeans` or
/// `neuralgas` parts them. Columns in different units want `standardize` before.
///
/// *How it works.* It begins with two neurons. At each row the edges of the nearest neuron grow older, its error grows by
/// the squared distance, it moves towards the row by `rate` of the way and its neighbours by `neighbourRate`; it is joined
/// to the second nearest by a new edge. Edges older than `maxAge` go, and neurons without edges with them. After each
/// `every` rows a neuron is put between the one with the largest error and the neighbour with the largest, whose errors
/// fall to the part `splitError`, until there are `neurons`; all errors fall to the part `keepError` at each row.
///
/// *Complexity.* O(k d) for each row and k neurons, one after the other; O(k d) memory beside the data.
///
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | growingneuralgas`. *Weights*: a row
/// of weight 2 pulls as if it were shown twice in a row, and counts twice for errors and growth. Rows without a label help
/// the network to grow, but have no vote. Learning goes on from a model as if it had never stopped; the hits and votes of a
/// model that learnt batch by batch are those of the rows as they came.
///
/// *Example.* `fit growingneuralgas neurons=8 every=50 on marvel-heroes`
@Component(service = Estimator.class)
@Algorithm(name = "growingneuralgas", title = "growing neural gas",
        tasks = {Task.CLASSIFICATION, Task.CLUSTERING, Task.TRANSFORMATION},
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS, Accepts.MISSING_TARGET}, removes = Accepts.SPARSE,
        adds = Accepts.NUMERIC, views = {Centroids.class, Graph.class, History.class, Report.class}, random = true,
        references = "Fritzke 1995")
public final class GrowingNeuralGas implements Incremental<GrowingNeuralGas.Settings, GrowingNeuralGasModel> {

    /// What counts as a cluster.
    public enum Clusters {
        /// A connected part of the network.
        COMPONENTS,
        /// A neuron.
        NEURONS
    }

    /// How neurons move.
    ///
    /// @param rate          share of the way that the nearest neuron goes towards a row
    /// @param neighbourRate share of the way that its neighbours go
    public record Motion(
            @Setting(value = "share of the way that the nearest neuron goes towards a row", min = 0, max = 1,
                    tune = "0.01..0.5:log") double rate,
            @Setting(value = "share of the way that its neighbours go", min = 0, max = 1) double neighbourRate) {

        public Motion() {
            this(0.2, 0.006);
        }
    }

    /// How the network grows.
    ///
    /// @param every      rows after each of which a neuron is added
    /// @param splitError what is left of the errors of the two neurons between which it is put
    /// @param keepError  what is left of all errors after each row
    public record Growth(
            @Setting(value = "rows after which a neuron is added", min = 1) int every,
            @Setting(value = "what is left of the errors of the neurons beside a new one", min = 0, max = 1) double splitError,
            @Setting(value = "what is left of all errors after each row", min = 0, max = 1) double keepError) {

        public Growth() {
            this(100, 0.5, 0.995);
        }
    }

    /// @param neurons  most neurons
    /// @param motion   how neurons move
    /// @param growth   how the network grows
    /// @param maxAge   wins of a neuron that an edge outlives without being renewed
    /// @param epochs   how many times all rows are shown
    /// @param clusters what counts as a cluster
    /// @param labels   what neurons answer
    public record Settings(
            @Setting(value = "most neurons", min = 2, tune = "5..100:log") int neurons,
            @Group Motion motion,
            @Group Growth growth,
            @Setting(value = "wins of a neuron that an edge outlives without being renewed", min = 1, tune = "10..200:log")
            int maxAge,
            @Setting(value = "how many times all rows are shown", min = 1) int epochs,
            @Setting("what counts as a cluster") Clusters clusters,
            @Setting("what neurons answer for the rows they win") Labels labels) {

        public Settings() {
            this(30, new Motion(), new Growth(), 50, 50, Clusters.COMPONENTS, Labels.MAJORITY);
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        return settings.labels().narrow(Traits.declared(getClass()));
    }

    /// @throws DataException if no row has weight, the rows of weight have no labels, or squared distances overflow
    @Override
    public GrowingNeuralGasModel fit(Dataset data, Settings settings, Run run) {
        var presentation = new Presentation(data, false, run);
        var network = new GasNetwork(settings, data.schema().featureWidth(), 0);
        var order = run.random("start", 0).permutation(presentation.rows());
        var row = new double[network.width()];
        for (int i = 0; i < order.length && network.neurons() < 2; i++) {
            presentation.read(presentation.shown(order[i]), row, 0);
            network.begin(row);
        }
        presentation.show(settings.epochs(), "quantisation error", new Presentation.Pupil() {
            @Override
            public double learn(double[] shown, double weight, int number, long update) {
                return network.learn(shown, weight, -1);
            }

            @Override
            public boolean epoch(int epoch, double error) {
                if (!Double.isFinite(error)) {
                    throw MapRows.tooLarge(data, "growingneuralgas");
                }
                run.record("neurons", epoch, network.neurons());
                return true;
            }
        });
        return network.model(Codebook.of(network.weights(), network.neurons(), false, data, "growingneuralgas", run));
    }

    @Override
    public Learner<GrowingNeuralGasModel> open(Schema schema, Settings settings, Run run) {
        int levels = MapRows.isLabelled(run) ? schema.targets().getFirst().levels().size() : 0;
        return learner(new GasNetwork(settings, schema.featureWidth(), levels), levels > 0, run);
    }

    @Override
    public Learner<GrowingNeuralGasModel> resume(GrowingNeuralGasModel model, Schema schema, Settings settings, Run run) {
        return learner(GasNetwork.of(model, settings), model.codebook().votes().columns() > 0, run);
    }

    private static Learner<GrowingNeuralGasModel> learner(GasNetwork network, boolean labelled, Run run) {
        return new Learner<>() {
            @Override
            public void learn(Dataset batch) {
                var rows = new MapRows.Open(labelled, false).open(batch);
                var row = new double[network.width()];
                for (int i = 0; i < rows.rows(); i++) {
                    if (i % Presentation.ROWS_BETWEEN_POLLS == 0) {
                        run.checkCancelled();
                    }
                    if (rows.weights()[i] > 0) {
                        rows.cells().read(i, i + 1, row, 0);
                        if (network.neurons() < 2) {
                            network.begin(row);
                        }
                        if (!Double.isFinite(network.learn(row, rows.weights()[i], labelled ? rows.codes()[i] : -1))) {
                            throw MapRows.tooLarge(batch, "growingneuralgas");
                        }
                    }
                }
            }

            @Override
            public GrowingNeuralGasModel model() {
                return network.model();
            }
        };
    }
}
