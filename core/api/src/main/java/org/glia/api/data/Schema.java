package org.glia.api.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.glia.api.problem.DataException;
import org.glia.api.problem.Suggestion;

/// The columns of a table in their order, without the cells.
///
/// @param fields one for each column, names distinct
public record Schema(List<Field> fields) {

    /// @throws DataException if two columns share a name
    public Schema {
        fields = List.copyOf(fields);
        var seen = new HashSet<String>();
        for (var field : fields) {
            if (!seen.add(field.name())) {
                throw new DataException("two columns are named `%s`; rename one".formatted(field.name()));
            }
        }
    }

    public static Schema of(Field... fields) {
        return new Schema(List.of(fields));
    }

    public int size() {
        return fields.size();
    }

    public Field field(int column) {
        return fields.get(column);
    }

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /// The position of a column, -1 if there is none of that name.
    public int indexOf(String name) {
        for (int column = 0; column < fields.size(); column++) {
            if (fields.get(column).name().equals(name)) {
                return column;
            }
        }
        return -1;
    }

    public Optional<Field> find(String name) {
        int column = indexOf(name);
        return column < 0 ? Optional.empty() : Optional.of(fields.get(column));
    }

    /// @throws DataException if there is no such column; the message names the nearest one
    public int require(String name) {
        int column = indexOf(name);
        if (column < 0) {
            throw new DataException("there is no column `%s`%s".formatted(name, Suggestion.didYouMean(name, names())));
        }
        return column;
    }

    public List<Field> withRole(Role role) {
        return fields.stream().filter(field -> field.role() == role).toList();
    }

    public List<Field> features() {
        return withRole(Role.FEATURE);
    }

    public List<Field> targets() {
        return withRole(Role.TARGET);
    }

    /// The sum of the widths of the features: the columns of the feature matrix.
    public int featureWidth() {
        return features().stream().mapToInt(Field::width).sum();
    }

    /// The names of the columns of the feature matrix.
    public List<String> featureNames() {
        return features().stream().flatMap(field -> field.partNames().stream()).toList();
    }

    /// The schema with `change` applied to the named column.
    ///
    /// @throws DataException if there is no such column
    public Schema with(String name, UnaryOperator<Field> change) {
        int changed = require(name);
        var copy = new ArrayList<>(fields);
        copy.set(changed, change.apply(copy.get(changed)));
        return new Schema(copy);
    }
}
