package org.glia.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.glia.api.AlgorithmType;
import org.glia.api.Catalog;
import org.glia.api.Configured;
import org.glia.api.Estimator;
import org.glia.api.FitsRows;
import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Task;
import org.glia.api.model.Trained;
import org.glia.api.recipe.Recipe;

/// An estimator with certain settings, and the data to try it on.
final class Candidate {

    /// Of all fits whose seed does not matter.
    static final long SEED = 42;

    private final Estimator<?, ?> estimator;
    private final AlgorithmType<?, ?> type;
    private final Catalog catalog;
    private final String settings;
    private final Configured<?> configured;
    private final Traits traits;
    private final List<Estimator<?, ?>> others;
    private final List<Dataset> own;
    private final int manyRows;
    private final Map<String, Trained<?>> fitted = new ConcurrentHashMap<>();

    /// @param settings as a recipe writes them
    /// @param others   for nested recipes
    /// @param own      data of the author's, instead of generated ones
    /// @param manyRows of the data that must give work to several threads
    Candidate(Estimator<?, ?> estimator, String settings, List<Estimator<?, ?>> others, List<Dataset> own,
              int manyRows) {
        this.estimator = estimator;
        this.type = AlgorithmType.of(estimator);
        var all = new ArrayList<Estimator<?, ?>>(List.of(estimator));
        all.addAll(others);
        this.catalog = Catalog.of(all.toArray(Estimator<?, ?>[]::new));
        this.settings = settings;
        this.configured = catalog.configure(Recipe.parse("%s %s".formatted(type.annotation().name(), settings)));
        this.traits = configured.traits();
        this.others = others;
        this.own = own;
        this.manyRows = manyRows;
    }

    Estimator<?, ?> estimator() {
        return estimator;
    }

    /// For nested recipes.
    List<Estimator<?, ?>> others() {
        return others;
    }

    /// The author's data.
    List<Dataset> own() {
        return own;
    }

    int manyRows() {
        return manyRows;
    }

    AlgorithmType<?, ?> type() {
        return type;
    }

    String name() {
        return type.annotation().name();
    }

    Catalog catalog() {
        return catalog;
    }

    String settings() {
        return settings;
    }

    Configured<?> configured() {
        return configured;
    }

    Traits traits() {
        return traits;
    }

    boolean accepts(Accepts what) {
        return traits.accepts().contains(what);
    }

    boolean isRandom() {
        return type.annotation().random();
    }

    /// Whether its answer for the training rows is not what its model says of them; then it may know no others.
    boolean fitsRows() {
        return estimator instanceof FitsRows<?, ?>;
    }

    Specimens specimens() {
        return Specimens.of(traits);
    }

    /// The ordinary data, in arrays of their own at every call.
    List<Trial> trials() {
        return trials(specimens());
    }

    /// As [#trials()], with more rows.
    List<Trial> trialsOfManyRows() {
        return trials(specimens().withRows(manyRows));
    }

    private List<Trial> trials(Specimens generated) {
        var trials = new ArrayList<Trial>();
        own.forEach(data -> trials.add(new Trial(this, brought(Variants.afresh(data)))));
        Set<Task> covered = Set.copyOf(trials.stream().map(Trial::task).toList());
        generated.ordinary().stream().filter(specimen -> !covered.contains(specimen.task()))
                .forEach(specimen -> trials.add(new Trial(this, specimen)));
        return trials;
    }

    /// The author's data: what stands in a nominal target is what clusters should find.
    private Specimen brought(Dataset data) {
        var task = configured.task(data);
        var targets = data.schema().targets();
        var truth = task == Task.CLUSTERING && targets.size() == 1 && data.target() instanceof NominalColumn groups
                ? Optional.of(new Specimen.Truth(groups.codes(), groups.codes())) : Optional.<Specimen.Truth>empty();
        return new Specimen(data.name(), task, data, data, truth);
    }

    /// The trained model of ordinary data, fitted once.
    Trained<?> fitted(Trial trial) {
        var known = fitted.get(trial.specimen().name());
        if (known == null) {
            known = trial.fit(trial.data());
            fitted.put(trial.specimen().name(), known);
        }
        return known;
    }

    /// How an author makes this again.
    String code() {
        var of = "Conformance.of(new %s())".formatted(estimator.getClass().getSimpleName());
        return settings.isBlank() ? of : of + ".settings(\"%s\")".formatted(settings);
    }

    @Override
    public String toString() {
        return settings.isBlank() ? "default settings" : settings;
    }
}
