package org.glia.selforganizing;

import org.glia.api.recipe.Setting;

/// How far the neighbourhood reaches while a map learns.
///
/// @param radius      at the start, in steps of the grid
/// @param finalRadius at the end
/// @param decay       how it falls
public record Radii(
        @Setting("radius of the neighbourhood at the start, in steps of the grid") Radius radius,
        @Setting(value = "radius of the neighbourhood at the end", min = 0, tune = "0.1..2:log") double finalRadius,
        @Setting("how the radius falls") Decay decay) {

    /// A radius to start with.
    public sealed interface Radius {

        /// Half the longer side of the map, at least 1.
        record Auto() implements Radius {
        }

        /// In steps of the grid.
        record Steps(@Setting(value = "radius in steps of the grid", min = 0) double radius) implements Radius {
        }
    }

    /// How the radius falls.
    public enum Decay {
        /// By equal amounts in equal times.
        LINEAR,
        /// By equal factors in equal times.
        EXPONENTIAL
    }

    /// @throws IllegalArgumentException if the radius would rise, or fall to 0 by factors
    public Radii {
        if (radius instanceof Radius.Steps steps && steps.radius() < finalRadius) {
            throw new IllegalArgumentException(("the radius falls from radius=%s to finalRadius=%s; choose a "
                    + "finalRadius of %s or less").formatted(steps.radius(), finalRadius, steps.radius()));
        }
        if (decay == Decay.EXPONENTIAL && finalRadius == 0) {
            throw new IllegalArgumentException("decay=exponential never reaches finalRadius=0; choose a larger one, or "
                    + "decay=linear");
        }
    }

    public Radii() {
        this(new Radius.Auto(), 0.5, Decay.EXPONENTIAL);
    }

    double start(Grid grid) {
        return switch (radius) {
            case Radius.Auto auto -> Math.max(finalRadius, Math.max(1, Math.max(grid.width(), grid.height()) / 2.0));
            case Radius.Steps steps -> steps.radius();
        };
    }

    /// @param share of the training that is over, from 0 to 1
    double at(double share, Grid grid) {
        double start = start(grid);
        return decay == Decay.LINEAR ? start + share * (finalRadius - start) : Rates.geometric(start, finalRadius, share);
    }
}
