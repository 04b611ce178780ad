package org.glia.experiments.tune;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Kind;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.TimeColumn;
import org.glia.api.run.Fold;
import org.glia.api.run.Folds;
import org.glia.api.run.RandomStream;
import org.glia.experiments.Resampling;

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
            var kept = Arrays.copyOf(ordered(data, fold, seed), rows);
            Arrays.sort(kept);
            return new Fold(fold.repeat(), fold.number(), kept, fold.test());
        }).toList());
    }

    private static int[] ordered(Dataset data, Fold fold, long seed) {
        var time = data.only(Role.TIME);
        if (time.isPresent()) {
            return sorted(fold.train(), row -> -when(time.get(), row));
        }
        long repeat = RandomStream.derive(RandomStream.derive(seed, "rows to fit on"), fold.repeat());
        var random = RandomStream.of(repeat, "fold", fold.number());
        var shuffled = IntStream.of(random.permutation(fold.train().length)).map(position -> fold.train()[position]).toArray();
        var targets = data.schema().targets();
        if (targets.size() != 1 || targets.getFirst().kind() != Kind.NOMINAL) {
            return shuffled;
        }
        // each level's rows are spread evenly from 0 to 1, so that any beginning has about the share of each
        var target = (NominalColumn) data.target();
        var counts = new HashMap<Integer, Integer>();
        IntStream.of(shuffled).forEach(row -> counts.merge(target.code(row), 1, Integer::sum));
        var dealt = new HashMap<Integer, Integer>();
        var places = new HashMap<Integer, Double>();
        IntStream.of(shuffled).forEach(row -> places.put(row,
                (dealt.merge(target.code(row), 1, Integer::sum) - 1.0) / counts.get(target.code(row))));
        return sorted(shuffled, places::get);
    }

    private static int[] sorted(int[] rows, ToDoubleFunction<Integer> by) {
        return IntStream.of(rows).boxed().sorted(Comparator.comparingDouble(by)).mapToInt(Integer::intValue).toArray();
    }

    private static double when(Column time, int row) {
        return switch (time) {
            case TimeColumn times -> times.millis(row);
            case NumericColumn numbers -> numbers.value(row);
            default -> throw new IllegalStateException("rows are ordered by times or numbers");
        };
    }
}
