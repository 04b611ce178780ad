package org.glia.experiments;

import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.TimeColumn;
import org.glia.api.problem.DataException;
import org.glia.api.run.Fold;
import org.glia.api.run.RandomStream;

/// In which order the training rows of a fold are fitted on, where fewer of them do: each smaller set is a beginning of each
/// larger one.
public final class TrainingOrder {

    private TrainingOrder() {
    }

    /// The training rows of a fold in an order of which every beginning has about the same share of each level of a nominal target,
    /// and as many levels as there is room for. Where rows have times, those nearest to the test rows come first.
    ///
    /// @param random what decides between equal rows
    /// @throws DataException if rows have a time that is no time and no number
    public static int[] of(Dataset data, Fold fold, RandomStream random) {
        var time = data.only(Role.TIME);
        if (time.isPresent()) {
            var when = when(time.get());
            return sorted(fold.train(), row -> -when.applyAsDouble(row));
        }
        var shuffled = IntStream.of(random.permutation(fold.train().length)).map(position -> fold.train()[position]).toArray();
        return data.schema().targets().size() == 1 && data.target() instanceof NominalColumn target ? dealt(shuffled, target) : shuffled;
    }

    /// The rows of each level spread evenly over the whole: the i-th of m, counted from 0, stands at i / m.
    private static int[] dealt(int[] shuffled, NominalColumn target) {
        var sizes = new int[target.levels().size() + 1]; // the last is of rows without a level
        for (int row : shuffled) {
            sizes[level(target, row)]++;
        }
        var seen = new int[sizes.length];
        var places = new double[shuffled.length];
        for (int i = 0; i < shuffled.length; i++) {
            int level = level(target, shuffled[i]);
            places[i] = seen[level]++ / (double) sizes[level];
        }
        return IntStream.of(sorted(IntStream.range(0, shuffled.length).toArray(), i -> places[i])).map(i -> shuffled[i]).toArray();
    }

    private static int level(NominalColumn target, int row) {
        int code = target.code(row);
        return code < 0 ? target.levels().size() : code;
    }

    private static IntToDoubleFunction when(Column time) {
        return switch (time) {
            case TimeColumn times -> times::millis;
            case NumericColumn numbers -> numbers::value;
            default -> throw new DataException("rows are ordered by a column of times or numbers; take the role TIME from other ones");
        };
    }

    private static int[] sorted(int[] rows, ToDoubleFunction<Integer> by) {
        return IntStream.of(rows).boxed().sorted(Comparator.comparingDouble(by)).mapToInt(Integer::intValue).toArray();
    }
}
