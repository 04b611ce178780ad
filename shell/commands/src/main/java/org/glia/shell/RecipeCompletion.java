package org.glia.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.glia.api.AlgorithmOffer;
import org.glia.api.recipe.Key;
import org.glia.shell.Completion.Choice;
import org.glia.shell.words.Lexer;
import org.glia.shell.words.Word;

/// What can come next in a recipe that is not finished: names of algorithms, keys of settings, words that are their values.
final class RecipeCompletion {

    private final List<AlgorithmOffer> algorithms;
    private final boolean ranges;

    /// @param ranges whether a setting may be a range: then the one that is declared for it is offered
    RecipeCompletion(List<AlgorithmOffer> algorithms, boolean ranges) {
        this.algorithms = algorithms;
        this.ranges = ranges;
    }

    /// A bracket or quote that is open, or the whole.
    private static final class Level {

        private final char closing;
        private final Optional<Key> key;
        private int stepStart;

        /// @param closing what ends it; 0 for the whole
        /// @param key     the setting whose value it is; none for recipes of their own
        Level(char closing, Optional<Key> key, int stepStart) {
            this.closing = closing;
            this.key = key;
            this.stepStart = stepStart;
        }
    }

    /// @param text the recipe, or several of them, up to the word that is to be completed
    List<Choice> choices(String text) {
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(new Level((char) 0, Optional.empty(), 0));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            var level = levels.peek();
            if (c == level.closing) {
                levels.pop();
                if (levels.size() == 1 && level.key.isEmpty()) {
                    levels.peek().stepStart = i + 1; // a recipe in quotes or brackets is over, another may begin
                }
            } else if (c == '[') {
                levels.push(new Level(']', keyBefore(level, text.substring(level.stepStart, i)), i + 1));
            } else if ((c == '"' || c == '\'') && startsWord(text, i)) {
                levels.push(new Level(c, Optional.empty(), i + 1));
            } else if (c == '|' || c == ',' && !insideSetting(text, level.stepStart, i)) {
                level.stepStart = i + 1;
            }
        }
        var level = levels.peek();
        return step(level, text.substring(level.stepStart));
    }

    private static boolean startsWord(String text, int at) {
        return at == 0 || Character.isWhitespace(text.charAt(at - 1)) || text.charAt(at - 1) == ',';
    }

    private static boolean insideSetting(String text, int from, int to) {
        var words = Lexer.words(text.substring(from, to));
        return !words.isEmpty() && words.getLast().end() == to - from && words.getLast().equalsSign() > 0;
    }

    private Optional<Key> keyBefore(Level level, String step) {
        var words = Lexer.words(step);
        if (words.isEmpty() || words.getLast().equalsSign() < 0) {
            return Optional.empty();
        }
        var name = words.getLast().raw().substring(0, words.getLast().equalsSign());
        return keys(level, words.getFirst().raw()).stream().filter(key -> key.name().equals(name)).findFirst();
    }

    private List<Choice> step(Level level, String step) {
        var words = Lexer.words(step);
        if (words.isEmpty()) {
            return level.key.filter(RecipeCompletion::isChoice).map(RecipeCompletion::words)
                    .orElseGet(() -> Completion.algorithms(algorithms));
        }
        var keys = keys(level, words.getFirst().raw());
        var last = words.getLast();
        if (last.equalsSign() > 0 && last.end() == step.length()) {
            var name = last.raw().substring(0, last.equalsSign());
            return keys.stream().filter(key -> key.name().equals(name)).findFirst().map(this::values).orElse(List.of());
        }
        return unused(keys, words);
    }

    private static List<Choice> unused(List<Key> keys, List<Word> words) {
        var choices = new ArrayList<Choice>();
        keys.stream().filter(key -> words.stream().noneMatch(word -> word.raw().startsWith(key.name() + "=")))
                .forEach(key -> choices.add(Choice.key(key.name(), key.help())));
        choices.add(Choice.word("|", "another step"));
        return choices;
    }

    private List<Choice> values(Key key) {
        var declared = key.tune().filter(_ -> ranges).map(range -> Choice.word(range.toString(), "where tuning searches"));
        return Stream.concat(declared.stream(), words(key, algorithms).stream()).toList();
    }

    private static List<Choice> words(Key key, List<AlgorithmOffer> algorithms) {
        return key.choices().isEmpty() && key.type().contains("recipe") ? Completion.algorithms(algorithms) : words(key);
    }

    private static List<Choice> words(Key key) {
        return key.choices().stream().map(word -> Choice.word(word, "")).toList();
    }

    private static boolean isChoice(Key key) {
        return !key.choices().isEmpty() && !key.type().contains("recipe");
    }

    private List<Key> keys(Level level, String name) {
        if (level.key.filter(RecipeCompletion::isChoice).isPresent()) {
            return level.key.get().inside().getOrDefault(name, List.of());
        }
        return algorithms.stream().filter(offer -> offer.name().equals(name) || offer.address().equals(name)).findFirst()
                .map(AlgorithmOffer::settings).orElse(List.of());
    }
}
