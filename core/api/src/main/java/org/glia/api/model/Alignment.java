package org.glia.api.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.data.Accepts;
import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Schema;
import org.glia.api.data.TextColumn;
import org.glia.api.problem.DataException;
import org.glia.api.problem.Suggestion;

/// Brings rows into the shape of the training features, and puts transformed features back among the other columns.
final class Alignment {

    private Alignment() {
    }

    /// The training features of `rows`, in training order and coding, and nothing else.
    static Dataset align(Trained<?> trained, Dataset rows) {
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        int next = 0;
        for (var wanted : trained.schema().features()) {
            // Mostly the columns stand as they did: look there before looking everywhere.
            while (next < rows.schema().size() && rows.schema().field(next).role() != Role.FEATURE) {
                next++;
            }
            boolean here = next < rows.schema().size() && rows.schema().field(next).name().equals(wanted.name());
            int at = here ? next : rows.schema().indexOf(wanted.name());
            next = at + 1;
            if (at < 0) {
                throw new DataException("%s was trained with a column `%s`, which %s lacks%s".formatted(
                        trained.provenance().algorithm(), wanted.name(), rows.name(),
                        Suggestion.didYouMean(wanted.name(), rows.schema().names())));
            }
            var found = rows.schema().field(at);
            var column = fit(wanted, found, rows.column(at), trained);
            columns.add(column);
            fields.add(column instanceof NominalColumn nominal ? wanted.withLevels(nominal.levels()) : wanted);
        }
        var aligned = Dataset.of(rows.name(), rows.rows(), new Schema(fields), columns);
        requireNoGaps(trained, aligned);
        return aligned;
    }

    /// The training features, the targets in their coding, and weights if the rows have them: rows to learn on from. Targets of a
    /// model that does not predict them may be absent.
    static Dataset alignLabelled(Trained<?> trained, Dataset rows) {
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        for (var wanted : trained.schema().targets()) {
            int at = rows.schema().indexOf(wanted.name());
            if (at >= 0) {
                fields.add(wanted);
                columns.add(target(wanted, rows.schema().field(at), rows.column(at), trained));
            } else if (trained.provenance().task().isSupervised()) {
                throw new DataException("%s learns `%s`, which %s lacks%s".formatted(trained.provenance().algorithm(), wanted.name(),
                        rows.name(), Suggestion.didYouMean(wanted.name(), rows.schema().names())));
            }
        }
        for (var weight : rows.schema().withRole(Role.WEIGHT)) {
            fields.add(weight);
            columns.add(rows.column(weight.name()));
        }
        return align(trained, rows).beside(Dataset.of(rows.name(), rows.rows(), new Schema(fields), columns));
    }

