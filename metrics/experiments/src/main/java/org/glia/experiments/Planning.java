package org.glia.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glia.api.AlgorithmOffer;
import org.glia.api.Configured;
import org.glia.api.data.Dataset;
import org.glia.api.data.Kind;
import org.glia.api.data.Task;
import org.glia.api.model.Plugin;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.recipe.Recipe;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;
import org.glia.api.run.RandomStream;
import org.glia.runtime.Cell;
import org.glia.runtime.Lease;
import org.glia.runtime.RecipePlugins;

/// Makes the plan of an experiment. Everything that the user must change is found here, before any work begins.
final class Planning {

    private final Experiment experiment;
    private final Lease catalog;
    private final Set<Yardstick> measures = new LinkedHashSet<>();
    private final List<Trial> trials = new ArrayList<>();

    private Planning(Experiment experiment, Lease catalog) {
        this.experiment = experiment;
        this.catalog = catalog;
    }

    /// A recipe that is found in the catalog, as it was written and with all that it stands for.
    private record Entrant(Recipe written, Configured<?> configured, String canonical, List<Plugin> plugins) {
    }

    /// What an entrant is asked of a data set, and by which measures it is judged.
    private record Question(Task task, List<Yardstick> measures, Optional<String> unsuitable) {
    }

    /// @throws GliaException if there is nothing to do, or nothing that could be judged
    static Plan plan(Study study, Experiment experiment, Lease catalog) {
        var planning = new Planning(experiment, catalog);
        var plan = planning.planned(study);
        planning.requireTrials();
        planning.requireJudges();
        return plan;
    }

    /// The plan of an experiment that has begun, with what is installed now; it may have nothing left to do.
    static Plan again(Study study, Experiment experiment, Lease catalog) {
        return new Planning(experiment, catalog).planned(study);
    }

    private Plan planned(Study study) {
        var entrants = entrants();
        var named = Yardstick.named(experiment.measures(), catalog);
        for (var data : experiment.data()) {
            add(data, entrants, named);
        }
        return new Plan(study, experiment, List.copyOf(measures), trials);
    }

    private void requireTrials() {
        if (trials.isEmpty()) {
            throw new GliaException("no installed algorithm suits %s%s; `algorithms` lists them".formatted(
                    experiment.data().stream().map(Dataset::name).collect(Collectors.joining(", ")),
                    experiment.measures().isEmpty() ? "" : " and is judged by " + String.join(", ", experiment.measures())));
        }
    }

    /// Work that nobody could judge is not begun.
    private void requireJudges() {
        var tasks = trials.stream().filter(trial -> trial.unsuitable().isEmpty()).map(Trial::task).distinct().sorted().toList();
        if (!tasks.isEmpty() && tasks.stream().noneMatch(this::isJudged)) {
            var task = tasks.getFirst();
            var standard = Yardstick.standard(task, catalog).stream().map(Yardstick::name).toList();
            throw new GliaException("no %s here is judged by %s%s".formatted(task.name().toLowerCase(Locale.ROOT),
                    String.join(" or ", experiment.measures()), standard.isEmpty() ? "" : "; name a measure such as " + String.join(", ", standard)));
        }
    }

    private List<Recipe> recipes() {
        var every = experiment.every() ? catalog.algorithms() : List.<AlgorithmOffer>of();
        return Stream.concat(experiment.recipes().stream(), every.stream().filter(offer -> !offer.tasks().contains(Task.TRANSFORMATION))
                .map(offer -> Recipe.parse(isOnly(offer, every) ? offer.name() : offer.address())).filter(this::suitsSomething)).toList();
    }

    private static boolean isOnly(AlgorithmOffer offer, List<AlgorithmOffer> all) {
        return all.stream().filter(other -> other.name().equals(offer.name())).count() == 1;
    }

    /// An algorithm that nobody has named is not worth a word where it suits none of the data, or nobody asks how well it does.
    private boolean suitsSomething(Recipe recipe) {
        try {
            var configured = catalog.configure(recipe);
            return experiment.data().stream().map(data -> question(new Entrant(recipe, configured, "", List.of()), data, List.of()))
                    .anyMatch(question -> question.unsuitable().isEmpty() && isJudged(question.task()));
        } catch (RecipeException needsSettings) {
            return false;
        }
    }

    private boolean isJudged(Task task) {
        var named = experiment.measures();
        return named.isEmpty() || named.stream().map(name -> name.startsWith(Cell.TRAINING) ? name.substring(Cell.TRAINING.length()) : name)
                .anyMatch(name -> catalog.measure(name).tasks().contains(task));
    }

    /// The recipes; those that say the same in other words are tried once.
    private List<Entrant> entrants() {
        record Identity(String canonical, List<Plugin> plugins) { }
        var entrants = new LinkedHashMap<Identity, Entrant>();
        for (var recipe : recipes()) {
            var configured = catalog.configure(recipe);
            var canonical = configured.recipe();
            var plugins = RecipePlugins.of(configured, catalog);
            entrants.putIfAbsent(new Identity(canonical.toString(), plugins),
                    new Entrant(recipe, configured, canonical.toString(), plugins));
        }
        return List.copyOf(entrants.values());
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
                        .formatted(task.name().toLowerCase(Locale.ROOT)));
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
        var cell = new Cell(data.name(), entrant.written().toString(), fold, seed(fold), names, entrant.plugins());
        return new Trial(cell, entrant.canonical(), question.task(), data.fingerprint(), split, splitFingerprint,
                catalog.platform(), question.measures(), question.unsuitable());
    }

    /// The same for all recipes, another one for each fold.
    private long seed(Fold fold) {
        return RandomStream.derive(RandomStream.derive(RandomStream.derive(experiment.seed(), "cell"), fold.repeat()),
                fold.number());
    }
}
