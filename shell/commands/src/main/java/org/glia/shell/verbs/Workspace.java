package org.glia.shell.verbs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import org.glia.api.data.Dataset;
import org.glia.api.problem.RecipeException;
import org.glia.api.problem.Suggestion;
import org.glia.shell.words.Excerpt;

/// The data sets and models that were given names in this session.
public final class Workspace {

    private final Map<String, Dataset> data = new ConcurrentSkipListMap<>();
    private final Map<String, Kept> models = new ConcurrentSkipListMap<>();

    /// Gives a data set a name; it is called so from now on.
    void keep(String name, Dataset table) {
        data.put(name, table.withName(name));
    }

    Optional<Dataset> data(String name) {
        return Optional.ofNullable(data.get(name));
    }

    public List<String> dataNames() {
        return List.copyOf(data.keySet());
    }

    Collection<Dataset> tables() {
        return data.values();
    }

    void keep(Kept model) {
        models.put(model.name(), model);
    }

    Optional<Kept> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /// @throws RecipeException if there is no such model; it points at the word
    Kept model(Excerpt name) {
        return model(name.text()).orElseThrow(() -> name.problem("there is no model `%s`%s".formatted(name.text(),
                models.isEmpty() ? "; fit one, or open a file"
                        : Suggestion.nearest(name.text(), models.keySet()).map(near -> "; did you mean `" + near + "`?")
                        .orElse("; there are " + String.join(", ", models.keySet().stream().map(m -> "`" + m + "`").toList())))));
    }

    public List<String> modelNames() {
        return List.copyOf(models.keySet());
    }

    Collection<Kept> models() {
        return models.values();
    }

    /// The wish, or the first of `wish-2`, `wish-3` ... that no model has.
    String freeModelName(String wish) {
        var name = wish;
        for (int number = 2; models.containsKey(name); number++) {
            name = wish + "-" + number;
        }
        return name;
    }
}
