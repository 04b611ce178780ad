package org.glia.api.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.glia.api.problem.DataException;
import org.glia.api.problem.Suggestion;
import org.osgi.annotation.versioning.ProviderType;

/// An immutable table: a schema, the cells column by column, and what goes with them. Choosing rows, choosing columns
/// and changing roles make views that share the cells.
///
/// ```java
/// var heights = Dataset.builder("heights")
///         .numeric("age", 4, 8, 12)
///         .nominal("sex", "f", "m", "f")
///         .numeric("height", 102, 128, 149)
///         .target("height").build();
/// ```
@ProviderType
public final class Dataset {

    private final String name;
    private final Schema schema;
    private final List<Column> columns;
    private final int rows;
    private final Optional<Dataset> validation;
    private final Map<String, Dataset> attachments;
    private final String origin;
    /// Computed at the first use; empty until then.
    private volatile String fingerprint = "";
    private volatile Optional<Gaps> gaps = Optional.empty();

    private Dataset(String name, Schema schema, List<Column> columns, int rows, Optional<Dataset> validation,
                    Map<String, Dataset> attachments) {
        this(name, schema, columns, rows, validation, attachments, "");
    }

    private Dataset(String name, Schema schema, List<Column> columns, int rows, Optional<Dataset> validation,
                    Map<String, Dataset> attachments, String origin) {
        this.name = name;
        this.schema = schema;
        this.columns = columns;
        this.rows = rows;
        this.validation = validation;
        this.attachments = attachments;
        this.origin = origin;
    }

    /// A table from a schema and its columns.
    ///
    /// @throws DataException if columns and fields do not match in number, kind, levels, width or rows
    public static Dataset of(String name, Schema schema, List<? extends Column> columns) {
        return of(name, columns.isEmpty() ? 0 : columns.getFirst().rows(), schema, columns);
    }

    /// As [#of(String, Schema, List)], for tables that may have rows but no columns.
    public static Dataset of(String name, int rows, Schema schema, List<? extends Column> columns) {
        if (schema.size() != columns.size()) {
            throw new DataException("%d fields for %d columns".formatted(schema.size(), columns.size()));
        }
        for (int c = 0; c < columns.size(); c++) {
            requireFit(schema.field(c), columns.get(c), rows);
        }
        for (var role : List.of(Role.WEIGHT, Role.GROUP, Role.TIME)) {
            var holders = schema.withRole(role);
            if (holders.size() > 1) {
                throw new DataException("only one column can be the %s; `%s` and `%s` are".formatted(
                        role.name().toLowerCase(), holders.get(0).name(), holders.get(1).name()));
            }
        }
        return new Dataset(name, schema, List.copyOf(columns), rows, Optional.empty(), Map.of());
    }

