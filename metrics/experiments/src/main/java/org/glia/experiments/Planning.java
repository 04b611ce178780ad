package org.glia.experiments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.glia.api.Catalog;
import org.glia.api.Configured;
import org.glia.api.data.Dataset;
import org.glia.api.data.Kind;
import org.glia.api.data.Task;
import org.glia.api.model.Plugin;
import org.glia.api.problem.DataException;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Step;
import org.glia.api.recipe.Value;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;
import org.glia.api.run.RandomStream;
import org.glia.runtime.Cell;

/// Makes the plan of an experiment. Everything that the user must change is found here, before any work begins.
final class Planning {

    private final Experiment experiment;
    private final Catalog catalog;
    private final Set<Yardstick> measures = new LinkedHashSet<>();
    private final List<Trial> trials = new ArrayList<>();

    private Planning(Experiment experiment, Catalog catalog) {
        this.experiment = experiment;
        this.catalog = catalog;
    }

    /// A recipe that is found in the catalog, as it was written and with all that it stands for.
    private record Entrant(Recipe written, Configured<?> configured, String canonical, List<Plugin> plugins) {
    }

    /// What an entrant is asked of a data set, and by which measures it is judged.
    private record Question(Task task, List<Yardstick> measures, Optional<String> unsuitable) {
    }

    static Plan plan(Experiment experiment, Catalog catalog) {
        var planning = new Planning(experiment, catalog);
        var entrants = planning.entrants();
        var named = Yardstick.named(experiment.measures(), catalog);
        for (var data : experiment.data()) {
            planning.add(data, entrants, named);
        }
        return new Plan(experiment, List.copyOf(planning.measures), planning.trials);
    }

    /// The recipes; those that say the same in other words are tried once.
    private List<Entrant> entrants() {
        record Identity(String canonical, List<Plugin> plugins) { }
        var entrants = new LinkedHashMap<Identity, Entrant>();
        for (var recipe : experiment.recipes()) {
            var configured = catalog.configure(recipe);
            var canonical = configured.recipe();
            var plugins = plugins(configured, canonical);
            entrants.putIfAbsent(new Identity(canonical.toString(), plugins),
                    new Entrant(recipe, configured, canonical.toString(), plugins));
        }
        return List.copyOf(entrants.values());
    }

    private static final Comparator<Plugin> BY_IDENTITY = Comparator.comparing(Plugin::name)
            .thenComparing(Plugin::version).thenComparing(Plugin::hash);

    private List<Plugin> plugins(Configured<?> configured, Recipe canonical) {
        var plugins = new TreeSet<>(BY_IDENTITY);
        configured.algorithms().forEach(offer -> plugins.add(offer.plugin()));
        canonical.steps().forEach(step -> step.arguments().forEach(argument -> addNested(argument.value(), plugins)));
        return List.copyOf(plugins);
    }

    /// The plug-ins of nested recipes. A nested step may be a choice and no algorithm, and share its name with one: then
    /// a plug-in too many is named, which does no harm.
    private void addNested(Value value, Set<Plugin> plugins) {
        switch (value) {
            case Value.Nested nested -> nested.steps().forEach(step -> {
                named(step).forEach(plugins::add);
                step.arguments().forEach(argument -> addNested(argument.value(), plugins));
            });
            case Value.Items items -> items.items().forEach(item -> addNested(item, plugins));
            case Value.Entry entry -> addNested(entry.value(), plugins);
            default -> { }
        }
    }

    private List<Plugin> named(Step step) {
        return catalog.algorithms().stream().filter(offer -> offer.name().equals(step.algorithm())
                && step.plugin().map(offer.plugin().name()::equals).orElse(true)).map(offer -> offer.plugin()).toList();
    }

    private void add(Dataset data, List<Entrant> entrants, List<Yardstick> named) {
        var folds = experiment.resampling().folds(data, experiment.seed());
        var questions = entrants.stream().map(entrant -> question(entrant, data, named)).toList();
        questions.forEach(question -> measures.addAll(question.measures()));
        for (var fold : folds.all()) {
            var splitFingerprint = Folds.of("", List.of(fold)).fingerprint();
            for (int i = 0; i < entrants.size(); i++) {
                trials.add(trial(data, folds.definition(), fold, splitFingerprint, entrants.get(i), questions.get(i)));
            }
        }
    }

    private Question question(Entrant entrant, Dataset data, List<Yardstick> named) {
        try {
            var task = entrant.configured().task(data);
            entrant.configured().check(data);
            var judges = named.isEmpty() ? Yardstick.standard(task, catalog) : named;
            if (task == Task.TRANSFORMATION) {
                return unsuitable(data, "`%s` transforms rows and predicts nothing; put an algorithm that does behind it"
                        .formatted(entrant.written().last().name()));
            }
            if (judges.isEmpty()) {
                return unsuitable(data, "no installed measure judges %s; name measures that do"
                        .formatted(task.name().toLowerCase()));
            }
            return new Question(task, judges, Optional.empty());
        } catch (DataException e) {
            return unsuitable(data, e.getMessage());
        }
    }

    /// The recipe is listed with those that answer what the data themselves ask.
    private static Question unsuitable(Dataset data, String reason) {
        var targets = data.schema().targets();
        var task = targets.isEmpty() ? Task.CLUSTERING
                : targets.getFirst().kind() == Kind.NOMINAL ? Task.CLASSIFICATION : Task.REGRESSION;
        return new Question(task, List.of(), Optional.of(reason));
    }

    private Trial trial(Dataset data, String split, Fold fold, String splitFingerprint, Entrant entrant, Question question) {
        var names = question.measures().stream().map(Yardstick::name).toList();
        var plugins = new TreeSet<>(BY_IDENTITY);
        plugins.addAll(entrant.plugins());
        names.forEach(name -> plugins.add(catalog.measure(name).plugin()));
        var cell = new Cell(data.name(), entrant.written().toString(), fold, seed(fold), names);
        return new Trial(cell, entrant.canonical(), question.task(), data.fingerprint(), split, splitFingerprint,
                List.copyOf(plugins), question.unsuitable());
    }

    /// The same for all recipes, another one for each fold.
    private long seed(Fold fold) {
        return RandomStream.derive(RandomStream.derive(RandomStream.derive(experiment.seed(), "cell"), fold.repeat()),
                fold.number());
    }
}
