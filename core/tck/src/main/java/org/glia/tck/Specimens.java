package org.glia.tck;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.glia.api.Traits;
import org.glia.api.data.Accepts;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.run.RandomStream;

/// Makes the data that traits say an estimator can take. The same traits always give the same data, each time in arrays
/// of their own.
final class Specimens {

    static final String TARGET = "target";
    private static final long SEED = 20260101;
    private static final int ROWS = 120;
    private static final int FRESH = 60;
    private static final Levels CLASSES = Levels.of("ant", "bee", "cat");
    private static final List<Accepts> KINDS = List.of(Accepts.NUMERIC, Accepts.NOMINAL, Accepts.TEXT, Accepts.SEQUENCE,
            Accepts.TIME);

    private final Traits traits;
    private final int rows;

    private Specimens(Traits traits, int rows) {
        this.traits = traits;
        this.rows = rows;
    }

    static Specimens of(Traits traits) {
        return new Specimens(traits, ROWS);
    }

    /// With another number of training rows.
    Specimens withRows(int count) {
        return new Specimens(traits, count);
    }

    /// Ordinary data for each task: columns of one kind, and columns of all kinds together.
    List<Specimen> ordinary() {
        var all = new ArrayList<Specimen>();
        var kinds = kinds();
        for (var task : traits.tasks().stream().sorted().toList()) {
            if (kinds.isEmpty()) {
                break;
            }
            var plain = EnumSet.of(kinds.getFirst());
            if (task == Task.CLASSIFICATION) {
                all.add(make(task, 2, plain));
            }
            all.add(make(task, 3, plain));
            var mixed = mixed();
            if (!mixed.equals(plain)) {
                all.add(make(task, 3, mixed));
            }
        }
        all.removeIf(specimen -> specimen.task() == Task.FORECASTING);
        return all;
    }

    /// For each task, columns of one kind only, once for each kind.
    List<Specimen> ofEachKind(Task task) {
        var all = new ArrayList<Specimen>();
        kinds().forEach(kind -> all.add(make(task, 3, EnumSet.of(kind))));
        if (traits.accepts().contains(Accepts.NUMERIC)) {
            all.add(make(task, 3, EnumSet.of(Accepts.SHAPED)));
        }
        if (traits.accepts().contains(Accepts.SPARSE)) {
            all.add(make(task, 3, EnumSet.of(Accepts.SPARSE)));
        }
        return all;
    }

    /// Data with columns of one kind, whether it is accepted or not.
    Specimen of(Task task, Accepts kind) {
        return make(task, 3, EnumSet.of(kind));
    }

    /// The kinds of columns that are accepted, the commonest first.
    List<Accepts> kinds() {
        return KINDS.stream().filter(traits.accepts()::contains).toList();
    }

    private Set<Accepts> mixed() {
        var mixed = EnumSet.copyOf(kinds());
        if (traits.accepts().contains(Accepts.NUMERIC)) {
            mixed.add(Accepts.SHAPED);
        }
        if (traits.accepts().contains(Accepts.SPARSE)) {
            mixed.add(Accepts.SPARSE);
        }
        return mixed;
    }

    private Specimen make(Task task, int groups, Set<Accepts> kinds) {
        var columns = kinds.size() == 1 ? kinds.iterator().next().words() : "columns of all kinds";
        var name = "%s, %s".formatted(switch (task) {
            case CLASSIFICATION -> groups == 2 ? "two classes" : "three classes";
            case REGRESSION -> "numbers to predict";
            case CLUSTERING -> "three groups";
            case ANOMALY -> "strange rows";
            case DENSITY -> "dense rows";
            default -> "rows to transform";
        }, columns);
        var train = latent(task, groups, rows, "train");
        var fresh = latent(task, groups, FRESH, "fresh");
        var truth = task == Task.CLUSTERING || task == Task.ANOMALY || task == Task.DENSITY
                ? Optional.of(new Specimen.Truth(train.group(), fresh.group())) : Optional.<Specimen.Truth>empty();
        return new Specimen(name, task, table(name, task, groups, train, kinds),
                table(name, task, groups, fresh, kinds), truth);
    }

    private static Latent latent(Task task, int groups, int rows, String purpose) {
        var random = RandomStream.of(SEED, task + purpose, groups);
        return switch (task) {
            case REGRESSION -> Latent.square(rows, random);
            // one row in four is strange among the fresh ones, one in twenty among those to learn from
            case ANOMALY, DENSITY -> Latent.outliers(rows, purpose.equals("fresh") ? 4 : 20, random);
            default -> Latent.groups(rows, groups, random);
        };
    }

    private static Dataset table(String name, Task task, int groups, Latent latent, Set<Accepts> kinds) {
        var table = Dataset.builder(name);
        latent.show(table, kinds);
        switch (task) {
            case REGRESSION -> table.numeric(TARGET, latent.heights()).target(TARGET);
            case CLASSIFICATION, TRANSFORMATION -> table.nominal(TARGET, Levels.of(CLASSES.names().subList(0, groups)),
                    latent.group()).target(TARGET);
            default -> { }
        }
        return table.build();
    }

    /// The same rows with a second target, which can be learnt as well.
    static Dataset withSecondTarget(Dataset data, Task task) {
        return task == Task.REGRESSION
                ? data.with(Field.numeric("second").withRole(Role.TARGET), second(data))
                : data.with(Field.nominal("second", Levels.of("no", "yes")).withRole(Role.TARGET), secondLabels(data));
    }

    private static NumericColumn second(Dataset data) {
        var first = data.numericTarget().values();
        for (int row = 0; row < first.length; row++) {
            first[row] = 3 - first[row] / 2;
        }
        return new NumericColumn(first);
    }

    private static NominalColumn secondLabels(Dataset data) {
        var first = data.nominalTarget().codes();
        for (int row = 0; row < first.length; row++) {
            first[row] = first[row] == 0 ? 1 : 0;
        }
        return new NominalColumn(Levels.of("no", "yes"), first);
    }
}
