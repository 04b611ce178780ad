package org.glia.api.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.data.Tag;
import org.glia.api.problem.DataException;

/// Answers for `n` rows: a table whose columns are tagged with what they hold, so that it saves, joins and prints like
/// any other, with typed access to the usual columns.
public final class Prediction {

    private final Dataset table;

    /// @throws DataException if a column is not tagged
    public Prediction(Dataset table) {
        for (var field : table.schema().fields()) {
            if (field.tag().isEmpty()) {
                throw new DataException("column `%s` of a prediction has no tag".formatted(field.name()));
            }
        }
        this.table = table;
    }

    /// Predicted numbers of a numeric target, in the target's unit.
    public static Prediction values(Field target, double[] values) {
        return builder().column("predicted_" + target.name(), Tag.of(Tag.VALUE, target.name()), values).build();
    }

    /// Predicted levels of a nominal target.
    ///
    /// @param codes positions in the target's levels
    public static Prediction labels(Field target, int[] codes) {
        return builder().labels(target, codes).build();
    }

    /// Probabilities of a nominal target's levels, with the most probable level (the first of equals) as label.
    ///
    /// @param probabilities `n x levels`, in the order of the target's levels
    public static Prediction probabilities(Field target, Matrix probabilities) {
        return builder().labels(target, mostProbable(probabilities)).levels(Tag.PROBABILITY, target, probabilities).build();
    }

    /// Numbers of clusters, 0 to `clusters - 1`, and -1 for noise.
    public static Prediction clusters(int clusters, int[] numbers) {
        return builder().clusters(clusters, numbers).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// In each row the column of the largest number, the first of equals.
    public static int[] mostProbable(Matrix scores) {
        var best = new int[scores.rows()];
        var row = new double[scores.columns()];
        for (int i = 0; i < best.length; i++) {
            scores.read(i, i + 1, row, 0);
            for (int level = 1; level < row.length; level++) {
                if (row[level] > row[best[i]]) {
                    best[i] = level;
                }
            }
        }
        return best;
    }

    /// All columns.
    public Dataset table() {
        return table;
    }

    public int rows() {
        return table.rows();
    }

    /// Whether there is a column of this kind ([Tag#LABEL] ...).
    public boolean has(String kind) {
        return table.schema().fields().stream().anyMatch(field -> kind(field, kind));
    }

    /// The predicted numbers of the one numeric target.
    ///
    /// @throws DataException if there is not exactly one such column
    public double[] values() {
        return ((NumericColumn) only(Tag.VALUE)).values();
    }

    /// The predicted levels of the one nominal target.
    ///
    /// @throws DataException if there is not exactly one such column
    public NominalColumn labels() {
        return (NominalColumn) only(Tag.LABEL);
    }

    /// `n x levels`, in the order of the target's levels.
    ///
    /// @throws DataException if the rows have no probabilities
    public Matrix probabilities() {
        return all(Tag.PROBABILITY);
    }

    /// `n x levels`, or `n x 1` for the second of two levels: decision values.
    ///
    /// @throws DataException if the rows have no scores
    public Matrix scores() {
        return all(Tag.SCORE);
    }

    /// The number of each row's cluster, -1 for noise.
    ///
    /// @throws DataException if the rows have no clusters
    public int[] clusters() {
        return ((NominalColumn) only(Tag.CLUSTER)).codes();
    }

    /// `n x clusters`.
    ///
    /// @throws DataException if the rows have no memberships
    public Matrix memberships() {
        return all(Tag.MEMBERSHIP);
    }

    /// How strange each row is; larger is stranger.
    ///
    /// @throws DataException if the rows have no anomaly scores
    public double[] anomalies() {
        return ((NumericColumn) only(Tag.ANOMALY)).values();
    }

    /// The natural logarithm of the density at each row.
    ///
    /// @throws DataException if the rows have no densities
    public double[] logDensities() {
        return ((NumericColumn) only(Tag.LOG_DENSITY)).values();
    }

    /// The columns that belong to one of several targets.
    public Prediction of(String target) {
        return new Prediction(table.columns(field -> field.tag().orElseThrow().target().equals(target)));
    }

    /// The rows with these indices.
    public Prediction rows(int[] index) {
        return new Prediction(table.rows(index));
    }

    /// The columns of both, side by side.
    public Prediction beside(Prediction other) {
        return new Prediction(table.beside(other.table));
    }

    private Column only(String kind) {
        var found = table.schema().fields().stream().filter(field -> kind(field, kind)).toList();
        if (found.size() != 1) {
            throw new DataException("the prediction has %d columns of kind %s where one is needed; it has %s"
                    .formatted(found.size(), kind, table.schema().names()));
        }
        return table.column(found.getFirst().name());
    }

    private Matrix all(String kind) {
        if (!has(kind)) {
            throw new DataException("the prediction has no column of kind %s; it has %s".formatted(kind, table.schema().names()));
        }
        return table.matrix(field -> kind(field, kind));
    }

    private static boolean kind(Field field, String kind) {
        return field.tag().orElseThrow().kind().equals(kind);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prediction that && table.equals(that.table);
    }

    @Override
    public int hashCode() {
        return table.hashCode();
    }

    @Override
    public String toString() {
        return table.toString();
    }

    /// Collects tagged columns.
    public static final class Builder {

        private final List<Field> fields = new ArrayList<>();
        private final List<Column> columns = new ArrayList<>();

        private Builder() {
        }

        /// A numeric column with any tag.
        public Builder column(String name, Tag tag, double[] values) {
            fields.add(Field.numeric(name).withTag(tag));
            columns.add(new NumericColumn(values));
            return this;
        }

        public Builder labels(Field target, int[] codes) {
            var name = "predicted_" + target.name();
            fields.add(Field.nominal(name, target.levels()).withTag(Tag.of(Tag.LABEL, target.name())));
            columns.add(new NominalColumn(target.levels(), codes));
            return this;
        }

        /// One column for each level of a nominal target.
        ///
        /// @param kind   [Tag#PROBABILITY] or [Tag#SCORE]
        /// @param values `n x levels`
        public Builder levels(String kind, Field target, Matrix values) {
            Objects.checkIndex(target.levels().size() - 1, values.columns());
            return columns(kind, target.name(), target.levels().names(), values);
        }

        public Builder clusters(int clusters, int[] numbers) {
            var levels = Levels.of(IntStream.range(0, clusters).mapToObj(Integer::toString).toList());
            fields.add(Field.nominal("cluster", levels).withTag(Tag.of(Tag.CLUSTER)));
            columns.add(new NominalColumn(levels, numbers));
            return this;
        }

        /// The degrees to which rows belong to clusters, `n x clusters`.
        public Builder memberships(Matrix values) {
            return columns(Tag.MEMBERSHIP, "", IntStream.range(0, values.columns()).mapToObj(Integer::toString).toList(), values);
        }

        private Builder columns(String kind, String target, List<String> levels, Matrix values) {
            DenseMatrix dense = values.dense();
            for (int level = 0; level < levels.size(); level++) {
                var name = kind + (target.isEmpty() ? "" : "_" + target) + "=" + levels.get(level);
                fields.add(Field.numeric(name).withTag(new Tag(kind, target, levels.get(level))));
                columns.add(new NumericColumn(dense.columns(level, 1)));
            }
            return this;
        }

        public Prediction build() {
            return new Prediction(Dataset.of("prediction", new Schema(fields), columns));
        }
    }
}
