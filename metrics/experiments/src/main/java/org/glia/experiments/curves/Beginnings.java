package org.glia.experiments.curves;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Role;
import org.glia.api.run.Fold;
import org.glia.api.run.RandomStream;
import org.glia.experiments.TrainingOrder;

/// The sets of training rows of a fold that a learning curve is made of, each a beginning of one order. Groups come whole, where no times
/// say what comes first.
///
/// @param units rows, or groups of rows
record Beginnings(List<int[]> units) {

    static Beginnings of(Dataset data, Fold fold, long seed) {
        var random = RandomStream.of(RandomStream.derive(seed, "learning curve"), "repeat %d".formatted(fold.repeat()), fold.number());
        var order = TrainingOrder.of(data, fold, random);
        return new Beginnings(data.only(Role.GROUP).filter(_ -> data.only(Role.TIME).isEmpty()).map(group -> groups(order, group))
                .orElseGet(() -> IntStream.of(order).mapToObj(row -> new int[] {row}).toList()));
    }

    /// In the order in which their first rows come.
    private static List<int[]> groups(int[] order, Column group) {
        var groups = new LinkedHashMap<String, IntStream.Builder>();
        for (int row : order) {
            groups.computeIfAbsent(group.format(row), any -> IntStream.builder()).add(row);
        }
        return groups.values().stream().map(rows -> rows.build().toArray()).toList();
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
