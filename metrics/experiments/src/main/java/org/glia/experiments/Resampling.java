package org.glia.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.problem.DataException;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;

/// How data sets are split into rows to fit on and rows to judge by. Splits are stratified by a nominal target and keep
/// groups together where a column has the role GROUP; see [Folds].
public sealed interface Resampling {

    /// The splits of a data set: the same for the same rows and seed.
    ///
    /// @throws DataException if the data cannot be split so: too few rows, no column of times
    Folds folds(Dataset data, long seed);

    /// How it is written: `kfold k=10 repeats=3`, `holdout test=0.3`, `time k=5`, `training`.
    String words();

    /// Reads what [#words] says.
    ///
    /// @throws org.glia.api.problem.RecipeException if the words are no split; the message names those that are
    static Resampling parse(String words) {
        return ResamplingWords.parse(words);
    }

    /// What is done when nobody says: five folds, once.
    static Resampling standard() {
        return new CrossValidation(5, 1);
    }

    /// Each row is tested once in each repetition, by a model fitted without its fold.
    ///
    /// @param k       the number of folds, 2 or more
    /// @param repeats how often, each time with other folds; 1 or more
    record CrossValidation(int k, int repeats) implements Resampling {

        /// @throws DataException if a number is too small
        public CrossValidation {
            if (k < 2) {
                throw new DataException("cross-validation needs 2 folds or more, not " + k);
            }
            if (repeats < 1) {
                throw new DataException("cross-validation is done once or more often, not %d times".formatted(repeats));
            }
        }

        @Override
        public String words() {
            return "kfold k=%d repeats=%d".formatted(k, repeats);
        }

        @Override
        public Folds folds(Dataset data, long seed) {
            return Folds.kFold(data, k, repeats, seed);
        }
    }

    /// One split.
    ///
    /// @param testFraction the share of the rows to test on, between 0 and 1
    record Holdout(double testFraction) implements Resampling {

        /// @throws DataException if the share is not between 0 and 1
        public Holdout {
            if (!(testFraction > 0 && testFraction < 1)) {
                throw new DataException("the test share must lie between 0 and 1, not be " + testFraction);
            }
        }

        @Override
        public String words() {
            return "holdout test=" + testFraction;
        }

        @Override
        public Folds folds(Dataset data, long seed) {
            return Folds.holdout(data, testFraction, seed);
        }
    }

    /// Fits on the past and tests on the stretch that follows it, `k` times, each time with a longer past. Rows are
    /// ordered by the column with the role TIME.
    ///
    /// @param k 1 or more
    record ByTime(int k) implements Resampling {

        /// @throws DataException if the number is too small
        public ByTime {
            if (k < 1) {
                throw new DataException("a split by time needs 1 fold or more, not " + k);
            }
        }

        @Override
        public String words() {
            return "time k=" + k;
        }

        @Override
        public Folds folds(Dataset data, long seed) {
            return Folds.byTime(data, k);
        }
    }

    /// Fits on all rows and judges by the same ones: for questions about these rows and no others.
    record Training() implements Resampling {

        @Override
        public String words() {
            return "training";
        }

        @Override
        public Folds folds(Dataset data, long seed) {
            var all = IntStream.range(0, data.rows()).toArray();
            return Folds.of("training", List.of(new Fold(0, 0, all, all)));
        }
    }

    /// Splits that were made elsewhere: the official test set of a benchmark, say.
    record Given(Folds folds) implements Resampling {

        /// The splits by their fingerprint, from which they cannot be made again.
        @Override
        public String words() {
            return "given " + folds.fingerprint();
        }

        /// @throws DataException if a fold names rows that the data do not have, or tests rows that it fits on
        @Override
        public Folds folds(Dataset data, long seed) {
            for (var fold : folds.all()) {
                requireSound(fold, data);
            }
            return folds;
        }

        private static void requireSound(Fold fold, Dataset data) {
            var trained = new boolean[data.rows()];
            for (var rows : new int[][] {fold.train(), fold.test()}) {
                for (int row : rows) {
                    if (row < 0 || row >= data.rows()) {
                        throw new DataException("fold %d has a row %d, and %s has %d rows"
                                .formatted(fold.number() + 1, row + 1, data.name(), data.rows()));
                    }
                }
            }
            Arrays.stream(fold.train()).forEach(row -> trained[row] = true);
            Arrays.stream(fold.test()).filter(row -> trained[row]).findFirst().ifPresent(row -> {
                throw new DataException("row %d of %s is in the training and in the test rows of fold %d".formatted(row + 1,
                        data.name(), fold.number() + 1));
            });
        }
    }
}
