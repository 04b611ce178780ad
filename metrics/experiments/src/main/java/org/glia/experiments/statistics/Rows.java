package org.glia.experiments.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.glia.api.data.Dataset;
import org.glia.api.model.Table;

/// A table as it grows: every row puts the same columns in the same order.
final class Rows {

    private final String title;
    private final Map<String, List<Object>> columns = new LinkedHashMap<>();

    Rows(String title) {
        this.title = title;
    }

    Rows text(String column, String cell) {
        return put(column, cell);
    }

    /// A cell of NaN is missing.
    Rows number(String column, double cell) {
        return put(column, cell);
    }

    private Rows put(String column, Object cell) {
        columns.computeIfAbsent(column, any -> new ArrayList<>()).add(cell);
        return this;
    }

    Table table() {
        var built = Dataset.builder(title);
        columns.forEach((column, cells) -> {
            if (cells.getFirst() instanceof String) {
                built.text(column, cells.toArray(String[]::new));
            } else {
                built.numeric(column, cells.stream().mapToDouble(cell -> (double) cell).toArray());
            }
        });
        return new Table(title, built.build());
    }
}
