package org.glia.shell.verbs;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.glia.api.recipe.Argument;
import org.glia.shell.words.DataWords;

/// The words behind `load` that bring the same data in another session.
///
/// @param name     as it is written: a set, a generator, or a file by its whole path
/// @param settings all that was set behind it
/// @param seed     of a generator
record Origin(String name, List<Argument> settings, long seed) {

    private static final String SEED = "seed";

    Origin {
        settings = List.copyOf(settings);
    }

    static Origin of(DataWords words, long seed) {
        return new Origin(words.name().raw(), words.settings(), seed);
    }

    static Origin of(Path file, DataWords words, long seed) {
        return new Origin(quoted(file.toAbsolutePath().normalize().toString()), words.settings(), seed);
    }

    private static String quoted(String path) {
        return path.matches("[\\p{L}\\p{N}_./~:@+-]+") ? path : '"' + path.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// With more that was set.
    Origin with(List<Argument> more) {
        return new Origin(name, Stream.concat(settings.stream(), more.stream()).toList(), seed);
    }

    /// In brackets, where a setting would be taken for the seed of `load`.
    @Override
    public String toString() {
        var words = Stream.concat(Stream.of(name), settings.stream().map(Argument::toString)).collect(Collectors.joining(" "));
        boolean own = settings.stream().anyMatch(argument -> argument.key().equals(SEED));
        return (own ? "[" + words + "]" : words) + (seed == 0 ? "" : " " + SEED + "=" + seed);
    }
}
