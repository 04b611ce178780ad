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
import org.glia.api.model.NeuronGrid;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Chunks;
import org.glia.api.run.Run;
import org.glia.compute.dense.Strided;
import org.glia.compute.optimise.LearningRate;
import org.osgi.service.component.annotations.Component;

/// Draws a map of the rows: neurons on a grid, of which neighbours stand for rows that are alike (Kohonen's self-organizing
/// map).
///
/// *What it learns.* A vector of weights for each neuron, in the space of the features. A new row lies at the nearest
/// neuron, its cluster; where the data have a nominal target, that neuron answers the levels of the training rows it won (a
/// neuron without any those of the nearest neuron that has some), and `labels=none` keeps to clusters. As a step of a
/// pipeline the model turns a row into its place on the map, `map_x` and `map_y`. Views: the grid with U-matrix, component
/// planes and hits, and a report that tells the mean distance of rows to their neurons (quantisation error) and the share
/// of the rows whose two nearest neurons are no neighbours (topographic error).
///
/// *When to use it.* To see what is in data of many features: which rows are alike, where the borders are, how the features
/// change over the map. A map for many clusters has more neurons than there are clusters. Not where new rows must be placed
/// between neurons, nor as the best classifier. Columns in different units want `standardize` before.
///
/// *How it works.* The winner of a row is the nearest neuron, and its neighbours on the grid learn too, the less the
/// farther away they are; the radius of the neighbourhood falls while the map learns. `training=batch` shows all rows, and
/// then makes each neuron the mean of all rows weighted by its neighbourhood to their winners; with radius 0 that is a step
/// of k-means. `training=online` moves neurons at each row, in a new random order in each epoch. The map starts on the
/// plane in which the rows vary most (`start=pca`, so a batch map does not depend on chance), on random rows, or anywhere.
/// `mexican-hat` pushes away the neurons beyond the radius, and is for online training.
///
/// *Complexity.* O(n k d) for each epoch of n rows and k neurons, in batch training by products of matrices on all
/// processors, and O(k^2 d) for the neighbourhoods; O(k^2 + k d) memory beside the data.
///
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | som`. *Weights*: a weight of 2
/// counts like the row twice. Rows without a label help to draw the map, but have no vote.
///
/// *Example.* `fit som width=5 height=4 lattice=hexagonal on marvel-heroes`
@Component(service = Estimator.class)
@Algorithm(name = "som", title = "self-organizing map", tasks = {Task.CLASSIFICATION, Task.CLUSTERING, Task.TRANSFORMATION},
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS, Accepts.MISSING_TARGET}, removes = Accepts.SPARSE,
        adds = Accepts.NUMERIC, views = {NeuronGrid.class, Centroids.class, History.class, Report.class}, random = true,
        references = "Kohonen 1982; Ultsch and Siemon 1990; Kohonen 1995; Vesanto and Alhoniemi 2000")
public final class Som implements Estimator<Som.Settings, SomModel> {

    /// Where neurons stand before they learn.
    public enum Beginning {
        /// On the plane in which the rows vary most, one standard deviation to each side.
        PCA,
        /// On rows drawn at random.
        ROWS,
        /// Anywhere, evenly spread between the least and the greatest value of each feature.
        UNIFORM
    }

    /// How the map learns.
    public sealed interface Training {

        /// From all rows at once, in each epoch.
        record Batch() implements Training {
        }

        /// From one row after the other.
        ///
        /// @param rate share of the way that the winner goes towards a row
        record Online(@Setting("share of the way that the winner goes towards a row") LearningRate rate) implements Training {

            /// @throws IllegalArgumentException if the rate is above 1
            public Online {
                Rates.requireShares(rate);
            }

            public Online() {
                this(new LearningRate.Exponential(0.5, 20));
            }
        }
    }

    /// @param grid          how the neurons lie
    /// @param neighbourhood how much the neighbours of a winner learn
    /// @param radii         how far that reaches
    /// @param start         where neurons stand before they learn
    /// @param training      whether the map learns from all rows at once
    /// @param epochs        how many times all rows are shown
    /// @param labels        what neurons answer
    public record Settings(
            @Group Grid grid,
            @Setting("how much the neighbours of a winner learn") Neighbourhood neighbourhood,
            @Group Radii radii,
            @Setting("where neurons stand before they learn") Beginning start,
            @Setting("whether the map learns from all rows at once or one by one") Training training,
            @Setting(value = "how many times all rows are shown", min = 1) int epochs,
            @Setting("what neurons answer for the rows they win") Labels labels) {

        /// @throws IllegalArgumentException if neurons would be pushed away by means of rows
        public Settings {
            if (neighbourhood == Neighbourhood.MEXICAN_HAT && training instanceof Training.Batch) {
                throw new IllegalArgumentException("neighbourhood=mexican-hat pushes neurons away, which means of rows cannot; "
                        + "add training=online");
            }
        }

        public Settings() {
            this(new Grid(), Neighbourhood.GAUSSIAN, new Radii(), Beginning.PCA, new Training.Batch(), 20, Labels.MAJORITY);
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        return settings.labels().narrow(Traits.declared(getClass()));
    }

    /// @throws DataException if no row has weight, the rows of weight have no labels, or squared distances overflow
    @Override
    public SomModel fit(Dataset data, Settings settings, Run run) {
        return fit(data, settings, Optional.empty(), run);
    }

    /// @param given the weights to begin with, one neuron after the other
    SomModel fit(Dataset data, Settings settings, Optional<double[]> given, Run run) {
        var grid = settings.grid();
        var presentation = new Presentation(data, false, run);
        var chunks = MapRows.of(data, false, run);
        var extent = chunks.aggregate(new MapStep.Extent());
        if (!Double.isFinite(extent.squares())) {
            throw MapRows.tooLarge(data, "som");
        }
        var weights = given.map(double[]::clone).orElseGet(() -> start(settings, presentation, chunks, extent, run));
        switch (settings.training()) {
            case Training.Batch batch -> weights = new BatchMap(grid, settings.neighbourhood(), extent.means(), data.rows(), run)
                    .train(data, chunks, weights, settings.radii(), settings.epochs());
            case Training.Online(LearningRate rate) -> {
                var codes = new Codes(weights, grid.neurons(), false);
                presentation.show(settings.epochs(), "quantisation error", new OnlineMap(grid, settings.neighbourhood(),
                        settings.radii(), codes, rate, settings.epochs(), presentation.rows(), extent, run));
            }
        }
        var codebook = Codebook.of(weights, grid.neurons(), false, data, "som", run);
        if (settings.training() instanceof Training.Batch) {
            run.record("quantisation error", settings.epochs(), codebook.quantisationError());
        }
        var neurons = Strided.of(grid.neurons(), extent.means().length, weights);
        double torn = chunks.aggregate(new MapStep.Topography(neurons, grid));
        return new SomModel(codebook, grid, torn / extent.weight());
    }

    private static double[] start(Settings settings, Presentation presentation, Chunks<MapRows> chunks,
                                  MapStep.Extent.Sums extent, Run run) {
        int width = extent.means().length;
        int neurons = settings.grid().neurons();
        return switch (settings.start()) {
            case PCA -> PrincipalPlane.of(chunks, extent, run).weights(settings.grid());
            case ROWS -> Start.ROWS.weights(neurons, width, presentation, extent, run.random("start", 0));
            case UNIFORM -> Start.UNIFORM.weights(neurons, width, presentation, extent, run.random("start", 0));
        };
    }
}
