package org.glia.experiments.tune;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.glia.api.model.Series;
import org.glia.experiments.Study;
import org.glia.experiments.Summary;
import org.glia.experiments.Yardstick;

/// What a search has found.
///
/// @param study    what its trials are kept under
/// @param measure  the measure that decides; empty if nothing was judged
/// @param best     the best recipe: of those judged with the largest resource, where there is one; empty if none was judged
/// @param attempts all that was tried, in that order; a candidate that was given more of a resource is there several times
/// @param reaches  what was searched, one for each dimension
/// @param progress the best value so far over the numbers of the attempts, for pictures
/// @param nested   the honest score, if it was asked for and at least one outer fold was judged
/// @param notes    what else there is to say, as sentences
/// @param complete whether the search came to its end; when run again, it goes on
public record Tuned(Study study, Optional<Yardstick> measure, Optional<Attempt> best, List<Attempt> attempts, List<Reach> reaches,
                    Series progress, Optional<Nested> nested, List<String> notes, boolean complete) {

    public Tuned {
        attempts = List.copyOf(attempts);
        reaches = List.copyOf(reaches);
        notes = List.copyOf(notes);
    }

    /// One dimension of the search.
    ///
    /// @param name     `svc.kernel.rbf.gamma`
    /// @param searched what was searched, as it is written: `0.01..10:log`
    /// @param tried    what was tried of it, in a few words
    /// @param best     what the best recipe has; empty where its alternatives do not have this setting
    public record Reach(String name, String searched, String tried, String best) {
    }

    /// What the search is worth on rows that it has not seen.
    ///
    /// @param score over the outer folds
    /// @param folds one for each outer fold
    public record Nested(Summary score, List<OuterFold> folds) {

        public Nested {
            folds = List.copyOf(folds);
        }
    }

    /// @param number from 1
    /// @param best   what the search found on the training rows, with its score there; empty if it found nothing
    /// @param end    how that did on the test rows
    public record OuterFold(int number, Optional<Attempt> best, Attempt.End end) {
    }

    /// The attempts that were judged, the best first: by resource, where there is one, then by score.
    public List<Attempt> ranked() {
        return attempts.stream().filter(attempt -> attempt.end() instanceof Attempt.Judged)
                .sorted(better(measure.map(Yardstick::greaterIsBetter).orElse(true))).toList();
    }

    /// The best first; of equal ones, the one that was tried earlier.
    static Comparator<Attempt> better(boolean greaterIsBetter) {
        return Comparator.comparingInt((Attempt attempt) -> -resource(attempt.resource()))
                .thenComparingDouble(attempt -> greaterIsBetter ? -attempt.mean().orElseThrow() : attempt.mean().orElseThrow());
    }

    private static int resource(OptionalInt resource) {
        return resource.orElse(0);
    }
}
