package org.glia.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.glia.api.data.Accepts;
import org.glia.api.data.BlockColumn;
import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Schema;
import org.glia.api.data.TextColumn;

/// What steps of pipelines do to tables.
final class TransformerRules {

    private static final String NUMBER = "number of the row";
    private static final String NOTE = "a note";

    private TransformerRules() {
    }

    // ---- what is carried past

    static void carries(Trial trial) {
        var foreign = foreign(trial);
        var data = with(trial.data(), foreign);
        var trained = trial.fit(data);
        var rows = with(trial.fresh(), foreign);
        var output = trial.answer(trained, rows);
        Violation.unless(output.rows() == rows.rows(), "a transformer should keep the %d rows, and gives %d",
                rows.rows(), output.rows());
        for (var field : rows.schema().fields()) {
            boolean own = field.role() == Role.FEATURE && trial.candidate().traits().accepts().contains(kind(field));
            if (own) {
                continue;
            }
            Violation.unless(output.schema().indexOf(field.name()) >= 0,
                    "the column `%s`, which is not the transformer's, should be carried along, and is gone",
                    field.name());
            var carried = output.columns(List.of(field.name()));
            Trial.requireNone(Answers.difference(rows.columns(List.of(field.name())), carried,
                    new Answers.Tolerance(0, 0, false)),
                    "the column `%s`, which is not the transformer's, should be carried along as it is"
                    .formatted(field.name()));
            Violation.unless(carried.schema().field(0).role() == field.role(),
                    "the column `%s` should keep the role %s, and has %s", field.name(), field.role(), carried.schema()
                    .field(0).role());
        }
        var mixed = Variants.mixed(rows.rows());
        trial.requireSame(output.rows(mixed), trial.answer(trained, rows.rows(mixed)), Answers.Tolerance.ROUNDING,
                "rows in another order should be transformed in that order");
    }

    /// A kind of columns that the transformer does not take; `NUMERIC` where it takes all.
    private static Accepts foreign(Trial trial) {
        return trial.accepts(Accepts.TEXT) ? Accepts.NUMERIC : Accepts.TEXT;
    }

    /// The rows with a name each, and a further column that the transformer does not take where there is such a kind.
    private static Dataset with(Dataset rows, Accepts foreign) {
        var numbers = new double[rows.rows()];
        Arrays.setAll(numbers, row -> row);
        var named = rows.with(Field.numeric(NUMBER).withRole(Role.ID), new NumericColumn(numbers));
        var notes = new String[rows.rows()];
        Arrays.setAll(notes, row -> "note " + row);
        return foreign == Accepts.TEXT ? named.with(Field.of(NOTE, Kind.TEXT), new TextColumn(notes)) : named;
    }

    // ---- what is declared

    static void declared(Trial trial) {
        var traits = trial.candidate().traits();
        var output = trial.answer(trial.trained(), trial.fresh());
        var before = demands(trial.fresh());
        var after = demands(output);
        for (var removed : traits.removes()) {
            Violation.unless(!after.contains(removed),
                    "the transformer declares that it removes %s, and leaves some in %s", removed.words(),
                    demanding(output, removed));
        }
        for (var demand : after) {
            Violation.unless(before.contains(demand) || traits.adds().contains(demand),
                    "the transformer brings %s (%s) into data that had none; declare it as `adds`", demand.words(),
                    demanding(output, demand));
        }
    }

    private static Set<Accepts> demands(Dataset data) {
        var demands = EnumSet.noneOf(Accepts.class);
        data.schema().features().forEach(field -> demands.addAll(demands(field, data.column(field.name()))));
        return demands;
    }

    private static Set<Accepts> demands(Field field, Column column) {
        var demands = EnumSet.of(kind(field));
        if (column instanceof BlockColumn block && block.matrix().isSparse()) {
            demands.add(Accepts.SPARSE);
        }
        if (column.hasMissing()) {
            demands.add(Accepts.MISSING);
        }
        double[] numbers = switch (column) {
            case NumericColumn numeric -> numeric.values();
            case BlockColumn block -> block.matrix().toArray();
            default -> new double[0];
        };
        if (Arrays.stream(numbers).anyMatch(Double::isInfinite)) {
            demands.add(Accepts.INFINITE);
        }
        return demands;
    }

    private static List<String> demanding(Dataset data, Accepts demand) {
        return data.schema().features().stream()
                .filter(field -> demands(field, data.column(field.name())).contains(demand))
                .map(field -> "`" + field.name() + "`").toList();
    }

    private static Accepts kind(Field field) {
        return switch (field.kind()) {
            case NUMERIC, BLOCK -> Accepts.NUMERIC;
            case NOMINAL -> Accepts.NOMINAL;
            case TEXT -> Accepts.TEXT;
            case TIME -> Accepts.TIME;
            case SEQUENCE -> Accepts.SEQUENCE;
        };
    }

    // ---- the columns that come out

    static void schema(Trial trial) {
        var trained = trial.trained();
        var output = trial.answer(trained, trial.data());
        for (var rows : List.of(trial.fresh(), trial.data().rows(0, 1), Variants.constantFeatures(trial.fresh()))) {
            var other = trial.answer(trained, rows);
            Violation.unless(comparable(output.schema()).equals(comparable(other.schema())),
                    "the columns should be the same whatever rows are transformed; they are %s for the training rows "
                    + "and %s for others", output.schema().fields(), other.schema().fields());
        }
        var known = new HashSet<>(trial.data().schema().names());
        for (var field : output.schema().features()) {
            Violation.unless(!field.origin().isEmpty() && known.containsAll(field.origin()),
                    "the column `%s` should name the columns that it comes from by `Field.withOrigin`, and names %s",
                    field.name(), field.origin());
        }
        var names = output.schema().featureNames();
        Violation.unless(new HashSet<>(names).size() == names.size(),
                "the names of features and of the parts of blocks should be distinct, and are %s", names);
    }

    /// The features without their origin, which is checked by itself.
    private static List<Field> comparable(Schema schema) {
        var fields = new ArrayList<Field>();
        schema.features().forEach(field -> fields.add(field.withOrigin(List.of())));
        return fields;
    }
}
