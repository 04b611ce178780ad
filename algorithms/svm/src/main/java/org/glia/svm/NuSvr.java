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

/// Follows a number by the flattest function within a tube whose width it finds itself: nu-SVR.
///
/// *What it learns.* The same functions as `svr`; but instead of the width of the tube, `nu` says how many rows may lie
/// outside of it: at most that share, and at least that share become support vectors. The width that follows is
/// reported as `epsilon`.
///
/// *When to use it.* As `svr`, where the noise of the target is not known: nu=0.5 suits many. `c` is in units of the
/// target, and the price of a row rather than of the mean, as in LIBSVM.
///
/// *How it works.* The solver of `svr`, whose two multipliers are always both of those that lift the function, or both of
/// those that lower it, so that their sums stay what nu makes them.
///
/// *Complexity.* As `svr`. *Missing values and nominal columns* are not taken: `impute | onehot | standardize | nusvr`.
/// *Weights* multiply c; a weight of 2 counts like the row twice.
///
/// *Example.* `crossval standardize | nusvr c=100 on diabetes`
@Component(service = Estimator.class)
@Algorithm(name = "nusvr", title = "nu support vector regression", tasks = Task.REGRESSION,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.TEXT, Accepts.WEIGHTS},
        views = {SupportVectors.class, History.class, Report.class},
        references = "Schölkopf, Smola, Williamson and Bartlett 2000; Chang and Lin 2002; Fan, Chen and Lin 2005")
public final class NuSvr implements Estimator<NuSvr.Settings, SvrModel> {

    /// @param c      price of errors beyond the tube, per unit of weight and target
    /// @param nu     share of rows that may lie outside of the tube
    /// @param kernel how rows are compared
    /// @param solver how long and with how much memory to search
    public record Settings(
            @Setting(value = "price of errors beyond the tube", min = 0, minExclusive = true, tune = "0.01..1000:log") double c,
            @Setting(value = "share of rows that may lie outside of the tube", min = 0, minExclusive = true, max = 1,
                    tune = "0.05..0.9") double nu,
            @Setting("how rows are compared") SvmKernel kernel,
            @Group SmoSettings solver) {

        public Settings() {
            this(1, 0.5, new SvmKernel.Rbf(), new SmoSettings());
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        return Traits.declared(NuSvr.class).withAccepts(Svc.accepts(settings.kernel()));
    }

    /// @throws DataException if no row has a positive weight
    @Override
    public SvrModel fit(Dataset data, Settings settings, Run run) {
        var machine = SingleMachine.of(data, settings.kernel(), "nusvr", run);
        var y = machine.targets(data);
        var limits = machine.limits(settings.c());
        var start = NuSvc.filled(limits, settings.nu() * Arrays.stream(limits).sum() / 2);
        var found = machine.solve(List.of(
                new DualProblem.Side(0, y, machine.zeros(), limits, start),
                new DualProblem.Side(0, y, SingleMachine.negative(limits), machine.zeros(), SingleMachine.negative(start))),
                true, "nusvr", settings.solver(), run);
        return new SvrModel(found.support(), found.coefficients(), (found.offsets()[0] + found.offsets()[1]) / 2,
                (found.offsets()[0] - found.offsets()[1]) / 2, found.machines());
    }
}
