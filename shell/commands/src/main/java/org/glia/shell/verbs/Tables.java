package org.glia.shell.verbs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glia.api.Catalog;
import org.glia.api.Offer;
import org.glia.api.SourceOffer;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Role;
import org.glia.api.problem.DataException;
import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.problem.Suggestion;
import org.glia.api.recipe.Argument;
import org.glia.api.recipe.Place;
import org.glia.api.recipe.Step;
import org.glia.api.recipe.Value;
import org.glia.api.run.Run;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Kind;

/// Finds the data that a statement names: a name of the workspace, else a built-in set or a generator, else a file that
/// an installed reader knows by its ending. Roles of columns can be set behind each of them.
public final class Tables {

    /// What can be said of columns behind any data; the other settings are those of the source.
    private static final Map<String, Role> ROLES = roles();
    /// Which reader reads the file, where its ending does not tell.
    private static final String READER = "reader";

    private final Desk desk;
    private final Catalog catalog;
    private final Run run;
    private final long seed;

    /// @param seed that of the run, which decides what generators draw
    Tables(Desk desk, Catalog catalog, Run run, long seed) {
        this.desk = desk;
        this.catalog = catalog;
        this.run = run;
        this.seed = seed;
    }

    Tables(Desk desk, Desk.Bench bench, long seed) {
        this(desk, bench.catalog(), Run.local(bench.catalog().setup(seed).withListener(bench.meter().beforehand())
                .withCancelled(bench.request().cancelled())), seed);
    }

    /// Generators draw with seed 0 here, whatever the seed of the work: what is named alike is alike. `load` can say another.
    Tables(Desk desk, Desk.Bench bench) {
        this(desk, bench, 0);
    }

    private static Map<String, Role> roles() {
        var roles = new LinkedHashMap<String, Role>();
        for (var role : List.of(Role.TARGET, Role.WEIGHT, Role.GROUP, Role.TIME, Role.ID)) {
            roles.put(role.name().toLowerCase(Locale.ROOT), role);
        }
        roles.put("ignore", Role.IGNORED);
        return roles;
    }

    /// The keys that stand behind any data.
    public static List<String> roleKeys() {
        return List.copyOf(ROLES.keySet());
    }

    /// The columns of the data that are named.
    ///
    /// @throws GliaException if there are no such data
    public static List<String> columns(Desk desk, Catalog catalog, DataWords words) {
        return new Tables(desk, catalog, Run.local(catalog.setup(0)), 0).find(words).schema().names();
    }

    /// The data, with their roles and the words that bring them again in another session.
    ///
    /// @throws RecipeException if there are none of that name, or a setting is wrong; it points at the word
    /// @throws DataException   if a file is malformed
    Dataset find(DataWords words) {
        var name = words.name().unquoted();
        var known = words.name().raw().equals(name) ? desk.workspace().data(name) : Optional.<Dataset>empty();
        if (known.isEmpty()) {
            return bring(words);
        }
        var origin = Load.origin(known.get().origin()).with(words.settings());
        return withRoles(withoutSettings(known.get(), words), words).withOrigin(origin.toString());
    }

    /// The same, whatever has been loaded.
    Dataset bring(DataWords words) {
        return withRoles(brought(words).orElseGet(() -> read(words)), words);
    }

    private static Dataset withoutSettings(Dataset data, DataWords words) {
        var foreign = settings(words).stream().findFirst();
        if (foreign.isPresent()) {
            throw foreign.get().place().exception("`%s` is loaded already, and `%s` is no role of a column; there are %s"
                    .formatted(data.name(), foreign.get().key(), named(ROLES.keySet())));
        }
        return data;
    }

    /// What a built-in set or a generator brings.
    private Optional<Dataset> brought(DataWords words) {
        var name = words.name().text();
        var step = step(name, words);
        if (step.isEmpty() || catalog.sources().stream().noneMatch(offer -> !offer.readsFiles()
                && (offer.name().equals(name) || offer.address().equals(name)))) {
            return Optional.empty();
        }
        var table = catalog.load(step.get(), Optional.empty(), run);
        return Optional.of((settings(words).isEmpty() ? table : table.withName(step.get().toString()))
                .withOrigin(Origin.of(words, seed).toString()));
    }

    private static Optional<Step> step(String name, DataWords words) {
        try {
            // the source of the settings' places, so that all problems of the step can be pointed at together
            var source = words.settings().stream().findFirst().map(first -> first.place().source())
                    .orElse(words.all().statement());
            return Optional.of(new Step(name, settings(words),
                    new Place(source, words.name().start(), words.name().end())));
        } catch (RecipeException e) {
            return Optional.empty(); // a file, whose name is none
        }
    }

