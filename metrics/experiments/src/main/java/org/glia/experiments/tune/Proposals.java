package org.glia.experiments.tune;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// Says which points of a space to try next.
interface Proposals {

    /// A point that was tried.
    ///
    /// @param loss what is to be small; empty if it has no value, because it was refused or failed
    record Tried(double[] point, OptionalDouble loss) {
    }

    /// The next points, which are tried side by side; none when the search is over. How many there are depends on nothing but the
    /// search itself, so that it is the same wherever it runs.
    ///
    /// @param tried all that was proposed so far, in that order
    /// @param isNew whether the recipe at a point is none that was proposed before; asking makes it one that was
    List<double[]> next(List<Tried> tried, Predicate<double[]> isNew);
}
