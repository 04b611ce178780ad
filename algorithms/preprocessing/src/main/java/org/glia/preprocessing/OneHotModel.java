package org.glia.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.glia.api.data.BlockColumn;
import org.glia.api.data.Column;
import org.glia.api.data.CsrMatrix;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Transformer;
import org.glia.api.problem.DataException;

/// Which columns the levels of each variable become.
///
/// @param codings one for each nominal column, in the order of the schema
/// @param sparse  whether each variable becomes one sparse block instead of columns
public record OneHotModel(List<Coding> codings, boolean sparse) implements Model {

    /// The columns of one variable.
    ///
    /// @param column        its name
    /// @param outputs       the names of the new columns
    /// @param outputOfLevel for each training level the position of its column in `outputs`, or [#NONE]
    /// @param ofMissing     the same for missing cells, or [#REFUSED]
    /// @param ofUnseen      the same for levels that training did not know, or [#REFUSED]
    public record Coding(String column, List<String> outputs, int[] outputOfLevel, int ofMissing, int ofUnseen) {

        static final int NONE = -1;
        static final int REFUSED = -2;

        public Coding {
            outputs = List.copyOf(outputs);
        }

        /// The same with one output dropped.
        Coding without(int dropped) {
            var kept = new ArrayList<>(outputs);
            kept.remove(dropped);
            return new Coding(column, kept, Arrays.stream(outputOfLevel).map(output -> shifted(output, dropped)).toArray(),
                    shifted(ofMissing, dropped), shifted(ofUnseen, dropped));
        }

        private static int shifted(int output, int dropped) {
            return output == dropped ? NONE : output > dropped ? output - 1 : output;
        }

        /// The position of the row's 1 among the outputs, [#NONE] if there is none.
        private int output(NominalColumn cells, int row) {
            int code = cells.code(row);
            int output = code < 0 ? ofMissing : code < outputOfLevel.length ? outputOfLevel[code] : ofUnseen;
            if (output == REFUSED) {
                throw code < 0
                        ? new DataException("column `%s` is missing in row %d; impute it, or set missing=zero"
                                .formatted(column, row + 1))
                        : new DataException("column `%s` has the level `%s` in row %d, which training did not know; set unseen=ignore"
                                .formatted(column, cells.format(row), row + 1));
            }
            return output;
        }
    }

    public OneHotModel {
        codings = List.copyOf(codings);
    }

    @Override
    public Transformer transformer(Schema schema) {
        return sparse ? this::blocks : this::columns;
    }

    private Dataset columns(Dataset features) {
        int width = codings.stream().mapToInt(coding -> coding.outputs().size()).sum();
        if (width == 0) {
            return features.columns(field -> false);
        }
        var cells = NumericFeatures.cells(features.rows(), width);
        var matrix = new DenseMatrix(features.rows(), width, cells);
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        for (int v = 0; v < codings.size(); v++) {
            var coding = codings.get(v);
            var nominal = (NominalColumn) features.column(v);
            for (int row = 0; row < features.rows(); row++) {
                int output = coding.output(nominal, row);
                if (output >= 0) {
                    cells[row * width + fields.size() + output] = 1;
                }
            }
            for (var output : coding.outputs()) {
                columns.add(new NumericColumn(matrix.columns(fields.size(), 1)));
                fields.add(Field.numeric(output).withOrigin(List.of(coding.column())));
            }
        }
        return Dataset.of(features.name(), new Schema(fields), columns);
    }

    private Dataset blocks(Dataset features) {
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        for (int v = 0; v < codings.size(); v++) {
            var coding = codings.get(v);
            if (!coding.outputs().isEmpty()) {
                fields.add(Field.block(coding.column(), List.of(coding.outputs().size())).withParts(coding.outputs()));
                columns.add(block(coding, (NominalColumn) features.column(v)));
            }
        }
        return fields.isEmpty() ? features.columns(field -> false)
                : Dataset.of(features.name(), new Schema(fields), columns);
    }

    private static BlockColumn block(Coding coding, NominalColumn nominal) {
        var starts = new int[nominal.rows() + 1];
        var indices = new int[nominal.rows()];
        int stored = 0;
        for (int row = 0; row < nominal.rows(); row++) {
            int output = coding.output(nominal, row);
            if (output >= 0) {
                indices[stored++] = output;
            }
            starts[row + 1] = stored;
        }
        var ones = new double[stored];
        Arrays.fill(ones, 1);
        return new BlockColumn(new CsrMatrix(nominal.rows(), coding.outputs().size(), starts,
                Arrays.copyOf(indices, stored), ones));
    }
}
