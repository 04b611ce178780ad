package org.glia.neural;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.model.Graph;
import org.glia.api.model.Model;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.View;

/// A network as it was learnt.
///
/// @param layers     between features and scores
/// @param inputs     numbers in a row of features
/// @param heads      how the scores of each target are read, in the order of the targets
/// @param parameters of all layers, one after the other, that of the scores last: weights (`inputs x units`,
///                   row-major), biases, slopes of learnt activations; scales and shifts of batch normalisation
/// @param averages   of batch normalisation: running means, then variances, of each such layer
/// @param thinning   what dropout does in prediction
/// @param batches    how many were learnt from one by one
/// @param fit        figures of the fit
public record MlpModel(List<Layer> layers, int inputs, List<Head> heads, float[] parameters, float[] averages,
                       Thinning thinning, long batches, Fit fit) implements Model {

    /// Weights that a picture of the network may have.
    private static final int DRAWN = 2000;

    /// @param samples networks thinned by dropout that answer together, 0 for the whole one
    /// @param seed    decides which units they lack
    public record Thinning(int samples, long seed) {
    }

    /// @param epochs    how many were gone through
    /// @param best      the epoch that the parameters come from
    /// @param loss      mean loss of a row in that epoch, without penalties; NaN where there was none
    /// @param validated whether that is the loss of other rows than the training's
    public record Fit(int epochs, int best, double loss, boolean validated) {

        static Fit none() {
            return new Fit(0, 0, Double.NaN, false);
        }
    }

    public MlpModel {
        layers = List.copyOf(layers);
        heads = List.copyOf(heads);
    }

    Network network() {
        return Network.of(layers, inputs, heads.stream().mapToInt(Head::scores).sum());
    }

    @Override
    public Predictor predictor(Schema schema) {
        return new MlpPredictor(this, schema);
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        if (type == Graph.class) {
            return graph(schema).map(type::cast);
        }
        return View.of(type, report());
    }

    private Report report() {
        var network = network();
        int n = network.stages().size();
        var names = new String[n];
        var numbers = new double[3][n];
        for (int k = 0; k < n; k++) {
            var stage = network.stages().get(k);
            names[k] = k == n - 1 ? "scores" : name(stage);
            numbers[0][k] = k + 1;
            numbers[1][k] = stage.outputs();
            numbers[2][k] = stage.parameters() + stage.averages();
        }
        var figures = new LinkedHashMap<String, String>();
        figures.put("parameters", Integer.toString(parameters.length + averages.length));
        figures.put("epochs", Integer.toString(fit.epochs()));
        if (fit.epochs() > 0) {
            figures.put("epoch of the parameters", Integer.toString(fit.best()));
            figures.put(fit.validated() ? "validation loss" : "training loss", Double.toString(fit.loss()));
        }
        if (batches > 0) {
            figures.put("batches learnt one by one", Long.toString(batches));
        }
        return Report.of(
                new Table("Layers", Dataset.builder("layers").numeric("layer", numbers[0]).text("kind", names)
                        .numeric("outputs", numbers[1]).numeric("parameters", numbers[2]).build()),
                new Table("Fit", Dataset.builder("fit").text("figure", figures.keySet().toArray(String[]::new))
                        .text("value", figures.values().toArray(String[]::new)).build()));
    }

    private static String name(Stage stage) {
        return switch (stage) {
            case DenseStage dense -> "dense, " + name(dense.activation());
            case ActivationStage activation -> name(activation.activation());
            case DropoutStage dropout -> "dropout " + dropout.rate();
            case BatchnormStage any -> "batchnorm";
        };
    }

    private static String name(Activation activation) {
        return switch (activation) {
            case Activation.Sigmoid(double beta) -> beta == 1 ? "sigmoid" : "sigmoid beta=" + beta;
            case Activation.LeakyRelu(double slope) -> "leaky relu slope=" + slope;
            case Activation.Elu(double alpha) -> alpha == 1 ? "elu" : "elu alpha=" + alpha;
            default -> activation.getClass().getSimpleName().toLowerCase();
        };
    }

    /// Units and their connections, of small networks.
    private Optional<Graph> graph(Schema schema) {
        var dense = network().stages().stream().filter(DenseStage.class::isInstance).map(DenseStage.class::cast).toList();
        long edges = dense.stream().mapToLong(DenseStage::weights).sum();
        if (edges > DRAWN) {
            return Optional.empty();
        }
        var nodes = new ArrayList<>(schema.featureNames());
        var from = new int[(int) edges];
        var to = new int[from.length];
        var weights = new double[from.length];
        int before = 0;
        int edge = 0;
        for (int k = 0; k < dense.size(); k++) {
            var stage = dense.get(k);
            int behind = nodes.size();
            nodes.addAll(k == dense.size() - 1 ? scores(schema) : units(k + 1, stage.units()));
            for (int w = 0; w < stage.weights(); w++, edge++) {
                from[edge] = before + w / stage.units();
                to[edge] = behind + w % stage.units();
                weights[edge] = parameters[stage.first() + w];
            }
            before = behind;
        }
        return Optional.of(new Graph(List.copyOf(nodes), true, from, to, weights));
    }

    private static List<String> units(int layer, int units) {
        var names = new ArrayList<String>();
        for (int unit = 1; unit <= units; unit++) {
            names.add("layer %d, unit %d".formatted(layer, unit));
        }
        return names;
    }

    private List<String> scores(Schema schema) {
        var names = new ArrayList<String>();
        for (var head : heads) {
            switch (head) {
                case Head.Number number -> names.add(number.target());
                case Head.Classes classes -> {
                    var levels = schema.find(classes.target()).orElseThrow().levels();
                    int first = classes.scores() == 1 ? classes.classes().length - 1 : 0;
                    for (int c = first; c < classes.classes().length; c++) {
                        names.add(classes.target() + "=" + levels.name(classes.classes()[c]));
                    }
                }
            }
        }
        return names;
    }
}
