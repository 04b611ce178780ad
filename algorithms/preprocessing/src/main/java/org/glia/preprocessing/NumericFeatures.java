package org.glia.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Column;
import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.Kind;
import org.glia.api.data.Matrix;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Schema;
import org.glia.api.problem.DataException;

/// The numeric features of a table as a row of parts: a single cell is one part, a block as many as it is wide, in the
/// order of the schema. What the transformers learn of each part stands in arrays under the part's number.
final class NumericFeatures {

    /// A numeric column or block, and the number of its first part.
    record Feature(Field field, Column column, int first) {

        boolean isSparse() {
            return column instanceof BlockColumn block && block.matrix().isSparse();
        }

        CsrMatrix csr() {
            return ((BlockColumn) column).matrix().csr();
        }

        Matrix matrix() {
            return switch (column) {
                case NumericColumn numeric -> numeric.matrix();
                case BlockColumn block -> block.matrix();
                default -> throw new IllegalStateException("not numeric: " + field);
            };
        }

        /// A copy of the cells of one of its parts.
        double[] values(int j) {
            return matrix().column(j);
        }
    }

    /// Changes cells in place.
    @FunctionalInterface
    interface Change {

        /// @param cells `cells[at + j]` is a cell of part `parts[j]`, for all positions of `parts`
        void apply(double[] cells, int at, int[] parts);
    }

    private NumericFeatures() {
    }

    /// The names of the parts.
    static List<String> names(Schema schema) {
        return schema.features().stream().filter(Field::isNumeric).flatMap(field -> field.partNames().stream()).toList();
    }

    static List<Feature> of(Dataset data) {
        var features = new ArrayList<Feature>();
        int first = 0;
        for (int c = 0; c < data.schema().size(); c++) {
            var field = data.schema().field(c);
            if (field.role() == Role.FEATURE && field.isNumeric()) {
                features.add(new Feature(field, data.column(c), first));
                first += field.width();
            }
        }
        return features;
    }

    /// The numbers of the parts of these features.
    static int[] parts(List<Feature> features) {
        return features.stream().flatMapToInt(feature ->
                IntStream.range(feature.first(), feature.first() + feature.field().width())).toArray();
    }

    /// The numeric features with changed cells: dense ones together in one new array, sparse blocks by their stored
    /// elements.
    ///
    /// @param keepsZeros whether zero stays zero; if not, sparse blocks become dense
    static Dataset changed(Dataset features, boolean keepsZeros, Change change) {
        var numeric = of(features);
        var dense = numeric.stream().filter(feature -> !(keepsZeros && feature.isSparse())).toList();
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        var matrix = changed(features, dense, change);
        int at = 0;
        for (var feature : numeric) {
            fields.add(feature.field());
            if (keepsZeros && feature.isSparse()) {
                columns.add(new BlockColumn(changed(feature, change)));
            } else {
                columns.add(window(feature.field(), matrix, at));
                at += feature.field().width();
            }
        }
        return Dataset.of(features.name(), new Schema(fields), columns);
    }

    private static DenseMatrix changed(Dataset features, List<Feature> dense, Change change) {
        var parts = parts(dense);
        var cells = cells(features.rows(), parts.length);
        read(features, dense, cells, parts.length);
        for (int row = 0; row < features.rows(); row++) {
            change.apply(cells, row * parts.length, parts);
        }
        return new DenseMatrix(features.rows(), parts.length, cells);
    }

    private static CsrMatrix changed(Feature sparse, Change change) {
        var csr = sparse.csr();
        var parts = csr.columnIndices().clone();
        Arrays.setAll(parts, k -> parts[k] + sparse.first());
        var cells = csr.values().clone();
        change.apply(cells, 0, parts);
        return new CsrMatrix(csr.rows(), csr.columns(), csr.rowStarts(), csr.columnIndices(), cells);
    }

    /// An array for the cells of a table.
    ///
    /// @throws DataException if no array is that long
    static double[] cells(int rows, int width) {
        if ((long) rows * width > Integer.MAX_VALUE - 8) {
            throw new DataException("%,d rows of %,d numbers do not fit into memory as one table; use fewer columns or rows"
                    .formatted(rows, width));
        }
        return new double[rows * width];
    }

    /// Reads the cells of these features into the first columns of a row-major array of `stride` numbers a row.
    static void read(Dataset data, List<Feature> features, double[] cells, int stride) {
        var names = features.stream().map(feature -> feature.field().name()).collect(Collectors.toSet());
        var matrix = data.matrix(field -> names.contains(field.name()));
        if (matrix.columns() == stride) {
            matrix.read(0, data.rows(), cells, 0);
            return;
        }
        for (int row = 0; row < data.rows(); row++) {
            matrix.read(row, row + 1, cells, row * stride);
        }
    }

    /// The column of a field whose cells stand in a matrix from column `at` on.
    static Column window(Field field, DenseMatrix matrix, int at) {
        var cells = matrix.columns(at, field.width());
        return field.kind() == Kind.BLOCK ? new BlockColumn(cells) : new NumericColumn(cells);
    }
}
