package org.glia.experiments;

import java.time.Instant;
import java.util.Optional;

import org.glia.api.Score;
import org.glia.runtime.Outcome;

/// How a trial ended.
///
/// @param outcome     without the answers once it is kept; [ResultsStore#prediction] has them
/// @param at          when it ended
/// @param environment where it was worked on
public record CellResult(Trial trial, Outcome outcome, Instant at, Environment environment) {

    /// The score by a measure, empty if the trial was not worked through or did not ask for it.
    public Optional<Score> score(String measure) {
        return outcome instanceof Outcome.Done done ? Optional.ofNullable(done.scores().get(measure)) : Optional.empty();
    }

    /// The same for a trial of the same key that may be called otherwise.
    CellResult as(Trial other) {
        return new CellResult(other, outcome, at, environment);
    }

    CellResult with(Outcome other) {
        return new CellResult(trial, other, at, environment);
    }
}
