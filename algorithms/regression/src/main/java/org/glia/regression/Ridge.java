package org.glia.regression;

import org.glia.api.Algorithm;
import org.glia.api.Estimator;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Coefficients;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Chunks;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Least squares with a penalty on the squares of the coefficients.
///
/// *What it learns.* The coefficients that make `sum of w * residual^2 + alpha * |coefficients|^2` least; the intercept is not
/// penalised.
///
/// *When to use it.* Instead of `linear` wherever prediction matters: with many columns, or columns that go together. The
/// penalty treats all coefficients alike, so columns should be on like scales: `standardize | ridge`. It keeps all columns.
///
/// *How it works.* The normal equations of centred and scaled columns by Cholesky's factors, then refinement with residuals
/// of the rows themselves, which gives back the digits that squaring the columns takes. With more columns than rows the
/// equations of the rows are solved instead. Sums run over chunks in a fixed tree: the same bits on any number of threads.
///
/// *Complexity.* O(n d min(n, d)) time; one copy of the features and min(n, d)^2 numbers of memory. *Missing values and
/// nominal columns* are not taken: `impute | onehot | standardize | ridge`. *Weights* count like repeated rows.
///
/// *Example.* `crossval standardize | ridge alpha=10 on diabetes`
@Component(service = Estimator.class)
@Algorithm(name = "ridge", title = "ridge regression", tasks = Task.REGRESSION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS}, views = Coefficients.class,
        references = "Hoerl and Kennard 1970; Saunders, Gammerman and Vovk 1998 for the equations of the rows")
public final class Ridge implements Estimator<Ridge.Settings, RidgeModel> {

    private static final int REFINEMENTS = 3;

    /// @param alpha     strength of the penalty
    /// @param intercept whether the sum has a constant
    public record Settings(
            @Setting(value = "strength of the penalty", min = 0, tune = "0.001..1000:log") double alpha,
            @Setting("whether the sum has a constant") boolean intercept) {

        public Settings() {
            this(1, true);
        }
    }

    /// @throws DataException if all rows have the weight 0, or numbers overflow
    @Override
    public RidgeModel fit(Dataset data, Settings settings, Run run) {
        int d = data.schema().featureWidth();
        var rows = run.chunks(data, new Moments.Open());
        if (rows.aggregate(new Moments.Sums(d))[d] == 0) {
            throw new DataException("all rows of %s have the weight 0; give some a positive one".formatted(data.name()));
        }
        if (settings.alpha() == 0) {
            return plain(data, settings, run);
        }
        var moments = Moments.of(rows, d, settings.intercept());
        var chunks = run.chunks(data, new RidgeStep.Open(moments));
        var target = settings.intercept() ? chunks.aggregate(new RidgeStep.TargetSum()) : new double[] {0, 1};
        double mean = target[0] / target[1];
        var penalties = new double[d];
        for (int j = 0; j < d; j++) {
            penalties[j] = settings.alpha() / (moments.deviations()[j] * moments.deviations()[j]);
        }
        run.progress(0.1, "normal equations");
        var scaled = data.rows() < d ? byRows(chunks, data, penalties, mean, run) : byColumns(chunks, penalties, mean, run);
        if (scaled == null) {
            run.warn("alpha=%s is too small to be told from 0 beside these columns; solved without a penalty".formatted(settings.alpha()));
            return plain(data, settings, run);
        }
        run.progress(1, "done");
        return model(scaled, moments, mean);
    }

    private static RidgeModel plain(Dataset data, Settings settings, Run run) {
        var linear = new Linear().fit(data, new Linear.Settings(settings.intercept()), run);
        return new RidgeModel(linear.coefficients(), linear.intercept());
    }

    /// (Z'WZ + D) g = Z'W t, refined; null where the factors break down.
    private static double[] byColumns(Chunks<RidgeStep.Rows> chunks, double[] penalties, double mean, Run run) {
        int d = penalties.length;
        var gram = chunks.aggregate(new RidgeStep.Gram(d));
        for (int j = 0; j < d; j++) {
            gram[j * d + j] += penalties[j];
        }
        run.progress(0.7, "factors");
        if (!Cholesky.factor(gram, d)) {
            return null;
        }
        var solution = new double[d];
        for (int round = 0; round <= REFINEMENTS; round++) {
            run.checkCancelled();
            var right = chunks.aggregate(new RidgeStep.Slope(solution, mean));
            for (int j = 0; j < d; j++) {
                right[j] -= penalties[j] * solution[j];
            }
            Cholesky.solve(gram, d, right);
            for (int j = 0; j < d; j++) {
                solution[j] += right[j];
            }
        }
        return finite(solution);
    }

    /// (V V' + I) u = W^(1/2) t with V = W^(1/2) Z D^(-1/2), then g = D^(-1/2) V' u, refined.
    private static double[] byRows(Chunks<RidgeStep.Rows> chunks, Dataset data, double[] penalties, double mean, Run run) {
        int n = data.rows();
        int d = penalties.length;
        var all = chunks.aggregate(new RidgeStep.All(penalties, mean));
        var kernel = new double[n * n];
        run.parallel().chunked(n, 16, (chunk, from, to) -> {
            for (int a = from; a < to; a++) {
                for (int b = 0; b <= a; b++) {
                    double sum = 0;
                    for (int j = 0; j < d; j++) {
                        sum += all.v()[a * d + j] * all.v()[b * d + j];
                    }
                    kernel[a * n + b] = sum + (a == b ? 1 : 0);
                }
            }
        });
        if (!Cholesky.factor(kernel, n)) {
            return null;
        }
        var g = new double[d]; // times D^(1/2)
        var u = new double[n];
        for (int round = 0; round <= REFINEMENTS; round++) {
            run.checkCancelled();
            // defect of the rows: t - V g - u
            var defect = new double[n];
            for (int i = 0; i < n; i++) {
                double sum = all.t()[i] - u[i];
                for (int j = 0; j < d; j++) {
                    sum -= all.v()[i * d + j] * g[j];
                }
                defect[i] = sum;
            }
            Cholesky.solve(kernel, n, defect);
            for (int i = 0; i < n; i++) {
                u[i] += defect[i];
            }
            for (int j = 0; j < d; j++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += all.v()[i * d + j] * u[i];
                }
                g[j] = sum;
            }
        }
        for (int j = 0; j < d; j++) {
            g[j] /= Math.sqrt(penalties[j]);
        }
        return finite(g);
    }

    private static double[] finite(double[] solution) {
        for (double value : solution) {
            if (!Double.isFinite(value)) {
                throw new DataException("the numbers are too large for ridge regression; divide columns or the target by powers of ten");
            }
        }
        return solution;
    }

    private static RidgeModel model(double[] scaled, Moments moments, double mean) {
        double intercept = mean;
        for (int j = 0; j < scaled.length; j++) {
            scaled[j] /= moments.deviations()[j];
            intercept -= scaled[j] * moments.means()[j];
        }
        return new RidgeModel(scaled, intercept);
    }
}
