package org.glia.preprocessing;

import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;

/// A cell x of part j becomes `(x - centers[j]) / scales[j]`. The parts are the numeric columns and the numbers of
/// blocks, in the order of the schema.
///
/// @param centers what is subtracted, in the column's unit
/// @param scales  what is divided by, in the column's unit, never 0
public record StandardizeModel(double[] centers, double[] scales) implements Model {

    @Override
    public Transformer transformer(Schema schema) {
        boolean keepsZeros = true;
        for (double center : centers) {
            keepsZeros &= center == 0;
        }
        boolean keeps = keepsZeros;
        return features -> NumericFeatures.changed(features, keeps, this::standardize);
    }

    private void standardize(double[] cells, int at, int[] parts) {
        for (int j = 0; j < parts.length; j++) {
            cells[at + j] = (cells[at + j] - centers[parts[j]]) / scales[parts[j]];
        }
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, Report.of(new Table("standardization", Dataset.builder("standardization")
                .text("column", NumericFeatures.names(schema).toArray(String[]::new))
                .numeric("center", centers).numeric("scale", scales).build())));
    }
}
