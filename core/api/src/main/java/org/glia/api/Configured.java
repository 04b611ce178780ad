package org.glia.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Task;
import org.glia.api.model.Model;
import org.glia.api.model.Pipeline;
import org.glia.api.model.Provenance;
import org.glia.api.model.Trained;
import org.glia.api.problem.CancelledException;
import org.glia.api.problem.DataException;
import org.glia.api.problem.Problem;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Argument;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Step;
import org.glia.api.run.Run;

/// A recipe whose algorithms are found and whose settings are checked: the one entrance to fitting. Immutable.
///
/// A step that transforms works on the columns whose kind it accepts, or on those that its argument `columns=` names;
/// the others pass it. Steps are fitted on the training rows only, each on what the one before made of them.
///
/// @param <M> the model: the author's own for a single algorithm, [Pipeline] for several steps
public final class Configured<M extends Model> {

    private final List<Stage<?, ?>> stages;
    private final Optional<Task> wanted;

    private Configured(List<Stage<?, ?>> stages, Optional<Task> wanted) {
        this.stages = stages;
        this.wanted = wanted;
    }

    static <S extends Record, M extends Model> Configured<M> of(Estimator<S, M> estimator, String settings) {
        var catalog = Catalog.of(estimator);
        var offer = catalog.algorithms().getFirst();
        return new Configured<>(List.of(Stage.of(offer, estimator, new Step(offer.name(), Argument.parse(settings)), catalog)),
                Optional.empty());
    }

    static <S extends Record, M extends Model> Configured<M> of(Estimator<S, M> estimator, S settings) {
        var catalog = Catalog.of(estimator);
        return new Configured<>(List.of(new Stage<>(catalog.algorithms().getFirst(), estimator, AlgorithmType.of(estimator),
                settings, List.of(), catalog)), Optional.empty());
    }

    static Configured<?> of(Catalog catalog, Recipe recipe) {
        var stages = new ArrayList<Stage<?, ?>>();
        var problems = new ArrayList<Problem>();
        var source = "";
        for (int i = 0; i < recipe.steps().size(); i++) {
            var step = recipe.steps().get(i);
            try {
                var offer = catalog.algorithm(step);
                var stage = Stage.of(offer, catalog.open(offer), step, catalog);
                if (i < recipe.steps().size() - 1 && !stage.transforms()) {
                    throw step.place().exception("`%s` does not transform rows, so it can only be the last step"
                            .formatted(step.name()));
                }
                stage.canonical(); // finds and checks nested recipes
                stages.add(stage);
            } catch (RecipeException e) {
                problems.addAll(e.problems());
                source = e.source().isEmpty() ? source : e.source();
            }
        }
        if (!problems.isEmpty()) {
            throw new RecipeException(problems, source);
        }
        return new Configured<>(List.copyOf(stages), Optional.empty());
    }

    /// The same, asked another question than the data suggest (a clustering of data that have a target).
    ///
    /// @throws RecipeException if the algorithm does not answer that question
    public Configured<M> as(Task task) {
        if (!traits().tasks().contains(task)) {
            throw new RecipeException("`%s` does not do %s".formatted(last().name(), task.name().toLowerCase()));
        }
        return new Configured<>(stages, Optional.of(task));
    }

    /// The canonical recipe: every setting stated, settings in the order of their declaration.
    public Recipe recipe() {
        return new Recipe(stages.stream().map(Stage::canonical).toList());
    }

    /// The offers behind the steps.
    public List<AlgorithmOffer> algorithms() {
        return stages.stream().map(Stage::offer).toList();
    }

    /// The traits of the step that answers.
    public Traits traits() {
        return last().traits();
    }

    /// The question that these data ask of this recipe.
    ///
    /// @throws DataException if the recipe answers none that the data can ask
    public Task task(Dataset data) {
        return wanted.orElseGet(() -> last().taskFor(data));
    }

    /// @throws DataException if a step would meet what it cannot take; the message names the cure
    public void check(Dataset data) {
        Demands.requireAll(stages, data, task(data));
    }

    /// Fits on all processors with seed 0.
    ///
    /// @throws DataException if the data do not suit the recipe
    public Trained<M> fit(Dataset data) {
        return fit(data, run());
    }

    /// @throws DataException      if the data do not suit the recipe
    /// @throws CancelledException if the run was cancelled
    public Trained<M> fit(Dataset data, Run run) {
        return fit(data, run, false).trained();
    }

    /// Fits, and answers for the training rows too: the table of a prediction, or transformed rows. For most algorithms
    /// that is what the model says of them; some (DBSCAN, t-SNE) know only these.
    ///
    /// @throws DataException      if the data do not suit the recipe
    /// @throws CancelledException if the run was cancelled
    public FittedRows<M> fitRows(Dataset data, Run run) {
        return fit(data, run, true);
    }

