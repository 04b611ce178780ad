package org.glia.experiments.statistics;

import java.util.Optional;

import org.glia.api.Score;
import org.glia.api.problem.DataException;

/// What one recipe scored on one fold of one data set.
///
/// @param recipe  whose score it is
/// @param data    the name of the data set, different for different data
/// @param repeat  which repetition of the resampling, from 0
/// @param fold    which fold of it, from 0
/// @param train   how many rows were trained on
/// @param test    how many rows were tested on
/// @param rows    the fingerprint of the data and of the rows of the fold: equal for two recipes exactly if they were trained
///                and tested on the same rows
/// @param score   the score, or why there is none: what failed, was skipped, cancelled or is undefined, as a sentence
/// @param correct for classifiers, whether each row tested on was predicted rightly, in the order of the rows; only McNemar's
///                test asks for it
public record CellScore(String recipe, String data, int repeat, int fold, int train, int test, String rows, Score score,
                        Optional<boolean[]> correct) {

    /// @throws DataException if there are no rows to train or to test on
    public CellScore {
        if (train < 1 || test < 1) {
            throw new DataException("`%s` was trained on %d rows of %s and tested on %d; both take one at least"
                    .formatted(recipe, train, data, test));
        }
    }

    /// Without what was predicted rightly.
    public CellScore(String recipe, String data, int repeat, int fold, int train, int test, String rows, Score score) {
        this(recipe, data, repeat, fold, train, test, rows, score, Optional.empty());
    }
}