    private static void requireFit(Field field, Column column, int rows) {
        if (column.rows() != rows) {
            throw new DataException("column `%s` has %d rows, the table has %d"
                    .formatted(field.name(), column.rows(), rows));
        }
        boolean fits = field.kind() == column.kind() && switch (column) {
            case NominalColumn nominal -> nominal.levels().equals(field.levels());
            case BlockColumn block -> block.matrix().columns() == field.width();
            case SequenceColumn sequence -> sequence.width() == field.width();
            default -> true;
        };
        if (!fits) {
            throw new DataException("the cells of column `%s` do not fit its field %s".formatted(field.name(), field));
        }
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    /// What people call the table; no part of its identity.
    public String name() {
        return name;
    }

    public Schema schema() {
        return schema;
    }

    public int rows() {
        return rows;
    }

    public Column column(int column) {
        return columns.get(column);
    }

    /// @throws DataException if there is no such column; the message names the nearest one
    public Column column(String column) {
        return columns.get(schema.require(column));
    }

    /// @throws DataException if there is no such column, or it is not numeric
    public NumericColumn numeric(String column) {
        return typed(NumericColumn.class, schema.require(column), "numeric");
    }

    /// @throws DataException if there is no such column, or it is not nominal
    public NominalColumn nominal(String column) {
        return typed(NominalColumn.class, schema.require(column), "nominal");
    }

    private <C extends Column> C typed(Class<C> type, int column, String wanted) {
        var found = columns.get(column);
        if (!type.isInstance(found)) {
            throw new DataException("column `%s` is %s, not %s"
                    .formatted(schema.field(column).name(), found.kind().name().toLowerCase(), wanted));
        }
        return type.cast(found);
    }

    // ---- what learners ask for

    /// The numeric features and blocks side by side, `rows x featureWidth`, in the order of the schema: a view, a plain
    /// window of memory where the columns lie together.
    ///
    /// @throws DataException if a feature is neither numeric nor a block
    public Matrix features() {
        return matrix(field -> field.role() == Role.FEATURE);
    }

    /// The chosen numeric columns and blocks side by side; a view.
    ///
    /// @throws DataException if a chosen column is neither numeric nor a block
    public Matrix matrix(Predicate<Field> chosen) {
        var parts = new ArrayList<Part>();
        for (int c = 0; c < columns.size(); c++) {
            if (!chosen.test(schema.field(c))) {
                continue;
            }
            var part = switch (columns.get(c)) {
                case NumericColumn numeric -> new Part(numeric.stored(), numeric.index());
                case BlockColumn block -> new Part(block.stored(), block.index());
                default -> throw new DataException("column `%s` is %s; a matrix takes numeric columns only"
                        .formatted(schema.field(c).name(), schema.field(c).kind().name().toLowerCase()));
            };
            if (!parts.isEmpty() && parts.getLast().continuesIn(part)) {
                parts.add(parts.removeLast().wider(part));
            } else {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? new DenseMatrix(rows, 0, new double[0])
                : Matrix.join(parts.stream().map(part -> part.index().apply(part.stored())).toList());
    }

    /// Columns of the matrix that lie together in memory, and the rows of them that are shown.
    private record Part(Matrix stored, RowIndex index) {

        boolean continuesIn(Part next) {
            return index.index() == next.index.index() && stored instanceof DenseMatrix left
                    && next.stored instanceof DenseMatrix right && left.continuesIn(right);
        }

        Part wider(Part next) {
            var left = (DenseMatrix) stored;
            return new Part(new DenseMatrix(left.rows(), left.columns() + next.stored.columns(), left.values(),
                    left.offset(), left.stride()), index);
        }
    }

    /// The one target.
    ///
    /// @throws DataException if there is none, or more than one
    public Column target() {
        return columns.get(targetIndex());
    }

    /// The field of the one target.
    ///
    /// @throws DataException if there is none, or more than one
    public Field targetField() {
        return schema.field(targetIndex());
    }

    /// The one target, which is nominal.
    ///
    /// @throws DataException if there is no single target, or it is not nominal
    public NominalColumn nominalTarget() {
        return typed(NominalColumn.class, targetIndex(), "nominal");
    }

    /// The one target, which is numeric.
    ///
    /// @throws DataException if there is no single target, or it is not numeric
    public NumericColumn numericTarget() {
        return typed(NumericColumn.class, targetIndex(), "numeric");
    }

    private int targetIndex() {
        var targets = schema.targets();
        if (targets.size() != 1) {
            throw new DataException(targets.isEmpty()
                    ? "%s has no target; name one with target=COLUMN".formatted(name)
                    : "%s has %d targets where one is needed".formatted(name, targets.size()));
        }
        return schema.indexOf(targets.getFirst().name());
    }

    /// A copy of the rows' weights, empty where no column has that role.
    public Optional<double[]> weights() {
        return schema.withRole(Role.WEIGHT).stream().findFirst().map(field -> numeric(field.name()).values());
    }

    /// The column of that role, for the roles that one column at most has.
    public Optional<Column> only(Role role) {
        return schema.withRole(role).stream().findFirst().map(field -> column(field.name()));
    }

    // ---- views

    /// The rows with these indices, in this order; an index may repeat. The array is not copied; O(rows) where this is
    /// a view of rows itself.
    public Dataset rows(int[] index) {
        for (int row : index) {
            Objects.checkIndex(row, rows);
        }
        // Columns that share an index go on sharing one: composed once, and their matrix stays one window.
        var composed = new IdentityHashMap<int[], RowIndex>();
        var chosen = columns.stream().map(column -> RowIndex.view(column,
                old -> composed.computeIfAbsent(old.index() == null ? index : old.index(), any -> old.then(index)))).toList();
        return new Dataset(name, schema, chosen, index.length, validation, attachments);
    }

    /// The rows `from` to `to` (exclusive).
    public Dataset rows(int from, int to) {
        return from == 0 && to == rows ? this : rows(IntStream.range(from, to).toArray());
    }

    /// The columns that `chosen` accepts.
    public Dataset columns(Predicate<Field> chosen) {
        var kept = IntStream.range(0, columns.size()).filter(c -> chosen.test(schema.field(c))).toArray();
        return new Dataset(name, new Schema(IntStream.of(kept).mapToObj(schema::field).toList()),
                IntStream.of(kept).mapToObj(columns::get).toList(), rows, validation.map(v -> v.columns(chosen)), attachments);
    }

    /// The named columns, in this order.
    ///
    /// @throws DataException if one does not exist
    public Dataset columns(List<String> names) {
        var kept = names.stream().mapToInt(schema::require).toArray();
        return new Dataset(name, new Schema(IntStream.of(kept).mapToObj(schema::field).toList()),
                IntStream.of(kept).mapToObj(columns::get).toList(), rows, validation.map(v -> v.columns(names)), attachments);
    }

    /// The named columns in the given role, here and in the validation set; for [Role#TARGET], the former targets that
    /// are not named become features.
    ///
    /// @throws DataException if a column does not exist, or a weight is missing or negative
    public Dataset withRole(Role role, Collection<String> names) {
        names.forEach(schema::require);
        UnaryOperator<Field> change = field -> names.contains(field.name()) ? field.withRole(role)
                : role == Role.TARGET && field.role() == Role.TARGET ? field.withRole(Role.FEATURE) : field;
        var changed = of(name, rows, new Schema(schema.fields().stream().map(change).toList()), columns);
        if (role == Role.WEIGHT) {
            changed.requireWeights();
        }
        return new Dataset(name, changed.schema, columns, rows, validation.map(v -> v.withRole(role, names)), attachments);
    }

    /// @throws DataException if a column does not exist
    public Dataset withRole(Role role, String... names) {
        return withRole(role, List.of(names));
    }

    public Dataset withTarget(String... names) {
        return withRole(Role.TARGET, names);
    }

    private void requireWeights() {
        weights().ifPresent(weights -> {
            for (int row = 0; row < rows; row++) {
                if (!(weights[row] >= 0) || weights[row] == Double.POSITIVE_INFINITY) {
                    throw new DataException("the weight of row %d is %s; weights are finite numbers of 0 or more"
                            .formatted(row + 1, weights[row]));
                }
            }
        });
    }

    public Dataset withName(String newName) {
        return new Dataset(newName, schema, columns, rows, validation, attachments, origin);
    }

    /// The words that bring this very table again, such as `blobs n=500` or a file with its settings; empty if nobody has said
    /// them. Tables that are made of this one have an origin only once they are given one of their own; a new name keeps it.
    public String origin() {
        return origin;
    }

    public Dataset withOrigin(String words) {
        return new Dataset(name, schema, columns, rows, validation, attachments, words);
    }

    /// This table with a column replaced, or added at the end.
    ///
    /// @throws DataException if its rows differ in number
    public Dataset with(Field field, Column column) {
        var fields = new ArrayList<>(schema.fields());
        var cells = new ArrayList<>(columns);
        int at = schema.indexOf(field.name());
        if (at < 0) {
            fields.add(field);
            cells.add(column);
        } else {
            fields.set(at, field);
            cells.set(at, column);
        }
        var changed = of(name, new Schema(fields), cells);
        return new Dataset(name, changed.schema, changed.columns, changed.rows, validation, attachments);
    }

    /// The columns of both tables side by side.
    ///
    /// @throws DataException if the numbers of rows differ or two columns share a name
    public Dataset beside(Dataset right) {
        var fields = new ArrayList<>(schema.fields());
        fields.addAll(right.schema.fields());
        var cells = new ArrayList<>(columns);
        cells.addAll(right.columns);
        var joined = of(name, new Schema(fields), cells);
        return new Dataset(name, joined.schema, joined.columns, joined.rows, validation, attachments);
    }

    /// The rows of several tables of one schema, one below the other. Levels that only some tables have are united.
    ///
    /// @throws DataException if the columns differ in name or kind, or there is no table
    public static Dataset stack(List<Dataset> tables) {
        if (tables.isEmpty()) {
            throw new DataException("there is no table to stack");
        }
        return tables.size() == 1 ? tables.getFirst() : Stacked.of(tables);
    }

    // ---- what goes with a table

    /// Rows that pipeline steps transform but never fit on: for early stopping.
    public Optional<Dataset> validation() {
        return validation;
    }

    public Dataset withValidation(Dataset rowsForStopping) {
        return new Dataset(name, schema, columns, rows, Optional.of(rowsForStopping), attachments);
    }

    /// A side table (the edges of a graph, a taxonomy) by its name.
    public Optional<Dataset> attachment(String attachment) {
        return Optional.ofNullable(attachments.get(attachment));
    }

    public Map<String, Dataset> attachments() {
        return attachments;
    }

    public Dataset withAttachment(String attachment, Dataset table) {
        var more = new TreeMap<>(attachments);
        more.put(attachment, table);
        return new Dataset(name, schema, columns, rows, validation, Map.copyOf(more));
    }

    /// The table's own rows with everything that goes with `other`: what a transformer's output inherits.
    public Dataset inherit(Dataset other) {
        return new Dataset(other.name, schema, columns, rows, other.validation, other.attachments);
    }

    /// Which features have missing or infinite cells. O(cells) at the first call.
    public Gaps gaps() {
        var known = gaps.orElseGet(() -> Gaps.of(this));
        gaps = Optional.of(known);
        return known;
    }

    /// SHA-256 of the content: names, kinds, roles, levels and cells of all columns, the validation set and the
    /// attachments, but not the table's name. O(cells) at the first call.
    public String fingerprint() {
        if (fingerprint.isEmpty()) {
            fingerprint = Fingerprint.of(this);
        }
        return fingerprint;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Dataset that && rows == that.rows && schema.equals(that.schema)
                && fingerprint().equals(that.fingerprint());
    }

    @Override
    public int hashCode() {
        return 31 * schema.hashCode() + rows;
    }

    @Override
    public String toString() {
        return "%s (%d rows, %d columns)".formatted(name, rows, columns.size());
    }

    /// Collects columns; each method adds one or more features, whose roles the last ones change.
    public static final class Builder {

        private final String name;
        private final List<Field> fields = new ArrayList<>();
        private final List<Column> columns = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        public Builder column(Field field, Column column) {
            fields.add(field);
            columns.add(column);
            return this;
        }

        /// A numeric column over an array that is not copied.
        public Builder numeric(String column, double... values) {
            return column(Field.numeric(column), new NumericColumn(values));
        }

        /// Numeric columns over one matrix, which stay together in memory.
        ///
        /// @throws DataException if the matrix has another number of columns than there are names
        public Builder numeric(List<String> names, DenseMatrix values) {
            if (names.size() != values.columns()) {
                throw new DataException("%d names for %d columns".formatted(names.size(), values.columns()));
            }
            for (int c = 0; c < names.size(); c++) {
                column(Field.numeric(names.get(c)), new NumericColumn(values.columns(c, 1)));
            }
            return this;
        }

        /// A nominal column whose levels are the distinct values in natural order; the empty text is missing.
        public Builder nominal(String column, String... values) {
            return nominal(column, Levels.sorted(List.of(values).stream().filter(value -> !value.isEmpty()).toList()), values);
        }

        /// A nominal column; the empty text is missing.
        public Builder nominal(String column, Levels levels, String... values) {
            return column(Field.nominal(column, levels), NominalColumn.of(levels, values));
        }

        /// A nominal column of codes (not copied), -1 for missing.
        public Builder nominal(String column, Levels levels, int[] codes) {
            return column(Field.nominal(column, levels), new NominalColumn(levels, codes));
        }

        /// A text column; null is missing.
        public Builder text(String column, String... texts) {
            return column(Field.of(column, Kind.TEXT), new TextColumn(texts));
        }

        /// A column of times in milliseconds since 1970-01-01T00:00Z.
        public Builder time(String column, long... millis) {
            return column(Field.of(column, Kind.TIME), new TimeColumn(millis));
        }

        /// A block with the given shape, or a flat one where none is given.
        public Builder block(String column, Matrix values, Integer... shape) {
            var extents = shape.length == 0 ? List.of(values.columns()) : List.of(shape);
            return column(Field.block(column, extents), new BlockColumn(values));
        }

        /// Makes these columns the targets.
        public Builder target(String... names) {
            return role(Role.TARGET, names);
        }

        /// @throws DataException if there is no such column yet
        public Builder role(Role role, String... names) {
            for (var column : names) {
                int at = IntStream.range(0, fields.size()).filter(c -> fields.get(c).name().equals(column)).findFirst()
                        .orElseThrow(() -> new DataException("there is no column `%s`%s".formatted(column,
                                Suggestion.didYouMean(column, fields.stream().map(Field::name).toList()))));
                fields.set(at, fields.get(at).withRole(role));
            }
            return this;
        }

        /// @throws DataException if the columns do not make a table
        public Dataset build() {
            var built = of(name, new Schema(fields), columns);
            built.requireWeights();
            return built;
        }
    }
}
