package org.glia.shell.words;

import java.util.List;
import java.util.Optional;

import org.glia.api.recipe.Argument;

/// Data as a statement names them: a name or a file, and settings.
///
/// @param all      everything
/// @param name     the name of a data set or a generator, or a file
/// @param settings what was set behind it, with the places
public record DataWords(Excerpt all, Excerpt name, List<Argument> settings) {

    /// The name is the first word, settings are the others; brackets around all of them are taken away.
    ///
    /// @throws org.glia.api.problem.RecipeException if the settings are none
    public static DataWords of(String statement, List<Word> words) {
        var all = Excerpt.of(statement, words);
        if (words.size() == 1 && words.getFirst().isBracketed()) {
            var inner = Lexer.words(" ".repeat(all.start() + 1) + all.raw().substring(1, all.raw().length() - 1));
            return inner.isEmpty() ? new DataWords(all, all, List.of()) : of(statement, inner);
        }
        var name = Excerpt.of(statement, words.subList(0, 1));
        return new DataWords(all, name, words.size() == 1 ? List.of()
                : Excerpt.of(statement, words.subList(1, words.size())).arguments());
    }

    /// The setting of a key.
    public Optional<Argument> setting(String key) {
        return settings.stream().filter(argument -> argument.key().equals(key)).findFirst();
    }
}
