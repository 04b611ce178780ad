package org.glia.svm;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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

/// Parts classes by the widest margin in a space that a kernel spans: support vector classification (C-SVC).
///
/// *What it learns.* For each pair of classes, or each class against the rest, a function `f(x) = sum of
/// b_i K(x_i, x) - rho` of those training rows x_i, the support vectors, that lie on or within the margin; it minimises `|w|^2 / 2 +
/// c * (sum of weight * max(0, 1 - y f(x)))`, with y = 1 for the second class and -1 for the first. Small c: a wide,
/// smooth border; large c: few training rows on the wrong side. Scores are f itself for two classes; for more, the
/// votes of the pairs, with what they are sure by as a fraction. `probability=true` adds probabilities: Platt's sigmoid
/// of decision values that five folds give for rows held out, coupled over the pairs; labels then follow the
/// probabilities.
///
/// *When to use it.* Up to some ten thousand rows whose classes are parted by smooth curves: among the best there, with
/// `c` and `gamma` tuned (`tune "standardize | svc c=0.1..100:log kernel=[rbf gamma=0.001..1:log]" on ...`). Texts
/// without features: `kernel=spectrum` or `kernel=subsequence`. Not for hundreds of thousands of rows (`linearsvm`),
/// nor where features have different units and are not scaled: always `standardize | svc`.
///
/// *How it works.* Sequential minimal optimisation with second-order working sets: the two multipliers with which the
/// dual objective falls most are moved, until no pair violates the optimality conditions by more than `tolerance`. Rows
/// of kernels are computed several at a time as products of matrices, and kept in a bounded cache; rows at a bound are
/// left out and looked at again at the end. Pairs of classes are trained side by side. Neither cache nor threads change
/// a bit of the result, which is that of LIBSVM within the tolerance.
///
/// *Complexity.* About O(rows^2 features) to O(rows^3) in time, O(cache) in memory; prediction O(vectors features) a
/// row. Sparse rows stay sparse. *Missing values and nominal columns* are not taken: `impute | onehot | standardize |
/// svc`. *Weights* of rows and classes multiply c; a weight of 2 counts like the row twice. *Classes* without training
/// rows get the lowest score, and the probability 0.
///
/// *Example.* `crossval standardize | svc c=10 kernel=[rbf gamma=0.05] on wine`
@Component(service = Estimator.class)
@Algorithm(name = "svc", title = "support vector classification", tasks = Task.CLASSIFICATION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.TEXT, Accepts.WEIGHTS},
        views = {SupportVectors.class, History.class, Report.class}, random = true,
        references = "Cortes and Vapnik 1995; Fan, Chen and Lin 2005; Chang and Lin 2011; Platt 2000; Wu, Lin and Weng 2004; "
                + "Lodhi, Saunders, Shawe-Taylor, Cristianini and Watkins 2002")
public final class Svc implements Estimator<Svc.Settings, SvcModel> {

    /// @param c           price of rows within the margin, per unit of weight
    /// @param kernel      how rows are compared
    /// @param multiclass  how more than two classes are parted
    /// @param classWeight how much the rows of each class count
    /// @param probability whether to calibrate probabilities, which takes about five times as long
    /// @param solver      how long and with how much memory to search
    public record Settings(
            @Setting(value = "price of rows within the margin", min = 0, minExclusive = true, tune = "0.01..1000:log") double c,
            @Setting("how rows are compared") SvmKernel kernel,
            @Setting("how more than two classes are parted") Multiclass multiclass,
            @Setting("how much the rows of each class count") ClassWeight classWeight,
            @Setting("whether to calibrate probabilities, by five folds") boolean probability,
            @Group SmoSettings solver) {

        public Settings() {
            this(1, new SvmKernel.Rbf(), Multiclass.ONE_VS_ONE, new ClassWeight.None(), false, new SmoSettings());
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        return Traits.declared(Svc.class).withAccepts(accepts(settings.kernel()));
    }

    /// What a machine with this kernel takes.
    static Set<Accepts> accepts(SvmKernel kernel) {
        return kernel.isOfTexts() ? EnumSet.of(Accepts.TEXT, Accepts.WEIGHTS)
                : EnumSet.of(Accepts.NUMERIC, Accepts.SPARSE, Accepts.WEIGHTS);
    }

    /// @throws DataException if fewer than two classes have rows of positive weight, or classWeight names no level
    @Override
    public SvcModel fit(Dataset data, Settings settings, Run run) {
        return new Classification("svc", settings.multiclass(), settings.solver(),
                (pair, names, fold, work) -> tell(pair, settings.c(), work), run)
                .fit(data, settings.kernel(), settings.classWeight(), settings.probability());
    }

    private static Told tell(Pair pair, double c, SmoWork work) {
        int n = pair.points().count();
        var signs = new double[n];
        var lower = new double[n];
        var upper = new double[n];
        for (int i = 0; i < n; i++) {
            signs[i] = i < pair.negatives() ? -1 : 1;
            lower[i] = signs[i] < 0 ? -c * pair.weights()[i] : 0;
            upper[i] = signs[i] > 0 ? c * pair.weights()[i] : 0;
        }
        var side = new DualProblem.Side(0, signs, lower, upper, new double[n]);
        var problem = new DualProblem(pair.points(), List.of(side), false);
        var solution = work.solve(problem);
        return new Told(Arrays.copyOf(solution.beta().getFirst(), n), solution.offsets()[0],
                Machines.Search.of(problem, solution, 1));
    }
}
