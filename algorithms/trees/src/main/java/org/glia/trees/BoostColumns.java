package org.glia.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.glia.api.data.Dataset;
import org.glia.api.data.Field;
import org.glia.api.data.Matrix;
import org.glia.api.data.NominalColumn;
import org.glia.api.data.Role;
import org.glia.api.data.Schema;

/// The features of a schema as boosted trees number them: nominal columns, numeric ones, and each number of a block, in the
/// order of the schema.
final class BoostColumns {

    /// What a missing or unknown level counts as among numbers.
    private static final double MISSING = Double.NaN;

    private final List<Field> fields = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int numbers;
    /// For each feature its column in the matrix of numbers, or -1 - its position among the nominal columns.
    private final int[] places;
    private final List<Field> nominal = new ArrayList<>();

    BoostColumns(Schema schema) {
        for (var field : schema.features()) {
            for (var part : field.partNames()) {
                names.add(part);
                fields.add(field);
            }
        }
        places = new int[fields.size()];
        for (int feature = 0; feature < places.length; feature++) {
            if (fields.get(feature).isNumeric()) {
                places[feature] = numbers++;
            } else {
                nominal.add(fields.get(feature));
                places[feature] = -nominal.size();
            }
        }
    }

    int size() {
        return places.length;
    }

    List<String> names() {
        return names;
    }

    Field field(int feature) {
        return fields.get(feature);
    }

    boolean isNominal(int feature) {
        return places[feature] < 0;
    }

    /// The column of a numeric feature in [#numbers].
    int place(int feature) {
        return places[feature];
    }

    /// How many levels a nominal feature has, as a number of words of 64 bits.
    int words(int feature) {
        return (fields.get(feature).levels().size() + 63) >>> 6;
    }

    /// All numbers, `rows x numeric features`.
    Matrix numbers(Dataset rows) {
        return rows.matrix(field -> field.role() == Role.FEATURE && field.isNumeric());
    }

    NominalColumn levels(Dataset rows, int feature) {
        return rows.nominal(fields.get(feature).name());
    }

    /// Tiles of rows with all features as numbers, levels by their codes; NaN where a cell is missing or a level unknown.
    final class Reader {

        private final Matrix numbers;
        private final NominalColumn[] levels;
        private final double[] line;

        Reader(Dataset rows, int most) {
            numbers = numbers(rows);
            levels = nominal.stream().map(field -> rows.nominal(field.name())).toArray(NominalColumn[]::new);
            line = nominal.isEmpty() ? new double[0] : new double[most * numbers.columns()];
        }

        void read(int from, int to, double[] tile) {
            if (nominal.isEmpty()) {
                numbers.read(from, to, tile, 0);
                return;
            }
            numbers.read(from, to, line, 0);
            int width = numbers.columns();
            for (int i = 0; i < to - from; i++) {
                for (int feature = 0; feature < places.length; feature++) {
                    int place = places[feature];
                    tile[i * places.length + feature] = place >= 0 ? line[i * width + place] : level(from + i, feature);
                }
            }
        }

        private double level(int row, int feature) {
            int code = levels[-1 - places[feature]].code(row);
            return code < 0 || code >= fields.get(feature).levels().size() ? MISSING : code;
        }
    }

    Reader reader(Dataset rows, int most) {
        return new Reader(rows, most);
    }

    @Override
    public String toString() {
        return names + Arrays.toString(places);
    }
}
