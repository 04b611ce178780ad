package org.glia.shell.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glia.api.problem.RecipeException;
import org.glia.api.problem.Suggestion;

/// What can be said with a verb: its parts in the order in which usage shows them.
///
/// A sentence is the verb, what follows it, and then, in any order, words with what follows them and options `key=value`.
///
/// @param verb     the first word, or the first two: `results show`
/// @param help     what it does, as the beginning of a sentence
/// @param parts    its parts
/// @param remarks  what else there is to know, as paragraphs
/// @param examples statements that work
public record Syntax(String verb, String help, List<Part<?>> parts, List<String> remarks, List<String> examples) {

    public Syntax {
        parts = List.copyOf(parts);
        remarks = List.copyOf(remarks);
        examples = List.copyOf(examples);
    }

    public static Syntax of(String verb, String help, Part<?>... parts) {
        return new Syntax(verb, help, List.of(parts), List.of(), List.of());
    }

    public Syntax remark(String paragraph) {
        return new Syntax(verb, help, parts, Stream.concat(remarks.stream(), Stream.of(paragraph)).toList(), examples);
    }

    public Syntax example(String... statements) {
        return new Syntax(verb, help, parts, remarks, Stream.concat(examples.stream(), Stream.of(statements)).toList());
    }

    /// How many words the verb has.
    public int length() {
        return verb.split(" ").length;
    }

    /// `fit RECIPE on DATA [seed=0] [as NAME] [to FILE]`
    public String usage() {
        return Stream.concat(Stream.of(verb), parts.stream().map(Part::usage)).collect(Collectors.joining(" "));
    }

    /// Whether its words are read by our lexer rather than by Gogo's: those of recipes, data and files.
    public boolean ownsLine() {
        return parts.stream().anyMatch(part -> switch (part.kind().offers()) {
            case RECIPES, RECIPES_AND_FILES, MODELS_AND_RECIPES, DATA, FILES, STUDIES, RESULTS, PLUGINS -> true;
            default -> false;
        });
    }

    /// The part that a word introduces.
    public Optional<Part<?>> introducedBy(Word word) {
        return parts.stream().<Part<?>>filter(part -> part.hasWord() && part.keyword().equals(word.raw())).findFirst();
    }

    /// The part whose key the word sets.
    public Optional<Part<?>> setBy(Word word) {
        int sign = word.equalsSign();
        return sign < 0 ? Optional.empty() : parts.stream()
                .<Part<?>>filter(part -> part.isOption() && part.keyword().equals(word.raw().substring(0, sign + 1))).findFirst();
    }

    /// The parts that follow the verb directly.
    public List<Part<?>> leading() {
        return parts.stream().<Part<?>>filter(part -> part.wordless()).toList();
    }

    /// The number of the first word that belongs to a pipe and not to this verb: a bar where no recipe can stand; the
    /// number of words if there is none.
    public int pipeAt(List<Word> words) {
        var open = leading();
        int from = length();
        for (int i = from; i < words.size(); i++) {
            var introduced = introducedBy(words.get(i));
            if (introduced.isPresent()) {
                open = List.of(introduced.get());
                from = i + 1;
            } else if (words.get(i).isBar() && !holdRecipes(open, words.subList(from, i))) {
                return i;
            }
        }
        return words.size();
    }

    private static boolean holdRecipes(List<Part<?>> open, List<Word> before) {
        return open.stream().anyMatch(part -> part.kind().holdsRecipes(before));
    }

    /// Reads a statement.
    ///
    /// @throws RecipeException if it says what the verb does not know, or too little
    public Sentence parse(String statement) {
        return new Parsing(statement).sentence();
    }

    private final class Parsing {

        private final String statement;
        private final Map<Part<?>, Object> said = new HashMap<>();

        Parsing(String statement) {
            this.statement = statement;
        }

