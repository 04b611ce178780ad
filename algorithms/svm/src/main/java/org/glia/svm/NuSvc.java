package org.glia.svm;

import java.util.Arrays;
import java.util.List;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.ClassWeight;
import org.glia.api.Estimator;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.History;
import org.glia.api.model.Report;
import org.glia.api.model.SupportVectors;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Group;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.glia.svm.Classification.Pair;
import org.glia.svm.Classification.SmoWork;
import org.glia.svm.Classification.Told;
import org.osgi.service.component.annotations.Component;

/// Parts classes by the widest margin in a space that a kernel spans, with a share of rows instead of a price: nu-SVC.
///
/// *What it learns.* The same functions as `svc`; but instead of a price for rows within the margin, `nu` says how many
/// there may be: at most that share of the rows (of each pair of classes) lies within the margin or on the wrong side,
/// and at least that share becomes support vectors. For each nu there is a c with the same border.
///
/// *When to use it.* As `svc`, where a share of exceptions is easier to name than a price. Not where classes are of
/// very different size: nu can be at most twice the share of the smaller class, else it is refused.
///
/// *How it works.* The solver of `svc`, whose two multipliers are always taken from one class, so that the sums of the
/// multipliers of both classes stay what nu makes them; multipliers and objective are then divided by the margin, as in
/// LIBSVM.
///
/// *Complexity.* As `svc`. *Missing values and nominal columns* are not taken: `impute | onehot | standardize | nusvc`.
/// *Weights* of rows and classes count like repeated rows. *Classes* without training rows get the lowest score.
///
/// *Example.* `crossval standardize | nusvc nu=0.1 on wine`
@Component(service = Estimator.class)
@Algorithm(name = "nusvc", title = "nu support vector classification", tasks = Task.CLASSIFICATION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.TEXT, Accepts.WEIGHTS},
        views = {SupportVectors.class, History.class, Report.class}, random = true,
        references = "Schölkopf, Smola, Williamson and Bartlett 2000; Chang and Lin 2001; Fan, Chen and Lin 2005")
public final class NuSvc implements Estimator<NuSvc.Settings, SvcModel> {

    /// @param nu          share of rows that may lie within the margin
    /// @param kernel      how rows are compared
    /// @param multiclass  how more than two classes are parted
    /// @param classWeight how much the rows of each class count
    /// @param probability whether to calibrate probabilities, which takes about five times as long
    /// @param solver      how long and with how much memory to search
    public record Settings(
            @Setting(value = "share of rows that may lie within the margin", min = 0, minExclusive = true, max = 1,
                    tune = "0.01..0.8:log") double nu,
            @Setting("how rows are compared") SvmKernel kernel,
            @Setting("how more than two classes are parted") Multiclass multiclass,
            @Setting("how much the rows of each class count") ClassWeight classWeight,
            @Setting("whether to calibrate probabilities, by five folds") boolean probability,
            @Group SmoSettings solver) {

        public Settings() {
            this(0.5, new SvmKernel.Rbf(), Multiclass.ONE_VS_ONE, new ClassWeight.None(), false, new SmoSettings());
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        return Traits.declared(NuSvc.class).withAccepts(Svc.accepts(settings.kernel()));
    }

    /// @throws DataException if fewer than two classes have rows of positive weight, if nu is too large for them, or
    ///                       classWeight names no level
    @Override
    public SvcModel fit(Dataset data, Settings settings, Run run) {
        return new Classification("nusvc", settings.multiclass(), settings.solver(),
                (pair, names, fold, work) -> tell(pair, settings.nu(), names, fold, work), run)
                .fit(data, settings.kernel(), settings.classWeight(), settings.probability());
    }

    private static Told tell(Pair pair, double nu, String names, boolean fold, SmoWork work) {
        int n = pair.points().count();
        int negatives = pair.negatives();
        var weights = pair.weights();
        double first = Arrays.stream(weights, 0, negatives).sum();
        double second = Arrays.stream(weights, negatives, n).sum();
        double most = 2 * Math.min(first, second) / (first + second);
        // a fold's classes may be a little less even than those of all rows
        if (nu > most * (1 + 1e-12) && !fold) {
            throw new DataException(("with the classes %s nu can be at most %.3g, twice the share of the smaller one, and is %s; "
                    + "lower it, or write classWeight=balanced").formatted(names, most, nu));
        }
        double total = Math.min(nu, most) * (first + second) / 2;
        var below = new double[negatives];
        var none = new double[negatives];
        for (int i = 0; i < negatives; i++) {
            below[i] = -weights[i];
        }
        var above = Arrays.copyOfRange(weights, negatives, n);
        var startBelow = filled(Arrays.copyOf(weights, negatives), total);
        for (int i = 0; i < negatives; i++) {
            startBelow[i] = 0 - startBelow[i];
        }
        var problem = new DualProblem(pair.points(), List.of(
                new DualProblem.Side(0, new double[negatives], below, none, startBelow),
                new DualProblem.Side(negatives, new double[n - negatives], new double[n - negatives], above,
                        filled(above, total))), true);
        var solution = work.solve(problem);
        double margin = (solution.offsets()[0] - solution.offsets()[1]) / 2;
        if (!(margin > 0) || !Double.isFinite(1 / margin / margin)) {
            throw new DataException(("`nusvc` finds no margin between the classes %s: to the kernel their rows are alike; "
                    + "add features that tell them apart, or lower nu").formatted(names));
        }
        var beta = Arrays.stream(solution.ofRows(problem, n)).map(b -> b / margin).toArray();
        return new Told(beta, (solution.offsets()[0] + solution.offsets()[1]) / 2 / margin,
                Machines.Search.of(problem, solution, 1 / margin));
    }

    /// Multipliers that sum to `total`: the first ones as large as they may be.
    static double[] filled(double[] most, double total) {
        var filled = new double[most.length];
        double left = total;
        for (int i = 0; i < filled.length && left > 0; i++) {
            filled[i] = Math.min(most[i], left);
            left -= filled[i];
        }
        return filled;
    }
}
