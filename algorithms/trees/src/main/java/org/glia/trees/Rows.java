package org.glia.trees;

import org.glia.api.recipe.Setting;

/// Which rows each tree of a forest learns from: settings.
///
/// @param bootstrap  whether rows are drawn with replacement
/// @param maxSamples how many rows are drawn, as a share of all
/// @param outOfBag   whether rows are scored by the trees that did not learn from them
public record Rows(
        @Setting("whether each tree draws its rows with replacement") boolean bootstrap,
        @Setting(value = "share of the rows that each tree draws", min = 0, minExclusive = true, max = 1) double maxSamples,
        @Setting("whether rows are scored by the trees that did not draw them") boolean outOfBag) {

    /// Whether trees leave rows out.
    boolean leaveOut() {
        return bootstrap || maxSamples < 1;
    }
}
