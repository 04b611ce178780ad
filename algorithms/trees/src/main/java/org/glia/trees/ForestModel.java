package org.glia.trees;

import java.util.LinkedHashMap;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Model;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.View;

/// Trees that answer with their mean.
///
/// @param trees       the trees; their leaves hold shares of classes, or numbers
/// @param method      how importances were measured
/// @param importances one for each feature
/// @param deviations  their standard deviations over the trees
/// @param outOfBag    what the rows are predicted by the trees that did not learn from them; empty where there are none
public record ForestModel(Trees trees, String method, double[] importances, double[] deviations,
                          Optional<OutOfBag> outOfBag) implements Model {

    /// @param measure `accuracy` or `r2`
    /// @param score   over the rows that some tree did not learn from
    /// @param rows    how many rows these are
    public record OutOfBag(String measure, double score, int rows) {
    }

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        var descent = new Descent(trees);
        return rows -> descent.mean(rows, target);
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, new FeatureImportances(method, schema.featureNames(), importances, deviations), report());
    }

    private Report report() {
        var figures = new LinkedHashMap<String, String>();
        figures.put("trees", Integer.toString(trees.count()));
        figures.put("leaves", Integer.toString(trees.leaves().length / trees.width()));
        outOfBag.ifPresent(bag -> {
            figures.put("out-of-bag " + bag.measure(), Double.toString(bag.score()));
            figures.put("rows out of bag", Integer.toString(bag.rows()));
        });
        var table = Dataset.builder("forest").text("figure", figures.keySet().toArray(String[]::new))
                .text("value", figures.values().toArray(String[]::new));
        return Report.of(new Table("Forest", table.build()));
    }
}
