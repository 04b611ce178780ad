package org.glia.preprocessing;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Adds powers and products of the numeric columns, up to a degree: `x`, `y` get `x^2`, `x*y`, `y^2`.
///
/// *What it learns.* Nothing; the new columns follow from the names of the old ones.
///
/// *When to use it.* To let a linear model bend and its inputs interact. The number of columns grows as d to the power of
/// the degree; standardize before, so that powers stay comparable, and penalise after (`ridge`). Kernels and trees bend by
/// themselves.
///
/// *How it works.* Every product is one of a lower degree times one more column, in the order of degree, then of columns.
/// There is no constant column: linear models have an intercept.
///
/// *Complexity.* O(n m) for m columns, the old ones included; m is (d + degree choose degree) - 1.
///
/// *Missing values* are not taken: `impute` before. *Weights* make no difference. *Nominal columns* pass by; their products
/// with others come from `onehot` before.
///
/// *Example.* `crossval "standardize | polynomial degree=2 | ridge" on diabetes`
@Component(service = Estimator.class)
@Algorithm(name = "polynomial", title = "polynomial features", tasks = Task.TRANSFORMATION,
        accepts = {Accepts.NUMERIC, Accepts.WEIGHTS}, adds = Accepts.NUMERIC,
        references = "Gergonne 1815; Smith 1918, On the standard deviations of adjusted and interpolated values")
public final class Polynomial implements Estimator<Polynomial.Settings, PolynomialModel> {

    private static final int MOST_COLUMNS = 100_000;

    /// @param degree           highest degree
    /// @param interactionsOnly whether no column is multiplied with itself
    public record Settings(@Setting(value = "highest degree", min = 1, max = 20, tune = "1..4") int degree,
                           @Setting("whether no column is multiplied with itself") boolean interactionsOnly) {

        public Settings() {
            this(2, false);
        }
    }

    /// @throws DataException if there would be more than 100,000 columns
    @Override
    public PolynomialModel fit(Dataset data, Settings settings, Run run) {
        run.checkCancelled();
        int width = data.schema().featureWidth();
        double columns = columns(width, settings);
        if (columns > MOST_COLUMNS) {
            throw new DataException("degree=%d makes %,.0f columns of %,d, more than %,d; choose a lower degree, or fewer columns with columns="
                    .formatted(settings.degree(), columns, width, MOST_COLUMNS));
        }
        return new PolynomialModel(settings.degree(), settings.interactionsOnly());
    }

    /// How many columns there are in all, exact up to 2^53.
    static double columns(int width, Settings settings) {
        double all = 0;
        double ofDegree = 1;
        for (int degree = 1; degree <= settings.degree(); degree++) {
            ofDegree = settings.interactionsOnly() ? ofDegree * Math.max(0, width - degree + 1) / degree
                    : ofDegree * (width + degree - 1.0) / degree;
            all += ofDegree;
        }
        return all;
    }
}
