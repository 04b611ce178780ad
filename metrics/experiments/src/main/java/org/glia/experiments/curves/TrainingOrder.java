package org.glia.experiments.curves;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.TimeColumn;
import org.glia.api.run.Fold;
import org.glia.api.run.RandomStream;

/// In which order the training rows of a fold join a learning curve: each smaller set is a beginning of each larger one.
///
/// Rows of a nominal target come so that every beginning has about the same share of each level; groups come whole; where rows
/// have times, those nearest to the test rows come first.
final class TrainingOrder {

    private final List<int[]> units;

    private TrainingOrder(List<int[]> units) {
        this.units = units;
    }

    static TrainingOrder of(Dataset data, Fold fold, long seed) {
        var random = RandomStream.of(RandomStream.derive(seed, "learning curve"), "repeat %d".formatted(fold.repeat()), fold.number());
        var time = data.only(Role.TIME);
        if (time.isPresent()) {
            var when = when(time.get());
            return single(IntStream.of(fold.train()).boxed()
                    .sorted(Comparator.comparingDouble((Integer row) -> -when.applyAsDouble(row))).toList());
        }
        var shuffled = Arrays.stream(random.permutation(fold.train().length)).map(i -> fold.train()[i]).toArray();
        var group = data.only(Role.GROUP);
        if (group.isPresent()) {
            var groups = new LinkedHashMap<String, List<Integer>>();
            for (int row : shuffled) {
                groups.computeIfAbsent(group.get().format(row), any -> new ArrayList<>()).add(row);
            }
            return new TrainingOrder(groups.values().stream()
                    .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray()).toList());
        }
        var targets = data.schema().targets();
        return single(targets.size() == 1 && data.target() instanceof NominalColumn target ? dealt(shuffled, target)
                : IntStream.of(shuffled).boxed().toList());
    }

    private static TrainingOrder single(List<Integer> rows) {
        return new TrainingOrder(rows.stream().map(row -> new int[] {row}).toList());
    }

    /// The rows of each level spread evenly over the whole, so that the i-th of m stands at (i + 1/2) / m.
    private static List<Integer> dealt(int[] shuffled, NominalColumn target) {
        var sizes = new int[target.levels().size() + 1]; // the last is of rows without a level
        var places = new double[shuffled.length];
        for (int row : shuffled) {
            sizes[level(target, row)]++;
        }
        var seen = new int[sizes.length];
        for (int i = 0; i < shuffled.length; i++) {
            int level = level(target, shuffled[i]);
            places[i] = (seen[level]++ + 0.5) / sizes[level];
        }
        return IntStream.range(0, shuffled.length).boxed().sorted(Comparator.comparingDouble((Integer i) -> places[i]))
                .map(i -> shuffled[i]).toList();
    }

    private static int level(NominalColumn target, int row) {
        int code = target.code(row);
        return code < 0 ? target.levels().size() : code;
    }

    private static IntToDoubleFunction when(Column time) {
        return switch (time) {
            case TimeColumn times -> times::millis;
            case NumericColumn numbers -> numbers::value;
            default -> row -> 0; // folds by time refuse it
        };
    }

    /// The first `rows` rows, rising; of groups as many as fit, one at least.
    int[] first(int rows) {
        int taken = units.getFirst().length;
        int last = 1;
        while (last < units.size() && taken + units.get(last).length <= rows) {
            taken += units.get(last++).length;
        }
        return units.subList(0, last).stream().flatMapToInt(IntStream::of).sorted().toArray();
    }
}
