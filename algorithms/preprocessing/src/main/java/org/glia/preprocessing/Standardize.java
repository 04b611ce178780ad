package org.glia.preprocessing;

import java.util.Arrays;
import java.util.HashSet;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Shifts every numeric column to mean 0 and scales it to standard deviation 1.
///
/// *What it learns.* The mean and the standard deviation (with the number of rows as divisor) of each numeric column and
/// of each number of a block.
///
/// *When to use it.* Before everything that measures distances or penalises coefficients: k-means, support vectors, ridge,
/// logistic regression, networks, principal components. Trees need none. Where a few extreme values rule the deviation,
/// scale by ranks or quantiles instead.
///
/// *How it works.* One pass over the data in chunks; means and deviations of chunks are joined without cancellation. A
/// column whose numbers are all the same is not scaled.
///
/// *Complexity.* O(n d) time, O(d) memory beside the output.
///
/// *Missing values* are left out and stay missing; a column that has nothing else passes unchanged, with a warning.
/// *Weights*: weighted mean and deviation; a weight of 2 counts like the row twice. *Nominal columns* pass by. *Sparse
/// blocks* stay sparse, which takes `center=false`.
///
/// *Example.* `crossval "standardize | logistic" on wine`
@Component(service = Estimator.class)
@Algorithm(name = "standardize", title = "standardization", tasks = Task.TRANSFORMATION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.MISSING, Accepts.WEIGHTS}, views = Report.class,
        references = "Chan, Golub and LeVeque 1983, Algorithms for computing the sample variance")
public final class Standardize implements Estimator<Standardize.Settings, StandardizeModel> {

    /// @param center whether the mean is subtracted
    /// @param scale  whether the column is divided by its standard deviation
    public record Settings(@Setting("whether the mean is subtracted") boolean center,
                           @Setting("whether the column is divided by its standard deviation") boolean scale) {

        public Settings() {
            this(true, true);
        }
    }

    /// Centred, sparse columns would no longer be sparse.
    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        var declared = Traits.declared(Standardize.class);
        var accepts = new HashSet<>(declared.accepts());
        if (settings.center()) {
            accepts.remove(Accepts.SPARSE);
        }
        return declared.withAccepts(accepts);
    }

    /// @throws DataException if a column's numbers are too large to be squared, or no row has weight
    @Override
    public StandardizeModel fit(Dataset data, Settings settings, Run run) {
        var names = NumericFeatures.names(data.schema());
        var sums = Summary.of(data, run);
        var centers = new double[names.size()];
        var scales = new double[names.size()];
        Arrays.fill(scales, 1);
        for (int part = 0; part < centers.length; part++) {
            if (sums.isEmpty(part)) {
                run.warn("column `%s` has no values; it passes unchanged".formatted(names.get(part)));
                continue;
            }
            double deviation = sums.deviation(part);
            if (!Double.isFinite(sums.mean()[part]) || !Double.isFinite(deviation)) {
                throw new DataException("the numbers in column `%s` are too large to be standardized (largest %s); use another unit"
                        .formatted(names.get(part), Math.max(sums.largest()[part], -sums.smallest()[part])));
            }
            if (settings.center()) {
                centers[part] = sums.isConstant(part) ? sums.smallest()[part] : sums.mean()[part];
            }
            if (settings.scale() && deviation > 0) {
                scales[part] = deviation;
            }
        }
        return new StandardizeModel(centers, scales);
    }
}
