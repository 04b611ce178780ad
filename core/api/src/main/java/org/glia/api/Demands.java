package org.glia.api;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.glia.api.data.Accepts;
import org.glia.api.data.BlockColumn;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Role;
import org.glia.api.data.Task;
import org.glia.api.problem.DataException;

/// What data demand of the algorithms that they meet, with the columns that are the reason; followed through the steps
/// of a pipeline before anything is fitted.
final class Demands {

    private final Map<Accepts, Set<String>> reasons = new EnumMap<>(Accepts.class);

    private Demands() {
    }

    /// What the features and weights demand, and the targets where the last step learns from them.
    static Demands of(Dataset data, Task task) {
        var demands = new Demands();
        var gaps = data.gaps();
        gaps.missing().forEach(column -> demands.add(Accepts.MISSING, column));
        gaps.infinite().forEach(column -> demands.add(Accepts.INFINITE, column));
        for (int c = 0; c < data.schema().size(); c++) {
            var field = data.schema().field(c);
            var column = data.column(c);
            if (field.role() == Role.FEATURE) {
                demands.add(kind(field), field.name());
                if (column instanceof BlockColumn block && block.matrix().isSparse()) {
                    demands.add(Accepts.SPARSE, field.name());
                }
            } else if (field.role() == Role.WEIGHT) {
                demands.add(Accepts.WEIGHTS, field.name());
            } else if (field.role() == Role.TARGET && task.isSupervised()) {
                if (data.schema().targets().size() > 1) {
                    demands.add(Accepts.MULTI_TARGET, field.name());
                }
                if (column.hasMissing()) {
                    demands.add(Accepts.MISSING_TARGET, field.name());
                }
            }
        }
        return demands;
    }

    private void add(Accepts demand, String column) {
        reasons.computeIfAbsent(demand, any -> new LinkedHashSet<>()).add(column);
    }

    private void remove(Accepts demand, Set<String> columns) {
        if (reasons.containsKey(demand)) {
            reasons.get(demand).removeAll(columns);
        }
    }

    /// The word for a column's kind.
    static Accepts kind(Field field) {
        return switch (field.kind()) {
            case NUMERIC, BLOCK -> Accepts.NUMERIC;
            case NOMINAL -> Accepts.NOMINAL;
            case TEXT -> Accepts.TEXT;
            case TIME -> Accepts.TIME;
            case SEQUENCE -> Accepts.SEQUENCE;
        };
    }

    /// @throws DataException if the rows that a step is about to learn from demand what it does not accept
    static void require(Stage<?, ?> stage, Dataset data, Task task) {
        requireRows(data);
        if (data.schema().features().isEmpty()) {
            throw new DataException("%s has no features; `%s` needs at least one".formatted(data.name(), stage.name()));
        }
        var unmet = Demands.of(data, task).unmet(stage.traits().accepts());
        if (!unmet.isEmpty()) {
            throw refusal(List.of(stage), 0, unmet, data);
        }
    }

    static void requireRows(Dataset data) {
        if (data.rows() == 0) {
            throw new DataException(data.name() + " has no rows");
        }
    }

    /// Follows the data through all steps, before the first is fitted.
    ///
    /// @throws DataException if a step would meet what it does not accept; the message says what to put before it
    static void requireAll(List<Stage<?, ?>> stages, Dataset data, Task task) {
        requireRows(data);
        var demands = Demands.of(data, task);
        for (int i = 0; i < stages.size(); i++) {
            var stage = stages.get(i);
            var traits = stage.traits();
            boolean transforms = i < stages.size() - 1 || task == Task.TRANSFORMATION;
            var met = transforms ? demands.before(stage) : demands;
            var unmet = met.unmet(traits.accepts());
            if (!unmet.isEmpty()) {
                throw refusal(stages, i, unmet, data);
            }
            if (transforms) {
                var worked = met.columns();
                traits.removes().forEach(removed -> demands.remove(removed, worked));
                traits.adds().forEach(added -> demands.add(added, "output of " + stage.name()));
            }
        }
    }

