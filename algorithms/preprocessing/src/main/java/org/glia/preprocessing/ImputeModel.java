package org.glia.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.glia.api.data.Column;
import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Levels;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.NumericColumn;
import org.glia.api.data.Schema;
import org.glia.api.model.Model;
import org.glia.api.model.Report;
import org.glia.api.model.Table;
import org.glia.api.model.Transformer;
import org.glia.api.model.View;

/// What the gaps of each column are filled with.
///
/// @param numbers   one for each numeric column and each number of a block, in the order of the schema
/// @param levels    one for each nominal column, in the order of the schema
/// @param indicated the columns, and numbers of blocks, whose gaps a column `x_missing` shows
public record ImputeModel(double[] numbers, List<Level> levels, List<String> indicated) implements Model {

    /// The filling of a nominal column.
    public record Level(String column, String level) {
    }

    public ImputeModel {
        levels = List.copyOf(levels);
        indicated = List.copyOf(indicated);
    }

    @Override
    public Transformer transformer(Schema schema) {
        var fillings = new HashMap<String, String>();
        levels.forEach(level -> fillings.put(level.column(), level.level()));
        return features -> filled(schema, features, fillings);
    }

    private Dataset filled(Schema schema, Dataset features, Map<String, String> fillings) {
        var fields = new ArrayList<Field>();
        var columns = new ArrayList<Column>();
        var numeric = NumericFeatures.changed(features, true, this::fill);
        var trained = schema.features();
        int numericColumns = 0;
        for (int c = 0; c < features.schema().size(); c++) {
            var field = features.schema().field(c);
            if (features.column(c) instanceof NominalColumn nominal) {
                var column = filled(nominal, trained.get(c).levels(), fillings.get(field.name()));
                fields.add(field.withLevels(column.levels()));
                columns.add(column);
            } else {
                fields.add(field);
                columns.add(numeric.column(numericColumns++));
            }
        }
        addIndicators(features, fields, columns);
        return Dataset.of(features.name(), new Schema(fields), columns);
    }

    private void fill(double[] cells, int at, int[] parts) {
        for (int j = 0; j < parts.length; j++) {
            if (Double.isNaN(cells[at + j])) {
                cells[at + j] = numbers[parts[j]];
            }
        }
    }

    /// The training levels, behind them the filling if it is none of them, behind that what was unseen in training.
    private static NominalColumn filled(NominalColumn column, Levels known, String filling) {
        var wanted = known;
        if (known.code(filling) < 0) {
            var names = new ArrayList<>(known.names());
            names.add(filling);
            wanted = new Levels(names, known.ordered(), known.positive());
        }
        var recoded = column.recoded(wanted);
        var codes = recoded.codes();
        int code = wanted.code(filling);
        for (int row = 0; row < codes.length; row++) {
            codes[row] = codes[row] < 0 ? code : codes[row];
        }
        return new NominalColumn(recoded.levels(), codes);
    }

    private void addIndicators(Dataset features, List<Field> fields, List<Column> columns) {
        var shown = new HashSet<>(indicated);
        for (int c = 0; c < features.schema().size() && !shown.isEmpty(); c++) {
            var field = features.schema().field(c);
            var parts = field.partNames();
            for (int j = 0; j < parts.size(); j++) {
                if (shown.contains(parts.get(j))) {
                    fields.add(Field.numeric(parts.get(j) + "_missing").withOrigin(List.of(field.name())));
                    columns.add(new NumericColumn(gaps(features.column(c), features, field, j)));
                }
            }
        }
    }

    private static double[] gaps(Column column, Dataset features, Field field, int part) {
        var gaps = new double[column.rows()];
        if (field.isNumeric()) {
            var cells = features.matrix(other -> other == field);
            Arrays.setAll(gaps, row -> Double.isNaN(cells.get(row, part)) ? 1 : 0);
        } else {
            Arrays.setAll(gaps, row -> column.isMissing(row) ? 1 : 0);
        }
        return gaps;
    }

    @Override
    public <V> Optional<V> view(Class<V> type, Schema schema) {
        var tables = new ArrayList<Table>();
        if (numbers.length > 0) {
            tables.add(new Table("fillings of numeric columns", Dataset.builder("numbers")
                    .text("column", NumericFeatures.names(schema).toArray(String[]::new)).numeric("number", numbers).build()));
        }
        if (!levels.isEmpty()) {
            tables.add(new Table("fillings of nominal columns", Dataset.builder("levels")
                    .text("column", levels.stream().map(Level::column).toArray(String[]::new))
                    .text("level", levels.stream().map(Level::level).toArray(String[]::new)).build()));
        }
        return View.of(type, new Report(tables));
    }
}
