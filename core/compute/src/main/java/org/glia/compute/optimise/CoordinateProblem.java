package org.glia.compute.optimise;

import java.util.OptionalDouble;

import org.osgi.annotation.versioning.ConsumerType;

/// A function that is minimised along one coordinate at a time: a penalty with corners (lasso, elastic net), or bounds (the dual
/// of a support vector machine). The problem holds the coordinates and what must be kept up with them (residuals, the primal
/// vector); [CoordinateDescent] decides which one is next and when to stop.
@ConsumerType
public interface CoordinateProblem {

    /// What [#update] returns for a coordinate that can be left alone for now.
    double RESTS = -1;

    /// How many there are.
    int coordinates();

    /// Moves coordinate `j` to where the function is least along it, the others standing still.
    ///
    /// @param slack how far the function's optimality conditions were violated lately; infinite before that is known
    /// @return how far coordinate `j` violated its condition before the move, 0 or more, in the tolerance's unit: the magnitude of its
    ///         slope (of the slope's part that bounds and corners leave) or of its move; or [#RESTS] where it stands at a bound
    ///         or corner and its slope holds it there with more than `slack` to spare
    double update(int j, double slack);

    /// The function now.
    double value();

    /// How far the value can be above the least one, at most: a duality gap, in the unit of the gap's tolerance. Empty where
    /// none is known; then violations alone decide.
    default OptionalDouble gap() {
        return OptionalDouble.empty();
    }
}
