package org.glia.svm;

import java.util.Arrays;
import java.util.List;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
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
import org.osgi.service.component.annotations.Component;

/// Follows a number by the flattest function within a tube, in a space that a kernel spans: support vector regression
/// (epsilon-SVR).
///
/// *What it learns.* A function `f(x) = sum of b_i K(x_i, x) + intercept` of those training rows that lie on or outside
/// of a tube of half the width `epsilon` around it; it minimises `|w|^2 / 2 + c * (sum of weight * max(0, |y - f(x)| -
/// epsilon))`. So errors below epsilon cost nothing, and large ones no more than their size: outliers pull little.
///
/// *When to use it.* Smooth, curved relations of up to some ten thousand rows; with `c`, `gamma` and `epsilon` tuned.
/// `epsilon` and c are in units of the target: a target of thousands needs a c of hundreds or more. Features on like
/// scales: `standardize | svr`. It does not extrapolate: with an RBF kernel it goes to the intercept far from the
/// training rows.
///
/// *How it works.* The solver of `svc`, with two multipliers for each row: one to lift the function there, one to lower it.
///
/// *Complexity.* As `svc`: O(rows^2 features) to O(rows^3); prediction O(vectors features) a row. Sparse rows stay sparse.
/// *Missing values and nominal columns* are not taken: `impute | onehot | standardize | svr`. *Weights* multiply c; a
/// weight of 2 counts like the row twice.
///
/// *Example.* `crossval standardize | svr c=100 epsilon=5 on diabetes`
@Component(service = Estimator.class)
@Algorithm(name = "svr", title = "support vector regression", tasks = Task.REGRESSION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.TEXT, Accepts.WEIGHTS},
        views = {SupportVectors.class, History.class, Report.class},
        references = "Vapnik 1995; Smola and Schölkopf 2004; Fan, Chen and Lin 2005; Chang and Lin 2011")
public final class Svr implements Estimator<Svr.Settings, SvrModel> {

    /// @param c       price of errors beyond the tube, per unit of weight and target
    /// @param epsilon half the width of the tube, in units of the target
    /// @param kernel  how rows are compared
    /// @param solver  how long and with how much memory to search
    public record Settings(
            @Setting(value = "price of errors beyond the tube", min = 0, minExclusive = true, tune = "0.01..1000:log") double c,
            @Setting(value = "error that costs nothing, in units of the target", min = 0, tune = "0.001..1:log") double epsilon,
            @Setting("how rows are compared") SvmKernel kernel,
            @Group SmoSettings solver) {

        public Settings() {
            this(1, 0.1, new SvmKernel.Rbf(), new SmoSettings());
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        return Traits.declared(Svr.class).withAccepts(Svc.accepts(settings.kernel()));
    }

    /// @throws DataException if no row has a positive weight
    @Override
    public SvrModel fit(Dataset data, Settings settings, Run run) {
        var machine = SingleMachine.of(data, settings.kernel(), "svr", run);
        var y = machine.targets(data);
        double epsilon = settings.epsilon();
        var limits = machine.limits(settings.c());
        var above = Arrays.stream(y).map(value -> value - epsilon).toArray();
        var below = Arrays.stream(y).map(value -> value + epsilon).toArray();
        var found = machine.solve(List.of(
                new DualProblem.Side(0, above, machine.zeros(), limits, machine.zeros()),
                new DualProblem.Side(0, below, SingleMachine.negative(limits), machine.zeros(), machine.zeros())),
                false, "svr", settings.solver(), run);
        return new SvrModel(found.support(), found.coefficients(), found.offsets()[0], epsilon, found.machines());
    }
}