        Sentence sentence() {
            var lexed = Lexer.lex(statement, 0);
            if (lexed.open() == Lexer.Open.QUOTE) {
                throw problem("the quote is never closed", lexed.openAt(), lexed.openAt() + 1);
            }
            if (lexed.open() == Lexer.Open.BRACKET) {
                throw problem("the bracket is never closed", lexed.openAt(), lexed.openAt() + 1);
            }
            var words = lexed.words();
            sections(words.subList(length(), words.size())).forEach(this::read);
            for (var part : parts) {
                if (part.required() && !said.containsKey(part)) {
                    throw missing(part);
                }
            }
            return new Sentence(statement, said);
        }

        /// What stands behind the verb and behind each of its words.
        private Map<Optional<Word>, List<Word>> sections(List<Word> words) {
            var sections = new LinkedHashMap<Optional<Word>, List<Word>>();
            var current = new ArrayList<Word>();
            sections.put(Optional.empty(), current);
            var seen = new HashMap<Part<?>, Word>();
            var open = leading();
            for (var word : words) {
                var part = introducedBy(word);
                var option = holdRecipes(open, current) ? Optional.<Part<?>>empty() : setBy(word);
                if (part.isPresent()) {
                    if (seen.put(part.get(), word) != null) {
                        throw problem("`%s` is said twice; leave one".formatted(word.raw()), word);
                    }
                    current = new ArrayList<>();
                    sections.put(Optional.of(word), current);
                    open = List.of(part.get());
                } else if (option.isPresent()) {
                    set(option.get(), word);
                } else {
                    current.add(word);
                }
            }
            return sections;
        }

        private void set(Part<?> option, Word word) {
            int from = word.start() + option.keyword().length();
            if (said.containsKey(option)) {
                throw problem("`%s` is given twice; leave one".formatted(option.keyword()), word);
            }
            if (from == word.end()) {
                throw problem("a value is missing after `%s`".formatted(option.keyword()), word);
            }
            var value = new Word(statement.substring(from, word.end()), from, word.end());
            said.put(option, option.kind().read(statement, List.of(value)));
        }

        private void read(Optional<Word> introduction, List<Word> words) {
            var left = words;
            if (introduction.isPresent()) {
                var part = introducedBy(introduction.get()).orElseThrow();
                if (words.isEmpty() && !part.isFlag()) {
                    throw problem("after `%s` comes %s: %s".formatted(part.keyword(), part.label(), part.help()),
                            introduction.get());
                }
                left = take(part, words);
            }
            for (var part : leading()) {
                if (!left.isEmpty() && !said.containsKey(part)) {
                    left = take(part, left);
                }
            }
            if (!left.isEmpty()) {
                throw unexpected(left.getFirst());
            }
        }

        private List<Word> take(Part<?> part, List<Word> words) {
            int count = part.kind().extent(words);
            said.put(part, part.kind().read(statement, words.subList(0, count)));
            return words.subList(count, words.size());
        }

        private RecipeException unexpected(Word word) {
            int sign = word.equalsSign();
            var keys = parts.stream().filter(Part::isOption).map(part -> part.keyword().replace("=", "")).toList();
            var keywords = parts.stream().filter(Part::hasWord).map(Part::keyword).toList();
            var nearest = sign > 0 ? Suggestion.nearest(word.raw().substring(0, sign), keys).map(key -> key + "=")
                    : Suggestion.nearest(word.raw(), keywords);
            return problem("`%s` is not expected here%s; it is: %s".formatted(word.raw(),
                    nearest.map(name -> "; did you mean `" + name + "`?").orElse(""), usage()), word);
        }

        private RecipeException missing(Part<?> part) {
            int end = statement.length();
            return problem("`%s` needs %s (%s); it is: %s".formatted(verb,
                    part.hasWord() ? "`" + part.keyword() + " " + part.label() + "`" : part.label(), part.help(), usage()),
                    end, end);
        }

        private RecipeException problem(String message, Word word) {
            return problem(message, word.start(), word.end());
        }

        private RecipeException problem(String message, int start, int end) {
            return new RecipeException(message, statement, start, end);
        }
    }
}
