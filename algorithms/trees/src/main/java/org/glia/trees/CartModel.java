package org.glia.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Model;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Series;
import org.glia.api.model.Table;
import org.glia.api.model.TreeView;
import org.glia.api.model.View;

/// A classification or regression tree.
///
/// @param tree the tree, pruned if that was wanted
/// @param gaps which features had missing cells among the training rows
public record CartModel(Tree tree, boolean[] gaps) implements Model {

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        var descent = new Descent(Trees.of(List.of(target.levels().size() > 0 ? Descent.shares(tree) : tree)));
        return rows -> descent.mean(rows, target);
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        if (type == TreeView.class) {
            return View.of(type, TreePicture.of(tree, gaps, schema));
        }
        if (type == FeatureImportances.class) {
            return View.of(type, importances(schema));
        }
        var path = CostComplexity.of(tree);
        return View.of(type, report(path), new Series("impurity by cost of a leaf", path.alphas(), path.impurity()));
    }

    private FeatureImportances importances(Schema schema) {
        var names = schema.featureNames();
        return new FeatureImportances("impurity decrease", names, Importances.shares(tree.decreases(names.size())),
                new double[0]);
    }

    private Report report(CostComplexity path) {
        var figures = new ArrayList<>(List.of("leaves", "depth", "weight", "impurity of the leaves"));
        double impurity = 0;
        for (int node = 0; node < tree.size(); node++) {
            impurity += tree.isLeaf(node) ? tree.impurities()[node] * tree.weights()[node] / tree.weights()[0] : 0;
        }
        var values = List.of(Integer.toString(tree.leaves()), Integer.toString(tree.depth()),
                Double.toString(tree.weights()[0]), Double.toString(impurity));
        var fit = Dataset.builder("tree").text("figure", figures.toArray(String[]::new))
                .text("value", values.toArray(String[]::new)).build();
        var costs = Dataset.builder("path").numeric("alpha", path.alphas())
                .numeric("leaves", Arrays.stream(path.leaves()).asDoubleStream().toArray())
                .numeric("impurity", path.impurity()).build();
        return Report.of(new Table("Tree", fit), new Table("Pruning path", costs));
    }
}
