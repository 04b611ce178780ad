package org.glia.experiments;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.glia.api.Catalog;
import org.glia.api.Offer;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.runtime.Engine;
import org.glia.runtime.Leases;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/// Carries out experiments: plans the trials, has the engine work through those whose results are not known yet, and
/// keeps what comes out.
@Component(service = Experiments.class)
public final class Experiments {

    private final Leases leases;
    private final Engine engine;
    private final ResultsStore store;

    @Activate
    public Experiments(@Reference Leases leases, @Reference Engine engine, @Reference ResultsStore store) {
        this.leases = leases;
        this.engine = engine;
        this.store = store;
    }

    /// Where results are kept.
    public ResultsStore store() {
        return store;
    }

    /// Finds recipes and measures, and splits the data sets, each once for all recipes.
    ///
    /// @throws RecipeException if a recipe or the name of a measure is wrong
    /// @throws DataException   if a data set cannot be split
    public Plan plan(Experiment experiment) {
        return plan(experiment.study(), experiment);
    }

    /// As [#plan(Experiment)], kept under a study of several experiments.
    public Plan plan(Study study, Experiment experiment) {
        try (var lease = leases.lease()) {
            return Planning.plan(study, experiment, lease);
        }
    }

    /// Plans and runs, without anybody watching.
    ///
    /// @throws RecipeException as for [#plan]
    /// @throws DataException   as for [#plan]
    public Results run(Experiment experiment) {
        return run(plan(experiment), Conditions.standard(), Progress.none(), () -> false);
    }

    /// Works through a plan and returns when every trial has ended. One that fails, or whose recipe does not suit the data,
    /// hurts no other; when the experiment is cancelled, those not begun end as cancelled. The number of the engine's
    /// workers has no influence on any score. What another process works on is waited for.
    ///
    /// Plug-ins that are installed or updated meanwhile join: then the experiment is planned again when all has ended, and
    /// what is new is done too.
    ///
    /// @param cancelled whether the experiment is still wanted; asked often, from many threads
    /// @return all that the study has by now, of earlier runs too
    public Results run(Plan plan, Conditions conditions, Progress progress, BooleanSupplier cancelled) {
        work(plan, conditions, progress, cancelled);
        return store.results(plan.study().id());
    }

    /// As [#run], without reading what the study has: for a study of many experiments, whose progress tells of every result.
    public void work(Plan plan, Conditions conditions, Progress progress, BooleanSupplier cancelled) {
        var running = new Running(plan, conditions, progress, cancelled, leases, engine, store);
        var installed = installed();
        running.work(plan);
        for (var now = installed(); !now.equals(installed) && running.isWanted(); now = installed()) {
            installed = now;
            planAgain(plan).ifPresent(running::work);
        }
    }

    /// The plan with what is installed now; recipes whose algorithms have gone are left to the trials that they have.
    private Optional<Plan> planAgain(Plan plan) {
        try (var lease = leases.lease()) {
            var asked = plan.experiment();
            var left = asked.recipes().stream().filter(recipe -> isKnown(recipe, lease)).toList();
            return left.isEmpty() && !asked.every() ? Optional.empty()
                    : Optional.of(Planning.again(plan.study(), asked.withRecipes(left), lease)).filter(again -> !again.trials().isEmpty());
        }
    }

    private static boolean isKnown(Recipe recipe, Catalog catalog) {
        try {
            catalog.configure(recipe);
            return true;
        } catch (RecipeException gone) {
            return false;
        }
    }

    private List<Offer> installed() {
        try (var lease = leases.lease()) {
            return List.copyOf(lease.algorithms());
        }
    }
}