    /// Whether models of this recipe can learn on from more rows: whether its last step is [Incremental].
    public boolean isIncremental() {
        return last().isIncremental();
    }

    /// Goes on from an earlier model of this recipe with more rows. Steps before the last stay what they were fitted to be.
    ///
    /// @param earlier a model of this recipe; it stays as it is
    /// @throws DataException      if the last step is not [Incremental], the rows do not fit the model, or a target has a level
    ///                            that the model does not know
    /// @throws CancelledException if the run was cancelled
    @SuppressWarnings("unchecked")
    public Trained<M> resume(Trained<M> earlier, Dataset more, Run run) {
        if (!earlier.provenance().recipe().equals(recipe())) {
            throw new DataException("a model of `%s` cannot go on as `%s`".formatted(earlier.provenance().recipe(), recipe()));
        }
        var asked = run.as(earlier.provenance().task());
        if (!(earlier.model() instanceof Pipeline pipeline)) {
            return ((Stage<?, M>) last()).resume(earlier, more, more, asked);
        }
        var steps = new ArrayList<>(pipeline.steps());
        var current = more;
        for (var step : steps.subList(0, steps.size() - 1)) {
            current = step.transform(current);
        }
        var own = step(asked, stages.size() - 1);
        var answering = resumeLast(last(), pipeline.last(), current, more, own);
        steps.set(steps.size() - 1, answering);
        var provenance = new Provenance(recipe(), "pipeline", 1, last().offer().plugin(), asked.task(), run.seed(), more.name(),
                more.fingerprint(), more.rows());
        return new Trained<>(provenance, more.schema(), earlier.scope(), Stage.classFrequencies(earlier.labelled(more)),
                own.history(), asked.warnings(), (M) new Pipeline(steps)).after(earlier);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Model> Trained<T> resumeLast(Stage<?, T> stage, Trained<?> earlier, Dataset rows, Dataset source, Run run) {
        return stage.resume((Trained<T>) earlier, rows, source, run);
    }

    /// A run on all processors with seed 0 that finds nested recipes where this one was found.
    public Run run() {
        return Run.local(last().catalog().setup(0));
    }

    private Stage<?, ?> last() {
        return stages.getLast();
    }

    @SuppressWarnings("unchecked")
    private FittedRows<M> fit(Dataset data, Run run, boolean rows) {
        var task = task(data);
        Demands.requireAll(stages, data, task);
        var asked = run.as(task);
        if (stages.size() == 1) {
            var fitted = answer(data, data, asked, rows);
            return (FittedRows<M>) fitted;
        }
        var steps = new ArrayList<Trained<?>>();
        var current = data;
        for (int i = 0; i < stages.size() - 1; i++) {
            run.progress((double) i / stages.size(), stages.get(i).name());
            var fitted = stages.get(i).fitTransformer(current, data, step(asked, i).as(Task.TRANSFORMATION));
            steps.add(fitted.trained());
            current = fitted.output();
        }
        run.progress((stages.size() - 1.0) / stages.size(), last().name());
        var answered = answer(current, data, step(asked, stages.size() - 1), rows);
        steps.add(answered.trained());
        run.progress(1, "done");
        var provenance = new Provenance(recipe(), "pipeline", 1, last().offer().plugin(), task, run.seed(), data.name(),
                data.fingerprint(), data.rows());
        var trained = new Trained<>(provenance, data.schema(), new Trained.Scope(Set.of(Accepts.values()), List.of()),
                Stage.classFrequencies(data), answered.trained().history(), asked.warnings(), new Pipeline(steps));
        return (FittedRows<M>) new FittedRows<>(trained, answered.output());
    }

    private Run step(Run run, int number) {
        return run.child("%d %s".formatted(number + 1, stages.get(number).name()));
    }

    private FittedRows<?> answer(Dataset data, Dataset source, Run run, boolean rows) {
        if (run.task() == Task.TRANSFORMATION) {
            if (stages.size() == 1 && last().selected(data).isEmpty()) {
                throw new DataException("%s has no columns that `%s` works on".formatted(data.name(), last().name()));
            }
            return last().fitTransformer(data, source, run);
        }
        return rows ? last().fitPredictorRows(data, source, run) : withoutRows(last().fitPredictor(data, source, run), data);
    }

    private static <M extends Model> FittedRows<M> withoutRows(Trained<M> trained, Dataset data) {
        return new FittedRows<>(trained, data);
    }

    @Override
    public String toString() {
        return recipe().toString();
    }
}
