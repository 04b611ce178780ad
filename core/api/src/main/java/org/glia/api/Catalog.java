package org.glia.api;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.glia.api.data.Dataset;
import org.glia.api.model.Prediction;
import org.glia.api.model.Trained;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.problem.Suggestion;
import org.glia.api.recipe.Recipe;
import org.glia.api.recipe.Step;
import org.glia.api.run.Recipes;
import org.glia.api.run.Run;
import org.glia.api.run.RunSetup;
import org.osgi.annotation.versioning.ProviderType;

/// Where names find their services. Several plug-ins may offer one name; then `name@plugin` tells them apart.
@ProviderType
public interface Catalog extends Recipes {

    /// A catalog of exactly these, for plain Java and for tests.
    static Catalog of(Estimator<?, ?>... estimators) {
        return of(Arrays.asList(estimators), List.of(), List.of());
    }

    static Catalog of(List<? extends Estimator<?, ?>> estimators, List<? extends Measure> measures,
                      List<? extends DataSource<?>> sources) {
        return new ListCatalog(estimators, measures, sources);
    }

    List<AlgorithmOffer> algorithms();

    List<MeasureOffer> measures();

    List<SourceOffer> sources();

    /// The service behind an offer.
    ///
    /// @throws GliaException if its plug-in has gone meanwhile
    Estimator<?, ?> open(AlgorithmOffer offer);

    /// The service behind an offer.
    ///
    /// @throws GliaException if its plug-in has gone meanwhile
    Measure open(MeasureOffer offer);

    /// The service behind an offer.
    ///
    /// @throws GliaException if its plug-in has gone meanwhile
    DataSource<?> open(SourceOffer offer);

    /// The algorithm that a step of a recipe names.
    ///
    /// @throws RecipeException if none or more than one has the name; the message says what to write instead
    default AlgorithmOffer algorithm(Step step) {
        return pick(algorithms(), step, "algorithm");
    }

    /// The algorithm of that name.
    ///
    /// @throws RecipeException if none or more than one has the name
    default AlgorithmOffer algorithm(String name) {
        return algorithm(new Step(name, List.of()));
    }

    /// The measure of that name.
    ///
    /// @throws RecipeException if none or more than one has the name
    default MeasureOffer measure(String name) {
        return pick(measures(), new Step(name, List.of()), "measure");
    }

    /// The data source that a step names.
    ///
    /// @throws RecipeException if none or more than one has the name
    default SourceOffer source(Step step) {
        return pick(sources(), step, "data set");
    }

    private static <O extends Offer> O pick(List<O> offers, Step step, String what) {
        var found = offers.stream().filter(offer -> offer.name().equals(step.algorithm())
                && step.plugin().map(offer.plugin().name()::equals).orElse(true)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.size() > 1) {
            var newest = found.stream().map(offer -> offer.plugin().name()).distinct().count() == 1;
            throw step.place().exception(newest
                    ? "two versions of %s offer the %s `%s`; uninstall one".formatted(found.getFirst().plugin().name(), what,
                            step.algorithm())
                    : "`%s` is offered by more than one plug-in; write %s".formatted(step.name(), found.stream()
                            .map(offer -> "`" + offer.address() + "`").distinct().sorted().collect(Collectors.joining(" or "))));
        }
        var names = offers.stream().map(Offer::name).collect(Collectors.toSet());
        var elsewhere = step.plugin().isPresent() && names.contains(step.algorithm());
        throw step.place().exception(elsewhere
                ? "`%s` does not offer `%s`; %s does".formatted(step.plugin().get(), step.algorithm(), offers.stream()
                        .filter(offer -> offer.name().equals(step.algorithm())).map(offer -> "`" + offer.plugin().name() + "`")
                        .distinct().sorted().collect(Collectors.joining(", ")))
                : "there is no %s `%s`%s".formatted(what, step.name(), suggestion(step.algorithm(), names)));
    }

    private static String suggestion(String name, Set<String> names) {
        var nearest = Suggestion.didYouMean(name, names);
        if (!nearest.isEmpty() || names.isEmpty()) {
            return nearest;
        }
        return "; there are " + names.stream().sorted().limit(12).map(known -> "`" + known + "`").collect(Collectors.joining(", "))
                + (names.size() > 12 ? " and %d more".formatted(names.size() - 12) : "");
    }

    /// A recipe with its names found and its settings checked, ready to be fitted.
    ///
    /// @throws RecipeException if a name is unknown or ambiguous, or settings are wrong; the message names all problems
    default Configured<?> configure(Recipe recipe) {
        return Configured.of(this, recipe);
    }

    /// @throws RecipeException if the text is no recipe, or as for [#configure(Recipe)]
    default Configured<?> configure(String recipe) {
        return configure(Recipe.parse(recipe));
    }

    /// The table that a data source brings.
    ///
    /// @param step the source's name and settings: `blobs n=500`, `csv separator=;`
    /// @param file the file to read; empty for sets and generators
    /// @throws RecipeException if the source is unknown or its settings are wrong
    /// @throws DataException   if the file is malformed
    default Dataset load(Step step, Optional<Path> file, Run run) {
        return load(open(source(step)), step, file, run);
    }

    private static <S extends Record> Dataset load(DataSource<S> source, Step step, Optional<Path> file, Run run) {
        return source.load(file, DataSource.settings(source).read(step), run);
    }

    /// The table of a built-in set or a generator: `iris`, `blobs n=500`; made with seed 0.
    ///
    /// @throws RecipeException if the source is unknown or its settings are wrong
    default Dataset load(String source) {
        return load(Recipe.parse(source).last(), Optional.empty(), Run.local(setup(0)));
    }

    /// What a measure says of a prediction.
    ///
    /// @param truth the rows that were predicted, with their targets
    /// @throws RecipeException if there is no such measure
    default Score score(String measure, Dataset truth, Prediction prediction) {
        return open(measure(measure)).score(truth, prediction);
    }

    @Override
    default Trained<?> fit(Recipe recipe, Dataset data, Run run) {
        return configure(recipe).fit(data, run);
    }

    /// What runs are made of that find nested recipes here.
    default RunSetup setup(long seed) {
        return RunSetup.of(seed).withRecipes(this);
    }
}
