package org.glia.shell.words;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.glia.api.problem.GliaException;
import org.glia.api.problem.RecipeException;
import org.glia.api.problem.Suggestion;

/// What may stand in a part of a sentence: which words it takes, how they are read, and what completion offers there.
///
/// @param <T> what is read
public final class Kind<T> {

    /// What completion offers.
    public enum Offers {
        RECIPES, RECIPES_AND_FILES, MODELS, MODELS_AND_RECIPES, DATA, MEASURES, FILES, ALGORITHMS, VERBS, TASKS, STUDIES, RESULTS, PLUGINS, WORDS, NOTHING
    }

    /// Reads words, of which there is at least one.
    @FunctionalInterface
    private interface Reader<T> {
        T read(String statement, List<Word> words);
    }

    /// How many of the words belong to the part.
    @FunctionalInterface
    private interface Extent {
        int of(List<Word> words);
    }

    /// One recipe, bare, in quotes or in brackets.
    public static final Kind<Excerpt> RECIPE = new Kind<>(Offers.RECIPES, List::size, Excerpt::of);

    /// One recipe that may hold ranges and alternatives.
    public static final Kind<Excerpt> RECIPE_SPACE = new Kind<>(Offers.RECIPES, List::size, Excerpt::of);

    /// Several recipes: those in quotes or brackets stand side by side, bare ones have commas between them.
    public static final Kind<List<Excerpt>> RECIPES = new Kind<>(Offers.RECIPES, List::size, Kind::recipes);

    /// What stands among recipes for every algorithm that suits the data.
    public static final String EVERY = "every";

    /// The same, [#EVERY] among them, or the file of an experiment.
    public static final Kind<List<Excerpt>> RECIPES_OR_FILE = new Kind<>(Offers.RECIPES_AND_FILES, List.of(EVERY), List::size,
            (statement, words) -> isFile(words) ? List.of(single(statement, words, "file")) : recipes(statement, words));

    /// The name of a model, or a recipe.
    public static final Kind<Excerpt> MODEL_OR_RECIPE = new Kind<>(Offers.MODELS_AND_RECIPES, List::size, Excerpt::of);

    /// The name of a model.
    public static final Kind<Excerpt> MODEL = new Kind<>(Offers.MODELS, words -> 1, Excerpt::of);

    /// A data set, a generator or a file, with settings.
    public static final Kind<DataWords> DATA = new Kind<>(Offers.DATA, Kind::dataExtent, DataWords::of);

    /// Several of them, with commas between.
    public static final Kind<List<DataWords>> DATA_SETS = new Kind<>(Offers.DATA, List::size, (statement, words) ->
            split(statement, words).stream().map(part -> DataWords.of(statement, part)).toList());

    /// Names of measures, with commas between.
    public static final Kind<List<Excerpt>> MEASURES = new Kind<>(Offers.MEASURES, List::size, (statement, words) ->
            split(statement, words).stream().map(part -> single(statement, part, "measure")).toList());

    /// The name of an algorithm, a data source or a measure.
    public static final Kind<Excerpt> ALGORITHM = new Kind<>(Offers.ALGORITHMS, words -> 1, Excerpt::of);

    /// The name of a verb, or the first word of several.
    public static final Kind<Excerpt> VERB = new Kind<>(Offers.VERBS, words -> Math.min(2, words.size()), Excerpt::of);

    /// What to look for, all words of it.
    public static final Kind<Excerpt> TEXT = new Kind<>(Offers.TASKS, List::size, Excerpt::of);

    /// A part of a title, all words of it.
    public static final Kind<Excerpt> PHRASE = new Kind<>(Offers.NOTHING, List::size, Excerpt::of);

    /// What the latest study is called.
    public static final String LAST = "last";

    /// The first digits of a study's id, or [#LAST].
    public static final Kind<Excerpt> STUDY = new Kind<>(Offers.STUDIES, words -> 1, Excerpt::of);

    /// The first digits of the id of a study or of one of its cells.
    public static final Kind<Excerpt> RESULT = new Kind<>(Offers.RESULTS, words -> 1, Excerpt::of);

    /// The name of a plug-in, of one of its algorithms or of its file.
    public static final Kind<Excerpt> PLUGIN = new Kind<>(Offers.PLUGINS, words -> 1, Excerpt::of);

    /// A jar in a file or at an address, or the name of a plug-in.
    public static final Kind<Excerpt> JAR_OR_PLUGIN = new Kind<>(Offers.FILES, words -> 1, Excerpt::of);

    /// Nothing: that the word before it is said is all.
    static final Kind<Boolean> FLAG = new Kind<>(Offers.NOTHING, words -> 0, (statement, words) -> true);

    /// A name that is given here.
    public static final Kind<String> NAME = new Kind<>(Offers.NOTHING, words -> 1, Kind::name);

