package org.glia.experiments;

import java.util.LinkedHashMap;
import java.util.Optional;

import org.glia.api.Score;
import org.glia.runtime.Outcome;

/// How a trial ended.
public record CellResult(Trial trial, Outcome outcome) {

    /// The score by a measure, empty if the trial was not worked through or did not ask for it.
    public Optional<Score> score(String measure) {
        return outcome instanceof Outcome.Done done ? Optional.ofNullable(done.scores().get(measure)) : Optional.empty();
    }

    /// This result for a trial of the same key, if it has all the scores that the trial asks for.
    Optional<CellResult> answering(Trial wanted) {
        if (!(outcome instanceof Outcome.Done done) || !done.scores().keySet().containsAll(wanted.cell().measures())) {
            return Optional.empty();
        }
        var scores = new LinkedHashMap<String, Score>();
        wanted.cell().measures().forEach(measure -> scores.put(measure, done.scores().get(measure)));
        return Optional.of(new CellResult(wanted, new Outcome.Done(scores, done.prediction(), done.history(),
                done.warnings(), done.fitSeconds(), done.predictSeconds())));
    }
}
