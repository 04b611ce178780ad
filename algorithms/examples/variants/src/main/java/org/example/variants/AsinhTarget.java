package org.example.variants;

import java.util.Arrays;
import java.util.EnumSet;

import org.glia.api.Algorithm;
import org.glia.api.Catalog;
import org.glia.api.Estimator;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Task;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Setting;
import org.glia.api.run.Run;
import org.osgi.service.component.annotations.Component;

/// Regression on a logarithmic scale: another regression learns the inverse hyperbolic sine of the target.
///
/// *When to use it.* For targets over several orders of magnitude, also with zeros and negative numbers among them, where errors
/// matter in proportion. *What it takes* is what its base takes.
///
/// *Example.* `crossval asinhtarget base=[standardize | ridge] on diabetes`
@Component(service = Estimator.class)
@Algorithm(name = "asinhtarget", title = "regression on the asinh scale", tasks = Task.REGRESSION,
        accepts = {Accepts.NUMERIC, Accepts.NOMINAL, Accepts.TEXT, Accepts.TIME, Accepts.SEQUENCE, Accepts.SPARSE,
                Accepts.MISSING, Accepts.INFINITE, Accepts.UNSEEN, Accepts.WEIGHTS},
        random = true, references = "Burbidge, Magee and Robb 1988")
public final class AsinhTarget implements Estimator<AsinhTarget.Settings, AsinhTargetModel> {

    /// @param base  what learns the transformed target
    /// @param scale the size from which on targets count as large
    public record Settings(
            @Setting("the regression that learns the transformed target") Recipe base,
            @Setting(value = "the size from which on targets count as large", min = 0, minExclusive = true, tune = "0.01..100:log")
            double scale) {

        public Settings() {
            this(Recipe.of("linear"), 1);
        }
    }

    /// @throws RecipeException if the base does no regression
    @Override
    public Traits traits(Settings settings, Catalog catalog) {
        var base = catalog.configure(settings.base()).traits();
        if (!base.tasks().contains(Task.REGRESSION)) {
            throw new RecipeException("`asinhtarget` needs a base that predicts numbers, and `%s` does not; take `base=[linear]`"
                    .formatted(settings.base().last().name()));
        }
        var declared = Traits.declared(AsinhTarget.class);
        if (settings.base().isPipeline()) {
            return declared; // its first step decides, and says so when it meets the data
        }
        var accepts = EnumSet.copyOf(declared.accepts());
        accepts.retainAll(base.accepts());
        return declared.withAccepts(accepts);
    }

    @Override
    public AsinhTargetModel fit(Dataset data, Settings settings, Run run) {
        var transformed = Arrays.stream(data.numericTarget().values()).map(value -> asinh(value / settings.scale())).toArray();
        var base = run.recipes().fit(settings.base(), data.with(data.targetField(), new NumericColumn(transformed)), run.child("base"));
        return new AsinhTargetModel(base, settings.scale());
    }

    /// The same for a negative number but for its sign, and without the cancellation of `log(x + sqrt(x^2 + 1))`.
    static double asinh(double x) {
        double size = Math.abs(x);
        return Math.copySign(StrictMath.log1p(size + size * size / (1 + Math.sqrt(1 + size * size))), x);
    }
}
