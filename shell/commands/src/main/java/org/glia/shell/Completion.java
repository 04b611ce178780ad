package org.glia.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.glia.api.AlgorithmOffer;
import org.glia.api.Catalog;
import org.glia.api.Offer;
import org.glia.api.SourceOffer;
import org.glia.api.data.Task;
import org.glia.api.problem.GliaException;
import org.glia.shell.verbs.Desk;
import org.glia.shell.verbs.Tables;
import org.glia.shell.verbs.Verbs;
import org.glia.shell.words.DataWords;
import org.glia.shell.words.Kind;
import org.glia.shell.words.Lexer;
import org.glia.shell.words.Part;
import org.glia.shell.words.Syntax;
import org.glia.shell.words.Word;

/// What can come next in a line, from the parts of its verb and from what is installed.
final class Completion {

    /// What cannot be a part of the word that is being completed.
    private static final String BOUNDARIES = " \t\n=[,|\"';{(";
    private static final long LARGEST_FILE = 4 << 20;

    /// @param value    the word
    /// @param help     what it means
    /// @param complete whether the word ends with it
    record Choice(String value, String help, boolean complete) {

        static Choice word(String value, String help) {
            return new Choice(value, help, true);
        }

        static Choice key(String key, String help) {
            return new Choice(key + "=", help, false);
        }
    }

    private final Desk desk;
    private final Collection<String> commands;

    /// @param commands the names of all commands, verbs and others
    Completion(Desk desk, Collection<String> commands) {
        this.desk = desk;
        this.commands = commands;
    }

    /// Where the word starts that a completion of this text replaces.
    static int wordStart(String before) {
        int start = before.length();
        while (start > 0 && BOUNDARIES.indexOf(before.charAt(start - 1)) < 0) {
            start--;
        }
        return start;
    }

    /// What can stand from [#wordStart] on; the caller picks those that begin with what is there already.
    ///
    /// @param before the text up to the cursor
    List<Choice> choices(String before) {
        int start = new Statements(before).lastStart();
        int word = Math.max(start, wordStart(before));
        var context = before.substring(start, word);
        var typed = before.substring(word);
        if (context.isBlank()) {
            return commands();
        }
        var words = Lexer.words(context);
        var first = words.getFirst().raw();
        if (words.size() == 1 && !Verbs.secondWords(first).isEmpty()) {
            return secondWords(first);
        }
        var verb = Verbs.find(first, words.size() > 1 ? words.get(1).raw() : "");
        if (verb.isEmpty()) {
            return endsInBar(context) ? commands() : files(typed);
        }
        var syntax = verb.get().syntax();
        if (syntax.pipeAt(words) < words.size()) {
            return endsInBar(context) ? commands() : files(typed);
        }
        return desk.look(catalog -> new Sentences(syntax, context, typed, catalog).choices());
    }

    private static boolean endsInBar(String context) {
        return context.stripTrailing().endsWith("|");
    }

    private List<Choice> commands() {
        var verbs = Verbs.firstWords();
        return commands.stream().map(name -> Choice.word(name, verbs.contains(name) ? Verbs.help(name) : "")).toList();
    }

    private static List<Choice> secondWords(String first) {
        return Verbs.secondWords(first).stream().map(second -> Choice.word(second, Verbs.named(first + " " + second).syntax().help()))
                .toList();
    }

