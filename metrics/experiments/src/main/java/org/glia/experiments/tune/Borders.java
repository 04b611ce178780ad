package org.glia.experiments.tune;

import java.util.List;
import java.util.Optional;

import org.glia.api.Catalog;
import org.glia.api.problem.RecipeException;

/// Warns where the best settings lie at the end of a range behind which there might be better ones.
final class Borders {

    private static final double NEAR = 0.02;

    private final Space space;
    private final Catalog catalog;

    Borders(Space space, Catalog catalog) {
        this.space = space;
        this.catalog = catalog;
    }

    /// A sentence for each number of the point that is at an end of its range, unless the setting ends there too.
    ///
    /// @param growing a setting that is the resource of the search, of which the best has the most
    List<String> of(double[] point, Optional<Dimension.Numeric> growing) {
        return space.dimensions().stream().filter(Dimension.Numeric.class::isInstance).map(Dimension.Numeric.class::cast)
                .filter(range -> !Double.isNaN(point[range.index()]) && !growing.equals(Optional.of(range)))
                .flatMap(range -> warning(range, point).stream()).toList();
    }

    private Optional<String> warning(Dimension.Numeric range, double[] point) {
        double x = point[range.index()];
        boolean low = x == range.low() || range.share(x) < NEAR;
        boolean high = x == range.high() || range.share(x) > 1 - NEAR;
        if (low == high || !isAllowed(range, low ? below(range) : above(range), point)) {
            return Optional.empty();
        }
        return Optional.of("the best `%s` lies at the %s end of %s; a wider range may hold better ones".formatted(range.name(),
                low ? "lower" : "upper", range.source()));
    }

    private static double below(Dimension.Numeric range) {
        return range.whole() ? range.low() - 1 : range.log() ? range.low() / 2
                : range.low() - (range.high() - range.low()) / 10;
    }

    private static double above(Dimension.Numeric range) {
        return range.whole() ? range.high() + 1 : range.high() + (range.log() ? range.high() : (range.high() - range.low()) / 10);
    }

    private boolean isAllowed(Dimension.Numeric range, double beyond, double[] point) {
        var wider = point.clone();
        wider[range.index()] = beyond;
        try {
            catalog.configure(space.recipe(wider));
            return true;
        } catch (RecipeException e) {
            return false;
        }
    }
}
