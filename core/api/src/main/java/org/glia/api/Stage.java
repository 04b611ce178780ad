package org.glia.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.model.Model;
import org.glia.api.model.Prediction;
import org.glia.api.model.Provenance;
import org.glia.api.model.Trained;
import org.glia.api.model.Untouched;
import org.glia.api.problem.DataException;
import org.glia.api.problem.Problem;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Argument;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Step;
import org.glia.api.recipe.Value;
import org.glia.api.run.Run;

/// One step of a recipe with its estimator found and its settings checked.
///
/// @param columns the columns that it was asked to work on, empty for all that it accepts
record Stage<S extends Record, M extends Model>(AlgorithmOffer offer, Estimator<S, M> estimator, AlgorithmType<S, M> type,
                                                S settings, List<String> columns, Catalog catalog) {

    /// Every transformer takes this argument, which is no setting of its own.
    static final String COLUMNS = "columns";

    static <S extends Record, M extends Model> Stage<S, M> of(AlgorithmOffer offer, Estimator<S, M> estimator, Step step,
                                                              Catalog catalog) {
        var type = AlgorithmType.of(estimator);
        var columns = List.<String>of();
        if (offer.tasks().contains(Task.TRANSFORMATION) && step.value(COLUMNS).isPresent()) {
            columns = columns(step.argument(COLUMNS).orElseThrow());
            step = step.without(COLUMNS);
        }
        return new Stage<>(offer, estimator, type, type.settings().read(step), columns, catalog);
    }

    private static List<String> columns(Argument argument) {
        var items = argument.value() instanceof Value.Items list ? list.items() : List.of(argument.value());
        var names = new ArrayList<String>();
        var problems = new ArrayList<Problem>();
        for (var item : items) {
            item.text().ifPresentOrElse(names::add, () -> problems.add(argument.place().problem(
                    "`columns` takes names of columns separated by commas; quote names with other signs")));
        }
        if (!problems.isEmpty()) {
            throw new RecipeException(problems, argument.place().source());
        }
        return names;
    }

    String name() {
        return offer.name();
    }

    Traits traits() {
        return estimator.traits(settings, catalog);
    }

    boolean transforms() {
        return traits().tasks().contains(Task.TRANSFORMATION);
    }

    /// The step with every setting stated, in the order of the settings, nested recipes too.
    Step canonical() {
        var arguments = new ArrayList<Argument>();
        if (!columns.isEmpty()) {
            arguments.add(new Argument(COLUMNS, Value.Items.of(columns.stream().map(Value.Scalar::new).toList())));
        }
        arguments.addAll(type.settings().write(settings, recipe -> catalog.configure(recipe).recipe()));
        return new Step(offer.name(), arguments);
    }

    /// The features that this step works on, as a transformer.
    Set<String> selected(Dataset data) {
        if (!columns.isEmpty()) {
            columns.forEach(data.schema()::require);
            return Set.copyOf(columns);
        }
        var accepts = traits().accepts();
        return data.schema().features().stream().filter(field -> accepts.contains(Demands.kind(field)))
                .map(Field::name).collect(Collectors.toSet());
    }

    /// Fits this step, as the one that transforms rows for the next ones.
    ///
    /// @param data   the rows as the step before left them
    /// @param source the rows as they came into the recipe, for the record
    FittedRows<?> fitTransformer(Dataset data, Dataset source, Run run) {
        var selected = selected(data);
        if (selected.isEmpty()) {
            return new FittedRows<>(trained(data, source, new Untouched(), run), data);
        }
        var seen = data.columns(field -> field.role() != Role.FEATURE || selected.contains(field.name()));
        Demands.require(this, seen, run.task());
        if (estimator instanceof FitsRows<S, M> rows) {
            var fitted = rows.fitRows(seen, settings, run);
            var trained = trained(seen, source, fitted.model(), run);
            return new FittedRows<>(trained, trained.transformed(data, fitted.output()));
        }
        var trained = trained(seen, source, estimator.fit(seen, settings, run), run);
        return new FittedRows<>(trained, trained.transform(data));
    }

    /// Fits this step, as the one that answers.
    Trained<M> fitPredictor(Dataset data, Dataset source, Run run) {
        Demands.require(this, data, run.task());
        return trained(data, source, estimator.fit(data, settings, run), run);
    }

    /// Fits this step, as the one that answers, and asks it about the rows it was fitted on.
    FittedRows<M> fitPredictorRows(Dataset data, Dataset source, Run run) {
        if (estimator instanceof FitsRows<S, M> rows) {
            Demands.require(this, data, run.task());
            var fitted = rows.fitRows(data, settings, run);
            return new FittedRows<>(trained(data, source, fitted.model(), run), new Prediction(fitted.output()).table());
        }
        var trained = fitPredictor(data, source, run);
        return new FittedRows<>(trained, trained.predict(data).table());
    }

    boolean isIncremental() {
        return estimator instanceof Incremental<S, M>;
    }

    /// Goes on from what this step has learnt before.
    ///
    /// @param data   more rows, as the step before leaves them
    /// @param source the rows as they came into the recipe, for the record
    Trained<M> resume(Trained<M> before, Dataset data, Dataset source, Run run) {
        if (!(estimator instanceof Incremental<S, M> incremental)) {
            throw new DataException("`%s` cannot go on learning; fit it anew on all rows".formatted(name()));
        }
        var seen = before.labelled(data);
        Demands.require(this, seen, run.task());
        var learner = incremental.resume(before.model(), seen.schema(), settings, run);
        learner.learn(seen);
        var now = trained(seen, source, learner.model(), run);
        return now.after(before);
    }

    private <T extends Model> Trained<T> trained(Dataset data, Dataset source, T model, Run run) {
        var provenance = new Provenance(Recipe.of(canonical()), offer.name(), type.annotation().format(), offer.plugin(),
                run.task(), run.seed(), source.name(), source.fingerprint(), source.rows());
        return new Trained<>(provenance, data.schema(), new Trained.Scope(traits().accepts(), columns),
                classFrequencies(data), run.history(), run.warnings(), model);
    }

    static Map<String, double[]> classFrequencies(Dataset data) {
        var weights = data.weights();
        var frequencies = new HashMap<String, double[]>();
        for (var target : data.schema().targets()) {
            if (data.column(target.name()) instanceof NominalColumn nominal) {
                var sums = new double[nominal.levels().size()];
                for (int row = 0; row < data.rows(); row++) {
                    if (!nominal.isMissing(row)) {
                        sums[nominal.code(row)] += weights.isPresent() ? weights.get()[row] : 1;
                    }
                }
                frequencies.put(target.name(), sums);
            }
        }
        return frequencies;
    }

    /// @throws DataException if the last step cannot answer the question that the data ask
    Task taskFor(Dataset data) {
        var tasks = traits().tasks();
        var targets = data.schema().targets();
        if (!targets.isEmpty()) {
            boolean nominal = targets.stream().allMatch(target -> Demands.kind(target) == Accepts.NOMINAL);
            boolean numeric = targets.stream().allMatch(target -> Demands.kind(target) == Accepts.NUMERIC);
            if (nominal && tasks.contains(Task.CLASSIFICATION)) {
                return Task.CLASSIFICATION;
            }
            if (numeric && tasks.contains(Task.REGRESSION)) {
                return Task.REGRESSION;
            }
            // of both kinds, for those that answer both at once: the first target names the task
            boolean both = targets.stream().map(Demands::kind).allMatch(kind -> kind == Accepts.NOMINAL || kind == Accepts.NUMERIC);
            if (both && !nominal && !numeric && traits().accepts().contains(Accepts.MULTI_TARGET)
                    && tasks.contains(Task.CLASSIFICATION) && tasks.contains(Task.REGRESSION)) {
                return Demands.kind(targets.getFirst()) == Accepts.NOMINAL ? Task.CLASSIFICATION : Task.REGRESSION;
            }
        }
        for (var task : Task.values()) {
            if (tasks.contains(task) && (!task.isSupervised() || task == Task.FORECASTING)) {
                return task;
            }
        }
        if (targets.isEmpty()) {
            throw new DataException("`%s` learns from a target, and %s has none; name one with target=COLUMN"
                    .formatted(name(), data.name()));
        }
        var target = targets.getFirst();
        throw new DataException("`%s` predicts %s, and the target `%s` is %s; choose an algorithm for %s".formatted(name(),
                tasks.contains(Task.REGRESSION) ? "numbers" : "levels", target.name(), target.kind().name().toLowerCase(),
                tasks.contains(Task.REGRESSION) ? "classification" : "regression"));
    }
}
