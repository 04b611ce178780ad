package org.glia.api.run;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Kind;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.TimeColumn;
import org.glia.api.problem.DataException;

/// Splits of the rows of a data set into training and test rows, made from the data, a definition and a seed alone.
/// Where a column has the role GROUP, no group stands on both sides of a split. Where the target is nominal, splits are
/// stratified: each fold has about the same share of each level (unless groups forbid it).
public final class Folds {

    private final String definition;
    private final List<Fold> all;

    private Folds(String definition, List<Fold> all) {
        this.definition = definition;
        this.all = List.copyOf(all);
    }

    /// Splits that were made elsewhere.
    public static Folds of(String definition, List<Fold> all) {
        return new Folds(definition, all);
    }

    /// `repeats` times `k` folds that test each row once.
    ///
    /// @throws DataException if there are fewer rows (or groups) than folds, or fewer than two folds
    public static Folds kFold(Dataset data, int k, int repeats, long seed) {
        if (k < 2) {
            throw new DataException("cross-validation needs 2 folds or more, not " + k);
        }
        var folds = new ArrayList<Fold>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            int[] foldOf = assign(data, k, RandomStream.of(seed, "folds", repeat));
            for (int number = 0; number < k; number++) {
                folds.add(fold(repeat, number, foldOf));
            }
        }
        return new Folds("kfold k=%d repeats=%d seed=%d".formatted(k, repeats, seed), folds);
    }

    /// One split with about `testFraction` of the rows to test on, at least one row on each side.
    ///
    /// @throws DataException if the fraction is not strictly between 0 and 1, or there are fewer than two rows or groups
    public static Folds holdout(Dataset data, double testFraction, long seed) {
        if (!(testFraction > 0 && testFraction < 1)) {
            throw new DataException("the test share must lie between 0 and 1, not be " + testFraction);
        }
        var units = units(data);
        requireEnough(units.size(), 2, data);
        // Stratified: the units of a level are dealt evenly over the unit interval, and those below the share are tested.
        var order = dealt(units, RandomStream.of(seed, "holdout", 0));
        int wanted = (int) Math.round(testFraction * order.length);
        wanted = Math.clamp(wanted, 1, order.length - 1);
        var foldOf = new int[data.rows()];
        Arrays.fill(foldOf, 1);
        for (int place = 0; place < order.length; place++) {
            // The rows whose rank among `wanted` steps changes are spread over the whole deal, so over all levels.
            boolean tested = (long) (place + 1) * wanted / order.length > (long) place * wanted / order.length;
            if (tested) {
                units.get(order[place]).rows().forEach(row -> foldOf[row] = 0);
            }
        }
        return new Folds("holdout test=%s seed=%d".formatted(testFraction, seed), List.of(fold(0, 0, foldOf)));
    }

    /// Fold i trains on the first i + 1 of `k + 1` about equal stretches of time and tests on the next one; rows of one
    /// instant stay together.
    ///
    /// @throws DataException if there is no column with the role TIME or there are fewer than `k + 1` rows
    public static Folds byTime(Dataset data, int k) {
        var time = data.only(Role.TIME).orElseThrow(() -> new DataException(
                data.name() + " has no column with the role TIME to order its rows by"));
        requireEnough(data.rows(), k + 1, data);
        var order = IntStream.range(0, data.rows()).boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> when(time, row))).mapToInt(Integer::intValue).toArray();
        var ends = new int[k + 1];
        for (int stretch = 0; stretch <= k; stretch++) {
            // Rows of one instant are not torn apart: what is tested is later than all that was learnt from.
            int end = (int) ((stretch + 1L) * order.length / (k + 1));
            end = stretch == 0 ? end : Math.max(end, ends[stretch - 1] + 1);
            while (end < order.length && when(time, order[end]) == when(time, order[end - 1])) {
                end++;
            }
            ends[stretch] = end;
            if (end > order.length) {
                throw new DataException("%s has too few different times for %d splits; take fewer".formatted(data.name(), k));
            }
        }
        var folds = new ArrayList<Fold>();
        for (int number = 0; number < k; number++) {
            folds.add(new Fold(0, number, sorted(Arrays.copyOf(order, ends[number])),
                    sorted(Arrays.copyOfRange(order, ends[number], ends[number + 1]))));
        }
        return new Folds("time k=" + k, folds);
    }

    private static double when(Column time, int row) {
        return switch (time) {
            case TimeColumn times -> times.millis(row);
            case NumericColumn numbers -> numbers.value(row);
            default -> throw new DataException("a column with the role TIME holds times or numbers");
        };
    }

    private static int[] sorted(int[] rows) {
        Arrays.sort(rows);
        return rows;
    }

    /// Rows that must stay together, with the level that they are stratified by (0 where there is none).
    private record Unit(List<Integer> rows, int level) {
    }

    private static List<Unit> units(Dataset data) {
        var targets = data.schema().targets();
        var group = data.only(Role.GROUP);
        if (group.isPresent()) {
            var byGroup = new java.util.LinkedHashMap<String, List<Integer>>();
            for (int row = 0; row < data.rows(); row++) {
                byGroup.computeIfAbsent(group.get().format(row), any -> new ArrayList<>()).add(row);
            }
            return byGroup.values().stream().map(rows -> new Unit(rows, 0)).toList();
        }
        boolean stratify = targets.size() == 1 && targets.getFirst().kind() == Kind.NOMINAL;
        var target = stratify ? (NominalColumn) data.target() : null;
        return IntStream.range(0, data.rows())
                .mapToObj(row -> new Unit(List.of(row), stratify ? target.code(row) : 0)).toList();
    }

    /// The units shuffled, then ordered by level: dealing them out in turn gives each fold its share of each level.
    private static int[] dealt(List<Unit> units, RandomStream random) {
        return IntStream.of(random.permutation(units.size())).boxed()
                .sorted(Comparator.comparingInt((Integer unit) -> units.get(unit).level())).mapToInt(Integer::intValue).toArray();
    }

    private static int[] assign(Dataset data, int k, RandomStream random) {
        var units = units(data);
        requireEnough(units.size(), k, data);
        var order = dealt(units, random);
        var foldOf = new int[data.rows()];
        boolean grouped = data.only(Role.GROUP).isPresent();
        if (grouped) {
            // Large groups first, each to the fold that is smallest so far; equal ones in shuffled order.
            var bySize = IntStream.of(order).boxed()
                    .sorted(Comparator.comparingInt((Integer unit) -> -units.get(unit).rows().size())).toList();
            var sizes = new int[k];
            for (int unit : bySize) {
                int smallest = IntStream.range(0, k).boxed().min(Comparator.comparingInt(fold -> sizes[fold])).orElseThrow();
                sizes[smallest] += units.get(unit).rows().size();
                units.get(unit).rows().forEach(row -> foldOf[row] = smallest);
            }
        } else {
            for (int place = 0; place < order.length; place++) {
                foldOf[units.get(order[place]).rows().getFirst()] = place % k;
            }
        }
        return foldOf;
    }

    private static void requireEnough(int units, int needed, Dataset data) {
        if (units < needed) {
            throw new DataException("%s has %d %s, fewer than the %d that the split needs".formatted(data.name(), units,
                    data.only(Role.GROUP).isPresent() ? "groups" : "rows", needed));
        }
    }

    private static Fold fold(int repeat, int number, int[] foldOf) {
        return new Fold(repeat, number, IntStream.range(0, foldOf.length).filter(row -> foldOf[row] != number).toArray(),
                IntStream.range(0, foldOf.length).filter(row -> foldOf[row] == number).toArray());
    }

    /// How the splits were made, in words that identify them together with the data.
    public String definition() {
        return definition;
    }

    public List<Fold> all() {
        return all;
    }

    /// SHA-256 of all splits: equal exactly if every fold has the same rows.
    public String fingerprint() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var fold : all) {
                for (var rows : List.of(new int[] {fold.repeat(), fold.number()}, fold.train(), fold.test())) {
                    var bytes = ByteBuffer.allocate(4 + 4 * rows.length).putInt(rows.length);
                    bytes.asIntBuffer().put(rows);
                    sha.update(bytes.array());
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
