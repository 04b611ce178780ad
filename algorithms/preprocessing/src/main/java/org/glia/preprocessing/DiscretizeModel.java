package org.glia.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;

/// The intervals of each column.
///
/// @param columns one for each numeric column and each number of a block, in the order of the schema
public record DiscretizeModel(List<Bins> columns) implements Model {

    /// The intervals of one column.
    ///
    /// @param column its name
    /// @param edges  rising; an edge belongs to the interval that it begins
    /// @param levels the names of the intervals, one more than there are edges
    public record Bins(String column, double[] edges, List<String> levels) {

        public Bins {
            levels = List.copyOf(levels);
        }

        /// The number of the interval that holds `x`, -1 if `x` is missing.
        int code(double x) {
            if (Double.isNaN(x)) {
                return -1;
            }
            int at = Arrays.binarySearch(edges, x + 0.0); // -0.0 is 0.0 here, and less to the search
            return at < 0 ? -at - 1 : at + 1;
        }
    }

    public DiscretizeModel {
        columns = List.copyOf(columns);
    }

    @Override
    public Transformer transformer(Schema schema) {
        var levels = columns.stream().map(bins -> new Levels(bins.levels(), true, Optional.empty())).toList();
        return features -> intervals(features, levels);
    }

    private Dataset intervals(Dataset features, List<Levels> levels) {
        var fields = new ArrayList<Field>();
        var cells = new ArrayList<Column>();
        for (var feature : NumericFeatures.of(features)) {
            var field = feature.field();
            var names = field.partNames();
            for (int j = 0; j < names.size(); j++) {
                int part = feature.first() + j;
                var values = feature.values(j);
                var codes = new int[values.length];
                Arrays.setAll(codes, row -> columns.get(part).code(values[row]));
                fields.add(Field.nominal(names.get(j), levels.get(part)).withOrigin(List.of(field.name())));
                cells.add(new NominalColumn(levels.get(part), codes));
            }
        }
        return Dataset.of(features.name(), new Schema(fields), cells);
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        var names = new ArrayList<String>();
        var levels = new ArrayList<String>();
        var from = new ArrayList<Double>();
        var to = new ArrayList<Double>();
        for (var bins : columns) {
            int last = bins.edges().length;
            for (int i = 0; i <= last; i++) {
                names.add(bins.column());
                levels.add(bins.levels().get(i));
                from.add(i == 0 ? Double.NaN : bins.edges()[i - 1]);
                to.add(i == last ? Double.NaN : bins.edges()[i]);
            }
        }
        return View.of(type, Report.of(new Table("intervals", Dataset.builder("intervals")
                .text("column", names.toArray(String[]::new)).text("level", levels.toArray(String[]::new))
                .numeric("from", from.stream().mapToDouble(Double::doubleValue).toArray())
                .numeric("below", to.stream().mapToDouble(Double::doubleValue).toArray()).build())));
    }
}
