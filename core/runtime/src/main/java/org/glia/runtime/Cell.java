package org.glia.runtime;

import java.util.List;

import org.glia.api.model.Plugin;
import org.glia.api.run.Fold;

/// One piece of an experiment, independent of all others: fit a recipe on some rows of a data set, predict the others,
/// judge the answers. Plain data, so that it can be worked on anywhere.
///
/// @param data     the name under which the data set is found
/// @param recipe   the recipe's text
/// @param fold     which rows
/// @param seed     the seed of the fit
/// @param measures names of the measures; behind [#TRAINING] they judge the rows that were fitted on
/// @param plugins  where the recipe's algorithms came from when the work was planned: others that have taken their place
///                 since then do not do it
public record Cell(String data, String recipe, Fold fold, long seed, List<String> measures, List<Plugin> plugins) {

    /// What stands before the name of a measure that judges the training rows: `training:accuracy`.
    public static final String TRAINING = "training:";


    public Cell {
        measures = List.copyOf(measures);
        plugins = List.copyOf(plugins);
    }
}
