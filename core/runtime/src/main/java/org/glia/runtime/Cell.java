package org.glia.runtime;

import java.util.List;

import org.glia.api.run.Fold;

/// One piece of an experiment, independent of all others: fit a recipe on some rows of a data set, predict the others,
/// judge the answers. Plain data, so that it can be worked on anywhere.
///
/// @param data     the name under which the data set is found
/// @param recipe   the recipe's text
/// @param fold     which rows
/// @param seed     the seed of the fit
/// @param measures names of the measures
public record Cell(String data, String recipe, Fold fold, long seed, List<String> measures) {

    public Cell {
        measures = List.copyOf(measures);
    }
}
