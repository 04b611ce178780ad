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

/// Tells strange rows from ordinary ones by the border of the region where most rows are: the one-class support vector
/// machine.
///
/// *What it learns.* A function `f(x) = sum of b_i K(x_i, x) - rho` that is positive for most training rows and as far
/// from 0 in the kernel's space as can be; at most the share `nu` of them falls outside, and at least that share become
/// support vectors. The strangeness of a row is -f(x): above 0 it is called an outlier.
///
/// *When to use it.* Finding novelties when training rows are ordinary, or nearly all are; up to some ten thousand
/// rows. `nu` is about the share of outliers to expect, and gamma how closely the border follows the rows. Features on
/// like scales: `standardize | oneclass`. With kernels that grow with the features (linear, polynomial) the region
/// begins at the origin and is rarely what is wanted.
///
/// *How it works.* The solver of `svc`, from multipliers that sum to nu times the weight of the rows.
///
/// *Complexity.* As `svc`. *Missing values and nominal columns* are not taken: `impute | onehot | standardize |
/// oneclass`. *Weights* count like repeated rows.
///
/// *Example.* `fit standardize | oneclass nu=0.05 on breast-cancer`
@Component(service = Estimator.class)
@Algorithm(name = "oneclass", title = "one-class support vector machine", tasks = Task.ANOMALY,
        accepts = {Accepts.NUMERIC, Accepts.SPARSE, Accepts.TEXT, Accepts.WEIGHTS},
        views = {SupportVectors.class, History.class, Report.class},
        references = "Schölkopf, Platt, Shawe-Taylor, Smola and Williamson 2001; Fan, Chen and Lin 2005")
public final class OneClass implements Estimator<OneClass.Settings, OneClassModel> {

    /// @param nu     share of training rows that may fall outside
    /// @param kernel how rows are compared
    /// @param solver how long and with how much memory to search
    public record Settings(
            @Setting(value = "share of training rows that may fall outside", min = 0, minExclusive = true, max = 1,
                    tune = "0.01..0.5:log") double nu,
            @Setting("how rows are compared") SvmKernel kernel,
            @Group SmoSettings solver) {

        public Settings() {
            this(0.5, new SvmKernel.Rbf(), new SmoSettings());
        }
    }

    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        return Traits.declared(OneClass.class).withAccepts(Svc.accepts(settings.kernel()));
    }

    /// @throws DataException if no row has a positive weight
    @Override
    public OneClassModel fit(Dataset data, Settings settings, Run run) {
        var machine = SingleMachine.of(data, settings.kernel(), "oneclass", run);
        var limits = machine.limits(1);
        var start = NuSvc.filled(limits, settings.nu() * Arrays.stream(limits).sum());
        var side = new DualProblem.Side(0, machine.zeros(), machine.zeros(), limits, start);
        var found = machine.solve(List.of(side), false, "oneclass", settings.solver(), run);
        return new OneClassModel(found.support(), found.coefficients(), 0 - found.offsets()[0], found.machines());
    }
}
