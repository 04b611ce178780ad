package org.glia.baselines;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Predicts one number whatever the features are: what every regression must beat.
///
/// *What it learns.* The mean of the target, or its median, another quantile, or nothing where a constant is given. The
/// mean is the best constant under squared error, the median under absolute error, a quantile under the pinball loss.
///
/// *When to use it.* Beside any other regression, to see what its error is worth: R2 compares with the mean of the test
/// rows, this with that of the training rows. Never for an answer.
///
/// *Complexity.* O(n), quantiles O(n log n). *Missing values, nominal columns and everything else* may stand in the
/// features: they are not looked at. *Weights* count: a weighted quantile is the least value at which the rows up to it
/// hold that share of the weight, and the middle between it and the next one where they hold it exactly.
///
/// *Example.* `crossval mean predict=median on diabetes`
@Component(service = Estimator.class)
@Algorithm(name = "mean", title = "mean of the target", tasks = Task.REGRESSION,
        accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.TEXT, Accepts.TIME, Accepts.SEQUENCE, Accepts.SPARSE,
            Accepts.MISSING, Accepts.INFINITE, Accepts.UNSEEN, Accepts.WEIGHTS},
        references = "Hyndman and Fan 1996, definition 2, for the quantiles")
public final class MeanLevel implements Estimator<MeanLevel.Settings, MeanLevelModel> {

    /// What is predicted.
    public sealed interface Statistic {

        record Mean() implements Statistic {
        }

        record Median() implements Statistic {
        }

        /// @param probability the share of the rows below
        record Quantile(@Setting(value = "the share of the rows below", min = 0, max = 1) double probability)
                implements Statistic {
            public Quantile() {
                this(0.5);
            }
        }

        /// @param value the number itself
        record Constant(@Setting("the number that is predicted") double value) implements Statistic {
            public Constant() {
                this(0);
            }
        }
    }

    /// @param predict what is predicted
    public record Settings(@Setting("what is predicted") Statistic predict) {
        public Settings() {
            this(new Statistic.Mean());
        }
    }

    /// @throws DataException if all rows have the weight 0
    @Override
    public MeanLevelModel fit(Dataset data, Settings settings, Run run) {
        run.checkCancelled();
        var values = data.numericTarget().values();
        var weights = data.weights().orElseGet(() -> {
            var ones = new double[values.length];
            Arrays.fill(ones, 1);
            return ones;
        });
        double total = Arrays.stream(weights).sum();
        if (total == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        return new MeanLevelModel(switch (settings.predict()) {
            case Statistic.Mean mean -> mean(values, weights, total);
            case Statistic.Median median -> quantile(values, weights, 0.5 * total);
            case Statistic.Quantile quantile -> quantile(values, weights, quantile.probability() * total);
            case Statistic.Constant constant -> constant.value();
        });
    }

    /// In two passes: the second takes away what rounding left in the first.
    private static double mean(double[] values, double[] weights, double total) {
        double first = weightedSum(values, weights, 0) / total;
        return first + weightedSum(values, weights, first) / total;
    }

    private static double weightedSum(double[] values, double[] weights, double origin) {
        double sum = 0;
        for (int row = 0; row < values.length; row++) {
            sum += weights[row] * (values[row] - origin);
        }
        return sum;
    }

    private static double quantile(double[] values, double[] weights, double wanted) {
        var order = IntStream.range(0, values.length).filter(row -> weights[row] > 0).boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b])).mapToInt(Integer::intValue).toArray();
        double below = 0;
        for (int place = 0; place < order.length; place++) {
            below += weights[order[place]];
            if (below > wanted || place == order.length - 1) {
                return values[order[place]];
            }
            if (below == wanted) {
                return 0.5 * values[order[place]] + 0.5 * values[order[place + 1]];
            }
        }
        throw new AssertionError("some row has a positive weight");
    }
}
