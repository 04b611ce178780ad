package org.glia.clustering;

/// Turns computed squared distances into bounds of distances that hold in spite of rounding, so that an algorithm that
/// skips what the bounds rule out decides as one that computes everything: if `lower(p) > upper(q)`, or a chain of
/// triangle inequalities between such bounds says so, then the computed p is larger than the computed q.
///
/// A squared distance of d features is computed with a relative error below (d + 3) 2^-53 ([org.glia.compute.distance.Centres]); the margin is eight
/// times that and more. Below `FLOOR`, where squares may have underflowed, nothing is claimed.
///
/// @param margin the relative width of the margin
record Margins(double margin) {

    private static final double FLOOR = 1e-290;
    /// More than a subtraction loses.
    private static final double STEP = 1 - 0x1p-51;

    static Margins of(int width) {
        return new Margins((width + 16) * 0x1p-50);
    }

    /// Surely not above the distance.
    double lower(double squared) {
        return squared < FLOOR ? 0 : Math.sqrt(squared) * (1 - margin);
    }

    /// Surely not below the distance.
    double upper(double squared) {
        return Math.sqrt(Math.max(squared, FLOOR)) * (1 + margin);
    }

    /// A lower bound of the distance to a centroid that has moved by `drift` at most.
    static double lowered(double lower, double drift) {
        return lower > drift ? (lower - drift) * STEP : 0;
    }
}