    /// The files whose names begin with what is typed, folders with a slash.
    private List<Choice> files(String typed) {
        int slash = typed.lastIndexOf('/');
        var folder = slash < 0 ? "" : typed.substring(0, slash + 1);
        var place = folder.startsWith("~/") ? Path.of(System.getProperty("user.home"), folder.substring(1)) : desk.file(Path.of(folder));
        var found = new ArrayList<Choice>();
        try (var entries = Files.newDirectoryStream(place.toString().isEmpty() ? Path.of(".") : place)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (!name.startsWith(".") || typed.substring(slash + 1).startsWith(".")) {
                    found.add(Files.isDirectory(entry) ? new Choice(folder + name + "/", "folder", false)
                            : Choice.word(folder + name, "file"));
                }
            }
        } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
            return List.of(); // no folder, no files
        }
        return found;
    }

    /// What can come next in the sentence of a verb.
    private final class Sentences {

        private final Syntax syntax;
        private final String context;
        private final String typed;
        private final Catalog catalog;
        /// Behind which word the cursor is; empty behind the verb.
        private Optional<Part<?>> section = Optional.empty();
        private int sectionStart;
        private final List<Part<?>> said = new ArrayList<>();
        private final List<Word> inSection = new ArrayList<>();

        Sentences(Syntax syntax, String context, String typed, Catalog catalog) {
            this.syntax = syntax;
            this.context = context;
            this.typed = typed;
            this.catalog = catalog;
        }

        List<Choice> choices() {
            read(Lexer.words(context));
            var parts = section.<List<Part<?>>>map(List::of).orElseGet(syntax::leading);
            var choices = new ArrayList<Choice>();
            int used = 0;
            for (var part : parts) {
                int extent = inSection.size() > used ? extent(part, inSection.subList(used, inSection.size())) : 0;
                boolean open = inSection.isEmpty() || used + extent >= inSection.size();
                if (open) {
                    choices.addAll(of(part, inSection.subList(used, inSection.size())));
                }
                if (extent == 0) {
                    break;
                }
                used += extent;
            }
            boolean mayGoOn = parts.isEmpty() || !inSection.isEmpty() && atWordStart() && !insideValue();
            if (mayGoOn || section.isEmpty() && parts.stream().allMatch(part -> !part.required())) {
                choices.addAll(continuations());
            }
            return choices;
        }

        private void read(List<Word> words) {
            sectionStart = words.get(syntax.length() - 1).end();
            for (var word : words.subList(syntax.length(), words.size())) {
                var part = syntax.introducedBy(word);
                if (part.filter(Part::isFlag).isPresent()) {
                    said.add(part.get());
                } else if (part.isPresent()) {
                    section = part;
                    sectionStart = word.end();
                    said.add(part.get());
                    inSection.clear();
                } else if (!holdsRecipes() && syntax.setBy(word).isPresent()) {
                    said.add(syntax.setBy(word).get());
                    if (word.end() == context.length() && word.raw().endsWith("=")) {
                        inSection.clear(); // its value is what comes next
                        section = syntax.setBy(word);
                    }
                } else {
                    inSection.add(word);
                }
            }
        }

        /// Whether the cursor stands in a recipe, where key=value would be a setting of it.
        private boolean holdsRecipes() {
            return section.map(List::<Part<?>>of).orElseGet(syntax::leading).stream().anyMatch(part -> part.kind().holdsRecipes(inSection));
        }

        private static int extent(Part<?> part, List<Word> words) {
            return switch (part.kind().offers()) {
                case RECIPES, RECIPES_AND_FILES, MODELS_AND_RECIPES, MEASURES, TASKS, VERBS -> words.size();
                case DATA -> {
                    int end = 1;
                    while (end < words.size() && (words.get(end).equalsSign() > 0 || words.get(end - 1).raw().endsWith(","))) {
                        end++;
                    }
                    yield end;
                }
                default -> 1;
            };
        }

        private boolean atWordStart() {
            return context.isEmpty() || Character.isWhitespace(context.charAt(context.length() - 1));
        }

        /// Whether what stands before cannot be all: `a |`, `a,`, an open bracket or quote.
        private boolean insideValue() {
            var text = context.stripTrailing();
            return text.endsWith("|") || text.endsWith(",") || text.endsWith("=")
                    || Lexer.lex(context, 0).open() != Lexer.Open.NOTHING;
        }

        private List<Choice> continuations() {
            boolean options = !holdsRecipes();
            return syntax.parts().stream().filter(part -> !part.keyword().isEmpty() && !said.contains(part)
                    && (options || !part.isOption()))
                    .map(part -> part.isOption() ? new Choice(part.keyword(), part.help(), false)
                            : Choice.word(part.keyword(), part.help())).toList();
        }

        private List<Choice> of(Part<?> part, List<Word> before) {
            boolean begins = before.isEmpty();
            return switch (part.kind().offers()) {
                case RECIPES -> recipe(part.kind() == Kind.RECIPE_SPACE);
                case RECIPES_AND_FILES -> !part.kind().holdsRecipes(before) ? List.of()
                        : Stream.of(recipe(false), List.of(Choice.word(Kind.EVERY, "every algorithm that suits the data")),
                        begins ? files(typed) : List.<Choice>of()).flatMap(List::stream).toList();
                case MODELS_AND_RECIPES -> begins ? Stream.concat(models().stream(), recipe(false).stream()).toList() : recipe(false);
                case MODELS -> begins ? models() : List.of();
                case DATA -> data(before);
                case MEASURES -> begins || insideValue() ? offers(catalog.measures()) : List.of();
                case FILES -> begins ? Stream.concat(words(part).stream(), files(typed).stream()).toList()
                        : part.kind().words().contains(before.getLast().raw()) ? files(typed) : List.of();
                case ALGORITHMS -> begins ? Stream.of(catalog.algorithms(), catalog.sources(), catalog.measures())
                        .flatMap(offers -> offers(offers).stream()).toList() : List.of();
                case VERBS -> begins ? Verbs.firstWords().stream().map(verb -> Choice.word(verb, Verbs.help(verb))).toList()
                        : before.size() == 1 ? secondWords(before.getFirst().raw()) : List.of();
                case TASKS -> Stream.of(Task.values())
                        .map(task -> Choice.word(task.name().toLowerCase(Locale.ROOT), "task")).toList();
                case STUDIES -> begins ? studies() : List.of();
                case RESULTS -> begins ? Stream.concat(studies().stream(), cells().stream()).toList() : List.of();
                case PLUGINS -> begins ? desk.pluginNames().stream().map(name -> Choice.word(name, "plug-in")).toList() : List.of();
                case WORDS -> begins ? words(part) : List.of();
                case NOTHING -> List.of();
            };
        }

        private static List<Choice> words(Part<?> part) {
            return part.kind().words().stream().map(word -> Choice.word(word, "")).toList();
        }

        private List<Choice> studies() {
            var studies = desk.studies();
            return Stream.concat(studies.stream().limit(1).map(study -> Choice.word(Kind.LAST, study.kind() + ": " + study.title())),
                    studies.stream().map(study -> Choice.word(study.id(), study.kind() + ": " + study.title()))).toList();
        }

        private List<Choice> cells() {
            return desk.cells(typed).entrySet().stream().map(cell -> Choice.word(cell.getKey(), cell.getValue())).toList();
        }

        private List<Choice> models() {
            return desk.workspace().modelNames().stream().map(name -> Choice.word(name, "model")).toList();
        }

        private List<Choice> recipe(boolean ranges) {
            return new RecipeCompletion(catalog.algorithms(), ranges).choices(context.substring(sectionStart));
        }

        private List<Choice> data(List<Word> before) {
            int first = before.size();
            while (first > 0 && !before.get(first - 1).raw().endsWith(",")) {
                first--;
            }
            var reference = before.subList(first, before.size());
            if (reference.isEmpty() || context.endsWith(",") && reference.size() == 1 && reference.getFirst().equalsSign() < 0) {
                return names();
            }
            var last = reference.getLast();
            return last.equalsSign() > 0 && last.end() == context.length() ? values(reference) : keys(reference);
        }

        private List<Choice> names() {
            var sources = offers(catalog.sources().stream().filter(offer -> !offer.readsFiles()).toList());
            var loaded = desk.workspace().dataNames().stream().map(name -> Choice.word(name, "loaded"));
            return Stream.of(loaded, sources.stream(), files(typed).stream()).flatMap(choices -> choices).toList();
        }

        private Optional<SourceOffer> source(Word name) {
            var raw = name.raw();
            return catalog.sources().stream().filter(offer -> offer.readsFiles()
                    ? offer.extensions().stream().anyMatch(ending -> raw.endsWith("." + ending)) : offer.name().equals(raw))
                    .findFirst();
        }

        private List<Choice> keys(List<Word> reference) {
            var keys = new ArrayList<Choice>();
            source(reference.getFirst()).ifPresent(offer -> offer.settings().forEach(key ->
                    keys.add(Choice.key(key.name(), key.help()))));
            Tables.roleKeys().forEach(key -> keys.add(Choice.key(key, "columns by their role")));
            keys.removeIf(key -> reference.stream().anyMatch(word -> word.raw().startsWith(key.value())));
            return keys;
        }

        private List<Choice> values(List<Word> reference) {
            var last = reference.getLast();
            var key = last.raw().substring(0, last.equalsSign());
            if (Tables.roleKeys().contains(key) || key.equals("types")) {
                return columns(reference.subList(0, reference.size() - 1)).stream()
                        .map(column -> new Choice(key.equals("types") ? column + ":" : column, "column", false)).toList();
            }
            return source(reference.getFirst()).stream().flatMap(offer -> offer.settings().stream())
                    .filter(one -> one.name().equals(key)).flatMap(one -> one.choices().stream())
                    .map(value -> Choice.word(value, "")).toList();
        }

        private List<String> columns(List<Word> reference) {
            try {
                var words = DataWords.of(context, reference);
                var file = desk.file(Kind.path(words.name()));
                return Files.exists(file) && Files.size(file) > LARGEST_FILE ? List.of() : Tables.columns(desk, catalog, words);
            } catch (GliaException | IOException e) {
                return List.of(); // data that cannot be read have no columns to offer
            }
        }
    }

    private static List<Choice> offers(List<? extends Offer> offers) {
        return offers.stream().map(offer -> Choice.word(offer.name(), offer.title())).toList();
    }

    static List<Choice> algorithms(List<AlgorithmOffer> offers) {
        return offers(offers);
    }
}