    /// Levels that the model does not know cannot be learnt any more.
    private static Column target(Field wanted, Field found, Column column, Trained<?> trained) {
        if (wanted.kind() != Kind.NOMINAL) {
            return fit(wanted, found, column, trained);
        }
        var recoded = (column instanceof NominalColumn known ? known : nominal(column)).recoded(wanted.levels());
        var codes = recoded.codes();
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= wanted.levels().size()) {
                throw new DataException("`%s` in row %d of `%s` is none of the levels that %s learns to tell, %s; fit anew on all rows"
                        .formatted(recoded.format(row), row + 1, wanted.name(), trained.provenance().algorithm(),
                                few(wanted.levels().names())));
            }
        }
        return new NominalColumn(wanted.levels(), codes);
    }

    private static void requireNoGaps(Trained<?> trained, Dataset aligned) {
        var takesMissing = accepts(trained, Accepts.MISSING);
        var takesInfinite = accepts(trained, Accepts.INFINITE);
        if (takesMissing && takesInfinite) {
            return;
        }
        var gaps = aligned.gaps();
        if (!takesMissing && !gaps.missing().isEmpty()) {
            var name = gaps.missing().iterator().next();
            int row = first(aligned, aligned.column(name)::isMissing);
            throw new DataException("column `%s` is missing in row %d, and %s takes no missing values".formatted(name, row + 1,
                    trained.provenance().algorithm()));
        }
        if (!takesInfinite && !gaps.infinite().isEmpty()) {
            var name = gaps.infinite().iterator().next();
            var matrix = aligned.matrix(field -> field.name().equals(name));
            int row = first(aligned, i -> Arrays.stream(matrix.row(i)).anyMatch(Double::isInfinite));
            throw new DataException("column `%s` is infinite in row %d, and %s takes finite numbers only".formatted(name, row + 1,
                    trained.provenance().algorithm()));
        }
    }

    private static int first(Dataset rows, IntPredicate wanted) {
        return IntStream.range(0, rows.rows()).filter(wanted).findFirst().orElseThrow();
    }

    private static Column fit(Field wanted, Field found, Column column, Trained<?> trained) {
        if (wanted.kind() == Kind.NUMERIC && column instanceof NominalColumn nominal && nothing(nominal)) {
            return new NumericColumn(missing(column.rows()));
        }
        if (wanted.kind() == Kind.NOMINAL && (column instanceof TextColumn || column instanceof NumericColumn)) {
            return known(wanted, nominal(column).recoded(wanted.levels()), trained);
        }
        if (wanted.kind() == Kind.TEXT && column instanceof NominalColumn nominal) {
            return new TextColumn(IntStream.range(0, nominal.rows()).mapToObj(row -> nominal.isMissing(row) ? null
                    : nominal.format(row)).toArray(String[]::new));
        }
        if (wanted.kind() != found.kind()) {
            throw new DataException("column `%s` was %s in training and is %s here".formatted(wanted.name(),
                    wanted.kind().name().toLowerCase(), found.kind().name().toLowerCase()));
        }
        if (!wanted.shape().equals(found.shape())) {
            throw new DataException("column `%s` had the shape %s in training and has %s here"
                    .formatted(wanted.name(), wanted.shape(), found.shape()));
        }
        return column instanceof NominalColumn nominal ? known(wanted, nominal.recoded(wanted.levels()), trained) : column;
    }

    /// Levels by their texts: a reader sees numbers, or too many different texts, where training saw levels.
    private static NominalColumn nominal(Column column) {
        return new TextColumn(IntStream.range(0, column.rows()).mapToObj(row -> column.isMissing(row) ? null : column.format(row))
                .toArray(String[]::new)).toNominal();
    }

    /// Unseen levels stay for those who accept them, otherwise become missing, otherwise are refused.
    private static NominalColumn known(Field wanted, NominalColumn column, Trained<?> trained) {
        int known = wanted.levels().size();
        if (column.levels().size() == known || accepts(trained, Accepts.UNSEEN)) {
            return column;
        }
        var codes = column.codes();
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= known) {
                if (!accepts(trained, Accepts.MISSING)) {
                    throw new DataException("`%s` in column `%s` (row %d) was not among the training levels %s, and %s "
                            .formatted(column.format(row), wanted.name(), row + 1, few(wanted.levels().names()),
                                    trained.provenance().algorithm()) + "takes neither unseen levels nor missing values");
                }
                codes[row] = -1;
            }
        }
        return new NominalColumn(wanted.levels(), codes);
    }

    private static String few(List<String> levels) {
        return levels.size() <= 8 ? levels.toString() : levels.subList(0, 8).toString().replace("]", ", ...]");
    }

    private static boolean accepts(Trained<?> trained, Accepts what) {
        return trained.scope().accepts().contains(what);
    }

    private static boolean nothing(NominalColumn column) {
        return column.levels().size() == 0;
    }

    private static double[] missing(int rows) {
        var values = new double[rows];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /// `rows` with the features that the step worked on replaced by its output: in place where a column keeps its name,
    /// at the end otherwise.
    static Dataset merge(Trained<?> trained, Dataset rows, Dataset output) {
        if (output.rows() != rows.rows() && output.schema().size() > 0) {
            throw new DataException("%s made %d rows of %d".formatted(trained.provenance().algorithm(), output.rows(), rows.rows()));
        }
        Set<String> replaced = trained.schema().features().stream().map(Field::name).collect(Collectors.toSet());
        var position = new HashMap<String, Integer>();
        for (int c = 0; c < output.schema().size(); c++) {
            position.put(output.schema().field(c).name(), c);
        }
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        for (int c = 0; c < rows.schema().size(); c++) {
            var field = rows.schema().field(c);
            if (!replaced.contains(field.name())) {
                fields.add(field);
                columns.add(rows.column(c));
            } else if (position.containsKey(field.name())) {
                int from = position.remove(field.name());
                fields.add(traced(output.schema().field(from), rows.schema()));
                columns.add(output.column(from));
            }
        }
        for (int c = 0; c < output.schema().size(); c++) {
            var field = output.schema().field(c);
            if (position.containsKey(field.name())) {
                fields.add(traced(field, rows.schema()));
                columns.add(output.column(c));
            }
        }
        return Dataset.of(rows.name(), rows.rows(), new Schema(fields), columns).inherit(rows);
    }

    /// The field as a feature whose origin is followed back through the step's inputs.
    private static Field traced(Field field, Schema inputs) {
        var origin = field.origin().stream()
                .flatMap(name -> inputs.find(name).map(Field::origin).orElse(List.of(name)).stream()).distinct().toList();
        return field.withRole(Role.FEATURE).withOrigin(origin);
    }
}
