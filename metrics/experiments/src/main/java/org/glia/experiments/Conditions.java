package org.glia.experiments;

import java.time.Duration;
import java.util.Optional;

import org.glia.api.problem.GliaException;
import org.glia.runtime.Bounds;

/// How an experiment is carried out; none of it changes a score.
///
/// @param bounds what each trial may take
/// @param budget wall time after which no further trial begins; those are done when the experiment is run again
/// @param retry  whether trials that failed or timed out are done again
public record Conditions(Bounds bounds, Optional<Duration> budget, boolean retry) {

    /// @throws GliaException if the budget is not above 0
    public Conditions {
        if (budget.isPresent() && !budget.get().isPositive()) {
            throw new GliaException("the time that an experiment may take must be above 0");
        }
    }

    /// No bounds, no budget, failures stay failures.
    public static Conditions standard() {
        return new Conditions(Bounds.none(), Optional.empty(), false);
    }
}
