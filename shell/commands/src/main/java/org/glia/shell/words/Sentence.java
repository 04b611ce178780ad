package org.glia.shell.words;

import java.util.Map;
import java.util.Optional;

/// A statement that was understood: what was said for each part of its verb.
public final class Sentence {

    private final String statement;
    private final Map<Part<?>, Object> said;

    Sentence(String statement, Map<Part<?>, Object> said) {
        this.statement = statement;
        this.said = Map.copyOf(said);
    }

    /// The whole statement.
    public String statement() {
        return statement;
    }

    /// What was said, or else what counts then.
    @SuppressWarnings("unchecked") // parts are put in with what their kind has read
    public <T> Optional<T> find(Part<T> part) {
        return Optional.ofNullable((T) said.get(part)).or(part::fallback);
    }

    /// What was said for a part that is required or has a fallback.
    public <T> T get(Part<T> part) {
        return find(part).orElseThrow();
    }

    /// Whether the part was said.
    public boolean says(Part<?> part) {
        return said.containsKey(part);
    }
}
