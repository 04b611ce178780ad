package org.glia.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Schema;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.TreeView;
import org.glia.api.model.View;

/// A tree with a branch for each level, as flat arrays; nodes stand level by level, the root first.
///
/// @param classes    how many there are
/// @param feature    the feature that a node asks for, -1 in a leaf
/// @param firstChild the child of the feature's first level, the others behind it; 0 in a leaf
/// @param values     `nodes x classes`: the weight of each class, 0 for levels that the training rows of a node did not have
/// @param gains      the gain of each node's question in bits, 0 in a leaf
/// @param rootGains  the gain of each feature at the root
public record Id3Model(int classes, int[] feature, int[] firstChild, double[] values, double[] gains, double[] rootGains)
        implements Model {

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        var levels = schema.features().stream().mapToInt(field -> field.levels().size()).toArray();
        var weights = weights();
        return rows -> {
            var columns = rows.schema().features().stream().map(field -> rows.nominal(field.name())).toList();
            var probabilities = new double[rows.rows() * classes];
            for (int row = 0; row < rows.rows(); row++) {
                descend(0, 1, columns, row, levels, weights, probabilities, row * classes);
            }
            return Prediction.probabilities(target, Matrix.of(rows.rows(), classes, probabilities));
        };
    }

    /// Adds `share` times the class shares where a row ends; no deeper than there are features.
    private void descend(int node, double share, List<NominalColumn> columns, int row, int[] levels, double[] weights,
                         double[] into, int at) {
        while (feature[node] >= 0) {
            int code = columns.get(feature[node]).code(row);
            if (code < 0) {
                // in proportion to the training rows whose answer was known
                double known = 0;
                for (int level = 0; level < levels[feature[node]]; level++) {
                    known += weights[firstChild[node] + level];
                }
                for (int level = 0; level < levels[feature[node]]; level++) {
                    int child = firstChild[node] + level;
                    if (weights[child] > 0) {
                        descend(child, share * weights[child] / known, columns, row, levels, weights, into, at);
                    }
                }
                return;
            }
            if (code >= levels[feature[node]] || weights[firstChild[node] + code] == 0) {
                break;
            }
            node = firstChild[node] + code;
        }
        for (int c = 0; c < classes; c++) {
            into[at + c] += share * values[node * classes + c] / weights[node];
        }
    }

    private double[] weights() {
        var weights = new double[feature.length];
        for (int node = 0; node < weights.length; node++) {
            for (int c = 0; c < classes; c++) {
                weights[node] += values[node * classes + c];
            }
        }
        return weights;
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        if (type == TreeView.class) {
            return View.of(type, tree(schema));
        }
        return View.of(type, importances(schema), report(schema));
    }

    private TreeView tree(Schema schema) {
        var target = schema.targets().getFirst().levels();
        var features = schema.features();
        var weights = weights();
        var information = new Information(0);
        var nodes = new ArrayList<TreeView.Node>();
        var label = new String[feature.length];
        for (int node = 0; node < feature.length; node++) {
            var counts = Arrays.copyOfRange(values, node * classes, (node + 1) * classes);
            // levels without rows answer as the node above, which stands before them
            label[node] = weights[node] > 0 ? target.name(TreePicture.largest(counts)) : label[node];
            boolean leaf = feature[node] < 0;
            var levels = leaf ? List.<String>of() : features.get(feature[node]).levels().names();
            var children = new int[levels.size()];
            for (int level = 0; level < children.length; level++) {
                children[level] = firstChild[node] + level;
                label[children[level]] = label[node];
            }
            nodes.add(new TreeView.Node(leaf ? "" : features.get(feature[node]).name(), levels, children, label[node], counts,
                    weights[node], weights[node] > 0 ? information.cost(counts, 0, classes) / weights[node] : 0));
        }
        return new TreeView(target.names(), nodes);
    }

    private FeatureImportances importances(Schema schema) {
        var weights = weights();
        var decreases = new double[schema.features().size()];
        for (int node = 0; node < feature.length; node++) {
            if (feature[node] >= 0) {
                decreases[feature[node]] += gains[node] * weights[node];
            }
        }
        return new FeatureImportances("information gain", schema.featureNames(), Importances.shares(decreases), new double[0]);
    }

    private Report report(Schema schema) {
        var table = Dataset.builder("gains").text("feature", schema.featureNames().toArray(String[]::new))
                .numeric("gain at the root, bits", rootGains);
        return Report.of(new Table("Gains", table.build()));
    }
}