    private Dataset read(DataWords words) {
        var file = desk.file(Kind.path(words.name()));
        var reader = reader(words, file).orElseThrow(() -> unknown(words, file));
        if (!Files.exists(file)) {
            throw words.name().problem("there is no file `%s`".formatted(file));
        }
        boolean only = catalog.sources().stream().filter(offer -> offer.name().equals(reader.name())).count() == 1;
        var step = step(only ? reader.name() : reader.address(), words).orElseThrow();
        return catalog.load(step, Optional.of(file), run).withName(baseName(file))
                .withOrigin(Origin.of(file, words, seed).toString());
    }

    private Optional<SourceOffer> reader(DataWords words, Path file) {
        var readers = catalog.sources().stream().filter(SourceOffer::readsFiles).toList();
        var wanted = words.setting(READER);
        if (wanted.isPresent()) {
            var name = text(wanted.get().value());
            return Optional.of(readers.stream().filter(offer -> offer.name().equals(name) || offer.address().equals(name))
                    .findFirst().orElseThrow(() -> wanted.get().place().exception("there is no reader `%s`; there are %s"
                            .formatted(name, named(readers.stream().map(Offer::name).toList())))));
        }
        var text = file.toString().toLowerCase(Locale.ROOT);
        return readers.stream().filter(offer -> offer.extensions().stream().anyMatch(ending -> text.endsWith("." + ending)))
                .findFirst();
    }

    private RecipeException unknown(DataWords words, Path file) {
        var name = words.name().unquoted();
        if (Files.isDirectory(file)) {
            return words.name().problem("`%s` is a folder; name a file in it".formatted(name));
        }
        var endings = catalog.sources().stream().flatMap(offer -> offer.extensions().stream()).sorted().toList();
        if (Files.exists(file)) {
            return words.name().problem("no reader knows the ending of `%s`; say reader=NAME with one of %s".formatted(name,
                    named(catalog.sources().stream().filter(SourceOffer::readsFiles).map(Offer::name).sorted().toList())));
        }
        if (name.contains("/") || name.contains(".")) {
            return words.name().problem("there is no file `%s`%s".formatted(name,
                    endings.stream().anyMatch(ending -> name.endsWith("." + ending)) ? ""
                            : "; files that can be read end in " + String.join(", ", endings)));
        }
        var names = Stream.concat(desk.workspace().dataNames().stream(), catalog.sources().stream()
                .filter(offer -> !offer.readsFiles()).map(Offer::name)).collect(Collectors.toSet());
        return words.name().problem("there is no data set `%s`%s".formatted(name, Suggestion.nearest(name, names)
                .map(near -> "; did you mean `" + near + "`?").orElse("; `datasets` lists them")));
    }

    private static String baseName(Path file) {
        var name = file.getFileName().toString();
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /// The settings that are the source's.
    private static List<Argument> settings(DataWords words) {
        return words.settings().stream()
                .filter(argument -> !ROLES.containsKey(argument.key()) && !argument.key().equals(READER)).toList();
    }

    private static Dataset withRoles(Dataset table, DataWords words) {
        var result = table;
        var origin = table.origin();
        for (var argument : words.settings()) {
            var role = ROLES.get(argument.key());
            if (role == null) {
                continue;
            }
            try {
                result = result.withRole(role, texts(argument.value()));
            } catch (DataException e) {
                throw new RecipeException(List.of(argument.place().problem(e.getMessage())), argument.place().source());
            }
        }
        return result.withOrigin(origin);
    }

    private static List<String> texts(Value value) {
        return value instanceof Value.Items items ? items.items().stream().map(Tables::text).toList() : List.of(text(value));
    }

    private static String text(Value value) {
        return value instanceof Value.Scalar scalar ? scalar.word() : value.toString();
    }

    private static String named(Collection<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /// All data of a list.
    List<Dataset> find(List<DataWords> words) {
        var tables = new ArrayList<Dataset>();
        for (var one : words) {
            var table = find(one);
            if (tables.stream().anyMatch(other -> other.name().equals(table.name()))) {
                throw one.all().problem("`%s` is named twice; name it once, or load one of them under another name"
                        .formatted(table.name()));
            }
            tables.add(table);
        }
        return tables;
    }

    /// Finds one of them by its name.
    static Function<String, Optional<Dataset>> among(List<Dataset> tables) {
        return name -> tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /// A data set in a few words: `iris (150 rows, 4 features, target species)`.
    static String described(Dataset table) {
        var targets = table.schema().targets().stream().map(Field::name).collect(Collectors.joining(", "));
        return "%s (%s, %s%s)".formatted(table.name(), counted(table.rows(), "row"),
                counted(table.schema().featureWidth(), "feature"), targets.isEmpty() ? "" : ", target " + targets);
    }

    static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
