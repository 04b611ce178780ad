package org.glia.preprocessing;

import java.util.Optional;

import org.glia.api.data.Dataset;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;

/// A cell x of part j becomes `low + (x - smallest[j]) / (largest[j] - smallest[j]) * (high - low)`. The parts are the
/// numeric columns and the numbers of blocks, in the order of the schema.
///
/// @param smallest what becomes `low`, in the column's unit
/// @param largest  what becomes `high`, in the column's unit
/// @param low      the lower end of the interval
/// @param high     the upper end of the interval
/// @param clip     whether the result is moved into the interval
public record MinMaxModel(double[] smallest, double[] largest, double low, double high, boolean clip) implements Model {

    @Override
    public Transformer transformer(Schema schema) {
        return features -> NumericFeatures.changed(features, false, this::scale);
    }

    private void scale(double[] cells, int at, int[] parts) {
        for (int j = 0; j < parts.length; j++) {
            double scaled = low + share(cells[at + j], smallest[parts[j]], largest[parts[j]]) * (high - low);
            cells[at + j] = clip && !Double.isNaN(scaled) ? Math.clamp(scaled, low, high) : scaled;
        }
    }

    /// Where x stands between the bounds: 0 at the first, 1 at the second.
    private static double share(double x, double from, double to) {
        double range = to - from;
        if (range == 0) {
            return x - from; // as if the range were 1: the training rows become `low`
        }
        return range < Double.POSITIVE_INFINITY ? (x - from) / range : (x / 2 - from / 2) / (to / 2 - from / 2);
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        return View.of(type, Report.of(new Table("min-max scaling", Dataset.builder("min-max scaling")
                .text("column", NumericFeatures.names(schema).toArray(String[]::new))
                .numeric("smallest", smallest).numeric("largest", largest).build())));
    }
}
