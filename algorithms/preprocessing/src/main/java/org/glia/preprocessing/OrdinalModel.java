package org.glia.preprocessing;

import java.util.ArrayList;
import java.util.List;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.DenseMatrix;
import org.glia.api.data.Field;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Transformer;
import org.glia.api.problem.DataException;

/// The numbers of levels are their positions in the training schema, which is all there is to know beside the policy.
///
/// @param unseen what a level becomes that training did not know
public record OrdinalModel(Ordinal.Unseen unseen) implements Model {

    @Override
    public Transformer transformer(Schema schema) {
        return features -> encoded(schema.features(), features);
    }

    private Dataset encoded(List<Field> trained, Dataset features) {
        int width = trained.size();
        var cells = NumericFeatures.cells(features.rows(), width);
        var matrix = new DenseMatrix(features.rows(), width, cells);
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        for (int c = 0; c < width; c++) {
            var nominal = (NominalColumn) features.column(c);
            var field = trained.get(c);
            int known = field.levels().size();
            for (int row = 0; row < features.rows(); row++) {
                int code = nominal.code(row);
                cells[row * width + c] = code < 0 ? Double.NaN : code < known ? code : unseen(field, nominal, row);
            }
            fields.add(Field.numeric(field.name()));
            columns.add(new NumericColumn(matrix.columns(c, 1)));
        }
        return Dataset.of(features.name(), new Schema(fields), columns);
    }

    private double unseen(Field field, NominalColumn nominal, int row) {
        return switch (unseen) {
            case Ordinal.Unseen.Error() -> throw new DataException(
                    "column `%s` has the level `%s` in row %d, which training did not know; set unseen=missing or unseen=-1"
                            .formatted(field.name(), nominal.format(row), row + 1));
            case Ordinal.Unseen.Missing() -> Double.NaN;
            case Ordinal.Unseen.Code(double code) -> code;
        };
    }
}
