package org.glia.trees;

import java.util.Arrays;
import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Schema;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.TreeView;
import org.glia.api.model.View;

/// Trees whose leaves add up to a score.
///
/// @param start    the score that all rows begin with, one for each output
/// @param forest   the trees, learning rate included
/// @param classes  codes of the classes that had training rows, rising; empty for numeric targets
/// @param counts   whether scores are logarithms of predictions
/// @param best     rounds after which the loss was least, as far as somebody looked; otherwise all
public record HistGbmModel(double[] start, BoostForest forest, int[] classes, boolean counts, int best) implements Model {

    @Override
    public Predictor predictor(Schema schema) {
        var columns = new BoostColumns(schema);
        var target = schema.targets().getFirst();
        var scores = new BoostScores(start.length, classes, counts);
        return rows -> scores.predict(target, forest.scores(columns, rows, start), rows.rows());
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        if (type == TreeView.class && forest.trees() > 0) {
            return View.of(type, forest.view(0, new BoostColumns(schema), output(schema.targets().getFirst())));
        }
        return View.of(type, forest.importances(schema), report(schema));
    }

    private String output(Field target) {
        return target.kind() == Kind.NOMINAL ? "score of " + target.levels().name(classes[classes.length == 2 ? 1 : 0])
                : target.name();
    }

    private Report report(Schema schema) {
        int features = schema.featureWidth();
        var table = Dataset.builder("features").text("feature", schema.featureNames().toArray(String[]::new))
                .numeric("share_of_gain", forest.gains(features)).numeric("questions", forest.questions(features)).build();
        var fit = Dataset.builder("fit").text("figure", "rounds", "trees", "leaves", "rounds at the least loss")
                .numeric("value", (double) forest.trees() / start.length, forest.trees(),
                        Arrays.stream(forest.feature()).filter(asked -> asked < 0).count(), best).build();
        return Report.of(new Table("Features", table), new Table("Fit", fit));
    }
}
