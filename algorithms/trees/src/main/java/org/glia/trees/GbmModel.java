package org.glia.trees;

import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.model.FeatureImportances;
import org.glia.api.model.Model;
import org.glia.api.model.Predictor;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.Trained;
import org.glia.api.model.View;

/// Trees whose leaves add up to a score.
///
/// @param start       the score that all rows begin with, one for each output
/// @param first       the model whose prediction rows begin with instead
/// @param trees       those of a round stand together, one for each output; learning rate included. Empty if no round was taken
/// @param importances decrease of the squared error of gradients by each feature's splits, as shares of the whole
/// @param classes     codes of the classes that had training rows, rising; empty for numeric targets
/// @param counts      whether scores are logarithms of predictions
/// @param best        rounds after which the loss was least, as far as somebody looked
public record GbmModel(double[] start, Optional<Trained<?>> first, Optional<Trees> trees, double[] importances, int[] classes,
                       boolean counts, int best) implements Model {

    private static final int TILE = 512;

    @Override
    public Predictor predictor(Schema schema) {
        var target = schema.targets().getFirst();
        var answers = new BoostScores(start.length, classes, counts);
        return rows -> answers.predict(target, scores(rows), rows.rows());
    }

    private double[] scores(Dataset rows) {
        int n = rows.rows();
        int outputs = start.length;
        var scores = GbmFirst.scores(start, first, classes, counts, rows);
        if (trees.isEmpty()) {
            return scores;
        }
        var all = trees.get();
        var leaves = all.leaves();
        var cells = RowCells.of(rows);
        for (int from = 0; from < n; from += TILE) {
            int to = Math.min(n, from + TILE);
            var tile = cells.read(from, to);
            for (int tree = 0; tree < all.count(); tree++) {
                int output = tree % outputs;
                for (int row = from; row < to; row++) {
                    scores[row * outputs + output] += leaves[all.leaf(tree, tile, (row - from) * cells.width())];
                }
            }
        }
        return scores;
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, report(),
                new FeatureImportances("impurity decrease", schema.featureNames(), importances, new double[0]));
    }

    private Report report() {
        int count = trees.map(Trees::count).orElse(0);
        var fit = Dataset.builder("fit").text("figure", "rounds", "trees", "leaves", "rounds at the least loss")
                .numeric("value", (double) count / start.length, count, trees.map(all -> all.leaves().length).orElse(0), best)
                .build();
        return Report.of(new Table("Fit", fit));
    }
}