    /// What of this a transformer meets: columns of kinds that it does not accept pass by it.
    private Demands before(Stage<?, ?> transformer) {
        var accepts = transformer.traits().accepts();
        var met = new Demands();
        var passing = reasons.entrySet().stream()
                .filter(entry -> isKind(entry.getKey()) && !accepts.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream()).collect(Collectors.toSet());
        reasons.forEach((demand, columns) -> columns.stream()
                .filter(column -> transformer.columns().isEmpty() ? !passing.contains(column)
                        : transformer.columns().contains(column) || demand == Accepts.WEIGHTS)
                .forEach(column -> met.add(demand, column)));
        met.reasons.remove(Accepts.MULTI_TARGET);
        met.reasons.remove(Accepts.MISSING_TARGET);
        return met;
    }

    private static boolean isKind(Accepts demand) {
        return switch (demand) {
            case NUMERIC, NOMINAL, TEXT, TIME, SEQUENCE -> true;
            default -> false;
        };
    }

    private Set<String> columns() {
        return reasons.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    private Map<Accepts, Set<String>> unmet(Set<Accepts> accepted) {
        var unmet = new EnumMap<Accepts, Set<String>>(Accepts.class);
        reasons.forEach((demand, columns) -> {
            if (!columns.isEmpty() && !accepted.contains(demand)) {
                unmet.put(demand, columns);
            }
        });
        return unmet;
    }

    private static DataException refusal(List<Stage<?, ?>> stages, int at, Map<Accepts, Set<String>> unmet, Dataset data) {
        var sentences = new ArrayList<String>();
        unmet.forEach((demand, columns) -> sentences.add(sentence(stages, at, demand, columns, data)));
        return new DataException(String.join("\n", sentences));
    }

    private static String sentence(List<Stage<?, ?>> stages, int at, Accepts demand, Set<String> columns, Dataset data) {
        var stage = stages.get(at);
        var few = columns.stream().limit(3).map(column -> "`" + column + "`").collect(Collectors.joining(", "))
                + (columns.size() > 3 ? " and %d more".formatted(columns.size() - 3) : "");
        boolean one = columns.size() == 1;
        var cure = cures(stages, at, demand, columns, data);
        var settings = stage.offer().accepts().contains(demand) ? " with these settings" : "";
        return switch (demand) {
            case WEIGHTS -> "`%s` takes no weights, and %s is a column of weights; give %s another role or choose another algorithm"
                    .formatted(stage.name(), few, few);
            case MULTI_TARGET -> "`%s` predicts one target at a time, and %s has %s".formatted(stage.name(), data.name(), few);
            case MISSING_TARGET -> "`%s` needs a target in every row, and %s is missing in some; leave those rows out"
                    .formatted(stage.name(), few);
            case MISSING -> "`%s` takes no missing values%s, and %s %s some".formatted(stage.name(), settings, few,
                    one ? "has" : "have") + cure;
            case INFINITE -> "`%s` takes finite numbers only, and %s %s infinite ones".formatted(stage.name(), few,
                    one ? "has" : "have") + cure;
            default -> isKind(demand)
                    ? "`%s` takes %s, and %s %s not".formatted(stage.name(), kinds(stage), few, one ? "is" : "are") + cure
                    : "`%s` takes no %s%s, and %s %s".formatted(stage.name(), demand.words(), settings, few,
                            one ? "is one" : "are such") + cure;
        };
    }

    private static String kinds(Stage<?, ?> stage) {
        return stage.traits().accepts().stream().filter(Demands::isKind).sorted().map(Accepts::words)
                .collect(Collectors.joining(" and "));
    }

    /// Algorithms of the catalog that do nothing but transform, work on all these columns and take the demand away, each as
    /// the pipeline that would work.
    private static String cures(List<Stage<?, ?>> stages, int at, Accepts demand, Set<String> columns, Dataset data) {
        var kinds = columns.stream().flatMap(column -> data.schema().find(column).stream()).map(Demands::kind)
                .collect(Collectors.toSet());
        var cures = stages.getFirst().catalog().algorithms().stream()
                .filter(offer -> offer.tasks().equals(Set.of(Task.TRANSFORMATION)) && offer.removes().contains(demand)
                        && offer.accepts().contains(demand) && offer.accepts().containsAll(kinds))
                .map(AlgorithmOffer::name).distinct().sorted().limit(3)
                .map(cure -> {
                    var names = new ArrayList<>(stages.stream().map(Stage::name).toList());
                    names.add(at, cure);
                    return "`" + String.join(" | ", names) + "`";
                }).collect(Collectors.joining(" or "));
        return cures.isEmpty() ? "" : ": try " + cures;
    }
}
