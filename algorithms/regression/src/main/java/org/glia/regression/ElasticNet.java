package org.glia.regression;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Coefficients;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Least squares with a penalty on the absolute values and on the squares of the coefficients: between `lasso`, which chooses
/// columns, and `ridge`, which keeps all of them.
///
/// *What it learns.* The coefficients that make `sum of w * residual^2 / (2 sum of w) + alpha * (l1Ratio * sum of |coefficient|
/// + (1 - l1Ratio) / 2 * sum of coefficient^2)` least; the intercept is not penalised. `positive=true` rules out coefficients
/// below 0.
///
/// *When to use it.* For many columns of which few groups matter: columns that go together get like coefficients, where `lasso`
/// keeps one of them. Columns should be on like scales: `standardize | elasticnet`. `alpha=cv` finds the strength by
/// cross-validation, and `path=true` reports the solutions for a whole path of strengths.
///
/// *How it works.* As `lasso`: coordinate descent that a duality gap ends. With `l1Ratio=0` it is `ridge` with the penalty
/// `alpha * sum of w`, which `ridge` finds faster.
///
/// *Complexity.* As `lasso`. *Missing values and nominal columns* are not taken: `impute | onehot | standardize | elasticnet`.
/// *Weights* count like repeated rows.
///
/// *Example.* `fit standardize | elasticnet alpha=0.5 l1Ratio=0.2 on diabetes`
@Component(service = Estimator.class)
@Algorithm(name = "elasticnet", title = "elastic net", tasks = Task.REGRESSION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS}, views = {Coefficients.class, History.class, Report.class},
        references = "Zou and Hastie 2005; Friedman, Hastie and Tibshirani 2010")
public final class ElasticNet implements Estimator<ElasticNet.Settings, ElasticNetModel> {

    /// @param alpha     strength of the penalty
    /// @param l1Ratio   share of the absolute values in it
    /// @param intercept whether the sum has a constant
    /// @param positive  whether coefficients below 0 are ruled out
    /// @param path      the strengths of a path
    /// @param stop      when the descent ends
    public record Settings(
            @Setting("strength of the penalty") Alpha alpha,
            @Setting(value = "share of the absolute values in the penalty", min = 0, max = 1, tune = "0.05..1") double l1Ratio,
            @Setting("whether the sum has a constant") boolean intercept,
            @Setting("whether coefficients below 0 are ruled out") boolean positive,
            @Group Alpha.Path path,
            @Group Alpha.Stop stop) {

        public Settings() {
            this(new Alpha.Fixed(1), 0.5, true, false, new Alpha.Path(), new Alpha.Stop());
        }
    }

    /// @throws DataException if all rows have the weight 0, or numbers overflow
    @Override
    public ElasticNetModel fit(Dataset data, Settings settings, Run run) {
        return new ElasticNetFit("elasticnet", settings.alpha(), settings.l1Ratio(), settings.intercept(), settings.positive(),
                settings.path(), settings.stop()).fit(data, run);
    }
}
