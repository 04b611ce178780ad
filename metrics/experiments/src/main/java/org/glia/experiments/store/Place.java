package org.glia.experiments.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

import org.glia.api.problem.GliaException;

/// Says where results are kept. Whoever knows registers it as a service before results are first asked for.
///
/// @param words a file, which is made if need be; a URL `jdbc:postgresql://HOST/DATABASE?user=NAME`; or `:memory:` to keep them
///              no longer than the process
public record Place(String words) {

    /// What keeps results no longer than the process.
    public static final String MEMORY = ":memory:";

    static final String SERVER = "jdbc:postgresql:";
    private static final String FILE = "jdbc:sqlite:";

    /// @throws GliaException if there can be no such place; whether results can be kept there shows when they are
    public Place {
        words = words.strip();
        var lower = words.toLowerCase(Locale.ROOT);
        if (lower.startsWith(FILE)) {
            words = words.substring(FILE.length());
        } else if (lower.startsWith("postgres:") || lower.startsWith("postgresql:")) {
            throw new GliaException("results are kept on a server by a URL such as jdbc:postgresql://host/database?user=name");
        } else if (lower.startsWith("jdbc:") && !lower.startsWith(SERVER)) {
            throw new GliaException("results are kept in SQLite or PostgreSQL; `%s` is neither"
                    .formatted(lower.replaceFirst("(jdbc:[^:]*).*", "$1")));
        }
        if (words.isBlank()) {
            throw new GliaException("results need a file to be kept in: --results FILE");
        }
        try {
            Path.of(lower.startsWith(SERVER) || words.equals(MEMORY) ? "" : words);
        } catch (InvalidPathException e) {
            throw new GliaException("`%s` is no name of a file: %s".formatted(words, e.getReason()), e);
        }
    }

    boolean isServer() {
        return words.toLowerCase(Locale.ROOT).startsWith(SERVER);
    }
}