    /// A file; `~` is the user's home.
    public static final Kind<Path> FILE = new Kind<>(Offers.FILES, words -> 1, Kind::file);

    /// A file, or `mlflow` and the address of a server or a folder: then two words.
    public static final Kind<List<Excerpt>> DESTINATION = new Kind<>(Offers.FILES, List.of("mlflow"),
            words -> isMlflow(words) ? Math.min(2, words.size()) : 1, Kind::destination);

    private final Offers offers;
    private final List<String> words;
    private final Extent extent;
    private final Reader<T> reader;

    private Kind(Offers offers, Extent extent, Reader<T> reader) {
        this(offers, List.of(), extent, reader);
    }

    private Kind(Offers offers, List<String> words, Extent extent, Reader<T> reader) {
        this.offers = offers;
        this.words = words;
        this.extent = extent;
        this.reader = reader;
    }

    /// A whole number, at least `min`.
    public static Kind<Long> whole(long min) {
        return new Kind<>(Offers.NOTHING, words -> 1, (statement, words) -> {
            var excerpt = Excerpt.of(statement, words);
            try {
                long number = Long.parseLong(excerpt.unquoted());
                if (number >= min) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw excerpt.problem("`%s` is no whole number%s".formatted(excerpt.raw(),
                    min == Long.MIN_VALUE ? "" : " of " + min + " or more"));
        });
    }

    /// A number between two others, these excluded.
    public static Kind<Double> between(double low, double high) {
        return new Kind<>(Offers.NOTHING, words -> 1, (statement, words) -> {
            var excerpt = Excerpt.of(statement, words);
            try {
                double number = Double.parseDouble(excerpt.unquoted());
                if (number > low && number < high) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw excerpt.problem("`%s` is no number between %s and %s".formatted(excerpt.raw(), plain(low), plain(high)));
        });
    }

    private static String plain(double number) {
        return Double.toString(number).replaceFirst("\\.0$", "");
    }

    /// A word, or several in quotes, that somebody knows how to read.
    ///
    /// @param offered what completion offers
    /// @param reading throws GliaException for what it cannot read, which is told with the place of the word
    public static <T> Kind<T> reading(List<String> offered, Function<String, T> reading) {
        return new Kind<>(offered.isEmpty() ? Offers.NOTHING : Offers.WORDS, offered, words -> 1, (statement, words) -> {
            var excerpt = Excerpt.of(statement, words);
            try {
                return reading.apply(excerpt.unquoted());
            } catch (GliaException e) {
                throw excerpt.problem(e.getMessage());
            }
        });
    }

    /// One of the words that an enumeration has.
    public static <E extends Enum<E>> Kind<E> of(Class<E> choices) {
        var words = Arrays.stream(choices.getEnumConstants()).map(choice -> choice.name().toLowerCase(Locale.ROOT)).toList();
        return new Kind<>(Offers.WORDS, words, said -> 1, (statement, said) -> {
            var excerpt = Excerpt.of(statement, said);
            int choice = words.indexOf(excerpt.unquoted());
            if (choice < 0) {
                throw excerpt.problem("`%s` is none of %s%s".formatted(excerpt.raw(), String.join(", ", words),
                        Suggestion.didYouMean(excerpt.unquoted(), words)));
            }
            return choices.getEnumConstants()[choice];
        });
    }

    /// What completion offers.
    public Offers offers() {
        return offers;
    }

    /// The words that completion offers, beside other things or alone ([Offers#WORDS]).
    public List<String> words() {
        return words;
    }

    /// Whether what stands here is a recipe: then a bar parts its steps, and `key=value` belongs to it, not to the verb.
    ///
    /// @param before the words that stand here already
    public boolean holdsRecipes(List<Word> before) {
        return offers == Offers.RECIPES || offers == Offers.MODELS_AND_RECIPES || offers == Offers.RECIPES_AND_FILES && !isFile(before);
    }

    private static boolean isFile(List<Word> words) {
        return !words.isEmpty() && words.getFirst().raw().matches("(?s).*\\.json[\"']?");
    }

    int extent(List<Word> words) {
        return extent.of(words);
    }

    T read(String statement, List<Word> words) {
        return reader.read(statement, words);
    }

    /// A name and the settings behind it.
    private static int dataExtent(List<Word> words) {
        int end = 1;
        while (end < words.size() && words.get(end).equalsSign() > 0) {
            end++;
        }
        return end;
    }

    private static List<Excerpt> recipes(String statement, List<Word> words) {
        var recipes = new ArrayList<Excerpt>();
        for (var part : split(statement, words)) {
            var bare = new ArrayList<Word>();
            for (var word : part) {
                // within a bare recipe, a bracketed or quoted word is none of its own: it would need a key before it
                if (word.isQuoted() || word.isBracketed()) {
                    if (!bare.isEmpty()) {
                        recipes.add(Excerpt.of(statement, bare));
                        bare.clear();
                    }
                    recipes.add(Excerpt.of(statement, List.of(word)));
                } else {
                    bare.add(word);
                }
            }
            if (!bare.isEmpty()) {
                requireOne(statement, bare);
                recipes.add(Excerpt.of(statement, bare));
            }
        }
        return recipes;
    }

    /// Two names side by side are two recipes, or a step was forgotten: nobody can tell.
    private static void requireOne(String statement, List<Word> words) {
        for (int i = 1; i < words.size(); i++) {
            var word = words.get(i);
            var before = words.get(i - 1);
            boolean plain = word.raw().chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
            boolean follows = !before.isBar() && !before.raw().endsWith("=");
            boolean key = i + 1 < words.size() && words.get(i + 1).raw().startsWith("=");
            if (plain && follows && !key) {
                throw new RecipeException(("`%s` follows without a bar or a comma; write `| %1$s` if it is the next step, "
                        + "`, %1$s` if it is another recipe").formatted(word.raw()), statement, word.start(), word.end());
            }
        }
    }

    /// Cuts at commas: at those between words, and at those within words that set nothing.
    private static List<List<Word>> split(String statement, List<Word> words) {
        var parts = new ArrayList<List<Word>>();
        var part = new ArrayList<Word>();
        for (var word : words) {
            int from = word.start();
            for (var piece : pieces(word)) {
                if (piece.isEmpty()) {
                    if (part.isEmpty()) {
                        throw new RecipeException("something is missing at this comma", statement, from, from + 1);
                    }
                    parts.add(List.copyOf(part));
                    part.clear();
                    from++;
                } else {
                    part.add(new Word(piece, from, from + piece.length()));
                    from += piece.length();
                }
            }
        }
        if (part.isEmpty()) {
            int end = words.getLast().end();
            throw new RecipeException("something is missing after this comma", statement, end - 1, end);
        }
        parts.add(List.copyOf(part));
        return parts;
    }

    /// The word between its commas, an empty piece for each comma.
    private static List<String> pieces(Word word) {
        var raw = word.raw();
        if (word.equalsSign() > 0) {
            // key=a,b is a list of values; only a comma at the end parts
            return raw.endsWith(",") ? List.of(raw.substring(0, raw.length() - 1), "") : List.of(raw);
        }
        var pieces = new ArrayList<String>();
        int from = 0;
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if ("[{(".indexOf(c) >= 0) {
                depth++;
            } else if ("]})".indexOf(c) >= 0) {
                depth--;
            } else if (c == ',' && depth == 0) {
                if (i > from) {
                    pieces.add(raw.substring(from, i));
                }
                pieces.add("");
                from = i + 1;
            }
        }
        if (from < raw.length()) {
            pieces.add(raw.substring(from));
        }
        return pieces;
    }

    private static boolean isMlflow(List<Word> words) {
        return words.getFirst().raw().equals("mlflow");
    }

    private static List<Excerpt> destination(String statement, List<Word> words) {
        if (isMlflow(words) && words.size() == 1) {
            throw Excerpt.of(statement, words).problem("after `mlflow` comes the address of a server, or a folder; a file of that name is `./mlflow`");
        }
        return words.stream().map(word -> Excerpt.of(statement, List.of(word))).toList();
    }

    private static Excerpt single(String statement, List<Word> words, String what) {
        if (words.size() > 1) {
            var second = words.get(1);
            throw new RecipeException("`%s` is not expected here; a comma stands before another %s"
                    .formatted(second.raw(), what), statement, second.start(), second.end());
        }
        return Excerpt.of(statement, words);
    }

    private static String name(String statement, List<Word> words) {
        var excerpt = Excerpt.of(statement, words);
        var name = excerpt.unquoted();
        if (!name.matches("\\p{L}[\\p{L}\\p{N}_.-]*")) {
            throw excerpt.problem("`%s` is no name: a name starts with a letter and holds letters, digits, `-`, `_` and `.`"
                    .formatted(name));
        }
        return name;
    }

    private static Path file(String statement, List<Word> words) {
        return path(Excerpt.of(statement, words));
    }

    /// The file that is named here; `~` is the user's home.
    ///
    /// @throws RecipeException if this system has no files of such names
    public static Path path(Excerpt excerpt) {
        var text = excerpt.unquoted();
        try {
            return text.equals("~") || text.startsWith("~/")
                    ? Path.of(System.getProperty("user.home"), text.substring(1))
                    : Path.of(text);
        } catch (java.nio.file.InvalidPathException e) {
            throw excerpt.problem("`%s` is no file name on this system".formatted(text));
        }
    }
}
