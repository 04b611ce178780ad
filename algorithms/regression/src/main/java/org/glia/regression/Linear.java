package org.glia.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Collectors;

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
/// *How it works.* Householder QR with column pivoting, on columns scaled by powers of two to like lengths, with the
/// intercept as a column of its own; then refinement of coefficients and residuals together in twice the working precision, which
/// leaves errors near the last digit as long as the columns are independent to working precision. A column that depends on those
/// before it takes no part: its coefficient is 0, and a warning names it.
///
/// *Complexity.* O(n d^2) time, 8 n (d + 1) bytes. *Missing values and nominal columns* are not taken:
/// `impute | onehot drop=first | linear`. *Weights* are inverse variances: integer weights give the coefficients of repeated
/// rows, but standard errors and AIC count rows, not weights. Rows of weight 0 are left out.
///
/// *Example.* `fit linear on diabetes`
@Component(service = Estimator.class)
@Algorithm(name = "linear", title = "linear regression", tasks = Task.REGRESSION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS}, views = {Coefficients.class, Report.class},
        references = "Businger and Golub 1965; Golub and Van Loan 2013, 5.2 and 5.3; Bjorck 1967; Ogita, Rump and Oishi 2005")
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
        run.checkCancelled();
        var problem = LeastSquares.of(data, settings.intercept());
        var solution = problem.solve(run);
        warnOfDependentColumns(data, solution, settings.intercept(), run);
        return statistics(problem, solution, settings.intercept());
    }

    private static void warnOfDependentColumns(Dataset data, LeastSquares.Solution solution, boolean intercept, Run run) {
        var names = data.schema().featureNames();
        int first = intercept ? 1 : 0;
        var dependent = new ArrayList<String>();
        for (int j = first; j < solution.dependent().length; j++) {
            if (solution.dependent()[j]) {
                dependent.add("`" + names.get(j - first) + "`");
            }
        }
        if (!dependent.isEmpty()) {
            run.warn("%s %s on other columns and %s the coefficient 0; leave %s out, or use `ridge`".formatted(
                    dependent.stream().limit(5).collect(Collectors.joining(", ")) + (dependent.size() > 5 ? " and others" : ""),
                    dependent.size() == 1 ? "depends" : "depend", dependent.size() == 1 ? "gets" : "get",
                    dependent.size() == 1 ? "it" : "them"));
        }
    }

    private static LinearModel statistics(LeastSquares problem, LeastSquares.Solution solution, boolean intercept) {
        int n = problem.rows();
        int rank = solution.rank();
        int degrees = n - rank;
        var residuals = solution.residuals(); // times the square roots of the weights
        var roots = problem.roots();
        double rss = sumOfSquares(residuals);
        double total = 0;
        double sum = 0;
        double logWeights = 0;
        for (int i = 0; i < n; i++) {
            double weight = roots[i] * roots[i];
            total += weight;
            sum += weight * problem.fitted(residuals, i);
            logWeights += StrictMath.log(weight);
        }
        double mean = intercept ? sum / total : 0;
        double explained = 0;
        for (int i = 0; i < n; i++) {
            double distance = roots[i] * (problem.fitted(residuals, i) - mean);
            explained += distance * distance;
        }
        int constants = intercept && rank > 0 ? 1 : 0;
        double variance = degrees > 0 ? rss / degrees : Double.NaN;
        double r2 = explained + rss > 0 ? explained / (explained + rss) : Double.NaN;
        double adjusted = degrees > 0 ? 1 - (1 - r2) * (n - constants) / degrees : Double.NaN;
        double f = rank > constants && degrees > 0 ? explained / (rank - constants) / variance : Double.NaN;
        double logLikelihood = 0.5 * (logWeights - n * (StrictMath.log(2 * Math.PI) + 1 - StrictMath.log(n) + StrictMath.log(rss)));
        double aic = -2 * logLikelihood + 2 * (rank + 1);
        var fit = new LinearModel.Fit(n, rank, degrees, Math.sqrt(variance), r2, adjusted, f, logLikelihood, aic);

        int first = intercept ? 1 : 0;
        var all = solution.coefficients();
        var errors = solution.unscaledErrors();
        for (int j = 0; j < errors.length; j++) {
            errors[j] *= Math.sqrt(variance); // NaN without degrees of freedom: there is nothing to tell an error by
        }
        return new LinearModel(Arrays.copyOfRange(all, first, all.length), intercept ? all[0] : 0, intercept, errors, fit);
    }

    private static double sumOfSquares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }
}
