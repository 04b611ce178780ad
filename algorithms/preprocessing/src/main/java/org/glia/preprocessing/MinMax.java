package org.glia.preprocessing;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Report;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Maps the range of every numeric column to one interval.
///
/// *What it learns.* The smallest and the largest number of each numeric column and of each number of a block.
///
/// *When to use it.* Where the bounds mean something (pixels, shares, ratings) or a method wants its inputs in an interval.
/// One extreme value squeezes all others together: then prefer `standardize`.
///
/// *How it works.* `low + (x - smallest) / (largest - smallest) * (high - low)`; a column whose numbers are all the same
/// becomes `low`. New rows may leave the interval unless `clip=true`.
///
/// *Complexity.* O(n d) time, O(d) memory beside the output.
///
/// *Missing values* are left out and stay missing; a column that has nothing else passes unchanged, with a warning.
/// *Weights* make no difference, except that rows of weight 0 are left out. *Nominal columns* pass by.
///
/// *Example.* `crossval "minmax | logistic" on breast-cancer`
@Component(service = Estimator.class)
@Algorithm(name = "minmax", title = "min-max scaling", tasks = Task.TRANSFORMATION,
        accepts = {Accepts.NUMERIC, Accepts.MISSING, Accepts.WEIGHTS}, views = Report.class,
        references = "Han, Kamber and Pei 2011, Data Mining, 3.5.2")
public final class MinMax implements Estimator<MinMax.Settings, MinMaxModel> {

    /// @param low  what the smallest number becomes
    /// @param high what the largest number becomes
    /// @param clip whether numbers outside the range of the training rows are moved to its bounds
    public record Settings(@Setting("what the smallest number of a column becomes") double low,
                           @Setting("what the largest number of a column becomes") double high,
                           @Setting("whether new numbers outside the training range are moved to its bounds") boolean clip) {

        /// @throws IllegalArgumentException if the interval is empty
        public Settings {
            if (!(low < high)) {
                throw new IllegalArgumentException("low=%s must be less than high=%s".formatted(low, high));
            }
        }

        public Settings() {
            this(0, 1, false);
        }
    }

    @Override
    public MinMaxModel fit(Dataset data, Settings settings, Run run) {
        var names = NumericFeatures.names(data.schema());
        var sums = Summary.of(data, run);
        for (int part = 0; part < names.size(); part++) {
            if (sums.isEmpty(part)) {
                run.warn("column `%s` has no values; it passes unchanged".formatted(names.get(part)));
                sums.smallest()[part] = settings.low();
                sums.largest()[part] = settings.high();
            }
        }
        return new MinMaxModel(sums.smallest(), sums.largest(), settings.low(), settings.high(), settings.clip());
    }
}
