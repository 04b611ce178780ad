package org.glia.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Column;
import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.SequenceColumn;
import org.glia.api.data.TextColumn;
import org.glia.api.data.TimeColumn;

/// Other tables made of a table: the same rows in another order, with holes, with weights ...
final class Variants {

    static final String WEIGHT = "weight of the row";

    private Variants() {
    }

    /// The same cells in new columns and a new table, whose fingerprints are not known yet: they are computed from the cells
    /// as they are now.
    static Dataset afresh(Dataset data) {
        var all = range(data.rows());
        var again = Dataset.of(data.name(), data.schema(), columns(data).stream().map(column -> column.rows(all)).toList());
        for (var side : data.attachments().entrySet()) {
            again = again.withAttachment(side.getKey(), afresh(side.getValue()));
        }
        return data.validation().isPresent() ? again.withValidation(afresh(data.validation().get())) : again;
    }

    private static List<Column> columns(Dataset data) {
        return IntStream.range(0, data.schema().size()).mapToObj(data::column).toList();
    }

    static int[] range(int rows) {
        return IntStream.range(0, rows).toArray();
    }

    static int[] reversed(int rows) {
        return IntStream.range(0, rows).map(row -> rows - 1 - row).toArray();
    }

    /// A fixed order in which no stretch of rows stays together.
    static int[] mixed(int rows) {
        var order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
        Collections.shuffle(order, new Random(7));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Each row as often as `counts` says, in the order of the rows.
    static int[] repeated(int[] counts) {
        return IntStream.range(0, counts.length).flatMap(row -> IntStream.range(0, counts[row]).map(any -> row))
                .toArray();
    }

    /// The columns the other way round, with columns among them that no training had.
    static Dataset reordered(Dataset data) {
        var names = new ArrayList<>(data.schema().names());
        Collections.reverse(names);
        var zeros = new double[data.rows()];
        var other = data.columns(names).withName("a table of another name");
        return Dataset.builder(other.name()).numeric("a column of no use", zeros).build().beside(other)
                .with(Field.of("another one", Kind.TEXT), new TextColumn(new String[data.rows()]));
    }

    /// With names of the rows in front, and numbers that are to be ignored behind.
    static Dataset withOtherRoles(Dataset data) {
        var names = IntStream.range(0, data.rows()).mapToObj(row -> "row " + row).toArray(String[]::new);
        var numbers = IntStream.range(0, data.rows()).mapToDouble(row -> 1000.0 * row).toArray();
        var wide = Dataset.builder(data.name()).text("a name", names).role(Role.ID, "a name").build()
                .beside(withoutCompanions(data))
                .with(Field.numeric("a number of no use").withRole(Role.IGNORED), new NumericColumn(numbers));
        return wide.inherit(data);
    }

    /// Nominal features with their levels the other way round; the cells say the same.
    static Dataset recoded(Dataset data) {
        for (var field : data.schema().features()) {
            if (data.column(field.name()) instanceof NominalColumn nominal) {
                data = withLevels(data, field.name(), reversed(nominal.levels()));
            }
        }
        return data;
    }

    static Levels reversed(Levels levels) {
        var names = new ArrayList<>(levels.names());
        Collections.reverse(names);
        return new Levels(names, levels.ordered(), levels.positive());
    }

    /// A nominal column coded by other levels, which hold all that occur.
    static Dataset withLevels(Dataset data, String column, Levels levels) {
        var recoded = ((NominalColumn) data.column(column)).recoded(levels);
        return data.with(field(data, column).withLevels(recoded.levels()), recoded);
    }

    static Field field(Dataset data, String column) {
        return data.schema().field(data.schema().require(column));
    }

    /// The same cells in other arrays: a wide one of which each numeric column is a window, and rows chosen from more
    /// rows.
    static Dataset storedOtherwise(Dataset data) {
        var numeric = data.schema().fields().stream().filter(field -> field.kind() == Kind.NUMERIC).map(Field::name)
                .toList();
        var wide = new double[data.rows() * (numeric.size() + 3)];
        Arrays.fill(wide, 1e9); // read by those only who overlook where a window begins or how wide its array is
        var matrix = Matrix.of(data.rows(), numeric.size() + 3, wide);
        var stored = data;
        for (int c = 0; c < numeric.size(); c++) {
            var column = data.numeric(numeric.get(c));
            for (int row = 0; row < data.rows(); row++) {
                wide[row * matrix.stride() + c + 2] = column.value(row);
            }
            stored = stored.with(field(data, numeric.get(c)), new NumericColumn(matrix.columns(c + 2, 1)));
        }
        // twice each row, backwards, and then a view of every other one, forwards
        var doubled = IntStream.range(0, 2 * data.rows()).map(row -> data.rows() - 1 - row / 2).toArray();
        var chosen = IntStream.range(0, data.rows()).map(row -> 2 * (data.rows() - 1 - row)).toArray();
        var plain = withoutCompanions(stored);
        return plain.rows(doubled).rows(chosen).inherit(data);
    }

    private static Dataset withoutCompanions(Dataset data) {
        return Dataset.of(data.name(), data.schema(), columns(data));
    }

    /// Each numeric column in an array of its own, and blocks stored anew.
    static Dataset storedApart(Dataset data) {
        for (var field : data.schema().fields()) {
            var copy = switch (data.column(field.name())) {
                case NumericColumn numeric -> new NumericColumn(numeric.values());
                case BlockColumn block when !block.matrix().isSparse() -> new BlockColumn(
                        Matrix.of(block.rows(), field.width(), block.matrix().toArray()));
                case Column other -> other;
            };
            data = data.with(field, copy);
        }
        return data;
    }

    /// With these weights; a former column of weights goes.
    static Dataset weighted(Dataset data, double... weights) {
        return unweighted(data).with(Field.numeric(WEIGHT).withRole(Role.WEIGHT), new NumericColumn(weights));
    }

    static Dataset unweighted(Dataset data) {
        return data.columns(field -> field.role() != Role.WEIGHT);
    }

    /// With the cells of the chosen rows missing; empty where the column cannot miss any.
    static Optional<Dataset> missing(Dataset data, String column, IntPredicate rows) {
        return holed(data.column(column), rows, Double.NaN).map(holes -> data.with(field(data, column), holes));
    }

    /// With infinite numbers in the chosen rows; empty where the column has no numbers.
    static Optional<Dataset> infinite(Dataset data, String column, IntPredicate rows, double infinity) {
        return switch (data.column(column)) {
            case NumericColumn any -> holed(any, rows, infinity).map(holes -> data.with(field(data, column), holes));
            case BlockColumn any -> holed(any, rows, infinity).map(holes -> data.with(field(data, column), holes));
            case Column any -> Optional.empty();
        };
    }

    private static Optional<Column> holed(Column column, IntPredicate rows, double hole) {
        int n = column.rows();
        return Optional.ofNullable(switch (column) {
            case NumericColumn numeric -> new NumericColumn(IntStream.range(0, n)
                    .mapToDouble(row -> rows.test(row) ? hole : numeric.value(row)).toArray());
            case NominalColumn nominal -> new NominalColumn(nominal.levels(), IntStream.range(0, n)
                    .map(row -> rows.test(row) ? -1 : nominal.code(row)).toArray());
            case TextColumn texts -> new TextColumn(IntStream.range(0, n)
                    .mapToObj(row -> rows.test(row) ? null : texts.text(row).orElse(null)).toArray(String[]::new));
            case TimeColumn times -> new TimeColumn(IntStream.range(0, n)
                    .mapToLong(row -> rows.test(row) ? TimeColumn.MISSING : times.millis(row)).toArray());
            case BlockColumn block when block.matrix().element() == Matrix.Element.BYTE -> null;
            case BlockColumn block -> new BlockColumn(holed(block.matrix(), rows, hole));
            case SequenceColumn sequences -> holed(sequences, rows, hole);
        });
    }

    private static Matrix holed(Matrix block, IntPredicate rows, double hole) {
        if (block.isSparse()) {
            var sparse = block.csr();
            var values = sparse.values().clone();
            for (int row = 0; row < sparse.rows(); row++) {
                if (rows.test(row) && sparse.rowStarts()[row] < sparse.rowStarts()[row + 1]) {
                    values[sparse.rowStarts()[row]] = hole;
                }
            }
            return new CsrMatrix(sparse.rows(), sparse.columns(), sparse.rowStarts(), sparse.columnIndices(), values);
        }
        var values = block.toArray();
        for (int row = 0; row < block.rows(); row++) {
            if (rows.test(row) && block.columns() > 0) {
                values[row * block.columns()] = hole;
            }
        }
        return Matrix.of(block.rows(), block.columns(), values);
    }

    private static SequenceColumn holed(SequenceColumn sequences, IntPredicate rows, double hole) {
        var starts = new int[sequences.rows() + 1];
        var steps = new ArrayList<double[]>();
        for (int row = 0; row < sequences.rows(); row++) {
            var sequence = sequences.sequence(row);
            for (int step = 0; step < sequence.rows(); step++) {
                var numbers = sequence.row(step);
                if (step == 0 && rows.test(row)) {
                    numbers[0] = hole;
                }
                steps.add(numbers);
            }
            starts[row + 1] = steps.size();
        }
        return new SequenceColumn(Matrix.of(steps.toArray(double[][]::new)), starts);
    }

    /// With every cell of a column like that of the first row.
    static Dataset constant(Dataset data, String column) {
        return data.with(field(data, column), data.column(column).rows(new int[data.rows()]));
    }

    static Dataset constantFeatures(Dataset data) {
        for (var field : data.schema().features()) {
            data = constant(data, field.name());
        }
        return data;
    }

    /// Few rows with many more numeric columns than that.
    static Dataset wide(Dataset data, int rows, int columns) {
        var wide = data.rows(0, Math.min(rows, data.rows()));
        var random = new Random(11);
        for (int c = 0; c < columns; c++) {
            wide = wide.with(Field.numeric("further " + c),
                    new NumericColumn(random.doubles(wide.rows(), -1, 1).toArray()));
        }
        return wide;
    }

    /// With the target of the chosen rows missing.
    static Optional<Dataset> unlabelled(Dataset data, IntPredicate rows) {
        var target = data.schema().targets().getFirst().name();
        return missing(data, target, rows);
    }

    /// With other targets in the chosen rows: the next class, or a number beyond all others.
    static Dataset confused(Dataset data, IntPredicate rows) {
        for (var target : data.schema().targets()) {
            var column = switch (data.column(target.name())) {
                case NominalColumn classes -> new NominalColumn(classes.levels(), IntStream.range(0, data.rows())
                        .map(row -> rows.test(row) ? (classes.code(row) + 1) % classes.levels().size()
                        : classes.code(row)).toArray());
                case NumericColumn numbers -> new NumericColumn(IntStream.range(0, data.rows())
                        .mapToDouble(row -> numbers.value(row) + (rows.test(row) ? 2 * range(numbers) : 0)).toArray());
                case Column other -> other;
            };
            data = data.with(target, column);
        }
        return data;
    }

    private static double range(NumericColumn numbers) {
        var summary = Arrays.stream(numbers.values()).filter(Double::isFinite).summaryStatistics();
        return summary.getMax() - summary.getMin();
    }
}
