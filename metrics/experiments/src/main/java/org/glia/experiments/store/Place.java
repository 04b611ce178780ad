package org.glia.experiments.store;

import java.util.Objects;

/// Says where results are kept. Whoever knows registers it as a service before results are first asked for.
///
/// @param words a file, which is made if need be; a URL `jdbc:postgresql://HOST/DATABASE?user=NAME`; or `:memory:` to keep them
///              no longer than the process
public record Place(String words) {

    /// What keeps results no longer than the process.
    public static final String MEMORY = ":memory:";

    public Place {
        Objects.requireNonNull(words);
    }
}
