package org.glia.experiments.tune;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Dataset;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;
import org.glia.api.run.RandomStream;
import org.glia.experiments.Resampling;
import org.glia.experiments.TrainingOrder;

/// Folds within folds, and folds with less to fit on, all in the row numbers of the whole data set.
final class Partition {

    private Partition() {
    }

    /// The folds of some rows of a data set.
    static Folds within(Dataset data, int[] rows, Resampling resampling, long seed, String where) {
        var folds = resampling.folds(data.rows(rows), seed);
        return Folds.of("%s: %s".formatted(where, folds.definition()), folds.all().stream().map(fold ->
                new Fold(fold.repeat(), fold.number(), mapped(fold.train(), rows), mapped(fold.test(), rows))).toList());
    }

    private static int[] mapped(int[] positions, int[] rows) {
        return IntStream.of(positions).map(position -> rows[position]).sorted().toArray();
    }

    /// One of several folds alone.
    static Folds only(Folds folds, int index) {
        return Folds.of("%s: fold %d".formatted(folds.definition(), index + 1), List.of(folds.all().get(index)));
    }

    /// How many rows the fold with the fewest has to fit on.
    static int trainingRows(Folds folds) {
        return folds.all().stream().mapToInt(fold -> fold.train().length).min().orElseThrow();
    }

    /// The same folds with `rows` rows to fit on: of each level of a nominal target about its share, and at least one as far as
    /// there is room; of data in time, the last rows. More rows include the fewer.
    static Folds shortened(Dataset data, Folds folds, int rows, long seed) {
        if (rows >= trainingRows(folds)) {
            return folds;
        }
        return Folds.of("%s: %d rows to fit on".formatted(folds.definition(), rows), folds.all().stream().map(fold -> {
            long repeat = RandomStream.derive(RandomStream.derive(seed, "rows to fit on"), fold.repeat());
            var kept = Arrays.copyOf(TrainingOrder.of(data, fold, RandomStream.of(repeat, "fold", fold.number())), rows);
            Arrays.sort(kept);
            return new Fold(fold.repeat(), fold.number(), kept, fold.test());
        }).toList());
    }
}
