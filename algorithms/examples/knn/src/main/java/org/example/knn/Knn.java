package org.example.knn;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Task;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Answers for a row as the training rows nearest to it were answered: by a vote of their classes, or the mean of their numbers.
///
/// *What it learns.* Nothing: the model is the training rows.
///
/// *When to use it.* For few columns in like units (`standardize | knn`) and borders of any shape. Not for dozens of columns, where all
/// rows are about equally far apart, nor where the model must be small or quick to ask.
///
/// *How it works.* The k nearest rows are found by a k-d tree or by brute force, as suits the rows. They count alike
/// (`weights=uniform`), or by the inverse of their distance (`weights=distance`), and rows at distance 0 then count alone. Of rows
/// equally far the earlier ones are taken, of classes with equally many votes the first.
///
/// *Complexity.* Nothing to fit; O(d log n) to O(nd) for each row asked.
///
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | knn`.
///
/// *Example.* `crossval standardize | knn k=10 weights=distance on wine`
@Component(service = Estimator.class)
@Algorithm(name = "knn", title = "k nearest neighbours", tasks = {Task.CLASSIFICATION, Task.REGRESSION}, accepts = Accepts.NUMERIC,
        references = "Fix and Hodges 1951; Cover and Hart 1967; Dudani 1976")
public final class Knn implements Estimator<Knn.Settings, KnnModel> {

    /// @param k       how many rows are asked
    /// @param metric  how distances are measured
    /// @param weights how much each of the k counts
    public record Settings(
            @Setting(value = "how many rows are asked", min = 1, tune = "1..50:log") int k,
            @Setting(value = "how distances are measured", tune = "euclidean,manhattan") Distance metric,
            @Setting(value = "how much each of the k counts", tune = "uniform,distance") Weights weights) {

        public Settings() {
            this(5, Distance.EUCLIDEAN, Weights.UNIFORM);
        }
    }

    @Override
    public KnnModel fit(Dataset data, Settings settings, Run run) {
        run.checkCancelled();
        if (settings.k() > data.rows()) {
            run.warn("k=%d asks for more rows than the %d of %s, so every answer is the same vote of all; choose a smaller k"
                    .formatted(settings.k(), data.rows(), data.name()));
        }
        return new KnnModel(data.features().dense(), answers(data.target()), settings.k(), settings.metric(), settings.weights());
    }

    private static double[] answers(Column target) {
        var answers = new double[target.rows()];
        for (int row = 0; row < answers.length; row++) {
            answers[row] = switch (target) {
                case NominalColumn classes -> classes.code(row);
                case NumericColumn numbers -> numbers.value(row);
                default -> throw new IllegalArgumentException("a target is nominal or numeric");
            };
        }
        return answers;
    }
}
