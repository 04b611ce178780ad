package org.glia.tck;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.SequenceColumn;
import org.glia.api.data.Tag;

/// Compares and judges tables of answers: predictions, and transformed rows.
final class Answers {

    private Answers() {
    }

    /// How far two tables may differ.
    ///
    /// @param relative  of numbers, relative to the largest of the column
    /// @param rows      the share of the rows whose labels may differ: those that lie on a border
    /// @param numbering whether clusters may be numbered otherwise
    record Tolerance(double relative, double rows, boolean numbering) {

        /// What another order of the same operations makes of the last digits.
        static final Tolerance ROUNDING = new Tolerance(1e-9, 0, false);

        /// What a solver makes of its tolerance when it takes another way to the same optimum.
        static final Tolerance SOLVER = new Tolerance(1e-3, 0.02, true);
    }

    /// The first difference, in words; empty where there is none.
    static Optional<String> difference(Dataset expected, Dataset found, Tolerance tolerance) {
        if (expected.rows() != found.rows()) {
            return Optional.of("%d rows were expected, and %d came".formatted(expected.rows(), found.rows()));
        }
        if (!expected.schema().names().equals(found.schema().names())) {
            return Optional.of("the columns %s were expected, and %s came"
                    .formatted(expected.schema().names(), found.schema().names()));
        }
        for (int c = 0; c < expected.schema().size(); c++) {
            var field = expected.schema().field(c);
            var difference = difference(field, expected.column(c), found.column(c), tolerance);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(Field field, Column expected, Column found, Tolerance tolerance) {
        if (expected.kind() != found.kind()) {
            return Optional.of("`%s` was expected to be %s, and is %s"
                    .formatted(field.name(), words(expected), words(found)));
        }
        if (tolerance.numbering() && is(field, Tag.MEMBERSHIP)) {
            return Optional.empty(); // their columns follow the numbering of the clusters
        }
        return switch (expected) {
            case NumericColumn numbers -> numbers(field, numbers.matrix(), ((NumericColumn) found).matrix(), tolerance);
            case BlockColumn block -> numbers(field, block.matrix(), ((BlockColumn) found).matrix(), tolerance);
            case SequenceColumn sequences -> sequences(field, sequences, (SequenceColumn) found, tolerance);
            case NominalColumn nominal when tolerance.numbering() && is(field, Tag.CLUSTER) ->
                    texts(field, renumbered(nominal), renumbered((NominalColumn) found), tolerance);
            default -> texts(field, expected, found, tolerance);
        };
    }

    private static String words(Column column) {
        return column.kind().name().toLowerCase();
    }

    static boolean is(Field field, String kind) {
        return field.tag().filter(tag -> tag.kind().equals(kind)).isPresent();
    }

    private static Optional<String> numbers(Field field, Matrix expected, Matrix found, Tolerance tolerance) {
        if (expected.columns() != found.columns()) {
            return Optional.of("`%s` was expected to have %d parts, and has %d"
                    .formatted(field.name(), expected.columns(), found.columns()));
        }
        var allowed = new double[expected.columns()];
        for (int j = 0; j < allowed.length; j++) {
            double largest = Arrays.stream(expected.column(j)).filter(Double::isFinite).map(Math::abs).max().orElse(0);
            allowed[j] = tolerance.relative() * (1 + largest);
        }
        for (int row = 0; row < expected.rows(); row++) {
            for (int j = 0; j < allowed.length; j++) {
                double a = expected.get(row, j);
                double b = found.get(row, j);
                if (Double.compare(a, b) != 0 && !(Math.abs(a - b) <= allowed[j])) {
                    return Optional.of("row %d of `%s` should be %s, and is %s"
                            .formatted(row + 1, field.partNames().get(j), a, b));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> sequences(Field field, SequenceColumn expected, SequenceColumn found,
                                              Tolerance tolerance) {
        for (int row = 0; row < expected.rows(); row++) {
            var a = expected.sequence(row);
            var b = found.sequence(row);
            if (a.rows() != b.rows() || numbers(field, a, b, tolerance).isPresent()) {
                return Optional.of("row %d of `%s` should be %s, and is %s"
                        .formatted(row + 1, field.name(), expected.format(row), found.format(row)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> texts(Field field, Column expected, Column found, Tolerance tolerance) {
        int first = -1;
        int different = 0;
        for (int row = 0; row < expected.rows(); row++) {
            if (!expected.format(row).equals(found.format(row)) || expected.isMissing(row) != found.isMissing(row)) {
                first = first < 0 ? row : first;
                different++;
            }
        }
        return different <= tolerance.rows() * expected.rows() ? Optional.empty()
                : Optional.of("row %d of `%s` should be `%s`, and is `%s`".formatted(first + 1, field.name(),
                        expected.format(first), found.format(first))
                        + (different > 1 ? " (%d of %d rows differ)".formatted(different, expected.rows()) : ""));
    }

    /// The clusters numbered in the order in which rows show them first.
    private static NominalColumn renumbered(NominalColumn clusters) {
        var numbers = new HashMap<Integer, Integer>();
        var codes = clusters.codes();
        for (int row = 0; row < codes.length; row++) {
            codes[row] = codes[row] < 0 ? -1 : numbers.computeIfAbsent(codes[row], any -> numbers.size());
        }
        return new NominalColumn(clusters.levels(), codes);
    }

    /// What is wrong with answers as such: a number that is not one, a label that is missing.
    ///
    /// @param mayBeMissing  the rows whose cells may be missing
    /// @param mayBeInfinite whether numbers may be infinite
    static Optional<String> flaw(Dataset answers, Predicate<Field> judged, IntPredicate mayBeMissing,
                                 boolean mayBeInfinite) {
        for (int c = 0; c < answers.schema().size(); c++) {
            var field = answers.schema().field(c);
            if (!judged.test(field) || is(field, Tag.CLUSTER)) {
                continue; // a row of noise has no cluster
            }
            var column = answers.column(c);
            boolean unbounded = mayBeInfinite || is(field, Tag.ANOMALY) || is(field, Tag.LOG_DENSITY)
                    || is(field, Tag.SCORE);
            for (int row = 0; row < answers.rows(); row++) {
                if (column.isMissing(row) && !mayBeMissing.test(row)) {
                    return Optional.of("row %d of `%s` is missing (NaN)".formatted(row + 1, field.name()));
                }
                if (!unbounded && hasInfinite(column, row)) {
                    return Optional.of("row %d of `%s` is infinite".formatted(row + 1, field.name()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean hasInfinite(Column column, int row) {
        return switch (column) {
            case NumericColumn numeric -> Double.isInfinite(numeric.value(row));
            case BlockColumn block -> Arrays.stream(block.matrix().row(row)).anyMatch(Double::isInfinite);
            default -> false;
        };
    }

    /// The names of the columns with this tag.
    static List<Field> tagged(Dataset answers, String kind) {
        return answers.schema().fields().stream().filter(field -> is(field, kind)).toList();
    }
}
