package org.glia.experiments;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A recipe's line of a leaderboard.
///
/// @param rank       1 for the best, equal for equal means; empty if the recipe has no value in a fold in which another
///                   has one, since means over different folds do not compare
/// @param recipe     as it was written
/// @param canonical  with every setting stated
/// @param summaries  one for each of the leaderboard's measures
/// @param tally      how its trials ended
/// @param fitSeconds the mean wall time of a fit, empty if none was done
public record Standing(OptionalInt rank, String recipe, String canonical, List<Summary> summaries, Tally tally,
                       OptionalDouble fitSeconds) {

    public Standing {
        summaries = List.copyOf(summaries);
    }
}
