package org.glia.regression;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Coefficients;
import org.glia.api.model.Report;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Ordinary and weighted least squares: a number as a weighted sum of the features.
///
/// *What it learns.* The coefficients that make the sum of squared residuals least, with their standard errors, t and p
/// values, the residual standard error, R2, adjusted R2, F, log-likelihood and AIC, as R's `lm` defines them.
///
/// *When to use it.* Where effects are about linear and there are clearly more rows than columns; for coefficients that
/// can be read and tested. With many or nearly dependent columns `ridge` predicts better.
///
/// *How it works.* Householder QR of centred columns, scaled by powers of two to like lengths, chunk by chunk; then corrections
/// from residuals that are computed in twice the working precision, which leave errors near the last digit. A column that is a
/// sum of the intercept and columns before it (all but 1e-11 of it) takes no part, as in R: its coefficient is 0, and a warning
/// names it. Many sparse rows are factored by Cholesky from the products of their columns instead, where columns are clearly
/// independent or, by the rows themselves, sums of others; corrections make up for the digits that this costs the coefficients,
/// and standard errors keep about ten.
///
/// *Complexity.* O(n d^2) time; a few d^2 numbers of memory for each stretch of 65536 numbers, at most one copy of the features.
/// With many sparse rows O(s^2) time for each of s stored numbers, and d^3 for all, and some d^2 numbers of memory.
/// *Missing values and nominal columns* are not taken: `impute | onehot drop=first | linear`. *Weights* are inverse variances:
/// integer weights give the coefficients of repeated rows, but standard errors and AIC count rows, not weights. Rows of
/// weight 0 are left out.
///
/// *Example.* `fit linear on diabetes`
@Component(service = Estimator.class)
@Algorithm(name = "linear", title = "linear regression", tasks = Task.REGRESSION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS}, views = {Coefficients.class, Report.class},
        references = "Golub and Van Loan 2013, 5.2 and 5.3; Bjorck 1987; Demmel, Grigori, Hoemmen and Langou 2012; "
                + "Ogita, Rump and Oishi 2005")
public final class Linear implements Estimator<Linear.Settings, LinearModel> {

    /// @param intercept whether the sum has a constant
    public record Settings(@Setting("whether the sum has a constant") boolean intercept) {

        public Settings() {
            this(true);
        }
    }

    /// @throws DataException if all rows have the weight 0, or numbers overflow
    @Override
    public LinearModel fit(Dataset data, Settings settings, Run run) {
        var chunks = run.chunks(data, new Block.Open());
        var moments = chunks.aggregate(new ColumnMoments());
        requireWeight(data, moments);
        var solution = LeastSquares.solve(chunks, moments, data.features().isSparse(), settings.intercept(), 0, run);
        warnOfDependentColumns(data, solution, run);
        run.progress(1, "done");
        return model(solution, settings.intercept(), moments.rows());
    }

    /// @throws DataException if all rows have the weight 0
    static void requireWeight(Dataset data, ColumnMoments.Moments moments) {
        if (moments.rows() == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
    }

    static void warnOfDependentColumns(Dataset data, LeastSquares.Solution solution, Run run) {
        var names = data.schema().featureNames();
        var dependent = IntStream.range(0, names.size()).filter(j -> solution.dependent()[j]).toArray();
        if (dependent.length > 0) {
            boolean one = dependent.length == 1;
            run.warn("%s %s on the constant or on columns before and %s the coefficient 0; leave %s out, or use `ridge`".formatted(
                    IntStream.of(dependent).limit(5).mapToObj(j -> "`" + names.get(j) + "`").collect(Collectors.joining(", "))
                            + (dependent.length > 5 ? " and %d more".formatted(dependent.length - 5) : ""),
                    one ? "depends" : "depend", one ? "gets" : "get", one ? "it" : "them"));
        }
    }

    private static LinearModel model(LeastSquares.Solution solution, boolean intercept, int n) {
        int rank = solution.rank();
        int degrees = n - rank;
        int constants = intercept ? 1 : 0;
        double rss = solution.residualSquares();
        double total = solution.totalSquares();
        double variance = degrees > 0 ? rss / degrees : Double.NaN;
        double r2 = total > 0 ? solution.explainedSquares() / total : Double.NaN;
        double adjusted = degrees > 0 ? 1 - rss / total * (n - constants) / degrees : Double.NaN;
        double f = rank > constants && degrees > 0 ? solution.explainedSquares() / (rank - constants) / variance : Double.NaN;
        double logLikelihood = 0.5 * (solution.logWeights()
                - n * (StrictMath.log(2 * Math.PI) + 1 - StrictMath.log(n) + StrictMath.log(rss)));
        var errors = solution.spreads();
        for (int j = 0; j < errors.length; j++) {
            errors[j] *= Math.sqrt(variance); // NaN without degrees of freedom: there is nothing to tell an error by
        }
        return new LinearModel(solution.coefficients(), solution.intercept(), intercept, solution.dependent(), errors,
                new LinearModel.Fit(n, rank, degrees, Math.sqrt(variance), r2, adjusted, f, logLikelihood,
                        -2 * logLikelihood + 2 * (rank + 1)));
    }
}
