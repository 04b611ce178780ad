package org.glia.experiments;

import java.util.List;

/// All the work of an experiment: a trial for each data set, fold and recipe. The recipes of a data set share its folds.
///
/// @param study      what it is kept under
/// @param experiment what was asked
/// @param measures   all measures that some trial is judged by, the decisive one of each question first
/// @param trials     by data set, then fold, then recipe: wherever an experiment is cut short, its recipes have been
///                   tested on about the same folds
public record Plan(Study study, Experiment experiment, List<Yardstick> measures, List<Trial> trials) {

    public Plan {
        measures = List.copyOf(measures);
        trials = List.copyOf(trials);
    }
}
