package org.glia.tck;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.glia.api.data.Matrix;
import org.glia.api.model.Centroids;
import org.glia.api.model.Coefficients;
import org.glia.api.model.Dendrogram;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Graph;
import org.glia.api.model.History;
import org.glia.api.model.Mixture;
import org.glia.api.model.NeuronGrid;
import org.glia.api.model.Report;
import org.glia.api.model.Sampler;
import org.glia.api.model.Series;
import org.glia.api.model.SupportVectors;
import org.glia.api.model.Table;
import org.glia.api.model.Trained;
import org.glia.api.model.TreeView;
import org.glia.api.run.RandomStream;

/// The views that models give.
final class ViewRules {

    private static final List<Class<?>> KNOWN = List.of(Centroids.class, Coefficients.class, Dendrogram.class,
            FeatureImportances.class, Graph.class, History.class, Mixture.class, NeuronGrid.class, Report.class,
            Sampler.class, Series.class, SupportVectors.class, Table.class, TreeView.class);

    private ViewRules() {
    }

    /// The views of known kinds, and of declared ones, that a model gives.
    private static Set<Class<?>> views(Trial trial, Trained<?> trained) {
        var wanted = new LinkedHashSet<>(KNOWN);
        wanted.addAll(declared(trial.candidate()));
        wanted.removeIf(type -> Attempt.of("viewing the model as " + type.getSimpleName(), () -> trained.view(type))
                .isEmpty());
        if (trained.history().series().isEmpty() && trained.model().view(History.class, trained.schema()).isEmpty()) {
            wanted.remove(History.class); // every model has a history, which may be empty
        }
        return wanted;
    }

    private static List<Class<?>> declared(Candidate candidate) {
        return Arrays.asList(candidate.type().annotation().views());
    }

    static void given(List<Candidate> candidates) {
        var absent = new HashSet<>(declared(candidates.getFirst()));
        for (var candidate : candidates) {
            for (var trial : candidate.trials()) {
                absent.removeAll(views(trial, trial.trained()));
            }
        }
        Violation.unless(absent.isEmpty(), "`views` of the annotation names %s, which no model gives; give it in "
                + "`Model.view`, test settings that have it, or take it from the annotation",
                absent.stream().map(Class::getSimpleName).sorted().toList());
    }

    static void declared(Trial trial) {
        var more = views(trial, trial.trained());
        more.removeAll(declared(trial.candidate()));
        Violation.unless(more.isEmpty(), "models give the views %s, which `views` of the annotation should name",
                more.stream().map(Class::getSimpleName).sorted().toList());
    }

    static void fit(Trial trial) {
        var trained = trial.trained();
        for (var type : views(trial, trained)) {
            switch (trained.view(type).orElseThrow()) {
                case Centroids view -> {
                    matrix("Centroids", view.centroids(), view.sizes().length, view.features().size());
                    finite("the sizes of Centroids", view.sizes());
                }
                case Coefficients view -> {
                    matrix("Coefficients", view.values(), view.terms().size(), view.outputs().size());
                    length("intercepts", view.intercepts().length, view.outputs().size());
                    finite("the intercepts of Coefficients", view.intercepts());
                }
                case Dendrogram view -> {
                    length("right parts of Dendrogram", view.right().length, view.left().length);
                    length("heights of Dendrogram", view.heights().length, view.left().length);
                    finite("the heights of Dendrogram", view.heights());
                }
                case FeatureImportances view -> {
                    length("importances", view.importances().length, view.features().size());
                    finite("the importances of FeatureImportances", view.importances());
                    if (view.deviations().length > 0) {
                        length("deviations of importances", view.deviations().length, view.features().size());
                    }
                }
                case Mixture view -> {
                    matrix("the means of Mixture", view.means(), view.weights().length, view.features().size());
                    length("covariances of Mixture", view.covariances().size(), view.weights().length);
                    view.covariances().forEach(each ->
                            matrix("a covariance of Mixture", each, view.features().size(), view.features().size()));
                    finite("the weights of Mixture", view.weights());
                }
                case NeuronGrid view -> {
                    matrix("NeuronGrid", view.weights(), view.hits().length, view.features().size());
                    matrix("the positions of NeuronGrid", view.positions(), view.hits().length, 2);
                    finite("the hits of NeuronGrid", view.hits());
                    finite("the distances of neighbours in NeuronGrid", view.distances());
                }
                case SupportVectors view -> {
                    matrix("SupportVectors", view.vectors(), view.rows().length, view.features().size());
                    matrix("the coefficients of SupportVectors", view.coefficients(), view.rows().length,
                            view.coefficients().columns());
                }
                case Graph view -> {
                    length("ends of Graph's edges", view.to().length, view.from().length);
                    length("weights of Graph's edges", view.weights().length, view.from().length);
                }
                case TreeView view -> view.nodes().forEach(node -> {
                    length("children of a node of TreeView", node.children().length, node.branches().size());
                    Arrays.stream(node.children()).forEach(child ->
                            Violation.unless(child > 0 && child < view.nodes().size(),
                            "a child of a node of TreeView should be one of %d nodes, not the root, and is %d",
                            view.nodes().size(), child));
                });
                case Sampler view -> samples(trial, view);
                default -> { }
            }
        }
    }

    private static void samples(Trial trial, Sampler sampler) {
        int wanted = 5;
        var rows = Attempt.of("inventing rows", () -> sampler.sample(wanted, new RandomStream(Candidate.SEED)));
        length("rows of Sampler", rows.rows(), wanted);
        var features = trial.trained().schema().features().stream().map(field -> field.name()).toList();
        Violation.unless(rows.schema().names().equals(features), "Sampler should invent the columns %s, and gives %s",
                features, rows.schema().names());
    }

    private static void matrix(String what, Matrix matrix, int rows, int columns) {
        Violation.unless(matrix.rows() == rows && matrix.columns() == columns,
                "%s should be %d x %d by its other parts, and is %d x %d", what, rows, columns, matrix.rows(),
                matrix.columns());
        finite(what, matrix.toArray());
    }

    private static void length(String what, int found, int wanted) {
        Violation.unless(found == wanted, "there should be %d %s by the view's other parts, and there are %d", wanted,
                what, found);
    }

    private static void finite(String what, double[] numbers) {
        Violation.unless(Arrays.stream(numbers).allMatch(Double::isFinite),
                "the numbers of %s should be finite, and are %s", what,
                Arrays.toString(Arrays.copyOf(numbers, Math.min(8, numbers.length))));
    }
}
