package org.glia.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.problem.RecipeException;
import org.glia.api.run.RunListener;
import org.glia.runtime.Cell;
import org.glia.runtime.Engine;
import org.glia.runtime.Leases;
import org.glia.runtime.Outcome;
import org.glia.runtime.Request;
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

    /// Finds recipes and measures, and splits the data sets, each once for all recipes.
    ///
    /// @throws RecipeException if a recipe or the name of a measure is wrong
    /// @throws DataException   if a data set cannot be split
    public Plan plan(Experiment experiment) {
        try (var lease = leases.lease()) {
            return Planning.plan(experiment, lease);
        }
    }

    /// Plans and runs, without anybody watching.
    ///
    /// @throws RecipeException as for [#plan]
    /// @throws DataException   as for [#plan]
    public Results run(Experiment experiment) {
        return run(plan(experiment), Progress.none(), () -> false);
    }

    /// Works through a plan and returns when every trial has ended. One that fails, or whose recipe does not suit the data,
    /// hurts no other; when the experiment is cancelled, those not begun end as cancelled. The number of the engine's
    /// workers has no influence on any score.
    ///
    /// @param cancelled whether the experiment is still wanted; asked often, from many threads
    public Results run(Plan plan, Progress progress, BooleanSupplier cancelled) {
        var running = new Running(plan, progress);
        var cells = new ArrayList<Cell>();
        for (var trial : plan.trials()) {
            var known = known(trial);
            if (known.isPresent()) {
                running.ended(known.get());
            } else if (trial.unsuitable().isPresent()) {
                running.ended(kept(new CellResult(trial, new Outcome.Skipped(trial.unsuitable().get()))));
            } else {
                cells.add(trial.cell());
            }
        }
        var tables = new HashMap<String, Dataset>();
        plan.experiment().data().forEach(table -> tables.put(table.name(), table));
        engine.run(new Request(plan.experiment().seed(), RunListener.none(), cancelled), cells, tables::get,
                (cell, outcome) -> running.ended(kept(new CellResult(running.trial(cell), outcome))));
        return running.results();
    }

    private Optional<CellResult> known(Trial trial) {
        return trial.isIdentified() ? store.find(trial.key()).flatMap(result -> result.answering(trial))
                : Optional.empty();
    }

    private CellResult kept(CellResult result) {
        if (!(result.outcome() instanceof Outcome.Cancelled)) {
            store.commit(result);
        }
        return result;
    }

    /// The trials of a plan while they end one after the other.
    private static final class Running {

        private final Plan plan;
        private final Progress progress;
        private final CellResult[] ended;
        private final HashMap<Place, Integer> numbers = new HashMap<>();
        private int done;

        /// What tells the cells of a plan apart, wherever they have travelled.
        private record Place(String data, String recipe, int repeat, int fold) {

            static Place of(Cell cell) {
                return new Place(cell.data(), cell.recipe(), cell.fold().repeat(), cell.fold().number());
            }
        }

        Running(Plan plan, Progress progress) {
            this.plan = plan;
            this.progress = progress;
            this.ended = new CellResult[plan.trials().size()];
            for (int i = 0; i < ended.length; i++) {
                numbers.put(Place.of(plan.trials().get(i).cell()), i);
            }
        }

        Trial trial(Cell cell) {
            return plan.trials().get(numbers.get(Place.of(cell)));
        }

        synchronized void ended(CellResult result) {
            ended[numbers.get(Place.of(result.trial().cell()))] = result;
            progress.ended(++done, ended.length, result);
        }

        synchronized Results results() {
            return new Results(plan.measures(), List.copyOf(Arrays.asList(ended)));
        }
    }
}
