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

/// Least squares with a penalty on the absolute values of the coefficients, which makes most of them exactly 0: it chooses
/// columns.
///
/// *What it learns.* The coefficients that make `sum of w * residual^2 / (2 sum of w) + alpha * sum of |coefficient|` least;
/// the intercept is not penalised. `positive=true` rules out coefficients below 0.
///
/// *When to use it.* For many columns of which few matter, and to see which. The penalty treats all coefficients alike, so
/// columns should be on like scales: `standardize | lasso`. Of columns that go together it keeps one and drops the others;
/// `elasticnet` keeps them together. `alpha=cv` finds the strength by cross-validation, `alpha=[cv rule=one-standard-error]` a
/// more careful one, and `path=true` reports the solutions for a whole path of strengths.
///
/// *How it works.* Cyclic coordinate descent: each coefficient in turn goes to its best place, those that stay at 0 are left
/// out of most sweeps, and a path starts each solution from the one before. Up to 512 dense columns, products of columns are
/// summed once and sweeps do not look at rows any more; otherwise, and for sparse columns, which stay sparse, sweeps keep the
/// residuals and go over a working set that grows until no other column matters. It ends when the duality gap, computed from
/// the data, proves the objective to be within `tolerance` of the least; the gap is reported.
///
/// *Complexity.* n d^2 operations at once and d^2 for each sweep, or 4 times the stored numbers for each sweep, of which mostly
/// the few columns that matter are looked at. `alpha=cv` does this for each fold and strength. The folds are the same whatever
/// the seed.
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | lasso`. *Weights* count like repeated
/// rows.
///
/// *Example.* `fit standardize | lasso alpha=cv on diabetes`
@Component(service = Estimator.class)
@Algorithm(name = "lasso", title = "lasso", tasks = Task.REGRESSION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS}, views = {Coefficients.class, History.class, Report.class},
        references = "Tibshirani 1996; Friedman, Hastie and Tibshirani 2010; Kim, Koh, Lustig, Boyd and Gorinevsky 2007; "
                + "Massias, Gramfort and Salmon 2018")
public final class Lasso implements Estimator<Lasso.Settings, ElasticNetModel> {

    /// @param alpha     strength of the penalty
    /// @param intercept whether the sum has a constant
    /// @param positive  whether coefficients below 0 are ruled out
    /// @param path      the strengths of a path
    /// @param stop      when the descent ends
    public record Settings(
            @Setting("strength of the penalty") Alpha alpha,
            @Setting("whether the sum has a constant") boolean intercept,
            @Setting("whether coefficients below 0 are ruled out") boolean positive,
            @Group Alpha.Path path,
            @Group Alpha.Stop stop) {

        public Settings() {
            this(new Alpha.Fixed(1), true, false, new Alpha.Path(), new Alpha.Stop());
        }
    }

    /// @throws DataException if all rows have the weight 0, or numbers overflow
    @Override
    public ElasticNetModel fit(Dataset data, Settings settings, Run run) {
        return new ElasticNetFit("lasso", settings.alpha(), 1, settings.intercept(), settings.positive(), settings.path(),
                settings.stop()).fit(data, run);
    }
}
